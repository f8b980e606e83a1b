//! The file that is brought along declares what protovalidate's own does.

use std::process::Command;

use anyhow::{Context, Result};
use contracts::descriptor::SHIPPED;
use prost::Message as _;
use prost_types::{DescriptorProto, FieldDescriptorProto, FieldOptions, FileDescriptorProto};
use tests::{command, tools};

const PATH: &str = "buf/validate/validate.proto";

#[test]
fn the_file_that_is_brought_along_is_the_official_one_but_for_comments_and_cel() {
    let theirs = official().unwrap_or_else(|error| panic!("{error:#}"));
    let ours = ours().unwrap_or_else(|error| panic!("{error:#}"));
    assert_eq!(plain(ours), plain(theirs));
}

/// What protovalidate for Python brings.
fn official() -> Result<FileDescriptorProto> {
    let print = "import sys; from protovalidate._gen.buf.validate import validate_pb; \
                 sys.stdout.buffer.write(validate_pb._DESC.proto.to_binary())";
    let mut python = Command::new("python3");
    let outcome = command::succeed(python.args(["-c", print]).env("PYTHONPATH", tools::protovalidate()?))?;
    Ok(FileDescriptorProto::decode(outcome.stdout.as_slice())?)
}

fn ours() -> Result<FileDescriptorProto> {
    let folder = tempfile::tempdir()?;
    let shipped = SHIPPED.iter().find(|file| file.path == PATH).context("it is brought along")?;
    std::fs::create_dir_all(folder.path().join("buf/validate"))?;
    std::fs::write(folder.path().join(PATH), shipped.text)?;
    let mut protoc = Command::new("python3");
    protoc.args(["-m", "grpc_tools.protoc", "-I.", "--descriptor_set_out=set.binpb", PATH]);
    command::succeed(protoc.env("PYTHONPATH", tools::python()?).current_dir(folder.path()))?;
    let set = prost_types::FileDescriptorSet::decode(std::fs::read(folder.path().join("set.binpb"))?.as_slice())?;
    set.file.into_iter().next().context("the file is compiled")
}

/// The file without what compilers say in different ways.
fn plain(mut file: FileDescriptorProto) -> FileDescriptorProto {
    file.syntax = None;
    file.source_code_info = None;
    file.message_type.iter_mut().for_each(plain_message);
    file.extension.iter_mut().for_each(plain_field);
    file
}

fn plain_message(message: &mut DescriptorProto) {
    message.field.iter_mut().for_each(plain_field);
    message.nested_type.iter_mut().for_each(plain_message);
}

/// The CEL of a rule is an option that prost has no member for.
fn plain_field(field: &mut FieldDescriptorProto) {
    field.json_name = None;
    field.options = field.options.take().filter(|options| *options != FieldOptions::default());
}
