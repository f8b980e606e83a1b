//! The workspace that is exported, and what is run in it.

use anyhow::{Context as _, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::set::{AREAS, Area};

/// A workspace of its own, under the target folder.
pub(crate) struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// Writes all crates. Those that are there as they are to be are not compiled again.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub(crate) fn new(root: PathBuf, areas: &[Area]) -> Result<Self> {
        let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..").canonicalize()?;
        let members = AREAS.map(|area| format!("\"{area}-api\"")).join(", ");
        replace(&root.join("Cargo.toml"), &format!("[workspace]\nresolver = \"3\"\nmembers = [{members}]\n"))?;
        if !root.join("Cargo.lock").exists() {
            fs::copy(repository.join("Cargo.lock"), root.join("Cargo.lock"))?;
        }
        for (index, area) in areas.iter().enumerate() {
            let folder = root.join(format!("{}-api", area.name));
            let known = AREAS[..index].iter().map(|it| format!("{it}-api = {{ path = \"../{it}-api\" }}\n"));
            let manifest = format!(
                "[package]\nname = \"{}-api\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
                 contracts = {{ path = {:?}, default-features = false }}\nfutures = \"0.3\"\n{}",
                area.name,
                repository.join("contracts"),
                known.collect::<String>()
            );
            replace(&folder.join("Cargo.toml"), &manifest)?;
            area.files.iter().try_for_each(|(name, code)| replace(&folder.join("src").join(name), code))?;
        }
        Ok(Workspace { root })
    }

    /// Forgets what was exported.
    ///
    /// # Errors
    /// When it cannot be removed.
    pub(crate) fn clear(&self) -> Result<()> {
        let folder = self.root.join("proto");
        if folder.exists() { fs::remove_dir_all(&folder).context("cannot remove what was exported") } else { Ok(()) }
    }

    /// The exporter, which is this program under another name.
    ///
    /// # Errors
    /// When it fails.
    pub(crate) fn export(&self, arguments: &[&str]) -> Result<f64> {
        let mut command = Command::new(std::env::current_exe()?);
        self.time(command.arg("proto-export").args(arguments).args(["--quiet", "--offline"]))
    }

    /// What the exporter asks cargo about the workspace.
    ///
    /// # Errors
    /// When it fails.
    pub(crate) fn metadata(&self) -> Result<f64> {
        self.time(Command::new("cargo").args(["metadata", "--no-deps", "--format-version=1", "--offline"]))
    }

    /// What cargo takes to see that there is nothing to build.
    ///
    /// # Errors
    /// When it fails.
    pub(crate) fn build(&self) -> Result<f64> {
        let manifest = self.target().join("proto-export/Cargo.toml");
        let mut command = Command::new("cargo");
        command.args(["build", "--quiet", "--offline", "--message-format=json", "--manifest-path"]).arg(manifest);
        self.time(command.arg("--target-dir").arg(self.target()))
    }

    /// What the program takes that the contracts are linked into.
    ///
    /// # Errors
    /// When it fails.
    pub(crate) fn describe(&self) -> Result<f64> {
        self.time(&mut Command::new(self.target().join("debug/proto-export-runner")))
    }

    fn target(&self) -> PathBuf {
        self.root.join("target")
    }

    /// Seconds until it was done.
    fn time(&self, command: &mut Command) -> Result<f64> {
        command.current_dir(&self.root).env("CARGO_TARGET_DIR", self.target()).env_remove("CARGO_INCREMENTAL");
        // A program that runs in place of the compiler would be asked for its version each time.
        command.env("RUSTC_WRAPPER", "").stdin(Stdio::null());
        let start = Instant::now();
        let output = command.output().with_context(|| format!("cannot run {command:?}"))?;
        let taken = start.elapsed().as_secs_f64();
        ensure!(output.status.success(), "{command:?} failed:\n{}", String::from_utf8_lossy(&output.stderr));
        Ok(taken)
    }
}

/// Leaves a file alone that holds the text already.
fn replace(path: &Path, text: &str) -> Result<()> {
    if fs::read_to_string(path).ok().as_deref() == Some(text) {
        return Ok(());
    }
    fs::create_dir_all(path.parent().context("a file is in a folder")?)?;
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}
