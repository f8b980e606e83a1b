//! The manifest of the program.

use std::fs;
use std::path::Path;

use anyhow::{Result, bail};
use cargo_metadata::Dependency;
use toml::Table;
use toml::Value as Toml;

use super::NAME;
use crate::features::Features;
use crate::install::git;
use crate::options::Options;
use crate::workspace::{Member, Workspace};

/// The manifest of a program that links these packages, each with its features.
///
/// # Errors
/// When the workspace's own manifest cannot be read.
pub(super) fn manifest(workspace: &Workspace, members: &[(&Member, Features)], options: &Options) -> Result<Table> {
    let user: Table = fs::read_to_string(workspace.root.join("Cargo.toml"))?.parse()?;
    let mut dependencies = Table::new();
    for (index, (member, features)) in members.iter().enumerate() {
        dependencies.insert(format!("member-{index}"), Toml::Table(link(member, features)));
        dependencies.insert("contracts".to_owned(), Toml::Table(dependency(&member.contracts, options)?));
    }
    let package = table([("name", NAME), ("version", "0.0.0"), ("edition", "2021")]);
    let resolver = user.get("workspace").and_then(|it| it.get("resolver")).cloned();
    let own_workspace: Table = resolver.map(|resolver| ("resolver".to_owned(), resolver)).into_iter().collect();
    let mut manifest = Table::new();
    manifest.insert("package".to_owned(), Toml::Table(package));
    manifest.insert("dependencies".to_owned(), Toml::Table(dependencies));
    manifest.insert("workspace".to_owned(), Toml::Table(own_workspace));
    for shared in ["profile", "patch", "replace"] {
        if let Some(value) = user.get(shared) {
            let mut value = value.clone();
            absolute_paths(&mut value, &workspace.root);
            manifest.insert(shared.to_owned(), value);
        }
    }
    Ok(manifest)
}

fn table<V: Into<String>>(entries: impl IntoIterator<Item = (&'static str, V)>) -> Table {
    entries.into_iter().map(|(key, value)| (key.to_owned(), Toml::String(value.into()))).collect()
}

/// The dependency on a package with contracts.
fn link(member: &Member, features: &Features) -> Table {
    let mut table = table([("package", member.name.clone()), ("path", member.folder.display().to_string())]);
    if features.without_default {
        table.insert("default-features".to_owned(), Toml::Boolean(false));
    }
    if !features.names.is_empty() {
        let names = features.names.iter().cloned().map(Toml::String);
        table.insert("features".to_owned(), Toml::Array(names.collect()));
    }
    table
}

/// The dependency on `contracts`, from the same source as the member's: another source would be another registry.
fn dependency(of: &Dependency, options: &Options) -> Result<Table> {
    let mut entries = Vec::new();
    match (&of.path, &of.source) {
        (Some(path), _) => entries.push(("path", path.to_string())),
        (None, Some(source)) if source.repr.starts_with("git+") => entries.extend(git(&source.repr)),
        (None, Some(_)) => {
            entries.push(("version", of.req.to_string()));
            entries.extend(of.registry.clone().map(|registry| ("registry-index", registry)));
        }
        (None, None) => bail!("cargo does not say where `{}` comes from", of.name),
    }
    let mut table = table(entries);
    table.insert("default-features".to_owned(), Toml::Boolean(false));
    if options.json_schema.is_some() {
        table.insert("features".to_owned(), Toml::Array(vec![Toml::String("schemars".to_owned())]));
    }
    Ok(table)
}

/// Paths of patches are relative to the user's workspace.
fn absolute_paths(value: &mut Toml, root: &Path) {
    if let Toml::Table(table) = value {
        for (key, value) in table.iter_mut() {
            match value {
                Toml::String(path) if key == "path" => *path = root.join(&*path).display().to_string(),
                value => absolute_paths(value, root),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Path, Toml, absolute_paths};

    #[test]
    fn paths_of_patches_point_to_the_same_folders_from_elsewhere() {
        let text = "crates-io.a = { path = \"../a\" }\ncrates-io.b = { path = \"/b\" }";
        let mut patch = Toml::Table(text.parse().expect("TOML"));
        absolute_paths(&mut patch, Path::new("/ws"));
        let path = |name: &str| patch["crates-io"][name]["path"].as_str().expect("a path").to_owned();
        assert_eq!((path("a"), path("b")), ("/ws/../a".to_owned(), "/b".to_owned()));
    }
}
