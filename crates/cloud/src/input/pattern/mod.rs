//! The text patterns of the service models: as much of regular expressions as they use, which is far less
//! code than an engine for all of them. A test sees to it that every pattern of the models is understood.

mod class;
mod parse;
mod run;

/// Whether the whole text fits a pattern of the models.
pub(super) fn fits(pattern: &str, text: &str) -> bool {
    parse::parse(pattern).is_some_and(|node| run::fits(&node, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_of_the_models_is_known() {
        for service in crate::model::services().filter_map(crate::model::service) {
            for (name, shape) in service.shapes() {
                if let Some(pattern) = &shape.pattern {
                    assert!(parse::parse(pattern).is_some(), "{name}: {pattern}");
                }
            }
        }
    }

    #[test]
    fn fits_what_it_should() {
        let name = r"[\w+=,.@-]+";
        let tag = r"[\p{L}\p{Z}\p{N}_.:/=+\-@]*";
        let path = r"(\u002F)|(\u002F[\u0021-\u007E]+\u002F)";
        let parent = r"^(r-[0-9a-z]{4,32})|(ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})$";
        let alias = "^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$";
        for (pattern, text, expected) in [
            (name, "fake_user1", true),
            (name, "a+b=c,d.e@f-g", true),
            (name, "bad name!", false),
            (name, "ünï", false),
            (tag, "Überschrift 1", true),
            (tag, "tab\there", false),
            (path, "/", true),
            (path, "/a/b/", true),
            (path, "//", false),
            (path, "/a", false),
            (alias, "trust-lab", true),
            (alias, "a--b", false),
            (r"[\d]*", "123456", true),
            (r"[\d]*", "12345a", false),
            (r"[\u0009\u000A\u000D\u0020-\u00FF]+", "{\n\t\"ÿ\"}", true),
            (r"[\u0009\u000A\u000D\u0020-\u00FF]+", "\u{100}", false),
            (r"v[1-9][0-9]*(\.[A-Za-z0-9-]*)?", "v12", true),
            (r"v[1-9][0-9]*(\.[A-Za-z0-9-]*)?", "v0", false),
            (r"((/[A-Za-z0-9\.,\+@=_-]+)*)/", "/a/b/", true),
            (r"((/[A-Za-z0-9\.,\+@=_-]+)*)/", "/a//", false),
            (parent, "r-ab12", true),
            (parent, "ou-ab12-12345678", true),
            (parent, "ou-ab12-1234567", false),
            (parent, "xr-ab12", false),
            (parent, "r-ab12\n", false),
            (r"[^\s@]+@[^\s@]+\.[^\s@]+", "a.b@c.d.e", true),
            (r"[^\s@]+@[^\s@]+\.[^\s@]+", "a b@c.d", false),
            (r"(?:a|b)?c{2,}", "acccc", true),
            (r"(?:a|b)?c{2,}", "bc", false),
            (r"(?=.{2,3}$)[a-z]+", "abc", true),
            (r"(?=.{2,3}$)[a-z]+", "abcd", false),
            (r"(?!^[0-9]+$)([a-zA-Z0-9-_]+)", "a-1", true),
            (r"(?!^[0-9]+$)([a-zA-Z0-9-_]+)", "11", false),
            (r"(\d{12})?|ünï\x2e", "", true),
            (r"(\d{12})?|ünï\x2e", "ünï.", true),
        ] {
            assert_eq!(fits(pattern, text), expected, "{pattern} {text:?}");
        }
    }

    #[test]
    fn what_is_not_understood_fits_nothing() {
        for pattern in ["(", ")", "[a", "a{2", "*", "(?<!a)b", r"(a)\1", r"\u12", "a{x}", "(?i)a"] {
            assert!(parse::parse(pattern).is_none() && !fits(pattern, "a"), "{pattern}");
        }
    }

    #[test]
    fn no_pattern_takes_long() {
        let text = "a".repeat(2_000);
        assert!(!fits("(a*)*(a|a)*b", &text));
        assert!(fits("((a?){3}|a+)*", &text));
    }
}
