//! Enums: names and numbers.

use serde_json::{Value, json};
use std::collections::BTreeSet;

use crate::schema::{Domain, Enum, Operand, Origin, Rule};
use crate::validate::keywords::{Ruled, describe, nothing};

/// An enum: the name of a value or its number; any number, if the Rust type holds those without a name. Of all only what keeps
/// the rules.
pub(super) fn schema(of: &'static Enum, domain: Domain, ruled: &Ruled) -> Value {
    if let Origin::WellKnown(_) = of.origin {
        return json!({ "enum": [null, "NULL_VALUE", 0] });
    }
    let right = of.values.iter().filter(|value| ruled.takes_number(of, value.number));
    let names: Vec<&str> = right.map(|value| value.declaration.name).collect();
    let mut schema = match (names.is_empty(), number(of, domain, ruled)) {
        (true, None) => nothing(),
        (true, Some(number)) => number,
        (false, None) => json!({ "enum": names }),
        (false, Some(number)) => json!({ "anyOf": [{ "enum": names }, number] }),
    };
    describe(&mut schema, of.declaration.doc, of.declaration.deprecated);
    schema
}

/// The numbers, if there are any.
fn number(of: &'static Enum, domain: Domain, ruled: &Ruled) -> Option<Value> {
    let mut named: Vec<i32> = of.values.iter().map(|value| value.number).collect();
    named.sort_unstable();
    named.dedup();
    let is_right = |number: &i32| ruled.takes_number(of, *number);
    let only = only_numbers(ruled);
    if only.is_none() && holds_others(&named, domain) {
        let mut number = json!({ "type": "integer", "minimum": i32::MIN, "maximum": i32::MAX });
        let all: BTreeSet<i32> = named.into_iter().chain(refused_numbers(ruled)).collect();
        let wrong: Vec<i32> = all.into_iter().filter(|number| !is_right(number)).collect();
        if !wrong.is_empty() {
            number["not"] = json!({ "enum": wrong });
        }
        return Some(number);
    }
    let others = only.unwrap_or_default();
    let others = others.into_iter().filter(|number| !named.contains(number) && holds(*number, domain));
    let mut right: Vec<i32> = named.iter().copied().chain(others).filter(is_right).collect();
    right.dedup();
    (!right.is_empty()).then(|| json!({ "enum": right }))
}

/// Whether numbers beside these are in the domain; a type that has a place for one has it for all.
fn holds_others(numbers: &[i32], domain: Domain) -> bool {
    let other = (0..).find(|number| !numbers.contains(number));
    other.is_some_and(|other| holds(other, domain))
}

fn holds(number: i32, domain: Domain) -> bool {
    match domain {
        Domain::Numbers(holds) => holds(number),
        _ => true,
    }
}

/// The numbers that are the only ones which keep the rules beside those that the enum names; nothing, where any may.
fn only_numbers(ruled: &Ruled) -> Option<Vec<i32>> {
    ruled.rules.rules.iter().find_map(|rule| match rule {
        Rule::DefinedOnly => Some(Vec::new()),
        Rule::Const(operand) => Some(number_of(operand).into_iter().collect()),
        Rule::In(operands) => Some(operands.iter().filter_map(number_of).collect()),
        _ => None,
    })
}

/// The numbers that rules do not allow.
fn refused_numbers(ruled: &Ruled) -> Vec<i32> {
    let operands = ruled.rules.rules.iter().filter_map(|rule| match rule {
        Rule::NotIn(operands) => Some(*operands),
        _ => None,
    });
    operands.flatten().filter_map(number_of).collect()
}

fn number_of(operand: &Operand) -> Option<i32> {
    match operand {
        Operand::Enum(number) => Some(number()),
        Operand::Integer(number) => i32::try_from(*number).ok(),
        _ => None,
    }
}
