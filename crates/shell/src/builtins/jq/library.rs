//! The standard library: jaq's, without what reads a clock, the machine's environment or its time zone.

use super::bounds::STOPPED;
use super::guard;
use super::program::Data;
use super::value::{from_json, to_json};
use jaq_core::load::{self, parse::Def};
use jaq_core::native::{Filter, Fun, bome, run, v};
use jaq_core::{Error, Exn, RunPtr};
use jaq_json::Val;
use std::sync::OnceLock;

/// Filters of jaq's that are not taken, or whose like is below.
const LEFT_OUT: &[&str] =
    &["now", "env", "localtime", "strflocaltime", "debug_empty", "stderr_empty", "fromjson", "halt"];

/// Definitions: read when they are first needed.
pub(super) fn defs() -> &'static [Def<&'static str>] {
    static DEFS: OnceLock<Vec<Def<&'static str>>> = OnceLock::new();
    DEFS.get_or_init(read)
}

/// Reads jaq's definitions, and in the place of some of them ours, whose time zone is the world's, UTC.
fn read() -> Vec<Def<&'static str>> {
    const OURS: &str = include_str!("library.jq");
    let ours = load::parse(OURS, |p| p.defs()).unwrap_or_default();
    let theirs = jaq_core::defs().chain(jaq_std::defs()).chain(jaq_json::defs());
    let replaced: Vec<(&str, usize)> = ours.iter().map(|d| (d.name, d.args.len())).collect();
    theirs
        .filter(move |d| !replaced.contains(&(d.name, d.args.len())))
        .chain(ours)
        .map(guard::library)
        .collect()
}

/// Filters that are no definitions.
pub(super) fn funs() -> impl Iterator<Item = Fun<Data>> {
    let theirs = jaq_core::funs().chain(jaq_std::funs()).chain(jaq_json::funs());
    let inputs = jaq_std::input::funs::<Data>().into_vec().into_iter();
    theirs
        .filter(|(name, ..)| !LEFT_OUT.contains(name))
        .chain(inputs.map(run::<Data>))
        .chain(ours().into_iter().map(run::<Data>))
}

fn ours() -> [Filter<RunPtr<Data>>; 5] {
    [
        ("now", v(0), |cv| bome(Ok(Val::from(cv.0.data().now as f64)))),
        ("fromjson", v(0), |cv| bome(from_text(&cv.1))),
        ("halt", v(1), |mut cv| {
            let code = jaq_std::ValT::as_isize(&cv.0.pop_var()).and_then(|code| i32::try_from(code).ok());
            let end = match code.filter(|code| *code != STOPPED) {
                Some(code) => Exn::halt(code),
                None => Exn::from(Error::str("halt: the exit code is no number")),
            };
            Box::new(std::iter::once(Err(end)))
        }),
        ("debug_empty", v(0), |cv| {
            let text = format!("[\"DEBUG:\",{}]\n", to_json(&cv.1));
            cv.0.data().said.borrow_mut().push_str(&text);
            Box::new(std::iter::empty())
        }),
        ("stderr_empty", v(0), |cv| {
            let json = to_json(&cv.1);
            let text = json.as_str().map_or_else(|| json.to_string(), str::to_owned);
            cv.0.data().said.borrow_mut().push_str(&text);
            Box::new(std::iter::empty())
        }),
    ]
}

fn from_text(value: &Val) -> Result<Val, Error<Val>> {
    let (Val::TStr(text) | Val::BStr(text)) = value else { return Err(Error::typ(value.clone(), "string")) };
    let text = String::from_utf8_lossy(text).into_owned();
    serde_json::from_str(&text)
        .map(from_json)
        .map_err(|error| Error::str(format!("{error} (while parsing '{text}')")))
}
