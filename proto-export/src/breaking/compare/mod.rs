//! The comparison itself: every rule, level by level. What declarations are paired by is what buf pairs them by: files by
//! path, types and services by full name, fields and enum values by number, methods and oneofs by name.

mod default;
mod enumeration;
mod field;
mod file;
mod message;
mod package;
mod ranges;
mod service;

use super::finding::{Change, Finding};
use super::schema::{Index, Schema};

/// Everything that breaks one of the rules.
pub(super) fn compare(past: &Schema, present: &Schema) -> Vec<Finding> {
    let sides = Sides { past: Side::of(past), present: Side::of(present) };
    let mut findings = Findings::default();
    file::compare(&sides, &mut findings);
    package::compare(&sides, &mut findings);
    message::compare(&sides, &mut findings);
    field::compare(&sides, &mut findings);
    enumeration::compare(&sides, &mut findings);
    service::compare(&sides, &mut findings);
    findings.0
}

/// What was, and what is.
struct Sides<'a> {
    past: Side<'a>,
    present: Side<'a>,
}

struct Side<'a> {
    schema: &'a Schema,
    index: Index<'a>,
}

impl<'a> Side<'a> {
    fn of(schema: &'a Schema) -> Self {
        Side { schema, index: Index::of(schema) }
    }
}

#[derive(Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn add(&mut self, rule: &str, change: Change) {
        self.0.extend(change.breaks(rule));
    }
}

/// What is nobody's mistake to mend but with a new version.
const NEW_VERSION: &str = "or leave this package as it is, and make the change in its next version, side by side";
