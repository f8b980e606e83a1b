//! What is wrong with contracts, told by the Rust lines that have to change.

use std::fmt;

use crate::schema::Source;

/// A place in Rust source.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, prost::Message)]
pub struct Place {
    /// The file.
    #[prost(string, tag = "1")]
    pub file: String,
    /// The line, counted from 1.
    #[prost(uint32, tag = "2")]
    pub line: u32,
    /// The column, counted from 1.
    #[prost(uint32, tag = "3")]
    pub column: u32,
}

impl From<Source> for Place {
    fn from(source: Source) -> Self {
        Place { file: source.file.to_owned(), line: source.line, column: source.column }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// One thing that is wrong, and how to mend it.
#[derive(Clone, PartialEq, prost::Message)]
pub struct Violation {
    /// The name of the rule, as `buf lint` has it: `COMPILE` for what no protobuf compiler accepts.
    #[prost(string, tag = "1")]
    pub rule: String,
    /// What is wrong.
    #[prost(string, tag = "2")]
    pub message: String,
    /// The Rust line to change.
    #[prost(message, optional, tag = "3")]
    pub place: Option<Place>,
    /// Other Rust lines that have to do with it.
    #[prost(message, repeated, tag = "4")]
    pub related: Vec<Related>,
    /// What to type.
    #[prost(string, tag = "5")]
    pub help: String,
}

/// A second place of a violation.
#[derive(Clone, PartialEq, prost::Message)]
pub struct Related {
    /// What stands there.
    #[prost(string, tag = "1")]
    pub label: String,
    /// The place.
    #[prost(message, optional, tag = "2")]
    pub place: Option<Place>,
}

impl Violation {
    /// A violation of a rule at a place.
    pub fn new(rule: &str, place: Option<Place>, message: impl Into<String>) -> Self {
        Violation { rule: rule.to_owned(), message: message.into(), place, related: Vec::new(), help: String::new() }
    }

    /// Something that no protobuf compiler accepts.
    pub(super) fn compile(place: Option<Place>, message: impl Into<String>) -> Self {
        Violation::new("COMPILE", place, message)
    }

    /// Adds a second place.
    #[must_use]
    pub fn related(mut self, label: impl Into<String>, place: Option<Place>) -> Self {
        self.related.push(Related { label: label.into(), place });
        self
    }

    /// Says what to type.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// By place, then rule, then message.
    pub fn sort_key(&self) -> (&Option<Place>, &str, &str) {
        (&self.place, &self.rule, &self.message)
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error[{}]: {}", self.rule, self.message)?;
        if let Some(place) = &self.place {
            write!(f, "\n  --> {place}")?;
        }
        for related in &self.related {
            match &related.place {
                Some(place) => write!(f, "\n  ::: {place}: {}", related.label)?,
                None => write!(f, "\n   = note: {}", related.label)?,
            }
        }
        if !self.help.is_empty() {
            write!(f, "\n   = help: {}", self.help)?;
        }
        Ok(())
    }
}

/// All that is wrong with the contracts of a program.
#[derive(Debug, Clone, PartialEq)]
pub struct Violations(pub Vec<Violation>);

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { "\n\n" };
            write!(f, "{separator}{violation}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}
