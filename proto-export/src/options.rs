//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::breaking::{Category, Format};
use crate::init::InitOptions;
use crate::layout::Layout;
use crate::workspace::Workspace;
use crate::wrong_use::{WrongUse, require_file, require_folder};

const ABOUT: &str = "Exports the contracts of a workspace as .proto files, and guards them";

const LONG_ABOUT: &str = "\
Exports the contracts of a workspace as .proto files, and guards them.

Without a command it exports: it builds every package of the workspace that depends on `contracts`, asks it what it \
declares with #[contract], and writes one file per protobuf package. `user.v1` goes to user/v1/user.proto. The files \
pass `buf lint` (STANDARD and COMMENTS), are as `buf format` leaves them, and are the same on every machine: commit \
them. Other languages build on them; `breaking` compares with them.

What a linter would say of the files is said of the Rust instead, with file and line, all of it at once, by the rules \
that the section `lint` of buf.yaml chooses. Nothing is written unless all of it is right. Files that are up to date are \
not touched, files that an earlier run wrote for packages that are gone are removed, and files that somebody else wrote \
are never replaced. A run that is interrupted leaves each file as it was or as it is to be. A workspace without a \
buf.yaml gets one.

A package can have several files: one per service, or one per Rust module. For --check and breaking to know it too, the \
workspace's Cargo.toml says it:

    [workspace.metadata.proto-export]
    layout = \"service\"

Nothing has to be registered. What cannot be told from the code stands in the Cargo.toml of the package with contracts:

    [package.metadata.proto-export]
    skip = true             # its contracts are for its own tests alone
    features = [\"admin\"]    # build it with these; also all-features, no-default-features";

const AFTER_HELP: &str = "\
Examples:
  cargo proto-export                    write proto/ beside the workspace's Cargo.toml
  cargo proto-export --check            in CI: fail, with the difference, when proto/ is not up to date
  cargo proto-export init               begin: buf.yaml, buf.gen.yaml and a job for CI
  cargo proto-export breaking --against origin/main
                                        in CI: fail when a change breaks those who built on the contracts
  cargo proto-export import -I protos --out src/proto protos
                                        the other direction: .proto files into contracts
  cargo proto-export --descriptor-set api.binpb
                                        also write the descriptor set, for Envoy or grpcurl
  cargo proto-export --openapi openapi.json --markdown docs/api.md
                                        also write what describes the API to those who do not use protobuf
  cargo proto-export --features admin   with contracts that are behind a feature
  cargo proto-export -p shop-api --out ../schemas
                                        the contracts of one package alone, to another folder

Environment:
  CARGO, CARGO_TARGET_DIR, CARGO_NET_OFFLINE and all else that cargo reads count here too. A small program that links \
the contracts is built in the target folder, with the profiles, patches and versions of the workspace.

Exit codes:
  0  the files are written, or up to date
  1  the contracts break a rule, do not compile or are not there; with --check, the files are not up to date; or a \
file cannot be written
  2  the command line or buf.yaml is wrong, or there is no workspace";

/// What the user asked for.
#[derive(Debug, Clone, Default, Parser)]
#[command(name = "proto-export", bin_name = "cargo proto-export", version)]
#[command(about = ABOUT, long_about = LONG_ABOUT, after_long_help = AFTER_HELP)]
#[command(args_conflicts_with_subcommands = true, subcommand_help_heading = "Other commands")]
pub(crate) struct Options {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,

    /// The folder to write to [default: proto in the workspace's root]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,

    /// One file per package, module or service [default: as Cargo.toml says]
    ///
    /// package: one file. module: one per Rust module; modules that use each other share one. service: one per service, with
    /// what it alone uses, and one for the rest. By default what the workspace's Cargo.toml says as `layout` under
    /// workspace.metadata.proto-export, else package.
    #[arg(long, value_enum, value_name = "LAYOUT", hide_possible_values = true)]
    pub(crate) layout: Option<Layout>,

    /// Write nothing; compare with what is there, print the difference and fail if there is one
    #[arg(long)]
    pub(crate) check: bool,

    /// Also write the encoded google.protobuf.FileDescriptorSet, with all imports, to this file
    #[arg(long, value_name = "FILE")]
    pub(crate) descriptor_set: Option<PathBuf>,

    /// Put the comments into the descriptor set too, as source_code_info
    #[arg(long, requires = "descriptor_set")]
    pub(crate) source_info: bool,

    /// Also write an OpenAPI 3.1 document of the operations with an `http` binding to this file
    #[arg(long, value_name = "FILE")]
    pub(crate) openapi: Option<PathBuf>,

    /// Also write a JSON Schema for each message to this folder, as shop.v1.Order.schema.json
    #[arg(long, value_name = "DIR")]
    pub(crate) json_schema: Option<PathBuf>,

    /// Also write a reference of all services, messages and enums in Markdown to this file
    #[arg(long, value_name = "FILE")]
    pub(crate) markdown: Option<PathBuf>,

    /// Do not hold the contracts to the rules of a linter, as those that were imported
    #[arg(long)]
    pub(crate) no_lint: bool,

    /// What to do with files that the contracts import and no compiler has, as google/api/annotations.proto or those of a
    /// `contracts::descriptor_set!`
    #[arg(long, value_name = "WHAT", value_enum, default_value_t = Imports::Write)]
    pub(crate) imports: Imports,

    /// Export only the contracts of this package, and keep all other files (may be given several times)
    #[arg(short, long = "package", value_name = "NAME")]
    pub(crate) packages: Vec<String>,

    #[command(flatten)]
    pub(crate) cargo: CargoOptions,
}

/// Which workspace it is about, and how cargo builds it.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Options of cargo")]
pub(crate) struct CargoOptions {
    /// The Cargo.toml of the workspace or of one of its packages [default: the nearest one upwards]
    #[arg(long, value_name = "PATH")]
    pub(crate) manifest_path: Option<PathBuf>,

    /// Turn on these features: FEATURE in every package that has it, PACKAGE/FEATURE in one
    #[arg(short = 'F', long, value_name = "FEATURES", value_delimiter = ',')]
    pub(crate) features: Vec<String>,

    /// Turn on all features of all packages
    #[arg(long)]
    pub(crate) all_features: bool,

    /// Turn off the default features of all packages
    #[arg(long)]
    pub(crate) no_default_features: bool,

    /// Run cargo without access to the network
    #[arg(long)]
    pub(crate) offline: bool,

    /// Fail when Cargo.lock is not up to date
    #[arg(long)]
    pub(crate) locked: bool,

    /// Say nothing but what is wrong
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

/// What becomes of the files that contracts import and no compiler has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Imports {
    /// They are written beside the others.
    #[default]
    Write,
    /// They are left out, for those who declare them as a dependency in buf.yaml.
    Omit,
}

/// What else than exporting the user asked for.
#[derive(Debug, Clone, Subcommand)]
pub(crate) enum Command {
    Init(InitOptions),
    Breaking(BreakingOptions),
    Import(ImportOptions),
}

const BREAKING_ABOUT: &str = "Tells what a change of the contracts breaks for those who built on them before";

const BREAKING_LONG_ABOUT: &str = "\
Tells what a change of the contracts breaks for those who built on them before.

Compares the contracts, as they are in Rust now, with .proto files of the past, by the rules of `buf breaking`. Each \
finding has the name of the rule, the line of Rust, what was and what is, why it breaks somebody, and what to type. \
Nothing is written, and nothing is checked out.

Which rules count, the section `breaking` of the workspace's buf.yaml says (use, except, ignore, ignore_only, \
ignore_unstable_packages); without one it is FILE, as buf has it. The categories, the strictest first:

  FILE       generated code breaks, file by file
  PACKAGE    generated code breaks, package by package: declarations may move between files
  WIRE_JSON  bytes or JSON of the one side are not read by the other
  WIRE       bytes of the one side are not read by the other
  CSR        what a schema registry of Confluent refuses";

const BREAKING_AFTER_HELP: &str = "\
Examples:
  cargo proto-export breaking --against origin/main
                                        proto/ as it is committed on the main branch
  cargo proto-export breaking --against v1.2.0 --category WIRE_JSON
                                        what clients of the last release would notice
  cargo proto-export breaking --against past.binpb
                                        a descriptor set, or an image that buf built
  cargo proto-export breaking --against origin/main --format github
                                        in GitHub Actions: annotations at the lines of Rust

Exit codes:
  0  nothing breaks
  1  something breaks; or the contracts do not compile or are not there
  2  the command line is wrong; or there is no workspace, or nothing to compare with: no such ref, no .proto files, no \
descriptor set";

/// What to compare with.
#[derive(Debug, Clone, Args)]
#[command(about = BREAKING_ABOUT, long_about = BREAKING_LONG_ABOUT, after_long_help = BREAKING_AFTER_HELP)]
pub(crate) struct BreakingOptions {
    /// The past: a folder of .proto files, a file with a descriptor set, or else a git ref
    #[arg(long, value_name = "PAST")]
    pub(crate) against: String,

    /// How to print what is found
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,

    /// Use the rules of these categories instead of those in buf.yaml: FILE, PACKAGE, WIRE_JSON, WIRE or CSR
    #[arg(long = "category", value_name = "NAME", value_delimiter = ',')]
    pub(crate) categories: Vec<Category>,

    /// Pass over files that are only imported
    #[arg(long)]
    pub(crate) exclude_imports: bool,

    /// Compare only the contracts of this package: those of protobuf packages that it has now (may be given several times)
    #[arg(short, long = "package", value_name = "NAME")]
    pub(crate) packages: Vec<String>,

    /// The folder of the .proto files, now and at a git ref [default: proto in the workspace's root]
    #[arg(long, value_name = "DIR")]
    pub(crate) proto: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) cargo: CargoOptions,
}

impl BreakingOptions {
    /// The options of an export of the same contracts.
    pub(crate) fn of_export(&self) -> Options {
        Options { cargo: self.cargo.clone(), packages: self.packages.clone(), ..Options::default() }
    }
}

const IMPORT_ABOUT: &str = "Writes contracts in Rust for .proto files, for a team that has such files already";

const IMPORT_LONG_ABOUT: &str = "\
Writes contracts in Rust for .proto files, for a team that has such files already.

Reads the files and what they import (protoc is not needed), and writes a Rust module for each protobuf package, with \
mod.rs to name them: `acme.user.v1` goes to acme/user/v1.rs. Types have the paths that prost-build gives them: nested \
messages, enums and oneofs are in a module named after the message. Files whose types are used are imported too; of \
google.protobuf the types of `contracts` are used.

The Rust is yours from then on. What is exported from it equals what was imported. What contracts have no way to say \
is listed with its place in the .proto file, and nothing is written, unless --lossy says to go on without it.";

const IMPORT_AFTER_HELP: &str = "\
Examples:
  cargo proto-export import -I protos --out src/proto protos/acme/user/v1/user.proto
                                        one file, with what it uses
  cargo proto-export import --out src/proto protos
                                        all files below a folder
  cargo proto-export import --out src/proto --lossy --report lost.txt protos
                                        go on without what contracts cannot say, and list it in a file

Then write `mod proto;` (of --out src/proto) in src/lib.rs. If --out is a folder named `src`, lib.rs is written there.

Exit codes:
  0  the modules are written
  1  the files are not right, or something in them cannot be said and --lossy was not given
  2  the command line is wrong";

/// What to import, and where to.
#[derive(Debug, Clone, Args)]
#[command(about = IMPORT_ABOUT, long_about = IMPORT_LONG_ABOUT, after_long_help = IMPORT_AFTER_HELP)]
pub struct ImportOptions {
    /// The .proto files, or folders with such files
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,

    /// A folder in which imports are found (may be given several times) [default: the folders among FILE, or .]
    #[arg(short = 'I', long = "include", value_name = "DIR")]
    pub includes: Vec<PathBuf>,

    /// The folder to write the modules to
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,

    /// The package of the files that name none
    #[arg(long, value_name = "NAME", value_parser = package_name)]
    pub default_package: Option<String>,

    /// Go on without what contracts have no way to say
    #[arg(long)]
    pub lossy: bool,

    /// Write the list of what is lost to this file, and say only how much there is of each kind
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,

    /// Replace files that are there already and say something else
    #[arg(long)]
    pub overwrite: bool,
}

/// A name of a protobuf package.
fn package_name(text: &str) -> Result<String, String> {
    let is_name = |part: &str| {
        let mut letters = part.chars();
        letters.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
            && letters.all(|it| it.is_ascii_alphanumeric() || it == '_')
    };
    match text.split('.').all(is_name) {
        true => Ok(text.to_owned()),
        false => Err("expected names with dots between them, as acme.user.v1".to_owned()),
    }
}

impl Options {
    /// Reads a command line, also one of a cargo subcommand, which has `proto-export` as its first argument.
    ///
    /// Ends the process on `--help` (exit code 0) and on a mistake (exit code 2).
    pub(crate) fn parse_from_command_line(arguments: impl Iterator<Item = OsString>) -> Self {
        let mut arguments: Vec<OsString> = arguments.collect();
        let called_by_cargo = arguments.get(1).is_some_and(|argument| argument == "proto-export");
        if called_by_cargo {
            arguments.remove(1);
        }
        Options::parse_from(arguments)
    }

    /// Makes sure that what is written to can be a folder where it has to be one, and a file where not.
    ///
    /// # Errors
    /// When something else is there.
    pub(crate) fn require_places(&self, workspace: &Workspace) -> Result<(), WrongUse> {
        let folders = [("--out", Some(&workspace.out(self))), ("--json-schema", self.json_schema.as_ref())];
        let files =
            [("--descriptor-set", &self.descriptor_set), ("--openapi", &self.openapi), ("--markdown", &self.markdown)];
        for (option, path) in folders {
            path.map_or(Ok(()), |path| require_folder(option, path))?;
        }
        files.into_iter().try_for_each(|(option, path)| path.as_ref().map_or(Ok(()), |path| require_file(option, path)))
    }

    /// The same options in the form to type, but for `--check`.
    pub(crate) fn to_repeat(&self) -> String {
        let paths = [
            ("--out", &self.out),
            ("--manifest-path", &self.cargo.manifest_path),
            ("--descriptor-set", &self.descriptor_set),
            ("--openapi", &self.openapi),
            ("--json-schema", &self.json_schema),
            ("--markdown", &self.markdown),
        ];
        let paths = paths.into_iter().filter_map(|(name, path)| Some(format!(" {name} {}", path.as_ref()?.display())));
        let layout = self.layout.map(|layout| format!(" --layout {layout}"));
        let source_info = self.source_info.then(|| " --source-info".to_owned());
        let lint = self.no_lint.then(|| " --no-lint".to_owned());
        let imports = (self.imports == Imports::Omit).then(|| " --imports omit".to_owned());
        let packages = self.packages.iter().map(|name| format!(" -p {name}"));
        let flags = layout.into_iter().chain(source_info).chain(lint).chain(imports);
        paths.chain(flags).chain(packages).chain(self.cargo.to_repeat()).collect()
    }
}

impl CargoOptions {
    /// Those that decide what is built, in the form to type.
    fn to_repeat(&self) -> impl Iterator<Item = String> {
        let features = Some(self.features.join(",")).filter(|names| !names.is_empty());
        let all = self.all_features.then(|| " --all-features".to_owned());
        let without_default = self.no_default_features.then(|| " --no-default-features".to_owned());
        features.map(|names| format!(" --features {names}")).into_iter().chain(all).chain(without_default)
    }
}
