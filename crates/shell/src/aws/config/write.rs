//! Changes an ini file as `aws configure` does: in its place, leaving everything else as it is.

/// A value to set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NewValue {
    Text(String),
    /// A setting below another, e.g. `max_concurrent_requests` below `s3`.
    Nested(String, String),
}

/// The file's text with the values set in a section, which is added at the end if it is not there.
pub(crate) fn update(text: &str, section: &str, values: &[(String, NewValue)]) -> String {
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    if let Some(last) = lines.last_mut().filter(|l| !l.ends_with('\n')) {
        last.push('\n');
    }
    let Some(start) = lines.iter().position(|l| is_header(l, section)) else {
        lines.push(format!("[{section}]\n"));
        lines.extend(values.iter().map(|(key, value)| new_lines(key, value)));
        return lines.concat();
    };
    for (key, value) in values {
        set(&mut lines, start, key, value);
    }
    lines.concat()
}

fn is_header(line: &str, section: &str) -> bool {
    let line = line.trim();
    let quoted = section.split_once(' ').map(|(kind, name)| format!("[{kind} \"{name}\"]"));
    line == format!("[{section}]") || Some(line.to_owned()) == quoted
}

/// The name of the setting on a line and the line's indentation.
fn setting(line: &str) -> Option<(&str, usize)> {
    let at = line.find(['=', ':']).filter(|at| *at > 0)?;
    let name = line[..at].trim();
    (!name.is_empty() && !name.starts_with(['#', ';', '[']))
        .then(|| (name, line.len() - line.trim_start().len()))
}

fn set(lines: &mut Vec<String>, start: usize, key: &str, value: &NewValue) {
    let end =
        (start + 1..lines.len()).find(|i| lines[*i].trim_start().starts_with('[')).unwrap_or(lines.len());
    let found = (start + 1..end)
        .find(|i| setting(&lines[*i]).is_some_and(|(name, indent)| name == key && indent == 0));
    match (found, value) {
        (Some(at), NewValue::Text(text)) => lines[at] = format!("{key} = {text}\n"),
        (Some(at), NewValue::Nested(inner, text)) => set_nested(lines, at, end, inner, text),
        (None, value) => {
            let last = (start + 1..end).rev().find(|i| setting(&lines[*i]).is_some()).unwrap_or(start);
            lines.insert(last + 1, new_lines(key, value));
        }
    }
}

fn set_nested(lines: &mut Vec<String>, at: usize, end: usize, inner: &str, text: &str) {
    let below = (at + 1..end).take_while(|i| lines[*i].starts_with([' ', '\t']));
    let inside: Vec<usize> = below.collect();
    let found = inside.iter().copied().find(|i| setting(&lines[*i]).is_some_and(|(name, _)| name == inner));
    let indent = |line: &str| line[..line.len() - line.trim_start().len()].to_owned();
    match found {
        Some(i) => lines[i] = format!("{}{inner} = {text}\n", indent(&lines[i])),
        None => lines.insert(inside.last().map_or(at, |i| *i) + 1, format!("    {inner} = {text}\n")),
    }
}

fn new_lines(key: &str, value: &NewValue) -> String {
    match value {
        NewValue::Text(text) => format!("{key} = {text}\n"),
        NewValue::Nested(inner, text) => format!("{key} =\n    {inner} = {text}\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str, section: &str, key: &str, value: &str) -> String {
        update(text, section, &[(key.to_owned(), NewValue::Text(value.to_owned()))])
    }

    #[test]
    fn sets_adds_and_appends() {
        let text = "# mine\n[default]\nregion = a\n\n[profile x]\noutput = json";
        assert_eq!(
            set(text, "default", "region", "b"),
            "# mine\n[default]\nregion = b\n\n[profile x]\noutput = json\n"
        );
        assert_eq!(
            set(text, "default", "output", "text"),
            "# mine\n[default]\nregion = a\noutput = text\n\n[profile x]\noutput = json\n"
        );
        assert_eq!(set(text, "profile y", "k", "v"), format!("{text}\n[profile y]\nk = v\n"));
        assert_eq!(set("", "default", "k", "v"), "[default]\nk = v\n");
    }

    #[test]
    fn sets_nested_values() {
        let nested = |text: &str, value: &str| {
            update(text, "default", &[("s3".to_owned(), NewValue::Nested("n".to_owned(), value.to_owned()))])
        };
        let once = nested("[default]\nregion = a\n[profile x]\n", "1");
        assert_eq!(once, "[default]\nregion = a\ns3 =\n    n = 1\n[profile x]\n");
        assert_eq!(nested(&once, "2"), "[default]\nregion = a\ns3 =\n    n = 2\n[profile x]\n");
    }
}
