//! Reads ini files as Python's configparser does.

/// `[name]` and what follows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Section {
    pub(crate) name: String,
    values: Vec<(String, Value)>,
}

/// A setting's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    Text(String),
    /// Indented settings below an empty value, such as those of `s3 =`.
    Nested(Vec<(String, String)>),
}

impl Section {
    pub(crate) fn value(&self, key: &str) -> Option<&Value> {
        self.values.iter().find(|(k, _)| k == key).map(|(_, v)| v)
    }
}

/// Reads a file. `None` if it is not of the form: text before the first section, a line that is no setting,
/// a section or setting twice.
pub(crate) fn parse(text: &str) -> Option<Vec<Section>> {
    let mut sections: Vec<(String, Vec<(String, String)>)> = Vec::new();
    let mut indent = 0;
    for line in text.lines() {
        let trimmed = line.trim();
        let own_indent = line.len() - line.trim_start().len();
        if trimmed.is_empty() || trimmed.starts_with(['#', ';']) {
            continue;
        }
        let open = sections.last_mut().and_then(|(_, values)| values.last_mut());
        if let Some((_, value)) = open.filter(|_| own_indent > indent) {
            value.push('\n');
            value.push_str(trimmed);
            continue;
        }
        indent = own_indent;
        if let Some(header) = trimmed.strip_prefix('[') {
            let name = header.get(..header.rfind(']')?)?;
            if sections.iter().any(|(n, _)| n == name) {
                return None;
            }
            sections.push((name.to_owned(), Vec::new()));
            continue;
        }
        let at = trimmed.find(['=', ':']).filter(|at| *at > 0)?;
        let key = trimmed[..at].trim().to_lowercase();
        let (_, values) = sections.last_mut()?;
        if values.iter().any(|(k, _)| *k == key) {
            return None;
        }
        values.push((key, trimmed[at + 1..].trim().to_owned()));
    }
    sections.into_iter().map(|(name, values)| Some(Section { name, values: typed(values)? })).collect()
}

fn typed(values: Vec<(String, String)>) -> Option<Vec<(String, Value)>> {
    values
        .into_iter()
        .map(|(key, value)| {
            let value = match value.strip_prefix('\n') {
                None => Value::Text(value),
                Some(lines) => Value::Nested(lines.lines().map(nested).collect::<Option<_>>()?),
            };
            Some((key, value))
        })
        .collect()
}

fn nested(line: &str) -> Option<(String, String)> {
    let (key, value) = line.split_once('=')?;
    Some((key.trim().to_owned(), value.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_sections_settings_and_nested_ones() {
        let text = "# c\n[default]\nRegion = us-east-1\ns3 =\n  a = b\n  c=d\n\n[profile x]\nk: v = w\n";
        let sections = parse(text).unwrap();
        assert_eq!(sections[0].value("region"), Some(&Value::Text("us-east-1".to_owned())));
        let nested = [("a", "b"), ("c", "d")].map(|(k, v)| (k.to_owned(), v.to_owned()));
        assert_eq!(sections[0].value("s3"), Some(&Value::Nested(nested.into())));
        assert_eq!(sections[1].value("k"), Some(&Value::Text("v = w".to_owned())));
    }

    #[test]
    fn refuses_what_is_no_ini_file() {
        for text in ["a = b\n", "[default\n", "[a]\nword\n", "[a]\nx=1\nx=2\n", "[a]\n[a]\n", "[a]\n=x\n"] {
            assert_eq!(parse(text), None, "{text:?}");
        }
        assert_eq!(parse(""), Some(Vec::new()));
    }
}
