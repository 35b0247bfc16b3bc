//! Matching by trying everything.

use policy::Context;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Token {
    Char(char),
    /// Any run; the flag: colons too.
    Star(bool),
    /// Any one; the flag: a colon too.
    One(bool),
}

pub fn action_matches(pattern: &str, action: &str) -> bool {
    let tokens: Vec<Token> = pattern.to_lowercase().chars().map(wild).collect();
    matches(&tokens, &action.to_lowercase())
}

fn wild(character: char) -> Token {
    match character {
        '*' => Token::Star(true),
        '?' => Token::One(true),
        other => Token::Char(other),
    }
}

pub fn resource_matches(pattern: &str, resource: &str, context: &Context, variables: bool) -> bool {
    let colons: Vec<usize> = pattern.match_indices(':').map(|(at, _)| at).collect();
    let head_end = colons.get(4).map_or(pattern.len(), |at| at + 1);
    let characters: Vec<char> = pattern[..head_end].chars().collect();
    let mut tokens = Vec::new();
    for (index, character) in characters.iter().enumerate() {
        let next = characters.get(index + 1);
        let ends_pattern = next.is_none() && head_end == pattern.len();
        tokens.push(match character {
            '*' => Token::Star(next == Some(&':') || ends_pattern),
            '?' => Token::One(false),
            other => Token::Char(*other),
        });
    }
    match substitute(&pattern[head_end..], context, variables, true) {
        Some(rest) => {
            tokens.extend(rest);
            matches(&tokens, resource)
        }
        None => false,
    }
}

/// Resolves variables and escapes; `None` when one has no value.
pub fn substitute(text: &str, context: &Context, variables: bool, wildcards: bool) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        if let Some(inner) = rest.strip_prefix("${").filter(|_| variables) {
            let (variable, after) = inner.split_once('}').unwrap();
            tokens.extend(value(variable, context)?.chars().map(Token::Char));
            rest = after;
            continue;
        }
        tokens.push(if wildcards { wild(character) } else { Token::Char(character) });
        rest = &rest[character.len_utf8()..];
    }
    Some(tokens)
}

fn value(variable: &str, context: &Context) -> Option<String> {
    if ["*", "?", "$"].contains(&variable) {
        return Some(variable.to_owned());
    }
    let (key, default) = match variable.split_once(", ") {
        Some((key, quoted)) => (key, Some(quoted.trim_matches('\'').to_owned())),
        None => (variable, None),
    };
    match context.get(key) {
        None | Some([]) => default,
        Some([one]) => Some(one.clone()),
        Some(_) => None,
    }
}

/// Dynamic programming over all prefixes of pattern and text.
pub fn matches(tokens: &[Token], text: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    let mut reached = vec![false; text.len() + 1];
    reached[0] = true;
    for token in tokens {
        let mut next = vec![false; text.len() + 1];
        // Whether this star has begun and may go on.
        let mut is_open = false;
        for at in 0..=text.len() {
            let fits = text.get(at).is_some_and(|&character| match token {
                Token::Char(wanted) => character == *wanted,
                Token::Star(colon) | Token::One(colon) => *colon || character != ':',
            });
            if let Token::Star(_) = token {
                is_open |= reached[at];
                next[at] = is_open;
                is_open &= fits;
            } else if reached[at] && fits {
                next[at + 1] = true;
            }
        }
        reached = next;
    }
    reached[text.len()]
}
