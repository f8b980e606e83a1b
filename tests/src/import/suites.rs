//! The sets of foreign files.

use super::google_cloud;
use super::suite::Suite;
use crate::{tools, workspace};

/// All suites.
pub const SUITES: &[Suite] = &[
    Suite {
        name: "constructs",
        source: "our own, every construct of proto2 and proto3",
        folder: "constructs",
        includes: || Ok(vec![workspace::root().join("tests/src/import/protos")]),
        files: &[],
        default_package: None,
        compiled: true,
    },
    Suite {
        name: "protobuf-net",
        source: "our own, as protobuf-net writes them",
        folder: "protobuf-net",
        includes: || Ok(vec![workspace::root().join("tests/src/import/protobuf-net")]),
        files: &[],
        default_package: Some("Acme.Legacy"),
        compiled: true,
    },
    Suite {
        name: "googleapis-common-protos",
        source: "PyPI `googleapis-common-protos` 1.76.0",
        folder: "common",
        includes: || Ok(vec![tools::python()?]),
        files: &[
            "google/api",
            "google/cloud",
            "google/gapic",
            "google/logging",
            "google/longrunning",
            "google/rpc",
            "google/type",
        ],
        default_package: None,
        compiled: true,
    },
    Suite {
        name: "OpenTelemetry",
        source: "crate `opentelemetry-proto` 0.33.1",
        folder: "opentelemetry",
        includes: || Ok(vec![tools::crate_sources("opentelemetry-proto")?.join("src/proto/opentelemetry-proto")]),
        files: &[],
        default_package: None,
        compiled: true,
    },
    Suite {
        name: "etcd",
        source: "crate `etcd-client` 0.21.1",
        folder: "etcd",
        includes: || Ok(vec![tools::crate_sources("etcd-client")?.join("proto")]),
        files: &[],
        default_package: None,
        compiled: true,
    },
    Suite {
        name: "Envoy",
        source: "crate `envoy-types` 0.7.7",
        folder: "envoy",
        includes: || {
            let proto = tools::crate_sources("envoy-types")?.join("proto");
            let parts = ["data-plane-api", "cel-spec/proto", "client_model", "googleapis", "opentelemetry-proto"];
            let others = ["protoc-gen-validate", "ratelimit", "xds"];
            Ok(parts.into_iter().chain(others).map(|part| proto.join(part)).collect())
        },
        files: &[],
        default_package: None,
        compiled: true,
    },
    Suite {
        name: "Google Cloud",
        source: "npm `google-proto-files` 5.0.3: BigQuery, Firestore, longrunning, Pub/Sub, Spanner, Storage, and what says all else that its files say",
        folder: "cloud",
        includes: || Ok(vec![tools::google_proto_files()?]),
        files: google_cloud::FILES,
        default_package: None,
        compiled: true,
    },
    Suite {
        name: "googleapis",
        source: "npm `google-proto-files` 5.0.3",
        folder: "googleapis",
        includes: || Ok(vec![tools::google_proto_files()?]),
        files: &[],
        default_package: None,
        compiled: false,
    },
];
