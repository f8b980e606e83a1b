//! Generates the service as tonic has it.

use tonic_prost_build::manual::{Builder, Method, Service};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let method = |name: &str, route: &str, output: &str| {
        Method::builder()
            .name(name)
            .route_name(route)
            .input_type("tests_benches_peers::by_prost::PlaceOrderRequest")
            .output_type(format!("tests_benches_peers::by_prost::{output}"))
            .codec_path("tonic_prost::ProstCodec")
    };
    let service = Service::builder()
        .name("EchoService")
        .package("bench.v1")
        .method(method("echo", "Echo", "PlaceOrderRequest").build())
        .method(method("watch", "Watch", "Instant").server_streaming().build());
    Builder::new().compile(&[service.build()]);
}
