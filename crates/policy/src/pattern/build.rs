use super::glob::{General, Glob};
use super::run::{Reach, Step};
use super::template::Piece;

/// How far a wildcard reaches, given the colons before it and the piece behind it.
type ReachRule = fn(&Piece, colons: usize, next: Option<&Piece>) -> Reach;

/// Wildcards reach anything.
pub(super) fn anywhere(_: &Piece, _: usize, _: Option<&Piece>) -> Reach {
    Reach::Anything
}

/// The rule of ARN conditions.
pub(super) fn in_arn(_: &Piece, _: usize, _: Option<&Piece>) -> Reach {
    Reach::ArnSegment
}

/// The rule of `Resource`.
pub(super) fn in_resource(piece: &Piece, colons: usize, next: Option<&Piece>) -> Reach {
    let ends_segment = match next {
        None => true,
        Some(Piece::Literal(text)) => text.starts_with(':'),
        Some(_) => false,
    };
    if colons >= 5 || (*piece == Piece::Star && ends_segment) { Reach::Anything } else { Reach::Segment }
}

/// Puts a pattern together from its pieces.
pub(super) fn glob(pieces: Vec<Piece>, rule: ReachRule) -> Glob {
    let mut builder = Builder::default();
    let mut colons = 0;
    let mut rest = pieces.into_iter().peekable();
    while let Some(piece) = rest.next() {
        let reach = rule(&piece, colons, rest.peek());
        match piece {
            Piece::Star => builder.star(reach),
            Piece::Question => builder.run.push(Step::One(reach)),
            Piece::Variable(variable) => builder.run.push(Step::Variable(variable)),
            Piece::Literal(text) => {
                colons += text.matches(':').count();
                builder.literal(text);
            }
        }
    }
    simplify(builder.finish())
}

/// Collects runs of steps between stars.
#[derive(Default)]
struct Builder {
    head: Option<Vec<Step>>,
    tail: Vec<(Reach, Vec<Step>)>,
    /// The star before the current run.
    star: Option<Reach>,
    run: Vec<Step>,
}

impl Builder {
    /// Literals that meet, such as the two halves of a resource ARN, become one.
    fn literal(&mut self, text: Box<str>) {
        match self.run.last_mut() {
            Some(Step::Literal(before)) => *before = format!("{before}{text}").into(),
            _ => self.run.push(Step::Literal(text)),
        }
    }

    /// Begins a star. `*?` means `?*`, and stars side by side are one, which reaches as far
    /// as the farthest of them.
    fn star(&mut self, reach: Reach) {
        if let Some(before) = self.star {
            let only_questions = self.run.iter().all(|step| matches!(step, Step::One(_)));
            if only_questions {
                self.move_questions_before_star();
                self.star = Some(before.max(reach));
                return;
            }
        }
        self.end_run();
        self.star = Some(reach);
    }

    fn move_questions_before_star(&mut self) {
        let text = self.run.iter().position(|step| !matches!(step, Step::One(_)));
        let questions = text.unwrap_or(self.run.len());
        let before_star = match self.tail.last_mut() {
            Some((_, run)) => run,
            None => self.head.get_or_insert_default(),
        };
        before_star.extend(self.run.drain(..questions));
    }

    fn end_run(&mut self) {
        match self.star.take() {
            None => self.head = Some(std::mem::take(&mut self.run)),
            Some(reach) => {
                self.move_questions_before_star();
                self.tail.push((reach, std::mem::take(&mut self.run)));
            }
        }
    }

    fn finish(mut self) -> General {
        self.end_run();
        let tail = self.tail.into_iter();
        General {
            head: self.head.unwrap_or_default().into(),
            tail: tail.map(|(reach, run)| (reach, run.into())).collect(),
        }
    }
}

/// Picks the cheapest form that means the same.
fn simplify(general: General) -> Glob {
    let is_trailing_star = |(reach, run): &(Reach, Box<[Step]>)| *reach == Reach::Anything && run.is_empty();
    match (&*general.head, &*general.tail) {
        ([], [star]) if is_trailing_star(star) => Glob::Any,
        ([], []) => Glob::Exact("".into()),
        ([Step::Literal(text)], []) => Glob::Exact(text.clone()),
        ([Step::Literal(text)], [star]) if is_trailing_star(star) => Glob::Prefix(text.clone()),
        _ => Glob::General(Box::new(general)),
    }
}
