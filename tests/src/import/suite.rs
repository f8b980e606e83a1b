//! The sets of foreign files, and how one is imported, compiled and exported again.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use contracts::descriptor::Descriptors;
use prost::Message as _;
use prost_types::FileDescriptorProto;
use proto_export::import;

use super::compared::{self, Compared};
use super::lost::Loss;
use crate::{buf, command, tools, workspace};

/// A set of foreign `.proto` files.
pub struct Suite {
    /// What it is called in the table.
    pub name: &'static str,
    /// Where it comes from.
    pub source: &'static str,
    /// The folder in which the tests put what they make of it.
    folder: &'static str,
    /// The folders in which its imports are found.
    includes: fn() -> Result<Vec<PathBuf>>,
    /// The files and the folders to import, below one of these folders; all, if none are named.
    pub files: &'static [&'static str],
    /// Whether what is imported is compiled.
    pub compiled: bool,
}

/// What came of a suite.
pub struct Outcome {
    /// How many files were imported, those that are used by others included.
    pub files: usize,
    /// How many messages they have.
    pub messages: usize,
    /// How many fields these have.
    pub fields: usize,
    /// How long the import took.
    pub import: Duration,
    /// How long the compiler took.
    pub build: Option<Duration>,
    /// What is lost.
    pub losses: Vec<Loss>,
    /// What keeps the export from being written.
    pub violations: Vec<String>,
    /// What the files declare, and what is exported of the Rust that was made of them.
    pub sides: Option<(Compared, Compared)>,
}

/// All suites.
pub const SUITES: &[Suite] = &[
    Suite {
        name: "constructs",
        source: "our own, every construct of proto2 and proto3",
        folder: "constructs",
        includes: || Ok(vec![workspace::root().join("tests/src/import/protos")]),
        files: &[],
        compiled: true,
    },
    Suite {
        name: "googleapis-common-protos",
        source: "PyPI `googleapis-common-protos` 1.76.0",
        folder: "common",
        includes: || Ok(vec![tools::python()?]),
        files: &[
            "google/api",
            "google/cloud",
            "google/gapic",
            "google/logging",
            "google/longrunning",
            "google/rpc",
            "google/type",
        ],
        compiled: true,
    },
    Suite {
        name: "OpenTelemetry",
        source: "crate `opentelemetry-proto` 0.33.1",
        folder: "opentelemetry",
        includes: || Ok(vec![tools::crate_sources("opentelemetry-proto")?.join("src/proto/opentelemetry-proto")]),
        files: &[],
        compiled: true,
    },
    Suite {
        name: "etcd",
        source: "crate `etcd-client` 0.21.1",
        folder: "etcd",
        includes: || Ok(vec![tools::crate_sources("etcd-client")?.join("proto")]),
        files: &[],
        compiled: true,
    },
    Suite {
        name: "Envoy",
        source: "crate `envoy-types` 0.7.7",
        folder: "envoy",
        includes: || {
            let proto = tools::crate_sources("envoy-types")?.join("proto");
            let parts = ["data-plane-api", "cel-spec/proto", "client_model", "googleapis", "opentelemetry-proto"];
            let others = ["protoc-gen-validate", "ratelimit", "xds"];
            Ok(parts.into_iter().chain(others).map(|part| proto.join(part)).collect())
        },
        files: &[],
        compiled: true,
    },
    Suite {
        name: "Google Cloud",
        source: "npm `google-proto-files` 5.0.3: BigQuery, Firestore, longrunning, Pub/Sub, Spanner, Storage",
        folder: "cloud",
        includes: || Ok(vec![tools::google_proto_files()?]),
        files: &[
            "google/cloud/bigquery/storage/v1",
            "google/cloud/bigquery/v2",
            "google/firestore/admin/v1",
            "google/firestore/v1",
            "google/longrunning",
            "google/pubsub/v1",
            "google/spanner",
            "google/storage/control/v2",
            "google/storage/v2",
        ],
        compiled: true,
    },
    Suite {
        name: "googleapis",
        source: "npm `google-proto-files` 5.0.3",
        folder: "googleapis",
        includes: || Ok(vec![tools::google_proto_files()?]),
        files: &[],
        compiled: false,
    },
];

impl Suite {
    /// Imports the files, compiles the Rust, and exports it again.
    ///
    /// # Errors
    ///
    /// The files cannot be had, are not imported, or the Rust does not compile.
    pub fn run(&self) -> Result<Outcome> {
        let folder = workspace::scratch().join("import").join(self.folder);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        let includes = (self.includes)()?;
        let files = self.wanted(&includes)?;
        let began = Instant::now();
        let losses = import(&folder, &includes, &files)?;
        let import = began.elapsed();
        let theirs = read(&includes, &files)?;
        let their_side = Compared::of(&theirs, &losses);
        let (messages, fields) = their_side.counts();
        let mut outcome = Outcome {
            files: theirs.len(),
            messages,
            fields,
            import,
            build: None,
            losses,
            violations: Vec::new(),
            sides: None,
        };
        if self.compiled {
            let began = Instant::now();
            let ours = exported(&folder)?;
            outcome.build = Some(began.elapsed());
            outcome.violations = ours.violations.iter().map(|violation| violation.message.clone()).collect();
            outcome.sides = Some((their_side, Compared::of(&ours.files, &[])));
        }
        Ok(outcome)
    }

    fn wanted(&self, includes: &[PathBuf]) -> Result<Vec<PathBuf>> {
        if self.files.is_empty() {
            return Ok(includes.to_vec());
        }
        let find = |file: &&str| {
            let found = includes.iter().map(|folder| folder.join(file)).find(|path| path.exists());
            found.with_context(|| format!("{file} is not there"))
        };
        self.files.iter().map(find).collect()
    }
}

/// Imports the files, and reads what is said to be lost.
fn import(folder: &Path, includes: &[PathBuf], files: &[PathBuf]) -> Result<Vec<Loss>> {
    let report = folder.join("lost.txt");
    import::run(&import::Options {
        files: files.to_vec(),
        includes: includes.to_vec(),
        out: folder.join("src/proto"),
        lossy: true,
        report: Some(report.clone()),
        overwrite: false,
    })?;
    Loss::all(&fs::read_to_string(report)?)
}

/// The files as buf reads them, and those whose types they use, without those of `google.protobuf`.
fn read(includes: &[PathBuf], files: &[PathBuf]) -> Result<Vec<FileDescriptorProto>> {
    let folder = tempfile::tempdir()?;
    let mut opened = Vec::new();
    for include in includes {
        for path in proto_files(include)? {
            let name = path.strip_prefix(include)?;
            let copy = folder.path().join(name);
            fs::create_dir_all(copy.parent().context("a file is in a folder")?)?;
            fs::copy(&path, copy)?;
            if files.iter().any(|wanted| path.starts_with(wanted)) {
                opened.push(name.to_string_lossy().into_owned());
            }
        }
    }
    let built = buf::build(folder.path(), buf::Comments::With)?;
    let built = built.values().map(|file| FileDescriptorProto::decode(file.as_slice()));
    used_by(opened, built.collect::<Result<_, _>>()?)
}

/// The `.proto` files below a folder, without those that every compiler has.
fn proto_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let (mut files, mut pending) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(path) = pending.pop() {
        if path.is_dir() && !path.ends_with("google/protobuf") {
            pending.extend(fs::read_dir(path)?.map(|entry| entry.map(|it| it.path())).collect::<Result<Vec<_>, _>>()?);
        } else if path.extension().is_some_and(|extension| extension == "proto") {
            files.push(path);
        }
    }
    Ok(files)
}

/// Of all files those of these names, and those that declare the types which they use.
fn used_by(mut pending: Vec<String>, files: Vec<FileDescriptorProto>) -> Result<Vec<FileDescriptorProto>> {
    let mut declared = BTreeMap::new();
    for file in &files {
        declared.extend(compared::declared(file).into_iter().map(|name| (name, file.name().to_owned())));
    }
    let mut wanted = BTreeSet::new();
    let by_name: BTreeMap<&str, &FileDescriptorProto> = files.iter().map(|file| (file.name(), file)).collect();
    while let Some(name) = pending.pop() {
        let file = by_name.get(name.as_str()).with_context(|| format!("{name} is not built"))?;
        if file.package() != "google.protobuf" && wanted.insert(name) {
            pending.extend(compared::used(file).into_iter().filter_map(|name| declared.get(name).cloned()));
        }
    }
    Ok(files.iter().filter(|file| wanted.contains(file.name())).cloned().collect())
}

const MAIN: &str = "\
#![deny(warnings)]

mod proto;

fn main() -> std::io::Result<()> {
    contracts::descriptor::write_registry(&mut std::io::stdout())
}
";

/// Compiles the modules with a program that describes them, and runs it.
fn exported(folder: &Path) -> Result<Descriptors> {
    let contracts = workspace::root().join("contracts");
    let manifest = format!(
        "[package]\nname = \"imported\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [dependencies]\ncontracts = {{ path = {contracts:?}, default-features = false }}\n\n[profile.dev]\ndebug = false\n"
    );
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::write(folder.join("src/main.rs"), MAIN)?;
    fs::copy(workspace::root().join("Cargo.lock"), folder.join("Cargo.lock"))?;
    let mut cargo = command::cargo();
    cargo.args(["run", "--quiet", "--offline", "--manifest-path"]).arg(folder.join("Cargo.toml"));
    // One folder for all suites, so that `contracts` is compiled once; incremental files would only take space.
    cargo.arg("--target-dir").arg(workspace::scratch().join("import/target")).env("CARGO_INCREMENTAL", "0");
    let outcome = command::succeed(&mut cargo)?;
    Descriptors::decode(outcome.stdout.as_slice()).context("the program does not describe its contracts")
}
