//! Clients in three languages, generated from `proto/`, drive the kernel through everything that crosses the wire.

use anyhow::Result;
use tests::client::{self, Checks};
use tests::kernel::Kernel;
use tests::toolchain::Toolchain;

const CHECKS: &[&str] = &[
    "bidirectional",
    "cancellation",
    "client_streaming",
    "deadline",
    "empty_response",
    "optional_fields",
    "resumed_stream",
    "server_streaming",
    "typed_error",
    "typed_error_with_field",
    "typed_error_with_its_own_message",
    "unary",
    "unknown_fields_survive",
];

#[test]
fn a_client_in_python_is_served() {
    drive(&[Toolchain::Node, Toolchain::Python], client::python);
}

#[test]
fn a_client_in_typescript_is_served() {
    drive(&[Toolchain::Node], client::typescript);
}

#[test]
fn a_client_in_go_is_served() {
    drive(&[Toolchain::Node, Toolchain::Go], client::go);
}

fn drive(toolchains: &[Toolchain], client: fn(&str) -> Result<Checks>) {
    let (kernel, checks) = served(toolchains, client).unwrap_or_else(|error| panic!("{error:#}"));
    let failed: Vec<_> = checks.iter().filter(|(_, error)| error.is_some()).collect();
    assert!(failed.is_empty(), "{failed:#?}");
    assert_eq!(checks.keys().map(String::as_str).collect::<Vec<_>>(), CHECKS);
    // One by `cancellation`, two by `resumed_stream`.
    assert!(kernel.has_logged(3, "/user.v1.UserService/WatchUsers", "CANCELLED"), "the kernel does not notice");
}

fn served(toolchains: &[Toolchain], client: fn(&str) -> Result<Checks>) -> Result<(Kernel, Checks)> {
    for toolchain in toolchains {
        toolchain.require()?;
    }
    let kernel = Kernel::start()?;
    let checks = client(&kernel.address().to_string())?;
    Ok((kernel, checks))
}
