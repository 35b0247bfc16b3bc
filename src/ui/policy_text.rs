//! Policy texts with line numbers, colours and marked places.

mod tokens;

use policy::Span;
use tokens::{Token, tokens};
use yew::prelude::*;

/// What a marked place means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// It applies and allows.
    Allows,
    /// It applies and denies.
    Denies,
    /// It does not fit.
    Misses,
    /// It is wrong.
    Error,
    /// It is doubtful.
    Warning,
    /// It could be better.
    Suggestion,
}

impl MarkKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Allows => "mark-allows",
            Self::Denies => "mark-denies",
            Self::Misses => "mark-misses",
            Self::Error => "mark-error",
            Self::Warning => "mark-warning",
            Self::Suggestion => "mark-suggestion",
        }
    }
}

/// A marked place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where.
    pub span: Span,
    /// What it means.
    pub kind: MarkKind,
}

/// Properties of [`PolicyText`].
#[derive(Properties, PartialEq)]
pub struct PolicyTextProps {
    /// The text.
    pub text: AttrValue,
    /// What it is, for screen readers.
    pub label: AttrValue,
    /// Marked places; where they overlap, the last wins.
    #[prop_or_default]
    pub marks: Vec<Mark>,
}

/// A policy text to read.
#[component]
pub fn PolicyText(props: &PolicyTextProps) -> Html {
    html! {
        <div class="code-view" tabindex="0" role="region" aria-label={props.label.clone()}>
            <Lines text={props.text.clone()} marks={props.marks.clone()} />
        </div>
    }
}

/// Properties of [`Lines`].
#[derive(Properties, PartialEq)]
pub(super) struct LinesProps {
    pub(super) text: AttrValue,
    pub(super) marks: Vec<Mark>,
}

/// The longest text, in bytes, whose tokens are coloured: colours are made anew with every key, and there are
/// thousands in a long text.
const LONGEST_IN_COLOUR: usize = 20_000;

/// The numbered, coloured lines.
#[component]
pub(super) fn Lines(props: &LinesProps) -> Html {
    let tokens = if props.text.len() > LONGEST_IN_COLOUR { Vec::new() } else { tokens(&props.text) };
    let mut start = 0;
    let line = |(index, line): (usize, &str)| {
        let from = start;
        start += line.len() + 1;
        html! { <span key={index} class="code-line">{ pieces(line, from, &tokens, &props.marks) }{ "\n" }</span> }
    };
    html! { <pre class="code-lines"><code>{ for props.text.split('\n').enumerate().map(line) }</code></pre> }
}

/// The pieces of a line, cut wherever a token or a mark begins or ends.
fn pieces(line: &str, from: usize, tokens: &[Token], marks: &[Mark]) -> Html {
    let end = from + line.len();
    let range = |mark: &Mark| (mark.span.start as usize, mark.span.end as usize);
    let mut cuts: Vec<usize> = vec![from, end];
    let near = tokens.partition_point(|token| token.end <= from);
    let tokens = tokens[near..].iter().take_while(|token| token.start < end);
    cuts.extend(tokens.clone().flat_map(|token| [token.start, token.end]));
    cuts.extend(marks.iter().flat_map(|mark| <[usize; 2]>::from(range(mark))));
    cuts.retain(|cut| (from..=end).contains(cut));
    cuts.sort_unstable();
    cuts.dedup();
    let piece = |cut: &[usize]| {
        let (start, end) = (cut[0], cut[1]);
        let token = tokens.clone().find(|token| token.start <= start && end <= token.end);
        let mark = marks.iter().rev().find(|mark| range(mark).0 <= start && end <= range(mark).1);
        let class = classes!(token.map(|token| token.class), mark.map(|mark| mark.kind.class()));
        // A mark may lie within a character only if it belongs to another text.
        let text = line.get(start - from..end - from).unwrap_or_default();
        html! { <span {class}>{ text }</span> }
    };
    cuts.windows(2).map(piece).collect()
}
