//! Puts the counting filters of [`super::bounds`] into a parsed program.

use super::bounds::{CHECK, FLAT, STEP, TIMES};
use jaq_core::load::lex::StrPart;
use jaq_core::load::parse::{BinaryOp, Def, Pattern, Term};
use jaq_core::ops::Math;
use jaq_core::path::{Part, Path};

type T<'s> = Term<&'s str>;

/// Filters that look into all of their input at once, and so need it counted before.
const DEEP: &[&str] = &[
    "tojson",
    "tostring",
    "contains",
    "inside",
    "sort",
    "sort_by",
    "group_by",
    "unique",
    "unique_by",
    "min",
    "max",
    "min_by",
    "max_by",
    "index",
    "rindex",
    "indices",
    "bsearch",
    "error",
    "debug",
    "stderr",
    "flatten",
    "join",
    "tobytes",
    "@json",
    "@text",
    "@csv",
    "@tsv",
    "@sh",
    "ascii",
    "walk",
];

/// Whose program it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    /// The person's: everything in it is counted.
    Typed,
    /// The standard library's: what can repeat or grow is counted. Its loops end in calls to themselves, which
    /// are kept the last thing that they do.
    Library,
}

/// A program that was typed.
pub(super) fn typed(term: T<'_>) -> T<'_> {
    of(Whose::Typed, term)
}

/// A definition of the standard library.
pub(super) fn library(def: Def<&'static str>) -> Def<&'static str> {
    definition(Whose::Library, def)
}

fn definition(whose: Whose, def: Def<&str>) -> Def<&str> {
    let body = of(whose, def.body);
    let body = match whose {
        Whose::Typed => Term::Call(STEP, vec![body]),
        Whose::Library => pipe(Term::Call(FLAT, Vec::new()), body),
    };
    Def { body, ..def }
}

fn binary<'s>(left: T<'s>, op: BinaryOp<&'s str>, right: T<'s>) -> T<'s> {
    Term::BinOp(left.into(), op, right.into())
}

fn pipe<'s>(left: T<'s>, right: T<'s>) -> T<'s> {
    binary(left, BinaryOp::Pipe(None), right)
}

fn then<'s>(term: T<'s>, filter: &'static str) -> T<'s> {
    pipe(term, Term::Call(filter, Vec::new()))
}

/// The term with what is in it counted, and with its own outputs counted where they can be many or large.
fn of(whose: Whose, term: T<'_>) -> T<'_> {
    let typed = whose == Whose::Typed;
    match term {
        Term::BinOp(left, op, right) => operation(whose, of(whose, *left), op, of(whose, *right)),
        Term::Call(name, arguments) => {
            let call = Term::Call(name, arguments.into_iter().map(|a| of(whose, a)).collect());
            match typed {
                true if DEEP.contains(&name) => pipe(Term::Call(CHECK, Vec::new()), then(call, CHECK)),
                true => then(call, CHECK),
                false => call,
            }
        }
        Term::Path(base, path) => {
            let literal = |part: &Part<T<'_>>| matches!(part, Part::Index(Term::Str(None, _) | Term::Num(_)));
            let single = path.0.iter().all(|(part, _)| literal(part));
            let term = Term::Path(of(whose, *base).into(), in_path(whose, path));
            if typed && !single { then(term, CHECK) } else { term }
        }
        Term::Recurse | Term::Str(..) | Term::Arr(_) | Term::Obj(_) if typed => {
            then(inside(whose, term), CHECK)
        }
        other => inside(whose, other),
    }
}

fn operation<'s>(whose: Whose, left: T<'s>, op: BinaryOp<&'s str>, right: T<'s>) -> T<'s> {
    match op {
        BinaryOp::Math(Math::Mul) => then(Term::Call(TIMES, vec![left, right]), FLAT),
        BinaryOp::Math(op) => then(binary(left, BinaryOp::Math(op), right), FLAT),
        BinaryOp::Cmp(op) if whose == Whose::Typed => {
            let counted = |term: T<'s>| match term {
                simple @ (Term::Num(_) | Term::Str(..) | Term::Var(_)) => simple,
                other => then(other, CHECK),
            };
            binary(counted(left), BinaryOp::Cmp(op), counted(right))
        }
        BinaryOp::UpdateMath(Math::Mul) => {
            let factor = "$!factor";
            let product = Term::Call(TIMES, vec![Term::Id, Term::Var(factor)]);
            let update = binary(left, BinaryOp::Update, product);
            let bound = BinaryOp::Pipe(Some(Pattern::Var(factor)));
            then(binary(right, bound, update), CHECK)
        }
        op @ (BinaryOp::Assign | BinaryOp::Update | BinaryOp::UpdateMath(_) | BinaryOp::UpdateAlt) => {
            then(binary(left, op, right), CHECK)
        }
        BinaryOp::Pipe(Some(pattern)) => {
            binary(left, BinaryOp::Pipe(Some(in_pattern(whose, pattern))), right)
        }
        op => binary(left, op, right),
    }
}

/// The term with what is in it counted.
fn inside(whose: Whose, term: T<'_>) -> T<'_> {
    match term {
        Term::Str(format, parts) => {
            let part = |part| match part {
                StrPart::Term(term) => StrPart::Term(then(of(whose, term), CHECK)),
                other => other,
            };
            Term::Str(format, parts.into_iter().map(part).collect())
        }
        Term::Arr(Some(items)) => Term::Arr(Some(of(whose, *items).into())),
        Term::Obj(members) => {
            let member = |(key, value): (_, Option<_>)| match value {
                Some(value) => (of(whose, key), Some(of(whose, value))),
                // `{name}` and `{$name}`: the key says where the value is, so it has to stay what it is.
                None => (inside(whose, key), None),
            };
            Term::Obj(members.into_iter().map(member).collect())
        }
        Term::Neg(term) => Term::Neg(of(whose, *term).into()),
        Term::Label(name, term) => Term::Label(name, of(whose, *term).into()),
        Term::Fold(kind, source, pattern, steps) => {
            let step =
                |term| if whose == Whose::Typed { then(of(whose, term), FLAT) } else { of(whose, term) };
            let steps = steps.into_iter().map(step).collect();
            Term::Fold(kind, of(whose, *source).into(), in_pattern(whose, pattern), steps)
        }
        Term::TryCatch(body, handler) => {
            Term::TryCatch(of(whose, *body).into(), handler.map(|h| of(whose, *h).into()))
        }
        Term::IfThenElse(branches, otherwise) => {
            let branch = |(test, then)| (of(whose, test), of(whose, then));
            Term::IfThenElse(
                branches.into_iter().map(branch).collect(),
                otherwise.map(|o| of(whose, *o).into()),
            )
        }
        Term::Def(defs, body) => {
            let defs = defs.into_iter().map(|def| definition(whose, def)).collect();
            Term::Def(defs, of(whose, *body).into())
        }
        other => other,
    }
}

fn in_path<'s>(whose: Whose, path: Path<T<'s>>) -> Path<T<'s>> {
    let part = |part| match part {
        Part::Index(index @ (Term::Str(None, _) | Term::Num(_))) => Part::Index(inside(whose, index)),
        Part::Index(index) => Part::Index(of(whose, index)),
        Part::Range(from, to) => Part::Range(from.map(|t| of(whose, t)), to.map(|t| of(whose, t))),
    };
    Path(path.0.into_iter().map(|(p, optional)| (part(p), optional)).collect())
}

fn in_pattern(whose: Whose, pattern: Pattern<&str>) -> Pattern<&str> {
    match pattern {
        Pattern::Var(name) => Pattern::Var(name),
        Pattern::Arr(items) => Pattern::Arr(items.into_iter().map(|p| in_pattern(whose, p)).collect()),
        Pattern::Obj(members) => {
            let member = |(key, p)| (inside(whose, key), in_pattern(whose, p));
            Pattern::Obj(members.into_iter().map(member).collect())
        }
    }
}
