//! Rules mean to everyone what they mean in Rust: protovalidate finds the same in the same bytes.

mod corpus;
mod formats;
mod judge;
mod lists;
mod masks;
mod numbers;
mod official;
mod texts;

use contracts::registry::{Root, roots};

use judge::{Case, Judge};

/// The contracts of this test.
fn own_roots() -> Vec<&'static Root> {
    let is_own = |root: &&Root| match root {
        Root::Message(message) => message().package == "rules.v1",
        Root::Enum(of) => of().package == "rules.v1",
        _ => false,
    };
    roots().filter(is_own).collect()
}

#[test]
fn protovalidate_finds_what_rust_finds() {
    let judge = Judge::new(own_roots()).unwrap_or_else(|error| panic!("{error:#}"));
    let cases = corpus::all();
    let theirs = judge.judge(&cases).unwrap_or_else(|error| panic!("{error:#}"));
    let differences: Vec<String> =
        cases.iter().zip(&theirs).filter_map(|(case, theirs)| case.differs(theirs)).collect();
    assert!(differences.is_empty(), "{} of {}:\n{}", differences.len(), cases.len(), differences.join("\n"));
}

#[test]
fn every_rule_is_kept_once_and_broken_once() {
    let cases = corpus::all();
    let broken = |case: &Case| case.found.iter().map(|(_, id, _)| id.clone()).collect::<Vec<_>>();
    let ids: std::collections::BTreeSet<String> = cases.iter().flat_map(broken).collect();
    let missing: Vec<_> = corpus::RULES.iter().filter(|id| !ids.contains(**id)).collect();
    assert!(missing.is_empty(), "never broken: {missing:?}");
    let unknown: Vec<_> = ids.iter().filter(|id| !corpus::RULES.contains(&id.as_str())).collect();
    assert!(unknown.is_empty(), "not in the list: {unknown:?}");
    assert!(cases.iter().any(|case| case.found.is_empty()));
}
