//! A section of buf.yaml, `lint` or `breaking`: which rules are used, and where they are not.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use saphyr::{LoadableYamlNode as _, Yaml};

/// The version of a buf.yaml.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Version {
    V1Beta1,
    V1,
    V2,
}

/// A section, as far as it is there.
pub(crate) struct Section<'a> {
    found: Option<&'a Yaml<'a>>,
    /// Where in the paths that it names the folder of the files begins.
    folder: String,
    pub(crate) version: Version,
    /// Whether plugins may have rules of their own.
    pub(crate) has_plugins: bool,
}

impl<'a> Section<'a> {
    /// Reads the section of a buf.yaml for the files that are in this folder beside it.
    ///
    /// # Errors
    /// When it is no YAML, is of a version that there is not, or `read` fails.
    pub(crate) fn read<T>(
        text: &str,
        name: &str,
        folder: &Path,
        read: impl FnOnce(&Section<'_>) -> Result<T>,
    ) -> Result<T> {
        let documents = Yaml::load_from_str(text).context("it is not YAML")?;
        let nothing = Yaml::Value(saphyr::Scalar::Null);
        read(&Section::of(documents.first().unwrap_or(&nothing), name, folder)?)
    }

    fn of(document: &'a Yaml<'a>, name: &str, folder: &Path) -> Result<Self> {
        let folder = folder.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
        let has_plugins = document.as_mapping_get("plugins").is_some();
        let section = |version, found, folder| Section { found, folder, version, has_plugins };
        let found = document.as_mapping_get(name);
        match document.as_mapping_get("version").and_then(|version| version.as_str()).unwrap_or("v1beta1") {
            "v1beta1" => Ok(section(Version::V1Beta1, found, String::new())),
            "v1" => Ok(section(Version::V1, found, String::new())),
            "v2" => {
                let folder = normal(&folder);
                let modules = document.as_mapping_get("modules").and_then(|modules| modules.as_sequence());
                let path = |module: &Yaml<'_>| normal(text_of(module, "path").unwrap_or("."));
                let module = modules.into_iter().flatten().find(|module| path(module) == folder);
                let own = module.and_then(|module| module.as_mapping_get(name));
                Ok(section(Version::V2, own.or(found), folder))
            }
            other => bail!("its version is `{other}`; there are v1beta1, v1 and v2"),
        }
    }

    /// The names in a list of the section.
    ///
    /// # Errors
    /// When it is no such list.
    pub(crate) fn strings(&self, key: &str) -> Result<Vec<&'a str>> {
        let yaml = self.found.and_then(|section| section.as_mapping_get(key));
        yaml.map_or(Ok(Vec::new()), |yaml| list(yaml, key))
    }

    /// Whether the section says of something that it is true.
    pub(crate) fn is_true(&self, key: &str) -> bool {
        let yaml = self.found.and_then(|section| section.as_mapping_get(key));
        yaml.and_then(|it| it.as_bool()).unwrap_or_default()
    }

    /// A text of the section.
    pub(crate) fn text(&self, key: &str) -> Option<&'a str> {
        text_of(self.found?, key)
    }

    /// The files and folders in which nothing counts, as paths in the folder.
    ///
    /// # Errors
    /// When they are no list.
    pub(crate) fn ignore(&self) -> Result<BTreeSet<String>> {
        Ok(inside(self.strings("ignore")?, &self.folder))
    }

    /// The files and folders in which a rule or a category does not count, by its name.
    ///
    /// # Errors
    /// When they are no lists.
    pub(crate) fn ignore_only(&self) -> Result<Vec<(&'a str, BTreeSet<String>)>> {
        let only = self.found.and_then(|section| section.as_mapping_get("ignore_only"));
        let only = only.and_then(|only| only.as_mapping());
        let entries = only.into_iter().flatten().map(|(name, paths)| {
            let name = name.as_str().context("`ignore_only` has the names of rules")?;
            Ok((name, inside(list(paths, "ignore_only")?, &self.folder)))
        });
        entries.collect()
    }
}

fn text_of<'a>(yaml: &'a Yaml<'_>, key: &str) -> Option<&'a str> {
    yaml.as_mapping_get(key)?.as_str()
}

fn list<'a>(yaml: &'a Yaml<'_>, key: &str) -> Result<Vec<&'a str>> {
    if yaml.is_null() {
        return Ok(Vec::new());
    }
    let entries = yaml.as_sequence().with_context(|| format!("`{key}` is no list"))?;
    entries.iter().map(|entry| entry.as_str().with_context(|| format!("`{key}` is no list of names"))).collect()
}

/// A path with slashes, without `.` parts.
fn normal(path: &str) -> String {
    path.split('/').filter(|part| !part.is_empty() && *part != ".").collect::<Vec<_>>().join("/")
}

/// Of these paths those that concern the folder, as paths in it.
fn inside(paths: Vec<&str>, folder: &str) -> BTreeSet<String> {
    let local = |path: &str| {
        let path = normal(path);
        match folder {
            "" => Some(path),
            _ if contains(&path, folder) => Some(String::new()),
            _ => path.strip_prefix(folder)?.strip_prefix('/').map(str::to_owned),
        }
    };
    paths.into_iter().filter_map(local).collect()
}

/// Whether a file or folder is this one, or is in it.
pub(crate) fn contains(path: &str, file: &str) -> bool {
    path.is_empty() || file == path || file.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'))
}
