//! What a change of the Rust source does to those who built on the contract before: buf's verdict, change by change.

mod corpus;
mod past;
mod present;
mod rules;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use contracts::descriptor::{Comments, Descriptors};
use contracts::registry::Root;
use serde_json::Value;
use tests::{buf, workspace};

/// The package that holds a change, in `past` and in `present`, and the rules that the change breaks.
const CHANGES: &[(&str, &[&str])] = &[
    ("enum_value_added", &[]),
    (
        "enum_value_removed",
        &["ENUM_VALUE_NO_DELETE_UNLESS_NAME_RESERVED", "ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED"],
    ),
    (
        "enum_value_renumbered",
        &["ENUM_VALUE_NO_DELETE_UNLESS_NAME_RESERVED", "ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED"],
    ),
    ("member_added", &[]),
    ("member_moved_into_oneof", &["FIELD_SAME_ONEOF"]),
    ("member_removed", &["FIELD_NO_DELETE_UNLESS_NAME_RESERVED", "FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED"]),
    ("member_removed_and_reserved", &[]),
    ("member_renamed", &["FIELD_SAME_JSON_NAME", "FIELD_SAME_NAME"]),
    ("member_reordered", &[]),
    ("message_added", &[]),
    ("number_reused", &["FIELD_SAME_JSON_NAME", "FIELD_SAME_NAME", "FIELD_WIRE_JSON_COMPATIBLE_TYPE"]),
    ("operation_added", &[]),
    ("operation_removed", &["RPC_NO_DELETE"]),
    ("operation_starts_to_stream", &["RPC_SAME_SERVER_STREAMING"]),
    ("oneof_member_added", &[]),
    ("one_becomes_many", &["FIELD_WIRE_JSON_COMPATIBLE_CARDINALITY"]),
    ("reserved_taken_back", &["RESERVED_MESSAGE_NO_DELETE"]),
    ("sign_changed", &[]),
    ("type_changed", &["FIELD_WIRE_JSON_COMPATIBLE_TYPE"]),
    ("type_widened", &["FIELD_WIRE_JSON_COMPATIBLE_TYPE"]),
];

#[test]
fn buf_finds_the_changes_that_break_and_no_others() {
    let found = verdicts().unwrap_or_else(|error| panic!("{error:#}"));
    let expected: BTreeMap<_, _> = CHANGES.iter().filter(|(_, rules)| !rules.is_empty()).copied().collect();
    let found: BTreeMap<_, Vec<_>> =
        found.iter().map(|(name, rules)| (name.as_str(), rules.iter().map(String::as_str).collect())).collect();
    assert_eq!(found, expected.into_iter().map(|(name, rules)| (name, rules.to_vec())).collect());
}

#[test]
fn every_change_has_a_past_and_a_present() {
    let names = CHANGES.iter().map(|(name, _)| format!("{name}/v1/{name}.proto")).collect::<BTreeSet<_>>();
    for roots in [past::roots(), present::roots()] {
        let files = Descriptors::from_roots(&roots).files;
        assert_eq!(files.iter().map(|file| file.name().to_owned()).collect::<BTreeSet<_>>(), names);
    }
}

/// The rules that buf finds broken, by package.
fn verdicts() -> Result<BTreeMap<String, BTreeSet<String>>> {
    let folder = tempfile::tempdir()?;
    image(&folder.path().join("past.binpb"), &past::roots())?;
    image(&folder.path().join("present.binpb"), &present::roots())?;
    let config = workspace::root().join("buf.yaml");
    let config = config.to_str().context("the workspace's path is UTF-8")?;
    let arguments = ["breaking", "present.binpb", "--against=past.binpb", "--error-format=json", "--config", config];
    let outcome = buf::run(folder.path(), &arguments)?;
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in outcome.said.lines() {
        let violation: Value = serde_json::from_str(line).with_context(|| outcome.said.clone())?;
        let path = violation["path"].as_str().context("a violation has a path")?;
        let package = path.split('/').next().unwrap_or_default();
        let rule = violation["type"].as_str().context("a violation has a rule")?;
        found.entry(package.to_owned()).or_default().insert(rule.to_owned());
    }
    Ok(found)
}

fn image(path: &Path, roots: &[Root]) -> Result<()> {
    let descriptors = Descriptors::from_roots(roots);
    assert!(descriptors.violations.is_empty(), "{:#?}", descriptors.violations);
    Ok(fs::write(path, descriptors.encode_file_descriptor_set(Comments::With))?)
}
