//! The set as contracts, and a program that serves and calls it.

use std::fmt::Write as _;

use crate::set::{Message, Module, Operation};

/// The files of a crate of contracts, by their names.
pub(crate) fn library(set: &[Module], with_services: bool) -> Vec<(String, String)> {
    let modules = set.iter().map(|it| format!("/// A module.\npub mod {};\n", it.name()));
    let mut files = vec![("lib.rs".to_owned(), format!("//! Contracts.\n\n{}", modules.collect::<String>()))];
    files.extend(set.iter().map(|it| (format!("{}.rs", it.name()), module(it, with_services))));
    files
}

fn module(module: &Module, with_services: bool) -> String {
    let mut code = format!(
        "//! A module.\n\n#![allow(unused_imports)]\n\nuse contracts::{{Status, contract}};\nuse futures::Stream;\n\
         use std::collections::HashMap;\nuse std::time::SystemTime;\n\n\
         contracts::package!(\"{}.v1\");\n",
        module.name()
    );
    module.enums.iter().for_each(|name| code += &enumeration(name));
    module.messages.iter().for_each(|it| code += &message(module.subject, it));
    if with_services {
        let operations: String = module
            .operations
            .iter()
            .map(|it| format!("    /// Acts.\n    #[operation]\n    {};\n", signature(it)))
            .collect();
        let _ = write!(code, "\n/// A service.\n#[contract]\npub trait {}Service {{\n{operations}}}\n", module.subject);
    }
    code
}

fn enumeration(name: &str) -> String {
    let values = ["Unspecified", "Active", "Waiting", "Closed"].iter().enumerate();
    let values: String = values.map(|(number, value)| format!("    /// A value.\n    {value} = {number},\n")).collect();
    format!(
        "\n/// A state.\n#[contract]\n#[derive(Debug, Clone, Copy, PartialEq, Eq)]\npub enum {name} {{\n{values}    \
         /// Another.\n    #[unknown]\n    Other(i32),\n}}\n"
    )
}

fn message(subject: &str, message: &Message) -> String {
    let members =
        message.members.iter().enumerate().map(|(index, (name, ty))| {
            format!("    /// A member.\n    #[member({})]\n    pub {name}: {ty},\n", index + 1)
        });
    let mut members: String = members.collect();
    let mut oneof = String::new();
    if message.has_oneof {
        members += &format!("    /// One of several.\n    #[oneof]\n    pub change: Option<{subject}Change>,\n");
        oneof = format!(
            "\n/// One of several.\n#[contract]\n#[derive(Debug, Clone, PartialEq)]\npub enum {subject}Change {{\n    \
             /// A member.\n    #[member(20)]\n    Created({subject}),\n    /// A member.\n    #[member(21)]\n    \
             Note(String),\n    /// A member.\n    #[member(22)]\n    Removed(u64),\n}}\n"
        );
    }
    let name = &message.name;
    format!(
        "\n/// A message.\n#[contract]\n#[derive(Debug, Clone, PartialEq)]\npub struct {name} {{\n{members}}}\n{oneof}"
    )
}

/// A message with one more member.
pub(crate) fn changed(code: &str, message: &str) -> String {
    let head = format!("pub struct {message} {{\n");
    code.replacen(&head, &format!("{head}    /// Added.\n    #[member(99)]\n    pub added: u32,\n"), 1)
}

fn signature(operation: &Operation) -> String {
    let Operation { name, request, response, streams } = operation;
    let request = if streams.0 { stream(request) } else { request.clone() };
    let response = if streams.1 { stream(response) } else { response.clone() };
    format!("async fn {name}(&self, request: {request}) -> Result<{response}, Status>")
}

fn stream(message: &str) -> String {
    format!("impl Stream<Item = Result<{message}, Status>>")
}

/// A program that serves all services of the set, and calls each operation.
pub(crate) fn program(set: &[Module]) -> String {
    let uses = set.iter().map(|it| format!("    use set_of_contracts::{}::*;\n", it.name()));
    let mut code = format!(
        "//! Serves and calls.\n\nuse contracts::{{Status, contract}};\nuse futures::Stream;\n{}\nstruct All;\n",
        uses.collect::<String>().replace("    use", "use")
    );
    let mut calls = String::new();
    let mut mounts = String::new();
    for module in set {
        let subject = module.subject;
        let methods = module.operations.iter().map(|it| {
            let response = if it.streams.1 { "Ok(futures::stream::empty())" } else { "Ok(Default::default())" };
            format!("    {} {{\n        drop(request);\n        {response}\n    }}\n", signature(it))
        });
        let methods: String = methods.collect();
        let _ = write!(code, "\n#[contract]\nimpl {subject}Service for All {{\n{methods}}}\n");
        mounts += &format!("        .service({subject}ServiceServer::new(All))\n");
        calls += &format!("    let client = {subject}ServiceClient::connect_lazy(&uri)?;\n");
        for operation in &module.operations {
            let request = if operation.streams.0 { "futures::stream::empty()" } else { "Default::default()" };
            calls += &format!("    drop({subject}Service::{}(&client, {request}).await?);\n", operation.name);
        }
    }
    code + &format!(
        "\n#[tokio::main]\nasync fn main() -> Result<(), Box<dyn std::error::Error>> {{\n    \
         let listener = tokio::net::TcpListener::bind(\"127.0.0.1:0\").await?;\n    \
         let uri = format!(\"http://{{}}\", listener.local_addr()?);\n    \
         let server = contracts::rpc::tonic::Server::builder()\n{mounts}        .serve(listener);\n    \
         tokio::spawn(server);\n{calls}    Ok(())\n}}\n"
    )
}
