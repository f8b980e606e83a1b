//! Which rules count, and where: the section `breaking` of buf.yaml.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Result, bail};

use super::finding::{Finding, Spot};
use super::rule::{Category, RULES, Rule};
use crate::buf::{Section, contains};

/// Which findings count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The names of the rules.
    rules: BTreeSet<&'static str>,
    /// The files and folders in which nothing counts.
    ignore: BTreeSet<String>,
    /// The files and folders in which a rule does not count.
    ignore_only: BTreeMap<&'static str, BTreeSet<String>>,
    /// Whether nothing counts in packages of alpha, beta and test versions.
    ignore_unstable_packages: bool,
    /// Whether nothing counts in files that are only imported.
    exclude_imports: bool,
}

impl Default for Config {
    /// What buf does without a configuration: `FILE`.
    fn default() -> Self {
        Config::of([Category::File])
    }
}

impl Config {
    /// The rules of these categories, everywhere.
    pub fn of(categories: impl IntoIterator<Item = Category>) -> Self {
        Config {
            rules: categories.into_iter().flat_map(|category| chosen(category.name())).map(|rule| rule.name).collect(),
            ignore: BTreeSet::new(),
            ignore_only: BTreeMap::new(),
            ignore_unstable_packages: false,
            exclude_imports: false,
        }
    }

    /// Reads a buf.yaml, for the files that are in this folder beside it.
    ///
    /// # Errors
    /// When it is no YAML, or names rules that buf does not have.
    pub fn read(text: &str, folder: &Path) -> Result<Self> {
        Section::read(text, "breaking", folder, Config::of_section)
    }

    fn of_section(section: &Section<'_>) -> Result<Self> {
        let chosen_by = |key: &str| -> Result<BTreeSet<&'static str>> {
            let mut rules = BTreeSet::new();
            for name in section.strings(key)? {
                rules.extend(known(name)?.into_iter().map(|rule| rule.name));
            }
            Ok(rules)
        };
        let uses = chosen_by("use")?;
        let mut config =
            Config { rules: if uses.is_empty() { Config::default().rules } else { uses }, ..Config::default() };
        for name in chosen_by("except")? {
            config.rules.remove(name);
        }
        config.ignore = section.ignore()?;
        for (name, paths) in section.ignore_only()? {
            for rule in known(name)? {
                config.ignore_only.entry(rule.name).or_default().extend(paths.iter().cloned());
            }
        }
        config.ignore_unstable_packages = section.is_true("ignore_unstable_packages");
        Ok(config)
    }

    /// The rules of these categories in place of those that were chosen; what is ignored stays ignored.
    #[must_use]
    pub fn with_categories(self, categories: &[Category]) -> Self {
        Config { rules: Config::of(categories.iter().copied()).rules, ..self }
    }

    /// Leaves out the files that are only imported.
    #[must_use]
    pub fn without_imports(self) -> Self {
        Config { exclude_imports: true, ..self }
    }

    /// Whether a finding counts. What is ignored where something is, or where it was, does not.
    pub fn counts(&self, finding: &Finding) -> bool {
        let mut spots = finding.present.iter().chain(&finding.past);
        self.rules.contains(finding.rule.name) && !spots.any(|spot| self.ignores(finding.rule, spot))
    }

    fn ignores(&self, rule: &Rule, spot: &Spot) -> bool {
        let of_rule = self.ignore_only.get(rule.name).into_iter().flatten();
        let ignored = self.ignore.iter().chain(of_rule).any(|path| contains(path, &spot.file));
        ignored || self.exclude_imports && spot.is_import || self.ignore_unstable_packages && is_unstable(&spot.package)
    }
}

/// The rule with this name, or those of the category.
fn chosen(name: &str) -> impl Iterator<Item = &'static Rule> {
    RULES.iter().filter(move |rule| rule.name == name || rule.categories.iter().any(|it| it.name() == name))
}

/// A rule that buf took back: it is still accepted, and finds nothing.
const TAKEN_BACK: &str = "MESSAGE_SAME_MESSAGE_SET_WIRE_FORMAT";

fn known(name: &str) -> Result<Vec<&'static Rule>> {
    let rules: Vec<&Rule> = chosen(name).collect();
    if rules.is_empty() && name != TAKEN_BACK {
        bail!("`{name}` in its section `breaking` is no rule of `buf breaking`, and no category");
    }
    Ok(rules)
}

/// Whether a package has a version that promises nothing: `v1alpha1`, `v1p2beta`, `v1test`.
pub(crate) fn is_unstable(package: &str) -> bool {
    let last = package.rsplit('.').next().unwrap_or_default();
    let numbered = last.strip_prefix('v').unwrap_or_default();
    let is_stable = numbered.bytes().all(|byte| byte.is_ascii_digit());
    package.contains('.') && !is_stable && contracts::descriptor::is_version(last)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Config, contains, is_unstable};
    use crate::breaking::rule::Category;

    fn read(text: &str) -> Config {
        Config::read(text, Path::new("proto")).expect("a configuration")
    }

    #[track_caller]
    fn refused(text: &str, because: &str) {
        let error = Config::read(text, Path::new("proto")).expect_err("no configuration");
        assert!(format!("{error:#}").contains(because), "{error:#}");
    }

    #[test]
    fn without_a_word_it_is_file() {
        for text in ["", "version: v2\n", "version: v2\nbreaking:\n", "version: v2\nbreaking:\n  use:\n"] {
            assert_eq!(read(text), Config::of([Category::File]), "{text}");
        }
    }

    #[test]
    fn rules_and_categories_are_used_and_excepted() {
        let config = read("version: v2\nbreaking: {use: [WIRE, RPC_NO_DELETE], except: [FIELD_SAME_ONEOF]}");
        assert!(config.rules.contains("RPC_NO_DELETE") && config.rules.contains("FIELD_WIRE_COMPATIBLE_TYPE"));
        assert!(!config.rules.contains("FIELD_SAME_ONEOF") && !config.rules.contains("FIELD_SAME_NAME"));
    }

    #[test]
    fn a_module_has_rules_of_its_own() {
        let of = |path: &str| {
            read(&format!(
                "version: v2\nmodules:\n  - path: {path}\n    breaking:\n      use: [WIRE]\nbreaking:\n  use: [PACKAGE]\n"
            ))
        };
        assert_eq!(of("./proto/"), Config::of([Category::Wire]));
        assert_eq!(of("other"), Config::of([Category::Package]));
    }

    #[test]
    fn paths_begin_in_the_folder() {
        let config = read("version: v2\nbreaking: {ignore: [proto/a, other/b, proto/c.proto]}");
        assert_eq!(config.ignore.into_iter().collect::<Vec<_>>(), ["a", "c.proto"]);
        assert_eq!(read("version: v2\nbreaking: {ignore: [proto]}").ignore.into_iter().collect::<Vec<_>>(), [""]);
        assert_eq!(read("version: v1\nbreaking: {ignore: [a/b]}").ignore.into_iter().collect::<Vec<_>>(), ["a/b"]);
        assert!(contains("a", "a/b.proto") && contains("", "a") && contains("a.proto", "a.proto"));
        assert!(!contains("a", "ab.proto") && !contains("a/b", "a"));
    }

    #[test]
    fn what_nobody_knows_is_refused() {
        refused("version: v2\nbreaking: {use: [FIELD_SAME]}", "`FIELD_SAME` in its section `breaking` is no rule");
        refused("version: v2\nbreaking: {ignore_only: {FIELDS: [a]}}", "`FIELDS`");
        refused("version: v3", "`v3`");
        refused("a: [", "it is not YAML");
        refused("version: v2\nbreaking: {use: FILE}", "`use` is no list");
        assert!(
            read("version: v2\nbreaking: {use: [MESSAGE_SAME_MESSAGE_SET_WIRE_FORMAT, FILE]}") == Config::default()
        );
    }

    #[test]
    fn versions_that_promise_nothing() {
        for package in ["a.v1alpha1", "a.v1beta", "a.v1p1alpha", "a.v2test", "a.v1testing"] {
            assert!(is_unstable(package), "{package}");
        }
        for package in ["a.v1", "a.v12", "a", "v1alpha1", "a.vx", "a.v1gamma", "a.v0alpha"] {
            assert!(!is_unstable(package), "{package}");
        }
    }
}
