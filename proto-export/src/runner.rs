//! A small program that links the packages with contracts, and tells what their registry holds.
//!
//! It needs nothing but the packages and the `contracts` that they depend on themselves, so it builds wherever they
//! build: without a network, and whichever way `proto-export` was installed. It is a workspace of its own in the
//! user's target folder, with the user's `Cargo.lock`, profiles and patches, so that what is built is shared.

use std::collections::BTreeMap;
use std::fs;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};
use cargo_metadata::{Dependency, Message};
use contracts::descriptor::Descriptors;
use contracts::openapi::Info;
use prost::Message as _;
use serde_json::Value;
use toml::Table;
use toml::Value as Toml;

use crate::linked::Contracts;
use crate::options::Options;
use crate::workspace::{Member, Workspace};

const NAME: &str = "proto-export-runner";

/// The program, built.
pub(crate) struct Runner {
    program: PathBuf,
}

impl Runner {
    /// Builds the program.
    ///
    /// # Errors
    /// When a package does not compile; cargo has said why by then.
    pub(crate) fn build(workspace: &Workspace, members: &[&Member], options: &Options) -> Result<Self> {
        let folder = workspace.target.join("proto-export");
        write_program(&folder, workspace, members, options)
            .with_context(|| format!("cannot write {}", folder.display()))?;
        Ok(Runner { program: build(&folder, workspace, options)? })
    }

    /// What the program answers.
    fn ask(&self, arguments: &[&str]) -> Result<Vec<u8>> {
        let output = Command::new(&self.program).args(arguments).stderr(Stdio::inherit()).output();
        let output = output.with_context(|| format!("cannot run {}", self.program.display()))?;
        if !output.status.success() {
            bail!("{} failed: {}", self.program.display(), output.status);
        }
        Ok(output.stdout)
    }
}

impl Contracts for Runner {
    fn descriptors(&self) -> Result<Descriptors> {
        let found = Descriptors::decode(self.ask(&[])?.as_slice());
        found.context(
            "the workspace's `contracts` and this `proto-export` do not understand each other: install it again",
        )
    }

    fn open_api(&self, info: &Info) -> Result<Value> {
        Ok(serde_json::from_slice(&self.ask(&["openapi", &info.title, &info.version])?)?)
    }

    fn json_schemas(&self) -> Result<BTreeMap<String, Value>> {
        Ok(serde_json::from_slice(&self.ask(&["json-schema"])?)?)
    }
}

fn write_program(folder: &Path, workspace: &Workspace, members: &[&Member], options: &Options) -> Result<()> {
    fs::create_dir_all(folder.join("src"))?;
    write(&folder.join("src/main.rs"), &main_rs(members.len(), options))?;
    write(&folder.join("Cargo.toml"), &toml::to_string(&manifest(workspace, members, options)?)?)?;
    let lock = workspace.root.join("Cargo.lock");
    if lock.exists() {
        fs::copy(lock, folder.join("Cargo.lock"))?;
    }
    Ok(())
}

/// The program: it answers no more than the options ask for, as each answer takes a feature of `contracts`, or time to build.
fn main_rs(members: usize, options: &Options) -> String {
    let uses: String = (0..members).map(|index| format!("use member_{index} as _;\n")).collect();
    let openapi = "contracts::openapi::write_registry(&mut out, &argument(2), &argument(3))";
    let schemas = "contracts::json_schema::write_registry(&mut out)";
    let answer = |asked: bool, name: &str, call: &str| match asked {
        true => format!("        {name:?} => {call},\n"),
        false => String::new(),
    };
    let openapi = answer(options.openapi.is_some(), "openapi", openapi);
    let schemas = answer(options.json_schema.is_some(), "json-schema", schemas);
    format!(
        "//! Written by proto-export.\n\n{uses}\nfn main() -> std::io::Result<()> {{\n    \
         let argument = |index| std::env::args().nth(index).unwrap_or_default();\n    \
         let mut out = std::io::stdout();\n    \
         match argument(1).as_str() {{\n{openapi}{schemas}        \
         _ => contracts::descriptor::write_registry(&mut out),\n    }}\n}}\n"
    )
}

/// Leaves a file alone that holds the text already, so that cargo does not build it again.
fn write(path: &Path, text: &str) -> Result<()> {
    if fs::read_to_string(path).ok().as_deref() != Some(text) {
        fs::write(path, text)?;
    }
    Ok(())
}

fn manifest(workspace: &Workspace, members: &[&Member], options: &Options) -> Result<Table> {
    let user: Table = fs::read_to_string(workspace.root.join("Cargo.toml"))?.parse()?;
    let mut dependencies = Table::new();
    for (index, member) in members.iter().enumerate() {
        let path = member.folder.display().to_string();
        dependencies.insert(format!("member-{index}"), table([("package", member.name.clone()), ("path", path)]));
        dependencies.insert("contracts".to_owned(), Toml::Table(dependency(&member.contracts, options)?));
    }
    let package = table([("name", NAME), ("version", "0.0.0"), ("edition", "2021")]);
    let resolver = user.get("workspace").and_then(|it| it.get("resolver")).cloned();
    let own_workspace: Table = resolver.map(|resolver| ("resolver".to_owned(), resolver)).into_iter().collect();
    let mut manifest = Table::new();
    manifest.insert("package".to_owned(), package);
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

fn table<V: Into<String>>(entries: impl IntoIterator<Item = (&'static str, V)>) -> Toml {
    let entries = entries.into_iter().map(|(key, value)| (key.to_owned(), Toml::String(value.into())));
    Toml::Table(entries.collect())
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
    let mut table: Table = entries.into_iter().map(|(key, value)| (key.to_owned(), Toml::String(value))).collect();
    table.insert("default-features".to_owned(), Toml::Boolean(false));
    if options.json_schema.is_some() {
        table.insert("features".to_owned(), Toml::Array(vec![Toml::String("schemars".to_owned())]));
    }
    Ok(table)
}

/// `git+https://host/repository?branch=main`, as cargo names a source.
fn git(source: &str) -> Vec<(&'static str, String)> {
    let source = source.trim_start_matches("git+").split('#').next().unwrap_or_default();
    let (repository, reference) = source.split_once('?').unwrap_or((source, ""));
    let mut entries = vec![("git", repository.to_owned())];
    for key in ["branch", "tag", "rev"] {
        let value = reference.strip_prefix(key).and_then(|rest| rest.strip_prefix('='));
        entries.extend(value.map(|value| (key, value.to_owned())));
    }
    entries
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

/// Builds the program, and returns where cargo put it. What the compiler says goes to the user as it is.
fn build(folder: &Path, workspace: &Workspace, options: &Options) -> Result<PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(&workspace.root).args(["build", "--message-format=json-render-diagnostics"]);
    command.arg("--manifest-path").arg(folder.join("Cargo.toml")).arg("--target-dir").arg(&workspace.target);
    if options.offline {
        command.arg("--offline");
    }
    let mut child = command.stdout(Stdio::piped()).spawn().context("cannot run `cargo build`")?;
    let output = child.stdout.take().context("cargo has no output")?;
    let mut program = None;
    for message in Message::parse_stream(BufReader::new(output)) {
        if let Message::CompilerArtifact(artifact) = message?
            && artifact.target.name == NAME
        {
            program = artifact.executable.map(|path| path.into_std_path_buf());
        }
    }
    let status = child.wait().context("cargo did not end")?;
    match program.filter(|_| status.success()) {
        Some(program) => Ok(program),
        None => bail!("the packages with contracts do not compile; nothing was written"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Path, Toml, absolute_paths, git};

    #[test]
    fn a_git_source_is_written_as_it_was_asked_for() {
        for (source, expected) in [
            ("git+https://host/contracts", vec![("git", "https://host/contracts")]),
            ("git+ssh://host/c?branch=a/b", vec![("git", "ssh://host/c"), ("branch", "a/b")]),
            ("git+https://host/c?tag=v1#0123abcd", vec![("git", "https://host/c"), ("tag", "v1")]),
            ("git+https://host/c?rev=0123abcd", vec![("git", "https://host/c"), ("rev", "0123abcd")]),
        ] {
            let found = git(source);
            let found: Vec<_> = found.iter().map(|(key, value)| (*key, value.as_str())).collect();
            assert_eq!(found, expected, "{source}");
        }
    }

    #[test]
    fn paths_of_patches_point_to_the_same_folders_from_elsewhere() {
        let text = "crates-io.a = { path = \"../a\" }\ncrates-io.b = { path = \"/b\" }";
        let mut patch = Toml::Table(text.parse().expect("TOML"));
        absolute_paths(&mut patch, Path::new("/ws"));
        let path = |name: &str| patch["crates-io"][name]["path"].as_str().expect("a path").to_owned();
        assert_eq!((path("a"), path("b")), ("/ws/../a".to_owned(), "/b".to_owned()));
    }
}
