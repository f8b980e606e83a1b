//! What builds the program: cargo, whose messages go to the user as they are.

use std::io::{BufReader, IsTerminal as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, Result, bail};
use cargo_metadata::semver::Version;
use cargo_metadata::{Artifact, Message, PackageId};

use super::NAME;
use super::progress::Progress;
use crate::install;
use crate::options::CargoOptions;
use crate::workspace::{CONTRACTS, Member, Workspace};

/// Builds the program, and returns where cargo put it.
///
/// # Errors
/// When it cannot be built; cargo has said why by then. When the `contracts` it links are of another version than ours.
pub(super) fn build(
    folder: &Path,
    workspace: &Workspace,
    members: &[&Member],
    options: &CargoOptions,
) -> Result<PathBuf> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(&workspace.root).args(["build", "--message-format=json-render-diagnostics"]);
    command.arg("--manifest-path").arg(folder.join("Cargo.toml")).arg("--target-dir").arg(&workspace.target);
    if options.offline {
        command.arg("--offline");
    }
    // Cargo shows a person what it does; a log needs no line for each of a hundred packages.
    let is_seen = std::io::stderr().is_terminal() && !options.quiet;
    if !is_seen {
        command.arg("--quiet");
    }
    let mut cargo = command.stdout(Stdio::piped()).spawn().context("cannot run `cargo build`")?;
    let progress = (!is_seen && !options.quiet).then(|| Progress::of(members));
    let built = watch(&mut cargo, workspace, members, progress.as_ref());
    if built.is_err() {
        // What is built is of no use, and what the compiler would say of it has another cause.
        drop((cargo.kill(), cargo.wait()));
    }
    let built = built?;
    let status = cargo.wait().context("cargo did not end")?;
    match built.program.filter(|_| status.success()) {
        Some(program) => Ok(program),
        None if built.is_compiled => {
            bail!("the packages with contracts do not compile; nothing was written{}", renamed(members))
        }
        None => bail!("cargo cannot build the packages with contracts; nothing was written"),
    }
}

/// What cargo told.
#[derive(Default)]
struct Built {
    /// Where it put the program, if it did.
    program: Option<PathBuf>,
    /// Whether it came to compiling at all.
    is_compiled: bool,
}

/// Reads what cargo tells until it ends.
fn watch(cargo: &mut Child, workspace: &Workspace, members: &[&Member], progress: Option<&Progress>) -> Result<Built> {
    let output = cargo.stdout.take().context("cargo has no output")?;
    let mut built = Built::default();
    for message in Message::parse_stream(BufReader::new(output)) {
        match message? {
            Message::CompilerArtifact(artifact) if artifact.target.name == NAME => {
                built.program = artifact.executable.map(|path| path.into_std_path_buf());
            }
            Message::CompilerArtifact(artifact) => {
                progress.into_iter().for_each(Progress::count);
                require_ours(&artifact, workspace, members)?;
            }
            Message::BuildFinished(_) => built.is_compiled = true,
            _ => {}
        }
    }
    Ok(built)
}

/// Refuses `contracts` of a version that says what it declares in another way.
fn require_ours(artifact: &Artifact, workspace: &Workspace, members: &[&Member]) -> Result<()> {
    let Some(("contracts", theirs)) = name_and_version(&artifact.package_id) else { return Ok(()) };
    let ours = env!("CARGO_PKG_VERSION");
    if is_compatible(ours, theirs) {
        return Ok(());
    }
    let install = members.first().map(|member| install::command(&member.contracts, theirs, &workspace.root));
    bail!(
        "this is proto-export {ours}, and the workspace has {CONTRACTS} {theirs}, which it does not understand\n  \
         = help: install what belongs to it: `{}`",
        install.unwrap_or_default()
    )
}

/// `registry+https://host/index#name@1.2.3`, or `path+file:///folder/name#1.2.3`.
fn name_and_version(package: &PackageId) -> Option<(&str, &str)> {
    let (source, id) = package.repr.rsplit_once('#')?;
    match id.split_once('@') {
        Some(found) => Some(found),
        None => Some((source.rsplit('/').next()?.split('?').next()?, id)),
    }
}

/// As cargo has it: versions are compatible that agree in the first number that is not zero.
fn is_compatible(ours: &str, theirs: &str) -> bool {
    let kind = |version: &str| {
        let Version { major, minor, .. } = Version::parse(version).ok()?;
        Some((major, if major == 0 { minor } else { 0 }))
    };
    kind(ours) == kind(theirs)
}

/// What the macros do not find in a package that calls `contracts` something else.
fn renamed(members: &[&Member]) -> String {
    let names = members.iter().filter_map(|member| Some((&member.name, member.contracts.rename.as_ref()?)));
    let helps = names.map(|(member, name)| {
        format!(
            "\n  = help: `{member}` calls `{CONTRACTS}` `{name}`; where its macros are not found, write \
             `extern crate {name} as {CONTRACTS};` in its src/lib.rs",
            name = name.replace('-', "_")
        )
    });
    helps.collect()
}

#[cfg(test)]
mod tests {
    use super::{PackageId, is_compatible, name_and_version};

    #[test]
    fn the_name_and_the_version_are_read_from_every_kind_of_source() {
        for (id, expected) in [
            ("registry+https://host/index#contracts@0.1.0", ("contracts", "0.1.0")),
            ("path+file:///a/contracts#0.1.0", ("contracts", "0.1.0")),
            ("path+file:///a/vendored#contracts@0.1.0", ("contracts", "0.1.0")),
            ("path+file:///a/shop-contracts#0.1.0", ("shop-contracts", "0.1.0")),
            ("git+https://host/contracts?branch=main#0.2.0", ("contracts", "0.2.0")),
        ] {
            assert_eq!(name_and_version(&PackageId { repr: id.to_owned() }), Some(expected), "{id}");
        }
    }

    #[test]
    fn versions_are_compatible_as_cargo_has_it() {
        for (ours, theirs, expected) in [
            ("0.1.0", "0.1.7", true),
            ("0.1.0", "0.2.0", false),
            ("1.2.0", "1.9.3", true),
            ("1.2.0", "2.0.0", false),
            ("0.1.0", "1.1.0", false),
            ("0.1.0", "0.1.0-beta", true),
        ] {
            assert_eq!(is_compatible(ours, theirs), expected, "{ours} and {theirs}");
        }
    }
}
