//! protovalidate for Python, at the other end of a pipe.

use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use contracts::Message;
use contracts::descriptor::Descriptors;
use contracts::registry::Root;
use prost::Message as _;
use prost_types::FileDescriptorProto;
use proto_export::print::{Names, print};
use serde_json::{Value, json};
use tempfile::TempDir;
use tests::{command, tools, workspace};

/// Where a value is, which rule it breaks, whether it is a key.
pub(crate) type Found = (String, String, bool);

/// A message, and what Rust finds in it.
pub(crate) struct Case {
    name: String,
    bytes: Vec<u8>,
    pub(crate) found: Vec<Found>,
}

impl Case {
    pub(crate) fn of<M: Message>(message: &M) -> Self {
        let violations = message.validate().err();
        let violations = violations.iter().flatten();
        let mut found: Vec<_> = violations.map(|it| (it.field_path(), it.rule_id().to_owned(), it.for_key())).collect();
        found.sort();
        Case { name: M::schema().full_name(), bytes: message.encode_to_vec(), found }
    }

    /// What is to be said when someone else finds something else.
    pub(crate) fn differs(&self, theirs: &Value) -> Option<String> {
        let ours = json!(self.found);
        (ours != *theirs).then(|| format!("{} {:02x?}\n  ours   {ours}\n  theirs {theirs}", self.name, self.bytes))
    }
}

/// A process that knows the rules from the exported files.
pub(crate) struct Judge {
    folder: TempDir,
}

impl Judge {
    /// Exports contracts, and has protoc read the files.
    pub(crate) fn new<'a>(roots: impl IntoIterator<Item = &'a Root>) -> Result<Self> {
        let descriptors = Descriptors::from_roots(roots);
        ensure!(descriptors.violations.is_empty(), "{:#?}", descriptors.violations);
        let folder = tempfile::tempdir()?;
        let imports = descriptors.imports.iter().map(|file| Ok(FileDescriptorProto::decode(&**file)?));
        let imports = imports.collect::<Result<Vec<_>>>()?;
        let names = Names::of(descriptors.files.iter().chain(&imports));
        let brought = imports.iter().filter(|file| !file.name().starts_with("google/protobuf/"));
        for file in descriptors.files.iter().chain(brought) {
            let path = folder.path().join(file.name());
            fs::create_dir_all(path.parent().context("a file has a folder")?)?;
            fs::write(path, print(file, &names))?;
        }
        let mut protoc = Command::new("python3");
        protoc.args(["-m", "grpc_tools.protoc", "-I.", "--include_imports", "--descriptor_set_out=set.binpb"]);
        protoc.args(descriptors.files.iter().map(FileDescriptorProto::name));
        command::succeed(protoc.env("PYTHONPATH", tools::python()?).current_dir(folder.path()))?;
        Ok(Judge { folder })
    }

    /// What is found in each message.
    pub(crate) fn judge(&self, cases: &[Case]) -> Result<Vec<Value>> {
        let path = std::env::join_paths([tools::protovalidate()?, tools::python()?])?;
        let mut process = Command::new("python3")
            .arg(workspace::root().join("tests/tests/validate/judge.py"))
            .arg(self.folder.path().join("set.binpb"))
            .env("PYTHONPATH", path)
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut input = process.stdin.take().context("the input is piped")?;
        let lines: Vec<String> = cases.iter().map(|case| json!([case.name, hex(&case.bytes)]).to_string()).collect();
        let writer = std::thread::spawn(move || lines.iter().try_for_each(|line| writeln!(input, "{line}")));
        let output = process.wait_with_output()?;
        writer.join().ok().context("the writer has not panicked")??;
        ensure!(output.status.success(), "Python fails");
        let lines = std::str::from_utf8(&output.stdout)?.lines();
        let found = lines.map(|line| Ok(serde_json::from_str(line)?)).collect::<Result<Vec<Value>>>()?;
        ensure!(found.len() == cases.len(), "{} of {} messages were judged", found.len(), cases.len());
        Ok(found)
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
