//! Where the files go, and where they are seen from.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::InitOptions;
use crate::install::{quoted, relative};
use crate::workspace::Workspace;
use crate::wrong_use::{WrongUse, require_folder};

/// Where the files go.
pub(super) struct Place {
    /// The root of the workspace, where buf is run.
    pub(super) root: PathBuf,
    /// The root of the git repository, or of the workspace where there is none.
    repository: PathBuf,
    /// The folder of the `.proto` files, from the root, with slashes.
    pub(super) out: String,
    /// How the program is called here.
    pub(super) program: &'static str,
}

impl Place {
    /// Looks where things are.
    ///
    /// # Errors
    /// When the `.proto` files are to be elsewhere than in the workspace.
    pub(super) fn of(workspace: &Workspace, options: &InitOptions) -> Result<Self> {
        let root = workspace.root.clone();
        let out = options.out.clone().unwrap_or_else(|| root.join("proto"));
        require_folder("--out", &out)?;
        let absolute = std::path::absolute(&out)?;
        let local = absolute.strip_prefix(&root).ok().filter(|local| local.iter().all(|part| part != ".."));
        let Some(local) = local.filter(|local| !local.as_os_str().is_empty()) else {
            let help = format!("buf wants the .proto files in a folder below {}", root.display());
            return Err(WrongUse::new(format!("--out {} is not in the workspace", out.display()), &help).into());
        };
        let out = local.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
        let repository = root.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(&root).to_owned();
        let program = if workspace.has_ourselves { "cargo run -p proto-export --" } else { "cargo proto-export" };
        Ok(Place { root, repository, out, program })
    }

    /// Whether the files are where they are looked for.
    pub(super) fn is_default(&self) -> bool {
        self.out == "proto"
    }

    /// The workspace from the root of the repository, if it is not that itself.
    pub(super) fn workspace(&self) -> Option<String> {
        (self.root != self.repository).then(|| quoted(&relative(&self.root, &self.repository)))
    }

    /// GitHub looks for it in the root of the repository alone.
    pub(super) fn workflow(&self) -> PathBuf {
        self.repository.join(".github/workflows/contracts.yml")
    }

    /// Says it when the job would install the program from where only this machine has it.
    pub(super) fn warn(&self, install: Option<&str>) {
        let path = install.and_then(|command| command.split_once("--path ")).map(|(_, path)| path.trim_matches('\''));
        let is_outside = |path: &str| !normal(&self.root.join(path)).starts_with(&self.repository);
        if let Some(path) = path.filter(|path| is_outside(path)) {
            eprintln!(
                "warning: {path} is outside of {}: in {}, install proto-export from where CI can reach it",
                self.repository.display(),
                self.workflow().display()
            );
        }
    }
}

/// The path without the folders that `..` leaves again.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::ParentDir => drop(normal.pop()),
            part => normal.push(part),
        }
    }
    normal
}
