//! A C library newer than the system's, beside it, for programs that were built on a newer system.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::command;

/// The packages that a C++ program needs.
const PACKAGES: [&str; 3] = ["libc6", "libstdc++6", "libgcc-s1"];

/// The release of Debian whose C library is new enough.
const RELEASE: &str = "trixie";

/// Where the libraries are under a folder in which packages were unpacked.
const LIBRARIES: &str = "usr/lib/x86_64-linux-gnu";

/// Whether the system's C library is too old for a program.
///
/// # Errors
///
/// The program does not start for another reason.
pub(super) fn is_too_old_for(program: &Path) -> Result<bool> {
    Ok(command::run(Command::new(program).arg("--help"))?.said.contains("version `GLIBC_"))
}

/// Puts Debian's C library into a folder, without a change to the system.
///
/// # Errors
///
/// The system has no apt, or Debian cannot be reached.
pub(super) fn install(folder: &Path) -> Result<()> {
    for needed in ["state/lists/partial", "cache/archives/partial"] {
        fs::create_dir_all(folder.join(needed))?;
    }
    fs::write(folder.join("newer.sources"), sources()?)?;
    fs::write(folder.join("status"), "")?;
    apt(folder, &["update"]).context("this system's C library is too old for the conformance runner")?;
    apt(folder, &["download"].into_iter().chain(PACKAGES).collect::<Vec<_>>())?;
    let packages = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    for package in packages.iter().map(fs::DirEntry::path) {
        if package.extension().is_some_and(|extension| extension == "deb") {
            command::succeed(Command::new("dpkg").arg("--extract").args([&package, folder]))?;
        }
    }
    if !libraries(folder).join("ld-linux-x86-64.so.2").exists() {
        bail!("no dynamic linker in {}", libraries(folder).display());
    }
    Ok(())
}

/// Where apt looks, instead of where the system's does: at the newer release in the archive that the system has. Debian
/// signs what is there.
fn sources() -> Result<String> {
    let mut known = Command::new("apt-get");
    known.args(["indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"]);
    let known = String::from_utf8(command::succeed(&mut known)?.stdout)?;
    let is_archive = |archive: &&str| archive.trim_end_matches('/').ends_with("/debian");
    let archive = known.lines().find(is_archive).context("apt knows no archive of Debian's")?;
    Ok(format!(
        "Types: deb\nURIs: {archive}\nSuites: {RELEASE}\nComponents: main\n\
         Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg\n"
    ))
}

/// Where the libraries of a C library are that was put into a folder.
pub(super) fn libraries(folder: &Path) -> PathBuf {
    folder.join(LIBRARIES)
}

fn apt(folder: &Path, arguments: &[&str]) -> Result<()> {
    let path = |name: &str| folder.join(name).display().to_string();
    let settings = [
        format!("Dir::Etc::sourcelist={}", path("newer.sources")),
        "Dir::Etc::sourceparts=-".to_owned(),
        format!("Dir::State={}", path("state")),
        format!("Dir::State::status={}", path("status")),
        format!("Dir::Cache={}", path("cache")),
    ];
    let mut apt = Command::new("apt-get");
    settings.iter().for_each(|setting| {
        apt.args(["--option", setting]);
    });
    command::succeed(apt.args(arguments).current_dir(folder)).map(drop)
}
