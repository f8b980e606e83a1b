//! The OpenAPI document of the kernel is valid, and a client that is generated from it works.

use contracts::openapi::{self, Info};
use kernel_api as _;
use tests::client;
use tests::kernel::Kernel;
use tests::toolchain::Toolchain;

#[test]
fn a_client_that_is_generated_from_openapi_is_served() {
    Toolchain::Node.require().unwrap();
    let document = openapi::of_registry(&Info::new("Kernel", "1.0.0")).unwrap();
    let kernel = Kernel::start().unwrap();
    let checks = client::openapi(&document, &kernel.address().to_string()).unwrap_or_else(|error| panic!("{error:#}"));
    let failed: Vec<_> = checks.iter().filter(|(_, error)| error.is_some()).collect();
    assert!(failed.is_empty(), "{failed:#?}");
    let names: Vec<&str> = checks.keys().map(String::as_str).collect();
    assert_eq!(names, ["create", "deleted", "path_and_body", "problem", "query", "read"]);
}
