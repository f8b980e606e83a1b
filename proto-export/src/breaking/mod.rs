//! What a change of the contracts does to those who built on them before: the rules of `buf breaking`, told in terms of
//! Rust.
//!
//! [`Schema`] is what was, or what is; [`compare`] says what broke between the two, whatever they were read from. [`Past`]
//! is where it is read from, [`Config`] says which of it counts, [`Report`] where it is in Rust.

pub(crate) mod command;
mod compare;
mod config;
mod finding;
mod past;
mod render;
mod rule;
mod rust;
mod schema;

pub use config::Config;
pub(crate) use config::is_unstable;
pub use finding::{Finding, Spot};
pub use past::{NoPast, Past};
pub use render::{Format, Placed, Report};
pub use rule::{Category, RULES, Rule, rule};
pub use schema::Schema;

/// Everything that breaks a rule, by rule and place.
pub fn compare(past: &Schema, present: &Schema) -> Vec<Finding> {
    let mut findings = compare::compare(past, present);
    findings.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
    findings
}

fn sort_key(finding: &Finding) -> impl Ord {
    let spot =
        |spot: &Option<Spot>| spot.as_ref().map(|spot| (spot.file.clone(), spot.begins, spot.declaration.clone()));
    (spot(&finding.present), finding.rule.name, finding.element.clone(), finding.message.clone())
}
