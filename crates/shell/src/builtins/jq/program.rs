//! A jq program: read, guarded, compiled, run. The interpreter is jaq's.

use super::bounds::{self, Budget, STOPPED};
use super::{guard, library};
use jaq_core::data::HasLut;
use jaq_core::load::{self, Arena, File, Loader, lex, parse};
use jaq_core::{Compiler, Ctx, DataT, Lut, Vars};
use jaq_json::Val;
use jaq_std::input::{HasInputs, Inputs, RcIter};
use std::cell::RefCell;

/// The longest program in bytes.
const LONGEST: usize = 8 << 10;
/// How deep brackets may nest, how many words there may be that hold another program, and how many operators:
/// reading, compiling and running recurse on all of these.
const DEEPEST: usize = 25;
const MOST_WORDS: usize = 30;
const MOST_OPERATORS: usize = 200;
/// The name that a program is compiled under.
const MAIN: &str = "typed_program";

/// What the filters of a program can get at besides their input.
pub(super) struct Data;

#[derive(Clone, Copy)]
pub(super) struct World<'a> {
    lut: &'a Lut<Data>,
    pub(super) budget: &'a Budget,
    inputs: Inputs<'a, Val>,
    /// The world's time in seconds since 1970.
    pub(super) now: i64,
    /// What `debug` and `stderr` said.
    pub(super) said: &'a RefCell<String>,
}

impl DataT for Data {
    type V<'a> = Val;
    type Data<'a> = World<'a>;
}

impl<'a> HasLut<'a, Data> for World<'a> {
    fn lut(&self) -> &'a Lut<Data> {
        self.lut
    }
}

impl<'a> HasInputs<'a, Val> for World<'a> {
    fn inputs(&self) -> Inputs<'a, Val> {
        self.inputs
    }
}

/// What a program is run on.
pub(super) struct Setting<'a> {
    pub(super) inputs: Vec<Result<Val, String>>,
    /// `-n`: the program takes its inputs itself.
    pub(super) null_input: bool,
    /// `$name` and its value, for each `--arg` and for `$ENV`.
    pub(super) variables: &'a [(String, Val)],
    pub(super) now: i64,
}

/// How a program ended.
#[derive(Debug, PartialEq)]
pub(super) enum End {
    /// All inputs were taken.
    Done,
    /// `halt`, with its exit code.
    Halted(i32),
    /// It cost too much, and why.
    Stopped(&'static str),
    /// An input was no JSON.
    BadInput(String),
}

/// Runs a program on each input. `output` gets each output or error; `said` what `debug` and `stderr` wrote.
///
/// # Errors
/// The messages of what is wrong with the program itself.
pub(super) fn run(
    code: &str,
    setting: Setting<'_>,
    output: &mut dyn FnMut(Result<Val, String>),
    said: &RefCell<String>,
) -> Result<End, Vec<String>> {
    let filter = compile(code, setting.variables)?;
    let budget = Budget::default();
    let inputs = RcIter::new(setting.inputs.into_iter());
    let world = World { lut: &filter.lut, budget: &budget, inputs: &inputs, now: setting.now, said };
    let values = || setting.variables.iter().map(|(_, value)| value.clone());
    let mut first = setting.null_input.then_some(Ok(Val::Null));
    loop {
        let input = if setting.null_input { first.take() } else { (&inputs).next() };
        let Some(input) = input else { return Ok(End::Done) };
        let input = match input {
            Ok(value) => value,
            Err(message) => return Ok(End::BadInput(message)),
        };
        let context = Ctx::<Data>::new(world, Vars::new(values()));
        for result in filter.id.run((context, input)) {
            let result = result.and_then(|value| budget.check(&value).map(|()| value));
            let error = match result {
                Ok(value) => {
                    output(Ok(value));
                    continue;
                }
                Err(error) => error,
            };
            match error.get_halt() {
                Ok(STOPPED) => return Ok(End::Stopped(budget.reason())),
                Ok(code) => return Ok(End::Halted(code)),
                Err(error) => match error.get_err() {
                    Ok(error) => output(Err(shortened(&error))),
                    Err(_) => output(Err("break".to_owned())),
                },
            }
            break;
        }
    }
}

fn compile(code: &str, variables: &[(String, Val)]) -> Result<jaq_core::Filter<Data>, Vec<String>> {
    if code.len() > LONGEST || !is_simple(code) {
        return Err(vec!["the program is too long or nested too deep for this terminal".to_owned()]);
    }
    let tokens = lex::Lexer::new(code).lex().map_err(|errors| {
        errors.iter().map(|(wanted, at)| unexpected(code, at, wanted.as_str())).collect::<Vec<_>>()
    })?;
    let body = match parse::Parser::new(&tokens).parse(|p| p.term()) {
        Ok(body) => body,
        Err(errors) => {
            let message = |(wanted, found): (parse::Expect<&str>, _)| {
                unexpected(code, lex::Token::opt_as_str(found, code), wanted.as_str())
            };
            return Err(errors.into_iter().map(message).collect());
        }
    };
    let main = parse::Def { name: MAIN, args: Vec::new(), body: guard::typed(body) };
    let defs = library::defs().iter().cloned().map(shorter_lived).chain([main]);
    let arena = Arena::default();
    let modules = Loader::new(defs)
        .load(&arena, File { code: MAIN, path: () })
        .map_err(|_| vec!["the program could not be read".to_owned()])?;
    Compiler::default()
        .with_funs(library::funs().chain(bounds::funs()))
        .with_global_vars(variables.iter().map(|(name, _)| name.as_str()))
        .compile(modules)
        .map_err(|errors| {
            let undefined = errors.into_iter().flat_map(|(_, undefined)| undefined);
            undefined
                .map(|(name, what)| match what {
                    jaq_core::compile::Undefined::Filter(arity) => format!("{name}/{arity} is not defined"),
                    _ => format!("{name} is not defined"),
                })
                .collect()
        })
}

/// The same definition, among others that live less long.
fn shorter_lived<'s>(def: parse::Def<&'static str>) -> parse::Def<&'s str> {
    def
}

fn unexpected(code: &str, found: &str, wanted: &str) -> String {
    let line = code[..load::span(code, found).start.min(code.len())].lines().count().max(1);
    let found: String = found.chars().take_while(|c| !c.is_whitespace()).take(20).collect();
    let found = if found.is_empty() { "end of the program".to_owned() } else { format!("'{found}'") };
    format!("syntax error, unexpected {found}, expecting {wanted} at <top-level>, line {line}")
}

/// Whether reading a program will not recurse too deep.
fn is_simple(code: &str) -> bool {
    let (mut depth, mut deepest) = (0_usize, 0);
    for c in code.bytes() {
        match c {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    let symbols = code.bytes().filter(|c| b"|,-+*/%=<>;.[?".contains(c)).count();
    let words = code.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    let keywords = ["if", "elif", "try", "def", "reduce", "foreach", "label", "as", "and", "or"];
    let words = words.filter(|w| keywords.contains(w)).count();
    deepest <= DEEPEST && words <= MOST_WORDS && symbols <= MOST_OPERATORS
}

/// An error's text, which may hold a whole value.
fn shortened(error: &jaq_core::Error<Val>) -> String {
    const LONGEST: usize = 200;
    struct Short(String);
    impl std::fmt::Write for Short {
        fn write_str(&mut self, text: &str) -> std::fmt::Result {
            let room = LONGEST.saturating_sub(self.0.chars().count());
            self.0.extend(text.chars().take(room));
            if text.chars().count() > room { Err(std::fmt::Error) } else { Ok(()) }
        }
    }
    let mut short = Short(String::new());
    if std::fmt::write(&mut short, format_args!("{error}")).is_err() {
        short.0.push('…');
    }
    short.0
}
