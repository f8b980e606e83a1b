//! What a server says of itself by reflection.

use std::net::SocketAddr;

use anyhow::{Context, Result, bail};
use futures::stream;
use tonic::codegen::http::uri::PathAndQuery;
use tonic::transport::Endpoint;
use tonic_prost::ProstCodec;
use tonic_reflection::pb::v1::server_reflection_request::MessageRequest;
use tonic_reflection::pb::v1::server_reflection_response::MessageResponse;
use tonic_reflection::pb::v1::{ServerReflectionRequest, ServerReflectionResponse};

use crate::descriptors::{self, EncodedFiles};

/// The reflection services. They differ in the package alone.
pub const METHODS: [&str; 2] = [
    "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
    "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
];

/// The descriptors of these files and of those that they import, encoded, by name.
///
/// # Errors
///
/// The server does not know a file.
pub fn files(server: SocketAddr, method: &'static str, names: &[String]) -> Result<EncodedFiles> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let files = runtime.block_on(ask(server, method, names))?;
    files.into_iter().map(|file| Ok((descriptors::name(&file)?, file))).collect()
}

async fn ask(server: SocketAddr, method: &'static str, names: &[String]) -> Result<Vec<Vec<u8>>> {
    let mut client = tonic::client::Grpc::new(Endpoint::from_shared(format!("http://{server}"))?.connect().await?);
    client.ready().await?;
    let requests: Vec<_> = names.iter().map(|name| request(name)).collect();
    let codec = ProstCodec::<ServerReflectionRequest, ServerReflectionResponse>::default();
    let request = tonic::Request::new(stream::iter(requests));
    let mut responses = client.streaming(request, PathAndQuery::from_static(method), codec).await?.into_inner();
    let mut files = Vec::new();
    while let Some(response) = responses.message().await? {
        match response.message_response.context("the answer is empty")? {
            MessageResponse::FileDescriptorResponse(response) => files.extend(response.file_descriptor_proto),
            other => bail!("the answer is {other:?}"),
        }
    }
    Ok(files)
}

fn request(name: &str) -> ServerReflectionRequest {
    let file = MessageRequest::FileByFilename(name.to_owned());
    ServerReflectionRequest { message_request: Some(file), ..ServerReflectionRequest::default() }
}
