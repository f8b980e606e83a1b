//! What buf needs to know of the files that we write, and what its configuration says of them.

mod section;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::replacement::{self, Replacement};
use crate::{init, output};
pub(crate) use section::{Section, Version, contains};

/// The folders and files that are brought along, which buf is to pass over.
pub(crate) struct Brought(BTreeSet<String>);

impl Brought {
    /// The folders of what is brought along; the file itself where there are others of ours in the folder or below it.
    pub(crate) fn new(brought: &BTreeMap<String, String>, ours: &BTreeMap<String, String>) -> Self {
        let path = |path: &String| match path.rsplit_once('/') {
            Some((folder, _)) if !ours.keys().any(|file| contains(folder, file)) => folder.to_owned(),
            _ => path.clone(),
        };
        Brought(brought.keys().map(path).collect())
    }
}

/// The buf.yaml that judges the files of a folder, if there is one.
pub(crate) struct Written {
    pub(crate) path: PathBuf,
    pub(crate) text: String,
    /// The folder, beside the buf.yaml.
    pub(crate) folder: PathBuf,
}

impl Written {
    /// Finds it: in the root of the workspace, or else in the folder.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(crate) fn find(root: &Path, out: &Path) -> Result<Option<Self>> {
        let out = std::path::absolute(out).unwrap_or_else(|_| out.to_owned());
        for place in [root, &out] {
            let path = place.join("buf.yaml");
            if let Some(text) = output::read(&path)? {
                let folder = out.strip_prefix(place).unwrap_or(&out).to_owned();
                return Ok(Some(Written { path, text, folder }));
            }
        }
        Ok(None)
    }
}

/// What became of the configuration.
pub(crate) enum Configuration {
    /// It was written, as this line says.
    Written(String),
    /// It lacks something, as these lines say.
    Lacking(String),
    /// It is right, or not ours to judge.
    Left,
}

/// Writes a `buf.yaml` where the exported folder is `proto` in the workspace and there is none. In one that is there, looks
/// whether buf passes over what we bring along.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn configure(root: &Path, out: &Path, Brought(paths): &Brought) -> Result<Configuration> {
    let path = root.join("buf.yaml");
    let proto = root.join("proto");
    let is_default = fs::canonicalize(out).ok() == fs::canonicalize(&proto).ok();
    if !is_default || root.join("buf.work.yaml").exists() || proto.join("buf.yaml").exists() {
        return Ok(Configuration::Left);
    }
    if let Some(text) = output::read(&path)? {
        return Ok(lacking(&text, paths).map_or(Configuration::Left, Configuration::Lacking));
    }
    let written = replacement::replace_all(vec![Replacement::prepare(path, init::configuration("proto", paths))?])?;
    Ok(written.into_iter().next().map_or(Configuration::Left, Configuration::Written))
}

fn ignore(paths: &BTreeSet<&String>) -> String {
    let paths: String = paths.iter().map(|path| format!("    - proto/{path}\n")).collect();
    format!("  ignore:\n{paths}")
}

/// The lines that a configuration lacks. One that is not understood is buf's to judge.
fn lacking(text: &str, paths: &BTreeSet<String>) -> Option<String> {
    let lines = ["lint", "breaking"].into_iter().filter_map(|section| {
        let ignored = Section::read(text, section, Path::new("proto"), |section| section.ignore()).ok()?;
        let lacks = |path: &&String| !ignored.iter().any(|ignored| contains(ignored, path));
        let paths: BTreeSet<&String> = paths.iter().filter(lacks).collect();
        (!paths.is_empty()).then(|| format!("{section}:\n{}", ignore(&paths)))
    });
    let lines: String = lines.collect();
    let help = "the files that are brought along are not held to the rules of this workspace: add to buf.yaml";
    (!lines.is_empty()).then(|| format!("{help}\n\n{lines}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_passed_over_only_where_nothing_of_ours_is_in_it() {
        let texts = |paths: &[&str]| paths.iter().map(|path| ((*path).to_owned(), String::new())).collect();
        let brought =
            ["google/api/http.proto", "google/api/annotations.proto", "shop/v1/old.proto", "a/b.proto", "c.proto"];
        let Brought(paths) = Brought::new(&texts(&brought), &texts(&["shop/v1/shop.proto", "a/v1/a.proto"]));
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        assert_eq!(paths, ["a/b.proto", "c.proto", "google/api", "shop/v1/old.proto"]);
    }

    #[test]
    fn a_configuration_lacks_what_it_does_not_ignore() {
        let lacks = |text: &str| lacking(text, &["google/api".to_owned()].into());
        let section = |name: &str| format!("{name}:\n  ignore:\n    - proto/google/api\n");
        let nothing = lacks("version: v2\n").expect("lines");
        assert!(nothing.ends_with(&format!("\n\n{}{}", section("lint"), section("breaking"))), "{nothing}");
        let one = lacks(&format!("version: v2\n{}", section("lint"))).expect("lines");
        assert!(one.ends_with(&format!("\n\n{}", section("breaking"))) && !one.contains("lint"), "{one}");
        let both = format!("version: v2\n{}{}", section("lint"), section("breaking"));
        assert_eq!(lacks(&both), None);
        assert_eq!(lacks(&both.replace("/api", "")), None, "a folder around it counts");
        assert_eq!(lacking("version: v2\n", &BTreeSet::new()), None);
        let of_the_module = format!(
            "version: v2\nmodules:\n  - path: proto\n    lint: {{ignore: [proto/google]}}\n{}",
            section("breaking")
        );
        assert_eq!(lacks(&of_the_module), None);
    }
}
