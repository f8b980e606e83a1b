//! Every rule of buf, on changes that break it and on changes that nearly do: buf and proto-export find the same.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use anyhow::Result;
use proto_export::breaking::{self, Category, Config, Finding, Past, RULES, Schema};
use serde_json::Value;
use tempfile::TempDir;
use tests::buf;

use crate::agreement::{assert_same, of_buf};
use crate::corpus::{self, Case, Side};

/// The corpus, as buf compiles it.
struct Compiled {
    cases: Vec<Case>,
    /// Has `past` and `present`, and `past.binpb` and `present.binpb`.
    folder: TempDir,
}

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
    let theirs = of_buf(compiled.folder.path(), all).unwrap_or_else(|error| panic!("{error:#}"));
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

/// Asserts that both read a configuration alike.
#[track_caller]
fn alike(configuration: &str) -> usize {
    let compiled = Compiled::get();
    let theirs = of_buf(compiled.folder.path(), configuration).unwrap_or_else(|error| panic!("{error:#}"));
    let config = Config::read(configuration, Path::new("")).unwrap_or_else(|error| panic!("{error:#}"));
    let findings = compiled.findings().unwrap_or_else(|error| panic!("{error:#}"));
    let counted: Vec<Finding> = findings.into_iter().filter(|finding| config.counts(finding)).collect();
    assert_same(&counted, &theirs);
    counted.len()
}

#[test]
fn buf_and_we_read_configurations_alike() {
    let of = |breaking: &str| alike(&format!("{{\"version\": \"v2\", \"breaking\": {{{breaking}}}}}"));
    for category in Category::ALL {
        of(&format!("\"use\": [\"{category}\"]"));
    }
    let file = of("");
    let ignored = [
        of(r#""use": ["FILE"], "except": ["FIELD_SAME_TYPE", "PACKAGE"]"#),
        of(r#""ignore": ["field_same_name_n00", "field_same_oneof_n00/a.proto", "file_no_delete_n00"]"#),
        of(r#""ignore_only": {"FIELD_SAME_NAME": ["field_same_name_n00"], "WIRE_JSON": ["field_same_oneof_n01"]}"#),
        of(r#""ignore_unstable_packages": true"#),
    ];
    assert!(ignored.iter().all(|count| *count < file), "{ignored:?} of {file}");
}

/// Those that the parser of folders cannot read: it refuses them, and asks for a descriptor set.
const NOT_IN_FOLDERS: [&str; 1] = ["a feature of the file alone"];

#[test]
fn files_in_folders_are_compared_as_descriptor_sets_are() {
    let compiled = Compiled::get();
    let all = compiled.findings().unwrap_or_else(|error| panic!("{error:#}"));
    for case in &compiled.cases {
        let folder = tempfile::tempdir().expect("a folder");
        let read = |side: Side| {
            let folder = folder.path().join(side.name());
            fs::create_dir_all(&folder).expect("a folder");
            corpus::write(std::slice::from_ref(case), side, &folder).expect("files");
            Past::find(folder.to_str().expect("a path"), &folder)?.schema(&[])
        };
        let (past, present) = match (read(Side::Past), read(Side::Present)) {
            (Ok(past), Ok(present)) => (past, present),
            (past, present) => {
                let error = past.and(present).expect_err("one of them is wrong").to_string();
                assert!(NOT_IN_FOLDERS.contains(&case.title.as_str()), "{}: {}: {error}", case.rule, case.title);
                assert!(error.contains("compare with a descriptor set"), "{error}");
                continue;
            }
        };
        let of_case = |it: &&Finding| it.past.iter().chain(&it.present).any(|spot| spot.file.starts_with(&case.slug));
        let told = |findings: &[Finding]| -> Vec<(String, String, Option<i32>, String)> {
            let told = findings.iter().filter(of_case);
            told.map(|it| (it.rule.name.to_owned(), it.element.clone(), it.number, it.message.clone())).collect()
        };
        assert_eq!(told(&breaking::compare(&past, &present)), told(&all), "{}: {}", case.rule, case.title);
    }
}
