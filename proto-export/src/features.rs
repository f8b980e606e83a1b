//! Which features the packages are built with: those of the command line, and those of their own manifests.

use std::collections::BTreeSet;

use anyhow::{Context as _, Result, ensure};
use cargo_metadata::Package;
use serde_json::Value;

use crate::options::CargoOptions;
use crate::workspace::Member;
use crate::wrong_use::WrongUse;

/// Features of one package.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Features {
    /// Those that are on besides the default ones.
    pub(crate) names: BTreeSet<String>,
    /// Whether the default ones are off.
    pub(crate) without_default: bool,
}

impl Features {
    /// What `[package.metadata.proto-export]` of the package says.
    ///
    /// # Errors
    /// When it is not of the form that it has to be, or the package has no such feature.
    pub(crate) fn of_manifest(package: &Package) -> Result<Self> {
        let metadata = package.metadata.get("proto-export");
        let is_on = |key: &str| match metadata.and_then(|it| it.get(key)) {
            None => Ok(false),
            Some(value) => value.as_bool().with_context(|| format!("`{key}` is neither true nor false")),
        };
        let read = || {
            let mut names = names(metadata.and_then(|it| it.get("features")))?;
            if let Some(unknown) = names.iter().find(|name| !package.features.contains_key(*name)) {
                anyhow::bail!("`features` has `{unknown}`, which is no feature of the package");
            }
            if is_on("all-features")? {
                names.extend(package.features.keys().cloned());
            }
            Ok(Features { names, without_default: is_on("no-default-features")? })
        };
        read().with_context(|| format!("{}: in [package.metadata.proto-export]", package.manifest_path))
    }
}

fn names(list: Option<&Value>) -> Result<BTreeSet<String>> {
    let Some(list) = list else { return Ok(BTreeSet::new()) };
    let names: Option<BTreeSet<String>> =
        list.as_array().and_then(|list| list.iter().map(|name| name.as_str().map(str::to_owned)).collect());
    names.context("`features` is no list of names")
}

/// The features of each of the packages.
///
/// # Errors
/// When the command line names a feature that none of them has.
pub(crate) fn chosen(members: &[&Member], options: &CargoOptions) -> Result<Vec<Features>> {
    let asked: BTreeSet<&str> = options.features.iter().flat_map(|names| names.split_whitespace()).collect();
    for name in &asked {
        let is_known = members.iter().any(|member| feature(member, name).is_some());
        ensure!(is_known, unknown(members, name));
    }
    let of_member = |member: &&Member| {
        let mut features = member.features.clone();
        features.names.extend(asked.iter().filter_map(|name| feature(member, name)).map(str::to_owned));
        if options.all_features {
            features.names.extend(member.all_features.iter().cloned());
        }
        features.without_default |= options.no_default_features;
        features
    };
    Ok(members.iter().map(of_member).collect())
}

/// The feature of a package that is meant by `feature` or `package/feature`.
fn feature<'a>(member: &Member, name: &'a str) -> Option<&'a str> {
    let (package, feature) = name.split_once('/').unwrap_or((member.name.as_str(), name));
    (package == member.name && member.all_features.contains(feature)).then_some(feature)
}

fn unknown(members: &[&Member], name: &str) -> WrongUse {
    let listed = members.iter().map(|member| {
        let all: Vec<&str> = member.all_features.iter().map(String::as_str).collect();
        format!("`{}` has {}", member.name, if all.is_empty() { "none".to_owned() } else { all.join(", ") })
    });
    let listed: Vec<String> = listed.collect();
    WrongUse::new(format!("no package with contracts has the feature `{name}`"), &listed.join("; "))
}
