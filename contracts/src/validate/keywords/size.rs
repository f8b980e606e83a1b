//! How much there is of a list, of a map, of bytes.

use serde_json::{Value as Json, json};

use super::{Ruled, Zero, all, or};
use crate::schema::{Format, Kind, Rule, Scalar};

/// As often as this all engines let a pattern repeat something.
const REPEATED: u64 = 1000;

/// What is said of a list of such values.
pub(crate) fn list(ruled: &Ruled, kind: &Kind) -> Vec<Json> {
    // Of numbers that are none, each is another; of JSON they are one text.
    let is_float = matches!(kind, Kind::Scalar(Scalar::Float | Scalar::Double));
    let said = ruled.rules.rules.iter().filter_map(|rule| match rule {
        Rule::MinItems(least) => Some(json!({ "minItems": least })),
        Rule::MaxItems(most) => Some(json!({ "maxItems": most })),
        Rule::Unique if !is_float => Some(json!({ "uniqueItems": true })),
        _ => None,
    });
    or_empty(ruled, said.collect(), "Items")
}

/// What is said of a map.
pub(crate) fn map(ruled: &Ruled) -> Vec<Json> {
    let said = ruled.rules.rules.iter().filter_map(|rule| match rule {
        Rule::MinPairs(least) => Some(json!({ "minProperties": least })),
        Rule::MaxPairs(most) => Some(json!({ "maxProperties": most })),
        _ => None,
    });
    or_empty(ruled, said.collect(), "Properties")
}

fn or_empty(ruled: &Ruled, mut said: Vec<Json>, what: &str) -> Vec<Json> {
    match ruled.zero {
        Zero::Checked => said,
        Zero::Passed => or(json!({ format!("max{what}"): 0 }), said),
        Zero::Refused => {
            said.push(json!({ format!("min{what}"): 1 }));
            said
        }
    }
}

/// What is said of bytes in base64: how many there are, which the symbols tell. What they are has several spellings.
pub(crate) fn symbols(ruled: &Ruled) -> Vec<Json> {
    let said: Vec<Json> = ruled.rules.rules.iter().filter_map(lengths).map(|lengths| of_lengths(&lengths)).collect();
    match ruled.zero {
        Zero::Checked => said,
        Zero::Passed => or(json!({ "maxLength": 0 }), said),
        Zero::Refused => vec![all(json!({ "minLength": 1 }), said)],
    }
}

/// How many bytes there may be by a rule: from one number to another, if there is another.
fn lengths(rule: &Rule) -> Option<Vec<(u64, Option<u64>)>> {
    Some(match rule {
        Rule::Len(right) => vec![(*right, Some(*right))],
        Rule::MinLen(least) => vec![(*least, None)],
        Rule::MaxLen(most) => vec![(0, Some(*most))],
        Rule::Format(Format::Ipv4) => vec![(4, Some(4))],
        Rule::Format(Format::Ipv6 | Format::Uuid) => vec![(16, Some(16))],
        Rule::Format(Format::Ip) => vec![(4, Some(4)), (16, Some(16))],
        _ => return None,
    })
}

fn of_lengths(lengths: &[(u64, Option<u64>)]) -> Json {
    let said: Vec<Json> = lengths.iter().map(|(least, most)| of_length(*least, *most)).collect();
    match &said[..] {
        [only] => only.clone(),
        _ => json!({ "anyOf": said }),
    }
}

/// So many bytes: by their symbols, which are padded or not; of many bytes by the text, which may be padded for one byte or
/// two more.
fn of_length(least: u64, most: Option<u64>) -> Json {
    let symbols = |bytes: u64| bytes.saturating_mul(4).div_ceil(3);
    match most.map(symbols) {
        most if symbols(least) <= REPEATED && most.is_none_or(|most| most <= REPEATED) => {
            let most = most.map_or_else(String::new, |most| most.to_string());
            json!({ "pattern": format!("^[^=]{{{},{most}}}=*$", symbols(least)) })
        }
        Some(most) => json!({ "minLength": symbols(least), "maxLength": most.div_ceil(4).saturating_mul(4) }),
        None => json!({ "minLength": symbols(least) }),
    }
}
