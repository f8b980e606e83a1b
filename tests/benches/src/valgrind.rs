//! Where valgrind is: the system's, or Debian's package, unpacked under the target folder.

use anyhow::{Context as _, Result, bail, ensure};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

/// What to do where valgrind cannot be had.
const HELP: &str = "\n  = help: install valgrind by hand, as with `apt-get install valgrind`";

/// What starts valgrind. Where the system has none, Debian's package is unpacked into a folder, which changes nothing else.
///
/// # Errors
/// When there is none, and apt cannot get it.
pub fn command() -> Result<Command> {
    let works = |command: &mut Command| {
        let status = command.arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
        status.is_ok_and(|status| status.success())
    };
    if works(&mut Command::new("valgrind")) {
        return Ok(Command::new("valgrind"));
    }
    let folder = folder()?;
    if !works(&mut unpacked(&folder)) {
        install(&folder).with_context(|| format!("there is no valgrind, and it cannot be installed{HELP}"))?;
        ensure!(works(&mut unpacked(&folder)), "Debian's valgrind does not start{HELP}");
    }
    Ok(unpacked(&folder))
}

/// The program in a folder, which finds the rest of itself only when it is told where.
fn unpacked(folder: &Path) -> Command {
    let mut command = Command::new(folder.join("usr/bin/valgrind"));
    command.env("VALGRIND_LIB", folder.join("usr/libexec/valgrind"));
    command
}

/// Beside the profile in which this program was built.
fn folder() -> Result<PathBuf> {
    let program = env::current_exe()?;
    let target = program.ancestors().nth(2).context("this program is not in a target folder")?;
    Ok(target.join("valgrind"))
}

fn install(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    let download = |update: bool| {
        if update {
            run(Command::new("apt-get").arg("update"))?;
        }
        run(Command::new("apt-get").args(["download", "valgrind"]).current_dir(folder))
    };
    // The lists of packages may never have been fetched.
    download(false).or_else(|_| download(true))?;
    let mut packages = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?.into_iter().map(|entry| entry.path());
    let package = packages.find(|path| path.extension().is_some_and(|extension| extension == "deb"));
    let package = package.context("apt-get did not download a package")?;
    run(Command::new("dpkg").arg("--extract").args([&package, folder]))
}

fn run(command: &mut Command) -> Result<()> {
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("cannot run {command:?}"))?;
    if !output.status.success() {
        bail!("{command:?} failed:\n{}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(())
}
