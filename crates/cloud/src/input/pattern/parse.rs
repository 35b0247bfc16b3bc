//! Reading a pattern.

use super::class::{Class, Item};

/// A part of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// One character of a set.
    One(Class),
    /// One after the other.
    Sequence(Vec<Node>),
    /// One of them.
    Choice(Vec<Node>),
    /// As often as that.
    Repeat { node: Box<Node>, least: usize, most: Option<usize> },
    /// `^`
    Start,
    /// `$`
    End,
    /// `(?=…)` and `(?!…)`: whether what comes next begins so.
    Ahead { node: Box<Node>, wanted: bool },
}

/// Reads a pattern. `None` if it says what only a greater engine understands, such as `\3`.
pub(super) fn parse(pattern: &str) -> Option<Node> {
    let mut reader = Reader { rest: pattern };
    let node = reader.choice()?;
    reader.rest.is_empty().then_some(node)
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn take(&mut self, start: &str) -> bool {
        let rest = self.rest.strip_prefix(start);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn choice(&mut self) -> Option<Node> {
        let mut branches = vec![self.sequence()?];
        while self.take("|") {
            branches.push(self.sequence()?);
        }
        Some(single(branches, Node::Choice))
    }

    fn sequence(&mut self) -> Option<Node> {
        let mut nodes = Vec::new();
        while !self.rest.is_empty() && !self.rest.starts_with(['|', ')']) {
            let node = self.atom()?;
            nodes.push(self.repeated(node)?);
        }
        Some(single(nodes, Node::Sequence))
    }

    fn atom(&mut self) -> Option<Node> {
        if self.take("(?!") || self.rest.starts_with("(?=") {
            let wanted = self.take("(?=");
            return self.group().map(|node| Node::Ahead { node: Box::new(node), wanted });
        }
        if self.take("(?:") || (!self.rest.starts_with("(?") && self.take("(")) {
            return self.group();
        }
        if self.take("^") {
            return Some(Node::Start);
        }
        if self.take("$") {
            return Some(Node::End);
        }
        if self.take(".") {
            return Some(Node::One(Class::dot()));
        }
        if self.take("[") {
            return self.class().map(Node::One);
        }
        if self.rest.starts_with(['(', '*', '+', '?', '{']) {
            return None;
        }
        self.item().map(|item| Node::One(Class::one(item)))
    }

    fn group(&mut self) -> Option<Node> {
        let node = self.choice()?;
        self.take(")").then_some(node)
    }

    /// `*`, `+`, `?` and `{…}` behind a part. Whether they are greedy does not matter to whole texts.
    fn repeated(&mut self, node: Node) -> Option<Node> {
        let (least, most) = if self.take("*") {
            (0, None)
        } else if self.take("+") {
            (1, None)
        } else if self.take("?") {
            (0, Some(1))
        } else if self.take("{") {
            self.counts()?
        } else {
            return Some(node);
        };
        let _lazy = self.take("?");
        Some(Node::Repeat { node: Box::new(node), least, most })
    }

    /// `3}`, `3,}` or `3,5}`.
    fn counts(&mut self) -> Option<(usize, Option<usize>)> {
        let (inner, rest) = self.rest.split_once('}')?;
        self.rest = rest;
        let (least, most) = inner.split_once(',').unwrap_or((inner, inner));
        let most = if most.is_empty() { None } else { Some(most.parse().ok()?) };
        Some((least.parse().ok()?, most))
    }

    fn class(&mut self) -> Option<Class> {
        let negated = self.take("^");
        let mut items = Vec::new();
        while !self.take("]") {
            let item = self.item()?;
            let Item::Range(low, _) = item else {
                items.push(item);
                continue;
            };
            items.push(match self.high_end() {
                Some(high) => Item::Range(low, high),
                None => item,
            });
        }
        Some(Class { items, negated })
    }

    /// `-z` behind the low end of a range. A `-` before `]`, or before a set, stands for itself.
    fn high_end(&mut self) -> Option<char> {
        let mut ahead = Reader { rest: self.rest.strip_prefix('-')? };
        if ahead.rest.starts_with(']') {
            return None;
        }
        let Item::Range(high, _) = ahead.item()? else { return None };
        self.rest = ahead.rest;
        Some(high)
    }

    /// One character, plain or escaped, or one of the sets with a name.
    fn item(&mut self) -> Option<Item> {
        if !self.take("\\") {
            return self.char().map(|c| Item::Range(c, c));
        }
        let sets = [
            ("p{L}", Item::Letter),
            ("p{Z}", Item::Space),
            ("p{N}", Item::Number),
            ("w", Item::Word),
            ("d", Item::Digit),
            ("s", Item::Blank),
            ("S", Item::NoBlank),
        ];
        if let Some((_, set)) = sets.into_iter().find(|(name, _)| self.take(name)) {
            return Some(set);
        }
        let c = match self.char()? {
            'u' => self.code(self.code_length())?,
            'x' => self.code(2)?,
            't' => '\t',
            'n' => '\n',
            'r' => '\r',
            other if other.is_ascii_alphanumeric() => return None,
            other => other,
        };
        Some(Item::Range(c, c))
    }

    fn char(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let c = chars.next()?;
        self.rest = chars.as_str();
        Some(c)
    }

    /// Java writes four digits, but the models also name planes beyond: `\u10000`, `\u10FFFF`.
    fn code_length(&self) -> usize {
        [("10000", 5), ("10FFFF", 6)]
            .into_iter()
            .find(|(start, _)| self.rest.starts_with(start))
            .map_or(4, |(_, length)| length)
    }

    fn code(&mut self, digits: usize) -> Option<char> {
        let code = u32::from_str_radix(self.rest.get(..digits)?, 16).ok()?;
        self.rest = self.rest.get(digits..)?;
        char::from_u32(code)
    }
}

fn single(mut nodes: Vec<Node>, several: fn(Vec<Node>) -> Node) -> Node {
    match (nodes.len(), nodes.pop()) {
        (1, Some(node)) => node,
        (_, last) => several(nodes.into_iter().chain(last).collect()),
    }
}
