//! A set of foreign files: how it is imported, compiled and exported again.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use contracts::descriptor::Descriptors;
use prost::Message as _;
use prost_types::FileDescriptorProto;
use proto_export::import;
use proto_export::print::{Names, print};

use super::compared::Compared;
use super::constructs::{Constructs, constructs};
use super::lost::Loss;
use super::options::{self, Options};
use super::read;
use crate::{buf, command, workspace};

/// A set of foreign `.proto` files.
pub struct Suite {
    /// What it is called in the table.
    pub name: &'static str,
    /// Where it comes from.
    pub source: &'static str,
    /// The folder in which the tests put what they make of it.
    pub(super) folder: &'static str,
    /// The folders in which its imports are found.
    pub(super) includes: fn() -> Result<Vec<PathBuf>>,
    /// The files and the folders to import, below one of these folders; all, if none are named.
    pub files: &'static [&'static str],
    /// The package of files that name none.
    pub default_package: Option<&'static str>,
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
    /// What the files say.
    pub constructs: Constructs,
    /// How many options `prost_types` has no member for.
    pub options: usize,
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
        let losses = self.import(&folder, &includes, &files)?;
        let import = began.elapsed();
        let theirs = read::read(&includes, &files, self.default_package)?;
        let their_side = Compared::of(&theirs.files, theirs.options(&losses), &losses);
        let (messages, fields) = their_side.counts();
        let options = theirs.options(&[]);
        let mut outcome = Outcome {
            files: theirs.files.len(),
            messages,
            fields,
            constructs: constructs(&theirs.files, &options),
            options: options.len(),
            import,
            build: None,
            losses,
            violations: Vec::new(),
            sides: None,
        };
        if self.compiled {
            let program = Program::new(&folder)?;
            let began = Instant::now();
            let ours = program.run()?;
            outcome.build = Some(began.elapsed());
            outcome.violations = ours.violations.iter().map(|violation| violation.message.clone()).collect();
            if ours.violations.is_empty() {
                let options = exported(&folder.join("exported"), &ours)?;
                outcome.sides = Some((their_side, Compared::of(&ours.files, options, &[])));
            }
        }
        Ok(outcome)
    }

    /// Imports the files, and reads what is said to be lost.
    fn import(&self, folder: &Path, includes: &[PathBuf], files: &[PathBuf]) -> Result<Vec<Loss>> {
        let report = folder.join("lost.txt");
        import::run(&import::Options {
            files: files.to_vec(),
            includes: includes.to_vec(),
            out: folder.join("src/proto"),
            default_package: self.default_package.map(str::to_owned),
            lossy: true,
            report: Some(report.clone()),
            overwrite: false,
        })?;
        Loss::all(&fs::read_to_string(report)?)
    }

    pub(super) fn wanted(&self, includes: &[PathBuf]) -> Result<Vec<PathBuf>> {
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

const MAIN: &str = "\
#![deny(warnings)]

mod proto;

fn main() -> std::io::Result<()> {
    contracts::options::write_registry(&mut std::io::stdout())
}
";

/// A program that describes what was imported.
struct Program<'a> {
    folder: &'a Path,
}

impl<'a> Program<'a> {
    /// Writes the program, and compiles what it depends on.
    fn new(folder: &'a Path) -> Result<Self> {
        let contracts = workspace::root().join("contracts");
        let manifest = format!(
            "[package]\nname = \"imported\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
             [dependencies]\ncontracts = {{ path = {contracts:?}, default-features = false }}\n\n\
             [profile.dev]\ndebug = false\n"
        );
        fs::write(folder.join("Cargo.toml"), manifest)?;
        fs::write(folder.join("src/main.rs"), MAIN)?;
        fs::copy(workspace::root().join("Cargo.lock"), folder.join("Cargo.lock"))?;
        let program = Program { folder };
        program.cargo(&["build", "--package", "contracts"])?;
        Ok(program)
    }

    /// Compiles the modules, and asks for what they declare.
    fn run(&self) -> Result<Descriptors> {
        let output = self.cargo(&["run"])?;
        Descriptors::decode(output.as_slice()).context("the program does not describe its contracts")
    }

    fn cargo(&self, arguments: &[&str]) -> Result<Vec<u8>> {
        let mut cargo = command::cargo();
        cargo.args(arguments).args(["--quiet", "--offline", "--manifest-path"]).arg(self.folder.join("Cargo.toml"));
        // One folder for all suites, so that `contracts` is compiled once; incremental files would only take space.
        cargo.arg("--target-dir").arg(workspace::scratch().join("import/target")).env("CARGO_INCREMENTAL", "0");
        Ok(command::succeed(&mut cargo)?.stdout)
    }
}

/// Writes the files that `proto-export` would write, and reads their options as buf reads them.
fn exported(folder: &Path, descriptors: &Descriptors) -> Result<Options> {
    let imports = descriptors.imports.iter().map(|file| FileDescriptorProto::decode(file.as_slice()));
    let imports: Vec<FileDescriptorProto> = imports.collect::<Result<_, _>>()?;
    let names = Names::of(descriptors.files.iter().chain(&imports));
    for file in &descriptors.files {
        let path = folder.join(file.name());
        fs::create_dir_all(path.parent().context("a file is in a folder")?)?;
        fs::write(path, print(file, &names))?;
    }
    let pool = options::pool(&buf::build(folder, buf::Comments::Without)?)?;
    let wanted: BTreeSet<String> = descriptors.files.iter().map(|file| file.name().to_owned()).collect();
    Ok(Options::of(&pool, &wanted, &[]))
}
