//! Whether buf and proto-export say the same.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result};
use proto_export::breaking::Finding;
use serde_json::Value;
use tests::buf;

/// What one of the tools says of a change: the rule, and where; the file is not told of what is gone with it.
pub(crate) type Verdict = (String, Option<String>, u64, u64);

/// What buf finds between `past.binpb` and `present.binpb` in a folder, under a configuration: verdicts, with their messages.
pub(crate) fn of_buf(folder: &Path, configuration: &str) -> Result<BTreeMap<Verdict, Vec<String>>> {
    let arguments =
        ["breaking", "present.binpb", "--against=past.binpb", "--error-format=json", "--config", configuration];
    let outcome = buf::run(folder, &arguments)?;
    let mut verdicts: BTreeMap<Verdict, Vec<String>> = BTreeMap::new();
    for line in outcome.said.lines() {
        let said: Value = serde_json::from_str(line).with_context(|| outcome.said.clone())?;
        let rule = said["type"].as_str().context("a rule")?.to_owned();
        let path = said["path"].as_str().map(str::to_owned);
        let number = |name: &str| said[name].as_u64().unwrap_or(1);
        let message = said["message"].as_str().context("a message")?.to_owned();
        verdicts.entry((rule, path, number("start_line"), number("start_column"))).or_default().push(message);
    }
    Ok(verdicts)
}

fn verdict(finding: &Finding) -> Verdict {
    let (line, column) = finding.present.as_ref().and_then(|spot| spot.begins).unwrap_or((1, 1));
    let file = finding.present.as_ref().map(|spot| spot.file.clone());
    (finding.rule.name.to_owned(), file, line.into(), column.into())
}

fn ours(findings: &[Finding]) -> BTreeMap<Verdict, Vec<&Finding>> {
    let mut ours: BTreeMap<Verdict, Vec<&Finding>> = BTreeMap::new();
    findings.iter().for_each(|finding| ours.entry(verdict(finding)).or_default().push(finding));
    ours
}

/// Asserts that both tools say the same: as often, of the same rule, at the same line and column, of the same element.
pub(crate) fn assert_same(findings: &[Finding], theirs: &BTreeMap<Verdict, Vec<String>>) {
    let ours = ours(findings);
    let verdicts: BTreeSet<&Verdict> = ours.keys().chain(theirs.keys()).collect();
    let mut differences = Vec::new();
    for verdict in verdicts {
        let ours = ours.get(verdict).map(Vec::as_slice).unwrap_or_default();
        let mut theirs = theirs.get(verdict).cloned().unwrap_or_default();
        let unmatched: Vec<_> = ours.iter().filter(|finding| !take(finding, &mut theirs)).collect();
        if !unmatched.is_empty() || !theirs.is_empty() {
            differences.push(format!("{verdict:?}\n  only ours: {unmatched:#?}\n  only buf's: {theirs:#?}"));
        }
    }
    assert!(differences.is_empty(), "{} differences\n{}", differences.len(), differences.join("\n"));
}

/// Takes out the first of buf's messages that is about the same element.
fn take(finding: &Finding, theirs: &mut Vec<String>) -> bool {
    let index = theirs.iter().position(|message| is_about(finding, message));
    index.map(|index| theirs.remove(index)).is_some()
}

/// What buf says of these rules names no element: the place is all there is.
const UNNAMED: [&str; 2] = ["FILE_SAME_", "MESSAGE_NO_REMOVE_STANDARD_DESCRIPTOR_ACCESSOR"];

/// buf calls fields and values by their numbers, ranges by their first one, everything else by its name in its package.
fn is_about(finding: &Finding, message: &str) -> bool {
    let quoted = |name: &str| message.contains(&format!("\"{name}\""));
    match finding.number {
        Some(number) => quoted(&number.to_string()) || message.contains(&format!("\"[{number}")),
        None if UNNAMED.iter().any(|rule| finding.rule.name.starts_with(rule)) => true,
        None => {
            let mut names = vec![finding.element.as_str()];
            names.extend(finding.element.match_indices('.').map(|(index, _)| &finding.element[index + 1..]));
            names.into_iter().any(quoted)
        }
    }
}
