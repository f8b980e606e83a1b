//! The rules of bytes.

use super::Checker;
use super::value::of;
use crate::schema::{Format, Operand, Rule};

/// Checks bytes by a rule.
pub(super) fn check(bytes: &[u8], rule: &Rule, c: &mut Checker) {
    let length = bytes.len() as u64;
    match *rule {
        Rule::Len(right) => expect(length == right, c, "len", || format!("must be of {right} bytes")),
        Rule::MinLen(least) => expect(length >= least, c, "min_len", || format!("must be of at least {least} bytes")),
        Rule::MaxLen(most) => expect(length <= most, c, "max_len", || format!("must be of at most {most} bytes")),
        Rule::Pattern(pattern, matches) => {
            let is_match = std::str::from_utf8(bytes).is_ok_and(matches);
            expect(is_match, c, "pattern", || format!("must be text that matches the pattern {pattern:?}"));
        }
        Rule::Prefix(Operand::Bytes(prefix)) => {
            expect(bytes.starts_with(prefix), c, "prefix", || {
                format!("must begin with {}", of(&Operand::Bytes(prefix)))
            });
        }
        Rule::Suffix(Operand::Bytes(suffix)) => {
            expect(bytes.ends_with(suffix), c, "suffix", || format!("must end with {}", of(&Operand::Bytes(suffix))));
        }
        Rule::Contains(Operand::Bytes(part)) => {
            let is_in = part.is_empty() || bytes.windows(part.len()).any(|window| window == part);
            expect(is_in, c, "contains", || format!("must contain {}", of(&Operand::Bytes(part))));
        }
        Rule::Format(Format::Ip) => address(bytes, &[4, 16], "ip", "an IP address of 4 or 16 bytes", c),
        Rule::Format(Format::Ipv4) => address(bytes, &[4], "ipv4", "an IPv4 address of 4 bytes", c),
        Rule::Format(Format::Ipv6) => address(bytes, &[16], "ipv6", "an IPv6 address of 16 bytes", c),
        Rule::Format(Format::Uuid) => address(bytes, &[16], "uuid", "a UUID of 16 bytes", c),
        _ => {}
    }
}

/// Checks what is of one of these lengths; that there is nothing has an id of its own.
fn address(bytes: &[u8], lengths: &[usize], id: &str, what: &str, c: &mut Checker) {
    let empty = if bytes.is_empty() { "_empty" } else { "" };
    expect(lengths.contains(&bytes.len()), c, &format!("{id}{empty}"), || format!("must be {what}"));
}

fn expect(keeps: bool, c: &mut Checker, rule: &str, message: impl FnOnce() -> String) {
    if !keeps {
        c.violate(format!("bytes.{rule}"), message());
    }
}
