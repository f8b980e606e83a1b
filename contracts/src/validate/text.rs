//! The rules of strings.

use super::{Checker, format};
use crate::schema::{Operand, Rule};

/// Checks a text by a rule.
pub(super) fn check(text: &str, rule: &Rule, c: &mut Checker) {
    match *rule {
        Rule::Len(_) | Rule::MinLen(_) | Rule::MaxLen(_) => length(text, rule, c),
        Rule::LenBytes(length) => expect(size(text) == length, c, "len_bytes", || format!("must be of {length} bytes")),
        Rule::MinBytes(least) => {
            expect(size(text) >= least, c, "min_bytes", || format!("must be of at least {least} bytes"));
        }
        Rule::MaxBytes(most) => {
            expect(size(text) <= most, c, "max_bytes", || format!("must be of at most {most} bytes"))
        }
        Rule::Pattern(pattern, matches) => {
            expect(matches(text), c, "pattern", || format!("must match the pattern {pattern:?}"));
        }
        Rule::Prefix(Operand::Text(prefix)) => {
            expect(text.starts_with(prefix), c, "prefix", || format!("must begin with {prefix:?}"));
        }
        Rule::Suffix(Operand::Text(suffix)) => {
            expect(text.ends_with(suffix), c, "suffix", || format!("must end with {suffix:?}"));
        }
        Rule::Contains(Operand::Text(part)) => {
            expect(text.contains(part), c, "contains", || format!("must contain {part:?}"));
        }
        Rule::NotContains(Operand::Text(part)) => {
            expect(!text.contains(part), c, "not_contains", || format!("must not contain {part:?}"));
        }
        Rule::Format(format) => {
            if let Err((id, what)) = format::check(format, text) {
                c.violate(format!("string.{id}"), format!("must be {what}"));
            }
        }
        _ => {}
    }
}

/// The rules of the number of characters.
fn length(text: &str, rule: &Rule, c: &mut Checker) {
    let length = text.chars().count() as u64;
    match *rule {
        Rule::Len(right) => expect(length == right, c, "len", || format!("must have {right} characters")),
        Rule::MinLen(least) => {
            expect(length >= least, c, "min_len", || format!("must have at least {least} characters"))
        }
        Rule::MaxLen(most) => expect(length <= most, c, "max_len", || format!("must have at most {most} characters")),
        _ => {}
    }
}

fn size(text: &str) -> u64 {
    text.len() as u64
}

fn expect(keeps: bool, c: &mut Checker, rule: &str, message: impl FnOnce() -> String) {
    if !keeps {
        c.violate(format!("string.{rule}"), message());
    }
}
