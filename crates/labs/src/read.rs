//! Reading values out of JSON strictly: nothing is passed over, and every mistake has its place.

use policy::json::{Kind, Limits, Member, Value};
use policy::{Span, Spanned};

use crate::error::{ContentError, Problem};

/// Scenarios hold the contents of files, so they may be longer than policies.
const LIMITS: Limits = Limits { characters: 4 << 20, depth: 64 };

/// What reading gives.
pub(crate) type Read<T> = Result<T, ContentError>;

/// Reads a whole text.
pub(crate) fn parse<T>(text: &str, read: impl FnOnce(Node<'_>) -> Read<T>) -> Read<T> {
    let value = policy::json::parse_with(text, LIMITS)?;
    read(Node { text, value: &value })
}

/// A value in its text.
#[derive(Clone, Copy)]
pub(crate) struct Node<'a> {
    text: &'a str,
    value: &'a Value,
}

impl<'a> Node<'a> {
    /// Where the value stands.
    pub(crate) fn span(self) -> Span {
        self.value.span
    }

    /// What is wrong with the value.
    pub(crate) fn wrong(self, problem: Problem) -> ContentError {
        ContentError::new(problem, self.span(), self.text)
    }

    /// A value of another kind is needed.
    pub(crate) fn expected(self, expected: &'static str) -> ContentError {
        self.wrong(Problem::WrongKind { expected, found: self.value.kind_name() })
    }

    /// The value is none of those that can stand here.
    pub(crate) fn unknown(self, expected: &str, found: &str) -> ContentError {
        self.wrong(Problem::UnknownValue { expected: expected.to_owned(), found: found.to_owned() })
    }

    /// What is wrong at a place inside the value, in bytes from its beginning.
    pub(crate) fn wrong_inside(self, offset: u32, problem: Problem) -> ContentError {
        let start = self.span().start + offset;
        ContentError::new(problem, Span::new(start, start), self.text)
    }

    /// The value as it was written.
    pub(crate) fn source(self) -> &'a str {
        self.value.span.of(self.text)
    }

    /// The whole text that the value is a part of.
    pub(crate) fn whole_text(self) -> &'a str {
        self.text
    }

    pub(crate) fn is_text(self) -> bool {
        matches!(self.value.kind, Kind::String(_))
    }

    pub(crate) fn is_object(self) -> bool {
        matches!(self.value.kind, Kind::Object(_))
    }

    pub(crate) fn is_list(self) -> bool {
        matches!(self.value.kind, Kind::Array(_))
    }

    /// Any text.
    pub(crate) fn text(self) -> Read<String> {
        Ok(self.str()?.to_owned())
    }

    /// A text that says something.
    pub(crate) fn words(self) -> Read<String> {
        match self.str()? {
            text if text.trim().is_empty() => Err(self.wrong(Problem::Empty)),
            text => Ok(text.to_owned()),
        }
    }

    pub(crate) fn str(self) -> Read<&'a str> {
        self.value.as_str().ok_or_else(|| self.expected("a string"))
    }

    /// A text with its place.
    pub(crate) fn placed(self) -> Read<Spanned<String>> {
        Ok(Spanned::new(self.text()?, self.span()))
    }

    pub(crate) fn whole_number(self) -> Read<i64> {
        self.value.as_i64().ok_or_else(|| self.expected("a whole number"))
    }

    /// Every element of a list.
    pub(crate) fn list<T>(self, read: impl FnMut(Node<'a>) -> Read<T>) -> Read<Vec<T>> {
        let items = self.value.as_array().ok_or_else(|| self.expected("a list"))?;
        items.iter().map(|value| Node { value, ..self }).map(read).collect()
    }

    /// Every element of a list that has some.
    pub(crate) fn filled_list<T>(self, read: impl FnMut(Node<'a>) -> Read<T>) -> Read<Vec<T>> {
        let items = self.list(read)?;
        if items.is_empty() { Err(self.wrong(Problem::Empty)) } else { Ok(items) }
    }

    /// One element, or a list that has some.
    pub(crate) fn one_or_many<T>(self, mut read: impl FnMut(Node<'a>) -> Read<T>) -> Read<Vec<T>> {
        if self.is_list() { self.filled_list(read) } else { Ok(vec![read(self)?]) }
    }

    /// Every member of an object whose names are free, in the order of the text.
    pub(crate) fn map<T>(self, mut read: impl FnMut(Node<'a>) -> Read<T>) -> Read<Vec<(Spanned<String>, T)>> {
        let members = self.members()?.iter().map(|member| {
            let value = read(Node { value: &member.value, ..self })?;
            Ok((Spanned::new(member.key.clone(), member.key_span), value))
        });
        members.collect()
    }

    /// The name and the value of an object's only member.
    pub(crate) fn only_member(self) -> Read<(Spanned<&'a str>, Node<'a>)> {
        match self.members()? {
            [Member { key, key_span, value }] => Ok((Spanned::new(key, *key_span), Node { value, ..self })),
            _ => Err(self.expected("an object with one member")),
        }
    }

    /// An object whose members may be anything.
    pub(crate) fn members_as_written(self) -> Read<serde_json::Map<String, serde_json::Value>> {
        serde_json::from_str(self.source()).map_err(|_| self.expected("an object"))
    }

    /// What is wrong at another place of the same text.
    pub(crate) fn wrong_at(self, span: Span, problem: Problem) -> ContentError {
        ContentError::new(problem, span, self.text)
    }

    /// Reads an object whose names are known; a member that `read` doesn't ask for is a mistake.
    pub(crate) fn object<T>(self, read: impl FnOnce(&mut Object<'a>) -> Read<T>) -> Read<T> {
        self.members()?;
        let mut object = Object { node: self, known: Vec::new() };
        let value = read(&mut object)?;
        object.finish()?;
        Ok(value)
    }

    fn members(self) -> Read<&'a [Member]> {
        self.value.members().ok_or_else(|| self.expected("an object"))
    }
}

/// An object that is being read.
pub(crate) struct Object<'a> {
    node: Node<'a>,
    known: Vec<&'static str>,
}

impl<'a> Object<'a> {
    /// What is wrong with the object as a whole.
    pub(crate) fn wrong(&self, problem: Problem) -> ContentError {
        self.node.wrong(problem)
    }

    /// A member that may be left out.
    pub(crate) fn optional<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(Node<'a>) -> Read<T>,
    ) -> Read<Option<T>> {
        self.known.push(name);
        let value = self.node.value.get(name);
        value.map(|value| read(Node { value, ..self.node })).transpose()
    }

    /// A member that must be there.
    pub(crate) fn required<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(Node<'a>) -> Read<T>,
    ) -> Read<T> {
        let value = self.optional(name, read)?;
        value.ok_or_else(|| self.wrong(Problem::MissingMember(name)))
    }

    /// A list that may be left out: then it is empty.
    pub(crate) fn list<T>(
        &mut self,
        name: &'static str,
        read: impl FnMut(Node<'a>) -> Read<T>,
    ) -> Read<Vec<T>> {
        Ok(self.optional(name, |node| node.list(read))?.unwrap_or_default())
    }

    /// An object with free names that may be left out: then it is empty.
    pub(crate) fn map<T>(
        &mut self,
        name: &'static str,
        read: impl FnMut(Node<'a>) -> Read<T>,
    ) -> Read<Vec<(Spanned<String>, T)>> {
        Ok(self.optional(name, |node| node.map(read))?.unwrap_or_default())
    }

    fn finish(self) -> Read<()> {
        let mut members = self.node.members()?.iter();
        match members.find(|member| !self.known.contains(&member.key.as_str())) {
            None => Ok(()),
            Some(member) => {
                let problem = Problem::UnknownMember { name: member.key.clone(), known: self.known };
                Err(self.node.wrong_at(member.key_span, problem))
            }
        }
    }
}
