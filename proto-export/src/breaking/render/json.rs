//! Findings for programs. The shape is documented in docs/guide.md: members may be added to it, none will be taken away.

use contracts::descriptor::Place;
use serde_json::{Value, json};

use super::{Placed, Report};
use crate::breaking::finding::Spot;

/// Counts up when something is taken away or gets another meaning.
const VERSION: u32 = 1;

pub(super) fn write(report: &Report) -> String {
    let findings: Vec<Value> = report.findings.iter().map(finding).collect();
    let report = json!({ "version": VERSION, "against": report.against, "findings": findings });
    format!("{report:#}")
}

fn finding(Placed { finding, place }: &Placed) -> Value {
    let categories: Vec<&str> = finding.rule.categories.iter().map(|category| category.name()).collect();
    json!({
        "rule": finding.rule.name,
        "categories": categories,
        "element": finding.element,
        "number": finding.number,
        "message": finding.message,
        "was": finding.was,
        "is": finding.is,
        "why": finding.rule.why,
        "help": finding.help,
        "rust": place.as_ref().map(rust),
        "proto": finding.present.as_ref().map(|spot| spot.file.as_str()),
        "past": finding.past.as_ref().map(past),
    })
}

fn rust(place: &Place) -> Value {
    json!({ "file": place.file, "line": place.line, "column": place.column })
}

fn past(spot: &Spot) -> Value {
    json!({
        "file": spot.file,
        "line": spot.begins.map(|(line, _)| line),
        "column": spot.begins.map(|(_, column)| column),
    })
}
