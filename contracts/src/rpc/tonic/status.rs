//! Statuses and metadata, between tonic's and ours.

use std::error::Error;

use bytes::Bytes;
use http::header::{HeaderMap, HeaderName, HeaderValue};
use tonic::metadata::MetadataMap;

use crate::rpc::{Code, Detail, Metadata, Status};

impl From<Status> for tonic::Status {
    fn from(status: Status) -> Self {
        with_metadata(&status, Metadata::new())
    }
}

impl From<tonic::Status> for Status {
    fn from(status: tonic::Status) -> Self {
        let code = Code::from_number(status.code().into());
        let ours = Status::new(code, status.message());
        let ours = match status.details() {
            [] => ours,
            details => ours.with_encoded_details(&Bytes::copy_from_slice(details)),
        };
        if status.source().is_some() { ours.with_source(status) } else { ours }
    }
}

/// How long the message of a status may be on the wire, and how long its details before base64. Statuses travel in
/// headers, of which grpc-core refuses more than 8 KiB and hyper more than 16 KiB, with the whole response.
const MESSAGE_LIMIT: usize = 2 << 10;
const DETAILS_LIMIT: usize = 4 << 10;

/// tonic's status, with the metadata that travels beside it.
pub(super) fn with_metadata(status: &Status, metadata: Metadata) -> tonic::Status {
    tonic::Status::with_details_and_metadata(
        tonic::Code::from_i32(status.code().number()),
        shortened(status.message()),
        fitting_details(status),
        into_map(metadata),
    )
}

/// The beginning of a message that is too long.
fn shortened(message: &str) -> String {
    // What is not a letter or a digit may take three bytes as `%20`.
    let width = |letter: char| if letter.is_ascii_alphanumeric() { 1 } else { 3 * letter.len_utf8() };
    let mut length = 0;
    let fits = message.char_indices().find(|(_, letter)| {
        length += width(*letter);
        length > MESSAGE_LIMIT
    });
    fits.map_or_else(|| message.to_owned(), |(end, _)| format!("{}...", &message[..end]))
}

/// All details, or the first, or none: what fits. Code and message arrive in any case.
fn fitting_details(status: &Status) -> Bytes {
    let with = |details: &[Detail]| {
        let short = Status::new(status.code(), shortened(status.message()));
        short.with_details(details.iter().cloned()).encoded_details()
    };
    let choices = [status.details(), status.details().get(..1).unwrap_or_default()];
    choices.into_iter().map(with).find(|encoded| encoded.len() <= DETAILS_LIMIT).unwrap_or_default()
}

const GRPC_STATUS: HeaderName = HeaderName::from_static("grpc-status");
const GRPC_MESSAGE: HeaderName = HeaderName::from_static("grpc-message");
const GRPC_DETAILS: HeaderName = HeaderName::from_static("grpc-status-details-bin");

/// The status among headers or trailers, if there is one.
pub(super) fn received(headers: &HeaderMap) -> Option<Result<(), tonic::Status>> {
    match headers.get(&GRPC_STATUS)?.as_bytes() {
        b"0" => Some(Ok(())),
        _ => tonic::Status::from_header_map(headers).map(Err),
    }
}

/// The metadata among trailers of a call that went well.
pub(super) fn metadata(mut trailers: HeaderMap) -> Metadata {
    for key in [GRPC_STATUS, GRPC_MESSAGE, GRPC_DETAILS] {
        trailers.remove(key);
    }
    Metadata::from_headers(trailers)
}

/// How a call ended, as trailers, with the metadata that travels beside it.
///
/// # Errors
/// When it cannot travel.
pub(super) fn trailers(end: Result<(), Status>, metadata: Metadata) -> Result<HeaderMap, tonic::Status> {
    let mut trailers = HeaderMap::new();
    match end {
        Ok(()) => {
            trailers = into_headers(metadata);
            trailers.insert(GRPC_STATUS, HeaderValue::from_static("0"));
        }
        Err(status) => with_metadata(&status, metadata).add_header(&mut trailers)?,
    }
    Ok(trailers)
}

/// Metadata as headers, without those of gRPC itself.
pub(super) fn into_headers(metadata: Metadata) -> HeaderMap {
    let mut headers = metadata.into_headers();
    if !headers.is_empty() {
        for reserved in ["te", "content-type", "grpc-message", "grpc-message-type", "grpc-status"] {
            headers.remove(reserved);
        }
    }
    headers
}

/// Metadata as tonic sends it.
fn into_map(metadata: Metadata) -> MetadataMap {
    MetadataMap::from_headers(metadata.into_headers())
}

/// Metadata as tonic received it.
pub(super) fn from_map(metadata: MetadataMap) -> Metadata {
    Metadata::from_headers(metadata.into_headers())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detail(size: usize) -> Detail {
        Detail::encoded("a.v1.A", Bytes::from(vec![7; size]))
    }

    #[test]
    fn a_status_fits_into_headers() {
        let check = |message: &str, details: &[usize], expected: usize| {
            let status = Status::aborted(message).with_details(details.iter().map(|size| detail(*size)));
            let sent = tonic::Status::from(status);
            let received = Status::from(sent.clone());
            let headers = sent.into_http::<tonic::body::Body>().into_parts().0.headers;
            assert!(headers.values().map(http::HeaderValue::len).sum::<usize>() < 8 << 10);
            assert_eq!(received.code(), Code::Aborted);
            assert_eq!(received.details().len(), expected);
            let begins = received.message().trim_end_matches('.');
            assert!(message.starts_with(begins), "{}", received.message());
        };
        check("short", &[], 0);
        check("short", &[100, 100], 2);
        check("short", &[3000, 3000], 1);
        check("short", &[5000, 10], 0);
        check(&"long ".repeat(10_000), &[], 0);
        check(&"long ".repeat(10_000), &[10, 10], 2);
        check(&"länge".repeat(1_000), &[2000, 2000], 1);
    }
}
