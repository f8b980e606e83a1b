//! The set as prost and tonic generate it from the contracts' descriptors, and a program that serves and calls it.

use anyhow::{Context as _, Result};
use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{FieldDescriptorProto, FileDescriptorSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::set::{Module, Operation};

/// The set without its services.
pub(crate) fn without_services(set: &FileDescriptorSet) -> FileDescriptorSet {
    let mut set = set.clone();
    set.file.iter_mut().for_each(|file| file.service.clear());
    set
}

/// The set with one more member in a message.
///
/// # Errors
/// When there is no such message.
pub(crate) fn changed(set: &FileDescriptorSet, name: &str) -> Result<FileDescriptorSet> {
    let mut set = set.clone();
    let mut messages = set.file.iter_mut().flat_map(|file| &mut file.message_type);
    let message = messages.find(|message| message.name() == name).context("the message is there")?;
    message.field.push(FieldDescriptorProto {
        name: Some("added".to_owned()),
        json_name: Some("added".to_owned()),
        number: Some(99),
        label: Some(Label::Optional.into()),
        r#type: Some(Type::Uint32.into()),
        ..FieldDescriptorProto::default()
    });
    Ok(set)
}

/// Generates the source of a crate into a folder, with JSON by pbjson or without. A file that stays as it is is not
/// written.
///
/// # Errors
/// When it cannot be generated or written.
pub(crate) fn library(set: &FileDescriptorSet, encoded: &[u8], with_json: bool, source: &Path) -> Result<()> {
    let scratch = source.with_extension("new");
    fs::create_dir_all(&scratch)?;
    fs::create_dir_all(source)?;
    let builder = tonic_prost_build::configure().out_dir(&scratch).include_file("lib.rs").emit_rerun_if_changed(false);
    let builder = match with_json {
        true => builder.extern_path(".google.protobuf", "::pbjson_types").compile_well_known_types(true),
        false => builder,
    };
    builder.compile_fds(set.clone())?;
    if with_json {
        let named: Vec<String> = packages(set).map(|package| format!(".{package}")).collect();
        pbjson_build::Builder::new().out_dir(&scratch).register_descriptors(encoded)?.build(&named)?;
        for package in packages(set) {
            let (code, json) = (scratch.join(format!("{package}.rs")), scratch.join(format!("{package}.serde.rs")));
            let whole = fs::read_to_string(&code)? + &fs::read_to_string(&json)?;
            fs::write(code, whole)?;
            fs::remove_file(json)?;
        }
    }
    for entry in fs::read_dir(&scratch)? {
        let entry = entry?;
        replace(&source.join(entry.file_name()), &fs::read_to_string(entry.path())?)?;
    }
    Ok(fs::remove_dir_all(&scratch)?)
}

fn packages(set: &FileDescriptorSet) -> impl Iterator<Item = &str> {
    set.file.iter().map(|file| file.package()).filter(|package| !package.starts_with("google."))
}

/// Writes a file unless it is there as it is.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn replace(file: &Path, text: &str) -> Result<()> {
    if fs::read_to_string(file).is_ok_and(|old| old == text) {
        return Ok(());
    }
    fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))
}

/// The build script that generates the source where the crate is built.
pub(crate) const BUILD_SCRIPT: &str = r#"//! Generates.

use prost::Message as _;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=set.binpb");
    let set = prost_types::FileDescriptorSet::decode(&*std::fs::read("set.binpb")?)?;
    Ok(tonic_prost_build::configure().include_file("set.rs").compile_fds(set)?)
}
"#;

/// A program that serves all services of the set, and calls each operation.
pub(crate) fn program(set: &[Module]) -> String {
    let mut code = "//! Serves and calls.\n\nuse tonic::codegen::BoxStream;\nuse tonic::{Request, Response, Status, Streaming};\n\nstruct All;\n".to_owned();
    let (mut mounts, mut calls) = (String::new(), String::new());
    for module in set {
        let (subject, name) = (module.subject, module.name());
        let (server, client) = (format!("{name}_service_server"), format!("{name}_service_client"));
        let path = format!("set_of_prost::{name}::v1");
        let methods: String = module.operations.iter().map(|it| method(it, &path)).collect();
        let _ =
            write!(code, "\n#[tonic::async_trait]\nimpl {path}::{server}::{subject}Service for All {{\n{methods}}}\n");
        mounts += &format!("        .add_service({path}::{server}::{subject}ServiceServer::new(All))\n");
        calls += &format!("    let mut client = {path}::{client}::{subject}ServiceClient::new(channel.clone());\n");
        for operation in &module.operations {
            let request = match operation.streams.0 {
                true => format!("tokio_stream::empty::<{path}::{}>()", operation.request),
                false => format!("{path}::{}::default()", operation.request),
            };
            calls += &format!("    drop(client.{}({request}).await?);\n", operation.name);
        }
    }
    code + &format!(
        "\n#[tokio::main]\nasync fn main() -> Result<(), Box<dyn std::error::Error>> {{\n    \
         let address = \"127.0.0.1:50999\".parse()?;\n    \
         let server = tonic::transport::Server::builder()\n{mounts}        .serve(address);\n    \
         tokio::spawn(server);\n    \
         let channel = tonic::transport::Channel::from_static(\"http://127.0.0.1:50999\").connect_lazy();\n\
         {calls}    Ok(())\n}}\n"
    )
}

fn method(operation: &Operation, path: &str) -> String {
    let Operation { name, request, response, streams } = operation;
    let request = if streams.0 { format!("Streaming<{path}::{request}>") } else { format!("{path}::{request}") };
    let initial = name[..1].to_uppercase();
    let stream = format!("{initial}{}Stream", &name[1..]);
    let (declared, response, body) = match streams.1 {
        true => (
            format!("    type {stream} = BoxStream<{path}::{response}>;\n"),
            format!("Self::{stream}"),
            "Box::pin(tokio_stream::empty())",
        ),
        false => (String::new(), format!("{path}::{response}"), "Default::default()"),
    };
    format!(
        "{declared}    async fn {name}(&self, request: Request<{request}>) -> Result<Response<{response}>, Status> {{\n        \
         drop(request);\n        Ok(Response::new({body}))\n    }}\n"
    )
}
