//! Every rule of buf, on changes that break it and on changes that nearly do: buf and proto-export find the same.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use anyhow::{Context, Result};
use proto_export::breaking::{self, Finding, RULES, Schema};
use serde_json::Value;
use tempfile::TempDir;
use tests::buf;

use crate::corpus::{self, Case, Side};

/// The corpus, as buf compiles it.
struct Compiled {
    cases: Vec<Case>,
    /// Has `past` and `present`, and `past.binpb` and `present.binpb`.
    folder: TempDir,
}

/// What one of the tools says of a change: the rule, and where; the file is not told of what is gone with it.
type Verdict = (String, Option<String>, u64, u64);

impl Compiled {
    fn new() -> Result<Self> {
        let (cases, folder) = (corpus::cases()?, tempfile::tempdir()?);
        for side in Side::BOTH {
            let name = side.name();
            corpus::write(&cases, side, &folder.path().join(name))?;
            let output = format!("{name}.binpb");
            buf::run(folder.path(), &["build", name, "--as-file-descriptor-set", "--output", &output])?.success()?;
        }
        Ok(Compiled { cases, folder })
    }

    fn get() -> &'static Compiled {
        static COMPILED: OnceLock<Compiled> = OnceLock::new();
        COMPILED.get_or_init(|| Compiled::new().unwrap_or_else(|error| panic!("{error:#}")))
    }

    fn schema(&self, side: Side) -> Result<Schema> {
        Ok(Schema::decode(&fs::read(self.folder.path().join(format!("{}.binpb", side.name())))?)?)
    }

    fn findings(&self) -> Result<Vec<Finding>> {
        Ok(breaking::compare(&self.schema(Side::Past)?, &self.schema(Side::Present)?))
    }

    /// What buf finds under a configuration: verdicts, each with its message.
    fn verdicts(&self, configuration: &str) -> Result<BTreeMap<Verdict, Vec<String>>> {
        let arguments =
            ["breaking", "present.binpb", "--against=past.binpb", "--error-format=json", "--config", configuration];
        let outcome = buf::run(self.folder.path(), &arguments)?;
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
fn assert_same(findings: &[Finding], theirs: &BTreeMap<Verdict, Vec<String>>) {
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

#[test]
fn every_rule_of_buf_is_known_and_has_a_change_that_breaks_it() {
    let outcome = buf::run(Path::new("."), &["config", "ls-breaking-rules", "--version=v2", "--format=json"]);
    let outcome = outcome.and_then(|outcome| outcome.success()).unwrap_or_else(|error| panic!("{error:#}"));
    let listed = outcome.said.lines().map(|line| serde_json::from_str::<Value>(line).expect("a rule"));
    let strings = |list: &Value| -> BTreeSet<String> {
        list.as_array().into_iter().flatten().filter_map(|name| name.as_str().map(str::to_owned)).collect()
    };
    let listed: BTreeMap<String, BTreeSet<String>> =
        listed.map(|rule| (rule["id"].as_str().expect("a name").to_owned(), strings(&rule["categories"]))).collect();
    let categories = |rule: &breaking::Rule| rule.categories.iter().map(ToString::to_string).collect();
    let known: BTreeMap<String, BTreeSet<String>> =
        RULES.iter().map(|rule| (rule.name.to_owned(), categories(rule))).collect();
    assert_eq!(known, listed);

    let compiled = Compiled::get();
    let names: BTreeSet<&str> = listed.keys().map(String::as_str).collect();
    assert_eq!(corpus::rules(&compiled.cases), names);
    let findings = compiled.findings().unwrap_or_else(|error| panic!("{error:#}"));
    for rule in names {
        let slug = format!("{}_n", rule.to_lowercase());
        let found = findings.iter().any(|it| {
            let file = it.past.as_ref().or(it.present.as_ref()).map(|spot| spot.file.as_str());
            it.rule.name == rule && file.is_some_and(|file| file.starts_with(&slug))
        });
        assert!(found, "no change in {rule}.txt breaks {rule}");
    }
}

#[test]
fn buf_and_we_find_the_same_in_every_change() {
    let compiled = Compiled::get();
    let all = r#"{"version": "v2", "breaking": {"use": ["FILE", "PACKAGE", "WIRE_JSON", "WIRE", "CSR"]}}"#;
    let theirs = compiled.verdicts(all).unwrap_or_else(|error| panic!("{error:#}"));
    let findings = compiled.findings().unwrap_or_else(|error| panic!("{error:#}"));
    assert!(findings.len() > compiled.cases.len(), "most changes break a rule");
    assert_same(&findings, &theirs);
}

#[test]
fn what_breaks_nothing_is_found_by_nobody() {
    let compiled = Compiled::get();
    let findings = compiled.findings().unwrap_or_else(|error| panic!("{error:#}"));
    for case in compiled.cases.iter().filter(|case| case.rule == "nothing") {
        let found: Vec<_> = findings.iter().filter(|it| it.element.contains(&case.slug)).collect();
        assert!(found.is_empty(), "{}: {found:#?}", case.title);
    }
}
