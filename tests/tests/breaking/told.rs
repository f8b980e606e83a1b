//! How findings are told: compared with texts that were looked at.

use std::fs;

use contracts::descriptor::Descriptors;
use proto_export::breaking::{Category, Config, Format, Report};
use serde_json::Value;
use tests::workspace;

use crate::{findings, present};

/// All changes, under the strictest category for generated code and the one for JSON.
fn report() -> Report {
    let config = Config::of([Category::File, Category::WireJson]);
    let findings = findings().into_iter().filter(|finding| config.counts(finding)).collect();
    Report::new("v1.0.0", findings, &Descriptors::from_roots(&present::roots()))
}

fn as_looked_at(format: Format, name: &str) {
    let text = report().write(format) + "\n";
    let path = workspace::root().join("tests/tests/breaking/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, &text).expect("a file");
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert!(text == expected, "{} differs; UPDATE_GOLDEN=1 writes it:\n{text}", path.display());
}

#[test]
fn people_read_it_as_it_was_looked_at() {
    as_looked_at(Format::Text, "findings.txt");
}

#[test]
fn programs_read_it_as_it_was_looked_at() {
    as_looked_at(Format::Json, "findings.json");
}

#[test]
fn github_reads_it_as_it_was_looked_at() {
    as_looked_at(Format::Github, "findings.github.txt");
}

#[test]
fn every_finding_has_a_rust_line_and_what_to_type() {
    let report = report();
    for placed in &report.findings {
        let finding = &placed.finding;
        assert!(!finding.help.is_empty() && !finding.message.is_empty(), "{finding:#?}");
        // Nothing is near to a package that is gone with all others of its name.
        let is_alone = finding.element.starts_with("package_removed");
        let place = placed.place.as_ref();
        assert_eq!(place.is_none(), is_alone, "{finding:#?}");
        assert!(place.is_none_or(|place| place.file.contains("present") && place.line > 0 && place.column > 0));
    }
}

#[test]
fn json_has_the_documented_members() {
    let written: Value = serde_json::from_str(&report().write(Format::Json)).expect("JSON");
    let names = |value: &Value| value.as_object().expect("an object").keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&written), ["against", "findings", "version"]);
    for finding in written["findings"].as_array().expect("a list") {
        let expected =
            ["categories", "element", "help", "is", "message", "number", "past", "proto", "rule", "rust", "was", "why"];
        assert_eq!(names(finding), expected);
    }
}
