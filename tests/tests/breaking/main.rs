//! What a change of the Rust source does to those who built on the contract before: buf's verdict, change by change, and
//! ours, which names the Rust.

mod agreement;
mod corpus;
mod past;
mod present;
mod rules;
mod told;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use contracts::descriptor::{Comments, Descriptors};
use contracts::registry::Root;
use proto_export::breaking::{self, Finding, Schema};
use tempfile::TempDir;
use tests::workspace;

/// The package that holds a change, in `past` and in `present`, and the rules that the change breaks.
const CHANGES: &[(&str, &[&str])] = &[
    ("default_changed", &["FIELD_SAME_DEFAULT"]),
    ("enum_opened", &[]),
    ("enum_removed", &[]),
    ("enum_reservation_taken_back", &["RESERVED_ENUM_NO_DELETE"]),
    ("enum_value_added", &[]),
    (
        "enum_value_removed",
        &["ENUM_VALUE_NO_DELETE_UNLESS_NAME_RESERVED", "ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED"],
    ),
    ("enum_value_renamed", &["ENUM_VALUE_SAME_NAME"]),
    (
        "enum_value_renumbered",
        &["ENUM_VALUE_NO_DELETE_UNLESS_NAME_RESERVED", "ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED"],
    ),
    ("extension_range_shortened", &[]),
    ("map_becomes_another", &["FIELD_WIRE_JSON_COMPATIBLE_TYPE"]),
    ("member_added", &[]),
    ("member_becomes_required", &["FIELD_WIRE_JSON_COMPATIBLE_CARDINALITY", "MESSAGE_SAME_REQUIRED_FIELDS"]),
    ("member_moved_into_oneof", &["FIELD_SAME_ONEOF"]),
    ("member_removed", &["FIELD_NO_DELETE_UNLESS_NAME_RESERVED", "FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED"]),
    ("member_removed_and_reserved", &[]),
    ("member_renamed", &["FIELD_SAME_JSON_NAME", "FIELD_SAME_NAME"]),
    ("member_renumbered", &["FIELD_NO_DELETE_UNLESS_NAME_RESERVED", "FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED"]),
    ("member_reordered", &[]),
    ("message_added", &[]),
    ("message_delimited", &["FIELD_WIRE_JSON_COMPATIBLE_TYPE"]),
    ("message_removed", &[]),
    ("name_in_json_changed", &["FIELD_SAME_JSON_NAME"]),
    ("number_reused", &["FIELD_SAME_JSON_NAME", "FIELD_SAME_NAME", "FIELD_WIRE_JSON_COMPATIBLE_TYPE"]),
    ("operation_added", &[]),
    ("operation_idempotency_changed", &["RPC_SAME_IDEMPOTENCY_LEVEL"]),
    ("operation_removed", &["RPC_NO_DELETE"]),
    ("operation_returns_another", &["RPC_SAME_RESPONSE_TYPE"]),
    ("operation_starts_to_stream", &["RPC_SAME_SERVER_STREAMING"]),
    ("operation_takes_a_stream", &["RPC_SAME_CLIENT_STREAMING"]),
    ("operation_takes_another", &["RPC_SAME_REQUEST_TYPE"]),
    ("oneof_member_added", &[]),
    ("oneof_renamed", &["FIELD_SAME_ONEOF"]),
    ("one_becomes_many", &["FIELD_WIRE_JSON_COMPATIBLE_CARDINALITY"]),
    ("package_removed", &["PACKAGE_NO_DELETE"]),
    ("presence_added", &[]),
    ("reserved_taken_back", &["RESERVED_MESSAGE_NO_DELETE"]),
    ("service_removed", &["PACKAGE_SERVICE_NO_DELETE"]),
    ("sign_changed", &[]),
    ("type_changed", &["FIELD_WIRE_JSON_COMPATIBLE_TYPE"]),
    ("type_widened", &["FIELD_WIRE_JSON_COMPATIBLE_TYPE"]),
];

/// The guidelines that the kernel's contracts keep to say which changes break (under FILE), in these words.
const GUIDELINES: &[(&str, &str, bool)] = &[
    ("Add a new field", "member_added", false),
    ("Add a new RPC", "operation_added", false),
    ("Add a new enum value", "enum_value_added", false),
    ("Remove a field", "member_removed", true),
    ("Rename a field", "member_renamed", true),
    ("Change a field type", "type_changed", true),
    ("Change a field number", "member_renumbered", true),
    ("Remove an RPC", "operation_removed", true),
    ("Remove an enum value", "enum_value_removed", true),
];

#[test]
fn buf_finds_the_changes_that_break_and_no_others() {
    let config = workspace::root().join("buf.yaml");
    let found = of_buf(config.to_str().expect("UTF-8")).unwrap_or_else(|error| panic!("{error:#}"));
    let expected: BTreeMap<_, _> = CHANGES.iter().filter(|(_, rules)| !rules.is_empty()).copied().collect();
    let found: BTreeMap<_, Vec<_>> =
        found.iter().map(|(name, rules)| (name.as_str(), rules.iter().map(String::as_str).collect())).collect();
    assert_eq!(found, expected.into_iter().map(|(name, rules)| (name, rules.to_vec())).collect());
}

#[test]
fn buf_and_we_find_the_same_in_rust() {
    let all = r#"{"version": "v2", "breaking": {"use": ["FILE", "PACKAGE", "WIRE_JSON", "WIRE"]}}"#;
    let folder = images().unwrap_or_else(|error| panic!("{error:#}"));
    let theirs = agreement::of_buf(folder.path(), all).unwrap_or_else(|error| panic!("{error:#}"));
    // The descriptors of contracts say in which order declarations stand, not where in a text.
    let mut without_lines: BTreeMap<_, Vec<String>> = BTreeMap::new();
    for ((rule, path, ..), messages) in theirs {
        without_lines.entry((rule, path, 1, 1)).or_default().extend(messages);
    }
    agreement::assert_same(&findings(), &without_lines);
}

#[test]
fn the_table_of_the_guidelines_holds() {
    let theirs = of_buf(r#"{"version": "v2", "breaking": {"use": ["FILE"]}}"#);
    let theirs = theirs.unwrap_or_else(|error| panic!("{error:#}"));
    let file = breaking::Config::default();
    let ours: BTreeSet<String> = findings().iter().filter(|it| file.counts(it)).filter_map(package).collect();
    for (words, change, breaks) in GUIDELINES {
        assert_eq!((ours.contains(*change), theirs.contains_key(*change)), (*breaks, *breaks), "{words}");
    }
}

#[test]
fn every_change_has_a_past_and_a_present() {
    let names = CHANGES.iter().map(|(name, _)| format!("{name}/v1/{name}.proto")).collect::<BTreeSet<_>>();
    let paths = |roots: &[Root]| -> BTreeSet<String> {
        Descriptors::from_roots(roots).files.iter().map(|file| file.name().to_owned()).collect()
    };
    assert_eq!(paths(&past::roots()), names);
    let gone: Vec<String> = names.difference(&paths(&present::roots())).cloned().collect();
    assert_eq!(gone, ["package_removed/v1/package_removed.proto"]);
}

/// Everything that we find.
fn findings() -> Vec<Finding> {
    let schema = |roots: &[Root]| Schema::of(&Descriptors::from_roots(roots)).expect("a schema");
    breaking::compare(&schema(&past::roots()), &schema(&present::roots()))
}

fn package(finding: &Finding) -> Option<String> {
    let spot = finding.past.as_ref().or(finding.present.as_ref())?;
    spot.file.split('/').next().map(str::to_owned)
}

/// The rules that buf finds broken, by package.
fn of_buf(configuration: &str) -> Result<BTreeMap<String, BTreeSet<String>>> {
    let folder = images()?;
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for ((rule, path, ..), messages) in agreement::of_buf(folder.path(), configuration)? {
        for message in messages {
            // What is gone has no path, and its name between quotes.
            let name = path.clone().or_else(|| message.split('"').nth(1).map(str::to_owned));
            let package = name.as_deref().and_then(|name| name.split(['/', '.']).next()).context("a package")?;
            found.entry(package.to_owned()).or_default().insert(rule.clone());
        }
    }
    Ok(found)
}

/// A folder with both sides as images.
fn images() -> Result<TempDir> {
    let folder = tempfile::tempdir()?;
    image(&folder.path().join("past.binpb"), &past::roots())?;
    image(&folder.path().join("present.binpb"), &present::roots())?;
    Ok(folder)
}

fn image(path: &Path, roots: &[Root]) -> Result<()> {
    let descriptors = Descriptors::from_roots(roots);
    assert!(descriptors.violations.is_empty(), "{:#?}", descriptors.violations);
    Ok(fs::write(path, descriptors.encode_file_descriptor_set(Comments::With))?)
}
