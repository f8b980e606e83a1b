//! Answers the conformance runner: reads a message in one format, writes it in another.

use std::io::{ErrorKind, Read, Write};

use anyhow::Result;
use contracts::json::{self, Options};
use contracts::{Message, text};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::edition2023::TestAllTypesEdition2023;
use super::proto3::TestAllTypesProto3;
use super::protocol::{ConformanceRequest, ConformanceResponse, Outcome, Payload, TestCategory, WireFormat};
use super::{proto2, proto2_in_editions, proto3_in_editions};

/// Answers requests, each behind its length in four bytes, until there are no more.
///
/// # Errors
///
/// A request is none, or the runner is gone.
pub fn serve(mut requests: impl Read, mut responses: impl Write) -> Result<()> {
    let mut length = [0; 4];
    loop {
        match requests.read_exact(&mut length) {
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(()),
            read => read?,
        }
        let mut request = vec![0; u32::from_le_bytes(length) as usize];
        requests.read_exact(&mut request)?;
        let response = ConformanceResponse { result: Some(answer(&ConformanceRequest::decode(&request)?)) };
        let response = response.encode_to_vec();
        responses.write_all(&u32::try_from(response.len())?.to_le_bytes())?;
        responses.write_all(&response)?;
        responses.flush()?;
    }
}

fn answer(request: &ConformanceRequest) -> Outcome {
    match request.message_type.as_str() {
        "conformance.FailureSet" => Outcome::Protobuf(Vec::new()),
        "protobuf_test_messages.proto3.TestAllTypesProto3" => answer_for::<TestAllTypesProto3>(request),
        "protobuf_test_messages.editions.proto3.TestAllTypesProto3" => {
            answer_for::<proto3_in_editions::TestAllTypesProto3>(request)
        }
        "protobuf_test_messages.proto2.TestAllTypesProto2" => answer_for::<proto2::TestAllTypesProto2>(request),
        "protobuf_test_messages.proto2.TestAllRequiredTypesProto2" => {
            answer_for::<proto2::TestAllRequiredTypesProto2>(request)
        }
        "protobuf_test_messages.proto2.UnknownToTestAllTypes" => answer_for::<proto2::UnknownToTestAllTypes>(request),
        "protobuf_test_messages.proto2.TestLargeOneof" => answer_for::<proto2::TestLargeOneof>(request),
        "protobuf_test_messages.editions.proto2.TestAllTypesProto2" => {
            answer_for::<proto2_in_editions::TestAllTypesProto2>(request)
        }
        "protobuf_test_messages.editions.proto2.TestAllRequiredTypesProto2" => {
            answer_for::<proto2_in_editions::TestAllRequiredTypesProto2>(request)
        }
        "protobuf_test_messages.editions.proto2.UnknownToTestAllTypes" => {
            answer_for::<proto2_in_editions::UnknownToTestAllTypes>(request)
        }
        "protobuf_test_messages.editions.proto2.TestLargeOneof" => {
            answer_for::<proto2_in_editions::TestLargeOneof>(request)
        }
        "protobuf_test_messages.editions.TestAllTypesEdition2023" => answer_for::<TestAllTypesEdition2023>(request),
        other => Outcome::Skipped(format!("there is no `{other}` yet")),
    }
}

fn answer_for<M: Message + Serialize + DeserializeOwned>(request: &ConformanceRequest) -> Outcome {
    let message = match &request.payload {
        Some(Payload::Protobuf(bytes)) => M::decode(bytes).map_err(|error| error.to_string()),
        Some(Payload::Json(json)) => json::from_str(json, reading(request)).map_err(|error| error.to_string()),
        Some(Payload::Text(text)) => text::from_str(text).map_err(|error| error.to_string()),
        None => return Outcome::Skipped("there is nothing to read".to_owned()),
    };
    match message {
        Ok(message) => written(&message, request),
        Err(error) => Outcome::ParseError(error),
    }
}

fn reading(request: &ConformanceRequest) -> Options {
    let unknown_fields = request.test_category == TestCategory::JsonIgnoreUnknownParsing;
    Options { unknown_fields, ..Options::default() }
}

fn written<M: Message + Serialize>(message: &M, request: &ConformanceRequest) -> Outcome {
    match request.requested_output_format {
        WireFormat::Protobuf => Outcome::Protobuf(message.encode_to_vec()),
        WireFormat::Json => match json::to_string(message, Options::default()) {
            Ok(json) => Outcome::Json(json),
            Err(error) => Outcome::SerializeError(error.to_string()),
        },
        WireFormat::TextFormat => {
            let options = text::Options { unknown_fields: request.print_unknown_fields, ..text::Options::default() };
            Outcome::Text(text::to_string_with(message, options))
        }
        _ => Outcome::Skipped("only binary, JSON and text are written".to_owned()),
    }
}
