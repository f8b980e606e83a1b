//! The workspace in which the set is compiled: its crates, and what is run in it.

use anyhow::{Context as _, Result, ensure};
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike as _;
use prost::Message as _;
use prost_types::FileDescriptorSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::set::Module;
use crate::{contracts, generated};

/// The message that is changed, and the file of its module.
const CHANGED: (&str, &str) = ("Invoice", "invoice");

/// A workspace of its own, under the target folder.
pub(crate) struct Workspace {
    root: PathBuf,
    /// The crates of contracts and of generated code that can be changed, with their files in either state.
    states: Vec<State>,
}

/// A file of a crate as it is, and with one more member in a message.
struct State {
    file: PathBuf,
    texts: [String; 2],
}

/// How long something took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Taken {
    /// Seconds until it was done.
    pub(crate) wall: f64,
    /// Seconds of all processors.
    pub(crate) processor: f64,
}

const HEAD: &str = "[workspace]\nresolver = \"3\"\nmembers = [\"contracts\", \"contracts-messages\", \"contracts-program\", \
                    \"describe\", \"prost\", \"prost-json\", \"prost-messages\", \"prost-program\", \"prost-script\"]\n";
const OURS: &str = "contracts = { path = \"CONTRACTS\" }\nfutures = \"0.3\"\n";
const PROST: &str = "prost = \"0.14\"\nprost-types = \"0.14\"\ntonic = { version = \"0.14\", default-features = false, \
                     features = [\"transport\", \"router\", \"codegen\"] }\ntonic-prost = \"0.14\"\n";
const JSON: &str = "pbjson = \"0.9\"\npbjson-types = \"0.9\"\nserde = \"1\"\n";
const TOKIO: &str = "tokio = { version = \"1\", features = [\"macros\", \"rt-multi-thread\", \"net\"] }\n";
const SCRIPT: &str = "\n[build-dependencies]\nprost = \"0.14\"\nprost-types = \"0.14\"\n\
                      tonic-prost-build = { version = \"0.14\", default-features = false }\n";
const DESCRIBE: &str = "//! Writes the descriptors.\n\nuse set_of_contracts as _;\n\nfn main() -> std::io::Result<()> {\n    \
                        let set = contracts::descriptor::Descriptors::from_registry();\n    \
                        assert!(set.violations.is_empty(), \"{:?}\", set.violations);\n    \
                        let encoded = set.encode_file_descriptor_set(contracts::descriptor::Comments::Without);\n    \
                        std::fs::write(\"set.binpb\", encoded)\n}\n";

impl Workspace {
    /// Writes all crates: those of generated code come from what the contracts say of themselves.
    ///
    /// # Errors
    /// When a file cannot be written; when the contracts do not compile.
    pub(crate) fn new(root: PathBuf, set: &[Module]) -> Result<Self> {
        fs::create_dir_all(&root)?;
        generated::replace(&root.join("Cargo.toml"), HEAD)?;
        let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
        if !root.join("Cargo.lock").exists() {
            fs::copy(repository.join("Cargo.lock"), root.join("Cargo.lock"))?;
        }
        let ours = OURS.replace("CONTRACTS", &repository.join("contracts").display().to_string());
        let library = |folder: &str, name: &str, dependencies: &str, rest: &str| {
            manifest(&root.join(folder), folder, &format!("[lib]\nname = \"{name}\"\n"), dependencies, rest)
        };
        let program = |folder: &str, dependencies: &str| manifest(&root.join(folder), folder, "", dependencies, "");
        library("contracts", "set_of_contracts", &ours, "")?;
        library("contracts-messages", "set_of_contracts", &ours, "")?;
        library("prost", "set_of_prost", PROST, "")?;
        library("prost-messages", "set_of_prost", PROST, "")?;
        library("prost-json", "set_of_prost", &format!("{PROST}{JSON}"), "")?;
        library("prost-script", "set_of_prost", PROST, SCRIPT)?;
        let own = "compiled-contracts = { path = \"../contracts\" }\n";
        program("describe", &format!("{ours}{own}"))?;
        program("contracts-program", &format!("{ours}{own}{TOKIO}"))?;
        program(
            "prost-program",
            &format!("{PROST}{TOKIO}tokio-stream = \"0.1\"\ncompiled-prost = {{ path = \"../prost\" }}\n"),
        )?;
        let mut workspace = Workspace { root, states: Vec::new() };
        workspace.write(set)?;
        Ok(workspace)
    }

    fn write(&mut self, set: &[Module]) -> Result<()> {
        for (folder, with_services) in [("contracts", true), ("contracts-messages", false)] {
            for (name, code) in contracts::library(set, with_services) {
                generated::replace(&self.source(folder).join(name), &code)?;
            }
        }
        generated::replace(&self.source("describe").join("main.rs"), DESCRIBE)?;
        generated::replace(&self.source("contracts-program").join("main.rs"), &contracts::program(set))?;
        // Cargo reads the whole workspace before it builds one of its crates.
        for folder in ["prost", "prost-messages", "prost-json", "prost-script"] {
            let source = self.source(folder).join("lib.rs");
            if !source.exists() {
                fs::write(source, "")?;
            }
        }
        generated::replace(&self.source("prost-program").join("main.rs"), &generated::program(set))?;
        succeed(self.cargo().args(["run", "--quiet", "--package", "compiled-describe"]))?;
        let encoded = fs::read(self.root.join("set.binpb"))?;
        self.generate(&FileDescriptorSet::decode(&*encoded)?)
    }

    fn generate(&mut self, set: &FileDescriptorSet) -> Result<()> {
        let messages = generated::without_services(set);
        generated::library(&messages, &messages.encode_to_vec(), false, &self.source("prost-messages"))?;
        let script = self.root.join("prost-script");
        fs::write(script.join("set.binpb"), set.encode_to_vec())?;
        generated::replace(&script.join("build.rs"), generated::BUILD_SCRIPT)?;
        generated::replace(&script.join("src/lib.rs"), "include!(concat!(env!(\"OUT_DIR\"), \"/set.rs\"));\n")?;
        let changed = generated::changed(set, CHANGED.0)?;
        for (folder, with_json) in [("prost", false), ("prost-json", true)] {
            let source = self.source(folder);
            let text = |set: &FileDescriptorSet| {
                generated::library(set, &set.encode_to_vec(), with_json, &source)?;
                anyhow::Ok(fs::read_to_string(source.join(format!("{}.v1.rs", CHANGED.1)))?)
            };
            let after = text(&changed)?;
            let texts = [text(set)?, after];
            self.states.push(State { file: source.join(format!("{}.v1.rs", CHANGED.1)), texts });
        }
        let file = self.source("contracts").join(format!("{}.rs", CHANGED.1));
        let text = fs::read_to_string(&file)?;
        let changed = contracts::changed(&text, CHANGED.0);
        ensure!(changed != text && self.states.iter().all(|it| it.texts[0] != it.texts[1]), "nothing is changed");
        self.states.push(State { file, texts: [text, changed] });
        Ok(())
    }

    fn source(&self, folder: &str) -> PathBuf {
        self.root.join(folder).join("src")
    }

    /// Puts one more member into a message of all crates, or takes it out.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub(crate) fn change(&self, is_changed: bool) -> Result<()> {
        self.states.iter().try_for_each(|it| generated::replace(&it.file, &it.texts[usize::from(is_changed)]))
    }

    /// Forgets what was compiled of some crates.
    ///
    /// # Errors
    /// When cargo fails.
    pub(crate) fn clean(&self, crates: &[&str], profile: &str) -> Result<()> {
        let mut cargo = self.cargo();
        cargo.args(["clean", "--quiet", "--profile", profile]);
        for it in crates {
            cargo.args(["--package", &format!("compiled-{it}")]);
        }
        succeed(&mut cargo)
    }

    /// Builds a crate and all that it needs.
    ///
    /// # Errors
    /// When it does not compile.
    pub(crate) fn build(&self, package: &str, profile: &str) -> Result<Taken> {
        let (start, before) = (Instant::now(), processor()?);
        let package = format!("compiled-{package}");
        succeed(self.cargo().args(["build", "--quiet", "--profile", profile, "--package", &package]))?;
        Ok(Taken { wall: start.elapsed().as_secs_f64(), processor: processor()? - before })
    }

    /// How many lines a crate has once its macros are expanded.
    ///
    /// # Errors
    /// When it does not compile.
    pub(crate) fn expanded_lines(&self, package: &str) -> Result<usize> {
        let mut cargo = self.cargo();
        cargo.args(["rustc", "--quiet", "--profile", "dev", "--lib", "--package"]);
        let output = cargo.args([&format!("compiled-{package}"), "--", "-Zunpretty=expanded"]).output()?;
        ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let lines = output.stdout.split(|&byte| byte == b'\n');
        // Comments are no code.
        let is_code = |line: &&[u8]| !line.trim_ascii().is_empty() && !line.trim_ascii().starts_with(b"//");
        Ok(lines.filter(is_code).count())
    }

    fn cargo(&self) -> Command {
        let mut cargo = Command::new("cargo");
        cargo.current_dir(&self.root).env("CARGO_TARGET_DIR", self.root.join("target")).env_remove("CARGO_INCREMENTAL");
        // A cache of compiled crates would be measured in place of the compiler.
        cargo.env("RUSTC_WRAPPER", "");
        // Some build scripts look at it: it is the same for all, or what they build would be built again.
        cargo.env("RUSTC_BOOTSTRAP", "1");
        cargo
    }
}

fn manifest(folder: &Path, name: &str, kind: &str, dependencies: &str, rest: &str) -> Result<()> {
    fs::create_dir_all(folder.join("src"))?;
    let package = format!("[package]\nname = \"compiled-{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n");
    let text = format!("{package}\n{kind}\n[dependencies]\n{dependencies}{rest}");
    generated::replace(&folder.join("Cargo.toml"), &text)
}

fn processor() -> Result<f64> {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    Ok((usage.user_time() + usage.system_time()).num_microseconds() as f64 / 1e6)
}

fn succeed(command: &mut Command) -> Result<()> {
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("cannot run {command:?}"))?;
    ensure!(output.status.success(), "{command:?} failed:\n{}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}
