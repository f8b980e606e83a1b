//! Regular expressions in RE2's syntax.

use std::sync::OnceLock;

use regex::Regex;

/// A regular expression, compiled when the first text is matched.
pub struct Pattern {
    text: &'static str,
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// A pattern, which the macro has found to be one.
    pub const fn new(text: &'static str) -> Self {
        Pattern { text, compiled: OnceLock::new() }
    }

    /// Whether a part of the text matches. Of a pattern that cannot be compiled, as one that is too large, nothing does.
    pub fn matches(&self, text: &str) -> bool {
        self.compiled.get_or_init(|| Regex::new(self.text).ok()).as_ref().is_some_and(|regex| regex.is_match(text))
    }
}
