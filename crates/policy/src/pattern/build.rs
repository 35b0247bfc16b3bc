use super::glob::{General, Glob};
use super::run::Step;
use super::template::Piece;

/// Puts a pattern together from its pieces, in the cheapest form.
pub(super) fn glob(pieces: impl IntoIterator<Item = Piece>) -> Glob {
    let general = general(pieces);
    match (&*general.head, &*general.tail) {
        ([], [star]) if star.is_empty() => Glob::Any,
        ([], []) => Glob::Exact("".into()),
        ([Step::Literal(text)], []) => Glob::Exact(text.clone()),
        ([Step::Literal(text)], [star]) if star.is_empty() => Glob::Prefix(text.clone()),
        _ => Glob::General(Box::new(general)),
    }
}

/// Puts a pattern together from its pieces.
pub(super) fn general(pieces: impl IntoIterator<Item = Piece>) -> General {
    let mut runs = Runs::default();
    for piece in pieces {
        match piece {
            Piece::Star => runs.star(),
            Piece::Question => runs.question(),
            Piece::Variable(variable) => runs.last.push(Step::Variable(variable)),
            Piece::Literal(text) => runs.literal(text),
        }
    }
    runs.finish()
}

/// Collects runs of steps between stars.
#[derive(Default)]
struct Runs {
    /// Those with a star behind them.
    done: Vec<Vec<Step>>,
    last: Vec<Step>,
}

impl Runs {
    /// Literals that meet, such as the two halves of a resource ARN, become one.
    fn literal(&mut self, text: Box<str>) {
        match self.last.last_mut() {
            Some(Step::Literal(before)) => *before = format!("{before}{text}").into(),
            _ => self.last.push(Step::Literal(text)),
        }
    }

    /// `*?` means `?*`, where the run behind the star is easier to find.
    fn question(&mut self) {
        let run = match self.done.last_mut() {
            Some(before) if self.last.is_empty() => before,
            _ => &mut self.last,
        };
        run.push(Step::One);
    }

    /// Stars side by side are one.
    fn star(&mut self) {
        if self.done.is_empty() || !self.last.is_empty() {
            self.done.push(std::mem::take(&mut self.last));
        }
    }

    fn finish(mut self) -> General {
        self.done.push(self.last);
        let lengths = self.done.iter().flatten().map(|step| match step {
            Step::Literal(text) => text.len(),
            Step::One => 1,
            Step::Variable(_) => 0,
        });
        let least = lengths.sum();
        let mut runs = self.done.into_iter().map(Vec::into_boxed_slice);
        General { head: runs.next().unwrap_or_default(), tail: runs.collect(), least }
    }
}
