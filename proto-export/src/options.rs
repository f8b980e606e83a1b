//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Parser;

const ABOUT: &str = "Exports the contracts of a workspace as .proto files";

const LONG_ABOUT: &str = "\
Exports the contracts of a workspace as .proto files.

Builds every package of the workspace that depends on `contracts`, asks it what it declares with #[contract], and \
writes one file per protobuf package: `user.v1` goes to user/v1/user.proto. The files pass `buf lint` (STANDARD and \
COMMENTS) and are as `buf format` leaves them.

What a linter would say of the files is said of the Rust instead, with file and line, all of it at once. Nothing is \
written unless all of it is right, files that are up to date are not touched, and files that an earlier run wrote for \
packages that are gone are removed. A workspace without a buf.yaml gets one.

A package that declares contracts for its own tests alone can stay out of it, with this in its Cargo.toml:

    [package.metadata.proto-export]
    skip = true";

const AFTER_HELP: &str = "\
Examples:
  cargo proto-export                    write proto/ beside the workspace's Cargo.toml
  cargo proto-export --check            in CI: fail, with the diff, when proto/ is not up to date
  cargo proto-export --out ../schemas   write to another folder
  cargo proto-export --descriptor-set api.binpb
                                        also write the descriptor set, for Envoy or grpcurl
  cargo proto-export --openapi openapi.json --markdown docs/api.md
                                        also write what describes the API to those who do not use protobuf

Exit codes:
  0  the files are written, or up to date
  1  the contracts break a rule, do not compile or are not there; with --check: the files are not up to date
  2  the command line is wrong";

/// What the user asked for.
#[derive(Debug, Clone, Parser)]
#[command(name = "proto-export", version, about = ABOUT, long_about = LONG_ABOUT, after_long_help = AFTER_HELP)]
pub(crate) struct Options {
    /// The folder to write to [default: proto in the workspace's root]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,

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

    /// Export only the contracts of this package, and keep all other files (may be given several times)
    #[arg(short, long = "package", value_name = "NAME")]
    pub(crate) packages: Vec<String>,

    /// The Cargo.toml of the workspace or of one of its packages [default: the nearest one upwards]
    #[arg(long, value_name = "PATH")]
    pub(crate) manifest_path: Option<PathBuf>,

    /// Run cargo without access to the network
    #[arg(long)]
    pub(crate) offline: bool,

    /// Fail when Cargo.lock is not up to date
    #[arg(long)]
    pub(crate) locked: bool,
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

    /// The same options in the form to type, but for `--check`.
    pub(crate) fn to_repeat(&self) -> String {
        let paths = [
            ("--out", &self.out),
            ("--manifest-path", &self.manifest_path),
            ("--descriptor-set", &self.descriptor_set),
            ("--openapi", &self.openapi),
            ("--json-schema", &self.json_schema),
            ("--markdown", &self.markdown),
        ];
        let paths = paths.into_iter().filter_map(|(name, path)| Some(format!(" {name} {}", path.as_ref()?.display())));
        let source_info = self.source_info.then(|| " --source-info".to_owned());
        let packages = self.packages.iter().map(|name| format!(" -p {name}"));
        paths.chain(source_info).chain(packages).collect()
    }
}
