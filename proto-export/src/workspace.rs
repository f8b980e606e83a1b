//! The user's cargo workspace: which of its packages declare contracts.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package};
use clap::ValueEnum as _;

use crate::features::Features;
use crate::file_options::Rules;
use crate::layout::Layout;
use crate::options::{CargoOptions, Options};
use crate::wrong_use::WrongUse;

/// The package that the contracts are written with.
pub(crate) const CONTRACTS: &str = "contracts";
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
    /// How packages are divided into files, as the workspace's `Cargo.toml` says it.
    layout: Layout,
    /// What is said of the files of all packages.
    pub(crate) file_options: Rules,
    /// All packages, with the folders they are in.
    folders: Vec<(PathBuf, String)>,
}

/// A package of the workspace that depends on `contracts`.
pub(crate) struct Member {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) folder: PathBuf,
    has_library: bool,
    /// The features that its manifest says to build it with.
    pub(crate) features: Features,
    /// The names of all its features.
    pub(crate) all_features: BTreeSet<String>,
    /// How it depends on `contracts`.
    pub(crate) contracts: cargo_metadata::Dependency,
}

impl Workspace {
    /// Asks cargo.
    ///
    /// # Errors
    /// When there is no workspace, or cargo cannot read it.
    pub(crate) fn find(options: &CargoOptions) -> Result<Self> {
        require_manifest(options)?;
        let mut command = MetadataCommand::new();
        if let Some(path) = &options.manifest_path {
            // Cargo reads its configuration from around the folder that it is run in: that of the workspace counts.
            let path = std::path::absolute(path)?;
            command.current_dir(path.parent().unwrap_or(&path)).manifest_path(&path);
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
        Workspace::of(&metadata)
    }

    fn of(metadata: &Metadata) -> Result<Self> {
        let packages = metadata.workspace_packages();
        let folder = |package: &Package| package.manifest_path.parent().map(|it| it.as_std_path().to_owned());
        let members = packages.iter().filter_map(|package| Member::of(package).transpose());
        let mut members = members.collect::<Result<Vec<Member>>>()?;
        members.sort_by(|a, b| a.name.cmp(&b.name));
        let without_library = members.extract_if(.., |member| !member.has_library).map(|it| it.name).collect();
        Ok(Workspace {
            layout: layout(metadata)?,
            root: metadata.workspace_root.as_std_path().to_owned(),
            target: metadata.target_directory.as_std_path().to_owned(),
            members,
            without_library,
            file_options: Rules::read(&metadata.workspace_metadata)?,
            has_ourselves: packages.iter().any(|package| package.name.as_str() == OURSELVES),
            folders: packages.iter().filter_map(|it| Some((folder(it)?, it.name.to_string()))).collect(),
        })
    }

    /// How packages are divided into files.
    pub(crate) fn layout(&self, options: &Options) -> Layout {
        options.layout.unwrap_or(self.layout)
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
        let unknown = || {
            let help = format!("those that may are: {}", names.join(", "));
            WrongUse::new(format!("no package `{name}` declares contracts here"), &help)
        };
        found.ok_or_else(|| unknown().into())
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

/// `layout = "service"` under `[workspace.metadata.proto-export]`.
fn layout(metadata: &Metadata) -> Result<Layout> {
    let Some(layout) = metadata.workspace_metadata.get(OURSELVES).and_then(|table| table.get("layout")) else {
        return Ok(Layout::default());
    };
    let known = layout.as_str().and_then(|layout| Layout::from_str(layout, false).ok());
    known.with_context(|| {
        format!(
            "{}: workspace.metadata.{OURSELVES} has no layout {layout}\n  \
             = help: write `layout = \"package\"`, `\"module\"` or `\"service\"`",
            metadata.workspace_root.join("Cargo.toml")
        )
    })
}

impl Member {
    fn of(package: &Package) -> Result<Option<Member>> {
        let is_contracts = |it: &&cargo_metadata::Dependency| it.name == CONTRACTS && it.kind == DependencyKind::Normal;
        let skip = package.metadata.get(OURSELVES).and_then(|table| table.get("skip"));
        let wanted = package.name.as_str() != OURSELVES && skip.and_then(|it| it.as_bool()) != Some(true);
        let contracts = package.dependencies.iter().find(is_contracts).filter(|_| wanted);
        let (Some(contracts), Some(folder)) = (contracts, package.manifest_path.parent()) else { return Ok(None) };
        Ok(Some(Member {
            name: package.name.to_string(),
            version: package.version.to_string(),
            folder: folder.as_std_path().to_owned(),
            has_library: package.targets.iter().any(|target| target.is_lib() || target.is_rlib()),
            features: Features::of_manifest(package)?,
            all_features: package.features.keys().cloned().collect(),
            contracts: contracts.clone(),
        }))
    }
}

/// Makes sure that there is a manifest, before cargo says in its words that there is none.
fn require_manifest(options: &CargoOptions) -> Result<(), WrongUse> {
    let Some(path) = &options.manifest_path else {
        let here = std::env::current_dir().unwrap_or_default();
        return match here.ancestors().any(|folder| folder.join("Cargo.toml").exists()) {
            true => Ok(()),
            false => Err(WrongUse::new(
                format!("there is no Cargo.toml in {} or a folder around it", here.display()),
                "run it in a cargo workspace, or name its Cargo.toml with `--manifest-path`",
            )),
        };
    };
    match path.is_file() {
        true => Ok(()),
        false => Err(WrongUse::new(
            format!("there is no file {}", path.display()),
            "name the Cargo.toml of a workspace or a package with `--manifest-path`",
        )),
    }
}

fn no_library(name: &str) -> String {
    format!("`{name}` depends on {CONTRACTS} but has no library: move its contracts to src/lib.rs")
}
