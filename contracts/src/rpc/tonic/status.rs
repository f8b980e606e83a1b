//! Statuses and metadata, between tonic's and ours.

use std::error::Error;

use bytes::Bytes;
use tonic::metadata::MetadataMap;

use crate::rpc::{Code, Metadata, Status};

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

/// tonic's status, with the metadata that travels beside it.
pub(super) fn with_metadata(status: &Status, metadata: Metadata) -> tonic::Status {
    tonic::Status::with_details_and_metadata(
        tonic::Code::from_i32(status.code().number()),
        status.message(),
        status.encoded_details(),
        into_map(metadata),
    )
}

/// Metadata as tonic sends it.
pub(super) fn into_map(metadata: Metadata) -> MetadataMap {
    MetadataMap::from_headers(metadata.into_headers())
}

/// Metadata as tonic received it.
pub(super) fn from_map(metadata: MetadataMap) -> Metadata {
    Metadata::from_headers(metadata.into_headers())
}

/// What tonic makes of a message that is larger than the limit, in the words of gRPC.
pub(super) fn too_large(status: &tonic::Status) -> Status {
    let numbers = status.message().split(|letter: char| !letter.is_ascii_digit()).filter(|part| !part.is_empty());
    match numbers.collect::<Vec<_>>().as_slice() {
        [length, limit] => {
            Status::resource_exhausted(format!("a message of {length} bytes is larger than the limit of {limit} bytes"))
        }
        _ => Status::resource_exhausted(status.message()),
    }
}
