//! The protocol between the conformance runner and a testee: `conformance/conformance.proto`.

use contracts::contract;

contracts::package!("conformance");

/// A piece of input, and what to make of it.
#[contract(reserved(6..=7))]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ConformanceRequest {
    #[oneof]
    pub payload: Option<Payload>,
    #[member(3)]
    pub requested_output_format: WireFormat,
    /// The full name of the message that the payload is of.
    #[member(4)]
    pub message_type: String,
    #[member(5)]
    pub test_category: TestCategory,
    #[member(9)]
    pub print_unknown_fields: bool,
}

/// The input.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Payload {
    #[member(1, name = "protobuf_payload")]
    Protobuf(Vec<u8>),
    #[member(2, name = "json_payload")]
    Json(String),
    #[member(8, name = "text_payload")]
    Text(String),
}

/// What became of the input.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ConformanceResponse {
    #[oneof]
    pub result: Option<Outcome>,
}

/// What became of the input.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Outcome {
    #[member(1)]
    ParseError(String),
    #[member(6)]
    SerializeError(String),
    #[member(2)]
    RuntimeError(String),
    #[member(3, name = "protobuf_payload")]
    Protobuf(Vec<u8>),
    #[member(4, name = "json_payload")]
    Json(String),
    #[member(8, name = "text_payload")]
    Text(String),
    #[member(5)]
    Skipped(String),
}

/// A format of messages.
#[contract]
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum WireFormat {
    Unspecified = 0,
    Protobuf = 1,
    Json = 2,
    Jspb = 3,
    TextFormat = 4,
    #[unknown]
    Other(i32),
}

/// What a test is about.
#[contract]
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum TestCategory {
    Unspecified = 0,
    Binary = 1,
    Json = 2,
    JsonIgnoreUnknownParsing = 3,
    Jspb = 4,
    TextFormat = 5,
    #[unknown]
    Other(i32),
}
