//! The contracts of gRPC's interoperability tests, and the service that they ask for
//! (<https://github.com/grpc/grpc/blob/master/doc/interop-test-descriptions.md>).

use std::time::Duration;

use contracts::{Code, Context, Status, contract};
use futures::{Stream, StreamExt, stream};

contracts::package!("grpc.testing");

/// Nothing.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Empty {}

/// Bytes that mean nothing.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Payload {
    /// The bytes.
    #[member(2)]
    pub body: Vec<u8>,
}

/// The status that the server is to answer with.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct EchoStatus {
    /// The code.
    #[member(1)]
    pub code: i32,
    /// The message.
    #[member(2)]
    pub message: String,
}

/// Asks for one response.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct SimpleRequest {
    /// How large the payload of the response is.
    #[member(2)]
    pub response_size: i32,
    /// Bytes on the way to the server.
    #[member(3)]
    pub payload: Option<Payload>,
    /// How the call ends.
    #[member(7)]
    pub response_status: Option<EchoStatus>,
}

/// One response.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct SimpleResponse {
    /// Bytes on the way back.
    #[member(1)]
    pub payload: Option<Payload>,
}

/// One of the bytes to count.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct StreamingInputCallRequest {
    /// The bytes.
    #[member(1)]
    pub payload: Option<Payload>,
}

/// How many bytes came.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct StreamingInputCallResponse {
    /// The number of bytes.
    #[member(1)]
    pub aggregated_payload_size: i32,
}

/// Describes one response.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct ResponseParameters {
    /// How large it is.
    #[member(1)]
    pub size: i32,
    /// How long to wait before it, in microseconds.
    #[member(2)]
    pub interval_us: i32,
}

/// Asks for responses.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct StreamingOutputCallRequest {
    /// The responses.
    #[member(2)]
    pub response_parameters: Vec<ResponseParameters>,
    /// Bytes on the way to the server.
    #[member(3)]
    pub payload: Option<Payload>,
    /// How the call ends.
    #[member(7)]
    pub response_status: Option<EchoStatus>,
}

/// One of the responses.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct StreamingOutputCallResponse {
    /// Bytes on the way back.
    #[member(1)]
    pub payload: Option<Payload>,
}

/// The service of the interoperability tests.
#[contract]
pub trait TestService {
    /// Answers nothing to nothing.
    #[operation]
    async fn empty_call(&self, request: Empty) -> Result<Empty, Status>;

    /// Answers with as many bytes as asked for.
    #[operation]
    async fn unary_call(&self, request: SimpleRequest, cx: &Context) -> Result<SimpleResponse, Status>;

    /// Sends responses as asked for.
    #[operation]
    async fn streaming_output_call(
        &self,
        request: StreamingOutputCallRequest,
        cx: &Context,
    ) -> Result<impl Stream<Item = Result<StreamingOutputCallResponse, Status>>, Status>;

    /// Counts the bytes of all requests.
    #[operation]
    async fn streaming_input_call(
        &self,
        requests: impl Stream<Item = Result<StreamingInputCallRequest, Status>>,
        cx: &Context,
    ) -> Result<StreamingInputCallResponse, Status>;

    /// Sends responses as each request asks for.
    #[operation]
    async fn full_duplex_call(
        &self,
        requests: impl Stream<Item = Result<StreamingOutputCallRequest, Status>>,
        cx: &Context,
    ) -> Result<impl Stream<Item = Result<StreamingOutputCallResponse, Status>>, Status>;
}

/// A method and a service that the server of the tests does not have.
#[contract]
pub trait UnimplementedService {
    /// Is not there.
    #[operation]
    async fn unimplemented_call(&self, request: Empty) -> Result<Empty, Status>;
}

/// The header that the server sends back, and the trailer.
pub const ECHOED: [&str; 2] = ["x-grpc-test-echo-initial", "x-grpc-test-echo-trailing-bin"];

/// Answers the interoperability tests.
pub struct Answers;

#[contract]
impl TestService for Answers {
    async fn empty_call(&self, request: Empty) -> Result<Empty, Status> {
        Ok(request)
    }

    async fn unary_call(&self, request: SimpleRequest, cx: &Context) -> Result<SimpleResponse, Status> {
        echo(cx)?;
        asked_for(request.response_status)?;
        Ok(SimpleResponse { payload: payload(request.response_size) })
    }

    async fn streaming_output_call(
        &self,
        request: StreamingOutputCallRequest,
        cx: &Context,
    ) -> Result<impl Stream<Item = Result<StreamingOutputCallResponse, Status>>, Status> {
        echo(cx)?;
        Ok(responses(request))
    }

    async fn streaming_input_call(
        &self,
        requests: impl Stream<Item = Result<StreamingInputCallRequest, Status>>,
        cx: &Context,
    ) -> Result<StreamingInputCallResponse, Status> {
        echo(cx)?;
        let mut requests = std::pin::pin!(requests);
        let mut aggregated_payload_size = 0;
        while let Some(request) = requests.next().await {
            aggregated_payload_size += request?.payload.map_or(0, |payload| payload.body.len() as i32);
        }
        Ok(StreamingInputCallResponse { aggregated_payload_size })
    }

    async fn full_duplex_call(
        &self,
        requests: impl Stream<Item = Result<StreamingOutputCallRequest, Status>>,
        cx: &Context,
    ) -> Result<impl Stream<Item = Result<StreamingOutputCallResponse, Status>>, Status> {
        echo(cx)?;
        Ok(requests.flat_map(|request| match request {
            Ok(request) => responses(request).left_stream(),
            Err(status) => stream::iter([Err(status)]).right_stream(),
        }))
    }
}

/// Sends back the metadata that the tests want back.
fn echo(cx: &Context) -> Result<(), Status> {
    let [header, trailer] = ECHOED;
    if let Some(text) = cx.metadata().get(header) {
        cx.set_response_header(header, text)?;
    }
    if let Some(bytes) = cx.metadata().get_bin(trailer) {
        cx.set_response_trailer_bin(trailer, &bytes)?;
    }
    Ok(())
}

fn asked_for(status: Option<EchoStatus>) -> Result<(), Status> {
    match status {
        Some(status) if status.code != 0 => Err(Status::new(Code::from_number(status.code), status.message)),
        _ => Ok(()),
    }
}

fn responses(
    request: StreamingOutputCallRequest,
) -> impl Stream<Item = Result<StreamingOutputCallResponse, Status>> + Send {
    let status = asked_for(request.response_status).err().map(Err);
    let wanted = stream::iter(request.response_parameters).then(async |wanted| {
        tokio::time::sleep(Duration::from_micros(wanted.interval_us.max(0) as u64)).await;
        Ok(StreamingOutputCallResponse { payload: payload(wanted.size) })
    });
    wanted.chain(stream::iter(status))
}

pub fn payload(size: i32) -> Option<Payload> {
    Some(Payload { body: vec![0; size.max(0) as usize] })
}
