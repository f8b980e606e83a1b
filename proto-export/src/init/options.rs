//! The command line of `init`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::options::CargoOptions;

const ABOUT: &str = "Writes buf.yaml, buf.gen.yaml and a job for GitHub Actions";

const LONG_ABOUT: &str = "\
Writes buf.yaml, buf.gen.yaml and a job for GitHub Actions.

These are what a team needs besides the exported .proto files. They are yours from then on: init writes each of them \
once, and never again over what is there.

  buf.yaml      where the .proto files are, and by which rules `buf lint` (STANDARD,
                COMMENTS) and `breaking` (FILE) judge them
  buf.gen.yaml  what `buf generate` makes of them, in gen/: code for the languages that
                you name, by generators from the package registries of these languages.
                Beside it, for Python, the generator of stubs as a program that buf can call
  .github/workflows/contracts.yml
                what a pull request has to pass: the files are up to date, nothing breaks,
                buf finds nothing. GitHub looks for it in the root of the git repository";

const AFTER_HELP: &str = "\
Examples:
  cargo proto-export init               everything, for all languages
  cargo proto-export init --languages go,typescript
                                        code for these languages alone
  cargo proto-export init --force       begin again: replace what is there

Exit codes:
  0  the files are there, as init writes them
  1  a file was there that says something else, and was left; or one cannot be written; or there are no contracts
  2  the command line is wrong";

/// What to write.
#[derive(Debug, Clone, Args)]
#[command(about = ABOUT, long_about = LONG_ABOUT, after_long_help = AFTER_HELP)]
pub(crate) struct InitOptions {
    /// The languages to generate code for [default: all]
    #[arg(long, value_name = "NAMES", value_enum, value_delimiter = ',')]
    languages: Vec<Language>,

    /// The folder of the .proto files, inside of the workspace [default: proto in the workspace's root]
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,

    /// Replace files that are there
    #[arg(long)]
    pub(super) force: bool,

    /// The Cargo.toml of the workspace or of one of its packages [default: the nearest one upwards]
    #[arg(long, value_name = "PATH")]
    manifest_path: Option<PathBuf>,

    /// Run cargo without access to the network
    #[arg(long)]
    offline: bool,

    /// Say nothing but what is wrong
    #[arg(short, long)]
    pub(super) quiet: bool,
}

/// A language to generate code for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(super) enum Language {
    /// With grpc-go.
    Go,
    /// With grpcio.
    Python,
    /// With protobuf-es, for Connect and gRPC-Web.
    Typescript,
    /// With grpc-java.
    Java,
}

impl InitOptions {
    /// Those that are wanted, in one order.
    pub(super) fn languages(&self) -> Vec<Language> {
        let all = Language::value_variants().iter().copied();
        all.filter(|language| self.languages.is_empty() || self.languages.contains(language)).collect()
    }

    /// How cargo is asked for the workspace.
    pub(super) fn cargo(&self) -> CargoOptions {
        let InitOptions { manifest_path, offline, quiet, .. } = self.clone();
        CargoOptions { manifest_path, offline, quiet, ..CargoOptions::default() }
    }
}
