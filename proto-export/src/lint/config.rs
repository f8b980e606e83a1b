//! Which rules count, where, and how: the section `lint` of buf.yaml.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Result, bail};

use super::rule::{Rule, STANDARD, chosen};
use crate::buf::{Section, Version, Written, contains};
use crate::wrong_use::WrongUse;

/// Which findings count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The names of the rules.
    rules: BTreeSet<&'static str>,
    /// The files and folders in which nothing counts.
    ignore: BTreeSet<String>,
    /// The files and folders in which a rule does not count.
    ignore_only: BTreeMap<&'static str, BTreeSet<String>>,
    /// Whether a declaration can allow itself to break a rule.
    pub(super) heeds_comments: bool,
    /// How the name of the value 0 of an enum ends.
    pub(super) zero_suffix: String,
    /// How the name of a service ends.
    pub(super) service_suffix: String,
    pub(super) allows_same: bool,
    pub(super) allows_empty_requests: bool,
    pub(super) allows_empty_responses: bool,
}

impl Default for Config {
    /// What the buf.yaml says that an export writes where there is none.
    fn default() -> Self {
        let rules = [STANDARD, "COMMENTS"].into_iter().flat_map(|name| chosen(name, Version::V2));
        let rules = rules.map(|rule| rule.name).collect();
        Config { allows_empty_responses: true, ..Config::of(rules) }
    }
}

impl Config {
    fn of(rules: BTreeSet<&'static str>) -> Self {
        Config {
            rules,
            ignore: BTreeSet::new(),
            ignore_only: BTreeMap::new(),
            heeds_comments: true,
            zero_suffix: "_UNSPECIFIED".to_owned(),
            service_suffix: "Service".to_owned(),
            allows_same: false,
            allows_empty_requests: false,
            allows_empty_responses: false,
        }
    }

    /// That of the buf.yaml that judges the files of a folder of a workspace, or the default.
    ///
    /// # Errors
    /// When it cannot be read, or is none of buf's.
    pub(crate) fn find(root: &Path, out: &Path) -> Result<Self> {
        let Some(Written { path, text, folder }) = Written::find(root, out)? else { return Ok(Config::default()) };
        let help = "correct it, or say `--no-lint` to export all the same";
        Config::read(&text, &folder)
            .map_err(|error| WrongUse::new(format!("{}: {error:#}", path.display()), help).into())
    }

    /// Reads a buf.yaml, for the files that are in this folder beside it.
    ///
    /// # Errors
    /// When it is no YAML, or names rules that buf does not have.
    pub fn read(text: &str, folder: &Path) -> Result<Self> {
        Section::read(text, "lint", folder, Config::of_section)
    }

    fn of_section(section: &Section<'_>) -> Result<Self> {
        let mut used = names(section, "use")?;
        if section.strings("use")?.is_empty() {
            used = chosen(STANDARD, section.version).into_iter().map(|rule| rule.name).collect();
        }
        let except = names(section, "except")?;
        used.retain(|name| !except.contains(name));
        let mut config = Config::of(used);
        config.ignore = section.ignore()?;
        for (name, paths) in section.ignore_only()? {
            for rule in known(section, name)? {
                config.ignore_only.entry(rule.name).or_default().extend(paths.iter().cloned());
            }
        }
        config.heeds_comments = match section.version {
            Version::V2 => !section.is_true("disallow_comment_ignores"),
            Version::V1 | Version::V1Beta1 => section.is_true("allow_comment_ignores"),
        };
        let suffix = |key: &str| section.text(key).filter(|suffix| !suffix.is_empty()).map(str::to_owned);
        config.zero_suffix = suffix("enum_zero_value_suffix").unwrap_or(config.zero_suffix);
        config.service_suffix = suffix("service_suffix").unwrap_or(config.service_suffix);
        config.allows_same = section.is_true("rpc_allow_same_request_response");
        config.allows_empty_requests = section.is_true("rpc_allow_google_protobuf_empty_requests");
        config.allows_empty_responses = section.is_true("rpc_allow_google_protobuf_empty_responses");
        Ok(config)
    }

    /// Whether a rule counts in a file.
    pub(super) fn counts(&self, rule: &str, file: &str) -> bool {
        let only = self.ignore_only.get(rule).into_iter().flatten();
        self.rules.contains(rule) && !self.ignore.iter().chain(only).any(|path| contains(path, file))
    }
}

/// The rules that a list of the section names, themselves or by their categories.
fn names(section: &Section<'_>, key: &str) -> Result<BTreeSet<&'static str>> {
    let mut names = BTreeSet::new();
    for name in section.strings(key)? {
        names.extend(known(section, name)?.into_iter().map(|rule| rule.name));
    }
    Ok(names)
}

fn known(section: &Section<'_>, name: &str) -> Result<Vec<&'static Rule>> {
    let rules = chosen(name, section.version);
    if rules.is_empty() && !section.has_plugins {
        bail!("`{name}` in its section `lint` is no rule of `buf lint`, and no category");
    }
    Ok(rules)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::Config;

    fn read(text: &str) -> Config {
        Config::read(text, Path::new("proto")).expect("a configuration")
    }

    #[test]
    fn without_a_word_it_is_standard() {
        let standard = read("version: v2\nlint: {use: [STANDARD]}");
        for text in ["version: v2\n", "version: v2\nlint:\n", "version: v2\nlint: {use: []}"] {
            assert_eq!(read(text), standard, "{text}");
        }
        let ours = "version: v2\nlint: {use: [STANDARD, COMMENTS], rpc_allow_google_protobuf_empty_responses: true}";
        assert_eq!(read(ours), Config::default());
    }

    #[test]
    fn rules_count_where_they_are_not_ignored() {
        let text = "version: v2\nlint: {use: [COMMENTS, SERVICE_SUFFIX], except: [COMMENT_ENUM], ignore: [proto/a], \
                    ignore_only: {COMMENT_RPC: [proto/b], SERVICE_SUFFIX: [proto/c.proto]}}";
        let config = read(text);
        for (rule, file, counts) in [
            ("COMMENT_RPC", "x.proto", true),
            ("COMMENT_ENUM", "x.proto", false),
            ("ENUM_PASCAL_CASE", "x.proto", false),
            ("COMMENT_RPC", "a/x.proto", false),
            ("COMMENT_RPC", "b/x.proto", false),
            ("SERVICE_SUFFIX", "b/x.proto", true),
            ("SERVICE_SUFFIX", "c.proto", false),
        ] {
            assert_eq!(config.counts(rule, file), counts, "{rule} in {file}");
        }
    }

    #[test]
    fn what_buf_does_not_know_is_refused_unless_a_plugin_may() {
        let unknown = "version: v2\nlint: {use: [SUFFIX]}\n";
        let refused = Config::read(unknown, Path::new("proto")).expect_err("no configuration");
        assert_eq!(refused.to_string(), "`SUFFIX` in its section `lint` is no rule of `buf lint`, and no category");
        assert!(!read(&format!("{unknown}plugins:\n  - plugin: of-us\n")).counts("SERVICE_SUFFIX", "x.proto"));
    }

    #[test]
    fn comments_are_heeded_as_each_version_has_it() {
        for (text, heeds) in [
            ("version: v2", true),
            ("version: v2\nlint: {disallow_comment_ignores: true}", false),
            ("version: v1", false),
            ("version: v1\nlint: {allow_comment_ignores: true}", true),
        ] {
            assert_eq!(read(text).heeds_comments, heeds, "{text}");
        }
    }
}
