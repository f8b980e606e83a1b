//! What is said of texts.

use serde_json::{Value as Json, json};

use super::ecma::{quoted, translated};
use super::{Ruled, Zero, format, or, written};
use crate::schema::{Domain, Operand, Rule};

/// What is said of a text. What is read into another type from text has several spellings there: of it is said only that it is
/// not zero, where it must not be.
pub(crate) fn text(ruled: &Ruled, domain: Domain, zero_is_right: bool) -> Vec<Json> {
    let pattern = match domain {
        Domain::Uuid => "^[0-]*$",
        Domain::Ipv4 | Domain::Ip => "^[0.]*$",
        Domain::Ipv6 => "^[0:.]*$",
        Domain::Url => "^(?:about:blank)?$",
        Domain::Decimal => "^0*$",
        _ => return plain(ruled),
    };
    match zero_is_right {
        true => Vec::new(),
        false => vec![json!({ "not": { "pattern": pattern } })],
    }
}

fn plain(ruled: &Ruled) -> Vec<Json> {
    let mut said: Vec<Json> = ruled.rules.rules.iter().filter_map(of_rule).collect();
    match ruled.zero {
        Zero::Checked => said,
        Zero::Passed => or(json!({ "const": "" }), said),
        Zero::Refused => {
            said.push(json!({ "minLength": 1 }));
            said
        }
    }
}

/// What is said by a rule. A text has no more characters than bytes, and no fewer than a quarter of them.
fn of_rule(rule: &Rule) -> Option<Json> {
    let all = |operands: &[Operand]| operands.iter().filter_map(written).collect::<Vec<_>>();
    Some(match *rule {
        Rule::Const(ref operand) => json!({ "const": written(operand)? }),
        Rule::In(operands) => json!({ "enum": all(operands) }),
        Rule::NotIn(operands) => json!({ "not": { "enum": all(operands) } }),
        Rule::Len(length) => json!({ "minLength": length, "maxLength": length }),
        Rule::MinLen(length) => json!({ "minLength": length }),
        Rule::MaxLen(length) => json!({ "maxLength": length }),
        Rule::LenBytes(length) => json!({ "minLength": length.div_ceil(4), "maxLength": length }),
        Rule::MinBytes(length) => json!({ "minLength": length.div_ceil(4) }),
        Rule::MaxBytes(length) => json!({ "maxLength": length }),
        Rule::Pattern(pattern, _) => json!({ "pattern": translated(pattern)? }),
        Rule::Prefix(Operand::Text(part)) => json!({ "pattern": format!("^{}", quoted(part)) }),
        Rule::Suffix(Operand::Text(part)) => json!({ "pattern": format!("{}$", quoted(part)) }),
        Rule::Contains(Operand::Text(part)) => json!({ "pattern": quoted(part) }),
        Rule::NotContains(Operand::Text(part)) => json!({ "not": { "pattern": quoted(part) } }),
        Rule::Format(of) => format::format(of),
        _ => return None,
    })
}
