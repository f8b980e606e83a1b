//! The user's cargo workspace: which of its packages declare contracts.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package};

use crate::options::Options;

/// The package that the contracts are written with.
const CONTRACTS: &str = "contracts";
/// Our own package, which depends on it and has no contracts.
const OURSELVES: &str = "proto-export";

/// A cargo workspace.
pub(crate) struct Workspace {
    /// Where its `Cargo.toml` is.
    pub(crate) root: PathBuf,
    /// Where cargo puts what it builds.
    pub(crate) target: PathBuf,
    /// The packages that may declare contracts, by name.
    pub(crate) members: Vec<Member>,
    /// The packages that would be members if they had a library, by name.
    pub(crate) without_library: Vec<String>,
    /// Whether `cargo run -p proto-export` works here.
    pub(crate) has_ourselves: bool,
    /// All packages, with the folders they are in.
    folders: Vec<(PathBuf, String)>,
}

/// A package of the workspace that depends on `contracts`.
pub(crate) struct Member {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) folder: PathBuf,
    has_library: bool,
    /// How it depends on `contracts`.
    pub(crate) contracts: cargo_metadata::Dependency,
}

impl Workspace {
    /// Asks cargo.
    ///
    /// # Errors
    /// When there is no workspace, or cargo cannot read it.
    pub(crate) fn find(options: &Options) -> Result<Self> {
        let mut command = MetadataCommand::new();
        if let Some(path) = &options.manifest_path {
            command.manifest_path(path);
        }
        let offline = options.offline.then(|| "--offline".to_owned());
        match options.locked {
            // Only a whole resolution looks at Cargo.lock.
            true => command.other_options(offline.into_iter().chain(["--locked".to_owned()]).collect::<Vec<_>>()),
            false => command.no_deps().other_options(offline.into_iter().collect::<Vec<_>>()),
        };
        let metadata = command.exec().map_err(|error| match error {
            cargo_metadata::Error::CargoMetadata { stderr } => {
                anyhow::anyhow!("{}", stderr.trim().trim_start_matches("error: "))
            }
            error => anyhow::anyhow!(error).context("cannot run `cargo metadata`"),
        })?;
        Ok(Workspace::of(&metadata))
    }

    fn of(metadata: &Metadata) -> Self {
        let packages = metadata.workspace_packages();
        let folder = |package: &Package| package.manifest_path.parent().map(|it| it.as_std_path().to_owned());
        let mut members: Vec<Member> = packages.iter().filter_map(|package| Member::of(package)).collect();
        members.sort_by(|a, b| a.name.cmp(&b.name));
        let without_library = members.extract_if(.., |member| !member.has_library).map(|it| it.name).collect();
        Workspace {
            root: metadata.workspace_root.as_std_path().to_owned(),
            target: metadata.target_directory.as_std_path().to_owned(),
            members,
            without_library,
            has_ourselves: packages.iter().any(|package| package.name.as_str() == OURSELVES),
            folders: packages.iter().filter_map(|it| Some((folder(it)?, it.name.to_string()))).collect(),
        }
    }

    /// The packages to export: all, or those that were named.
    ///
    /// # Errors
    /// When there is none, or a named one is not there.
    pub(crate) fn chosen(&self, options: &Options) -> Result<Vec<&Member>> {
        if self.members.is_empty() && !self.without_library.is_empty() {
            let reasons: Vec<String> = self.without_library.iter().map(|name| no_library(name)).collect();
            bail!("nothing to export: {}", reasons.join("\n  "));
        }
        if self.members.is_empty() {
            bail!(
                "nothing to export: no package of the workspace {} with a library depends on `{CONTRACTS}`\n  \
                 = help: run `cargo add {CONTRACTS}` in the package that should declare contracts",
                self.root.display()
            );
        }
        if options.packages.is_empty() {
            return Ok(self.members.iter().collect());
        }
        options.packages.iter().map(|name| self.member(name)).collect()
    }

    /// What to tell of the packages that are left out, unless the others were named.
    pub(crate) fn warnings(&self, options: &Options) -> Vec<String> {
        let left_out = self.without_library.iter().filter(|_| options.packages.is_empty());
        left_out.map(|name| no_library(name)).collect()
    }

    fn member(&self, name: &str) -> Result<&Member> {
        if self.without_library.iter().any(|it| it == name) {
            bail!(no_library(name));
        }
        let names: Vec<&str> = self.members.iter().map(|member| member.name.as_str()).collect();
        let found = self.members.iter().find(|member| member.name == name);
        found.with_context(|| {
            format!("no package `{name}` declares contracts here; those that may are: {}", names.join(", "))
        })
    }

    /// The package that a source file belongs to.
    pub(crate) fn package_of(&self, file: &str) -> Option<&str> {
        let file = self.root.join(file);
        let around = self.folders.iter().filter(|(folder, _)| file.starts_with(folder));
        around.max_by_key(|(folder, _)| folder.as_os_str().len()).map(|(_, name)| name.as_str())
    }

    /// A path in the form that is shown: relative to the current folder where that is shorter.
    pub(crate) fn out(&self, options: &Options) -> PathBuf {
        let out = options.out.clone().unwrap_or_else(|| self.root.join("proto"));
        let here = std::env::current_dir().unwrap_or_default();
        out.strip_prefix(&here).map(Path::to_owned).unwrap_or(out)
    }
}

impl Member {
    fn of(package: &Package) -> Option<Member> {
        let is_contracts = |it: &&cargo_metadata::Dependency| it.name == CONTRACTS && it.kind == DependencyKind::Normal;
        let contracts = package.dependencies.iter().find(is_contracts)?.clone();
        let has_library = package.targets.iter().any(|target| target.is_lib() || target.is_rlib());
        let skip = package.metadata.get(OURSELVES).and_then(|table| table.get("skip"));
        let wanted = package.name.as_str() != OURSELVES && skip.and_then(|it| it.as_bool()) != Some(true);
        let folder = package.manifest_path.parent()?.as_std_path().to_owned();
        let version = package.version.to_string();
        wanted.then(|| Member { name: package.name.to_string(), version, folder, has_library, contracts })
    }
}

fn no_library(name: &str) -> String {
    format!("`{name}` depends on {CONTRACTS} but has no library: move its contracts to src/lib.rs")
}
