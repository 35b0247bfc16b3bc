//! Tab: what is certain is typed, what is not is offered.

use shell::Completion;

/// What stands before the cursor, completed as far as all candidates agree; and the candidates, if there is
/// more than one.
pub(super) fn completed(before: &str, candidates: &[Completion]) -> (String, Vec<String>) {
    let Some(first) = candidates.first() else { return (before.to_owned(), Vec::new()) };
    let typed = before.get(..first.start).unwrap_or(before);
    let texts: Vec<&str> = candidates.iter().map(|candidate| candidate.text.as_str()).collect();
    match texts.as_slice() {
        [one] => {
            let gap = if one.ends_with(['/', '=', ' ']) { "" } else { " " };
            (typed.to_owned() + one + gap, Vec::new())
        }
        several => {
            let common = common_start(several);
            let longer = common.len() > before.len() - typed.len();
            let text = if longer { typed.to_owned() + common } else { before.to_owned() };
            (text, several.iter().map(|text| (*text).to_owned()).collect())
        }
    }
}

fn common_start<'a>(texts: &[&'a str]) -> &'a str {
    let Some((first, rest)) = texts.split_first() else { return "" };
    let agree =
        |(at, c): &(usize, char)| rest.iter().all(|text| text[(*at).min(text.len())..].starts_with(*c));
    let end = first.char_indices().take_while(agree).map(|(at, c)| at + c.len_utf8()).last();
    &first[..end.unwrap_or(0)]
}
