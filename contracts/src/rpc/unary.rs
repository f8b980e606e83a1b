//! Unary calls whose messages come and go in a form that HTTP names: what the adapters share that are not gRPC.

use std::collections::HashMap;
use std::error::Error;
use std::sync::Arc;

use bytes::Bytes;
use futures::future::BoxFuture;
use futures::stream;
use http::{HeaderMap, Response, StatusCode, header};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};

use super::{Code, Context, Flow, Handler, HandlerVisitor, Limits, Operation, Serve, Server, Status, mistake};
use crate::message::{Message, json};
use crate::schema::{self, Streaming};
use crate::wire::DecodeOptions;

/// A request as it came.
pub(crate) enum Input {
    /// The wire format.
    #[cfg(feature = "connect")]
    Proto(Bytes),
    /// JSON.
    #[cfg(feature = "connect")]
    Json(Bytes),
    /// JSON that was read already.
    #[cfg(feature = "rest")]
    Object(serde_json::Value),
}

/// The form of a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    #[cfg(feature = "connect")]
    Proto,
    Json,
}

/// A method with all that is known of its messages hidden. A request that could not be read goes through too, so that
/// interceptors see how the call ended.
pub(crate) type Call =
    Arc<dyn Fn(Result<Input, Status>, Format, Context) -> BoxFuture<'static, Result<Bytes, Status>> + Send + Sync>;

/// A unary method of a service.
#[derive(Clone)]
pub(crate) struct UnaryMethod {
    pub(crate) schema: &'static schema::Method,
    pub(crate) call: Call,
    pub(crate) limits: Limits,
}

/// The unary methods of services, by their paths.
#[derive(Default, Clone)]
pub(crate) struct UnaryMethods(pub(crate) HashMap<&'static str, UnaryMethod>);

impl UnaryMethods {
    /// Adds the methods of a service.
    pub(crate) fn add<D: Serve<T>, T: Send + Sync + 'static>(&mut self, server: &Server<D, T>) {
        server.handlers(&mut Collector { methods: self, limits: server.limits() });
    }
}

struct Collector<'a> {
    methods: &'a mut UnaryMethods,
    limits: Limits,
}

impl HandlerVisitor for Collector<'_> {
    fn handler<O: Operation>(&mut self, handler: Handler<O::Request, O::Response>) {
        let schema = O::METHOD;
        if schema.streaming != Streaming::None {
            return;
        }
        let limits = self.limits;
        let call: Call =
            Arc::new(move |input, format, cx| Box::pin(call(handler.clone(), limits.decode, input, format, cx)));
        self.methods.0.insert(schema.path, UnaryMethod { schema, call, limits });
    }
}

async fn call<Q: Message, S: Message>(
    handler: Handler<Q, S>,
    options: DecodeOptions,
    input: Result<Input, Status>,
    format: Format,
    cx: Context,
) -> Result<Bytes, Status> {
    let request = match input.and_then(|input| decode(input, &options)) {
        Ok(request) => Flow::Single(request),
        Err(status) => Flow::Stream(Box::pin(stream::iter([Err(status)]))),
    };
    let response = handler(request, cx).await?.single().await?;
    encode(&response, format)
}

fn decode<M: Message>(input: Input, options: &DecodeOptions) -> Result<M, Status> {
    let json = json::Options { depth: options.depth(), ..json::options() };
    match input {
        #[cfg(feature = "connect")]
        Input::Proto(bytes) => M::decode_bytes_with(bytes, options)
            .map_err(|error| Status::new(mistake(&error).unwrap_or(Code::InvalidArgument), error.to_string())),
        #[cfg(feature = "connect")]
        Input::Json(bytes) => json::with_options(json, || from_json(&bytes)),
        #[cfg(feature = "rest")]
        Input::Object(object) => json::with_options(json, || M::deserialize_json(object))
            .map_err(|error| Status::invalid_argument(error.to_string())),
    }
}

#[cfg(feature = "connect")]
fn from_json<M: Message>(json: &[u8]) -> Result<M, Status> {
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    let message = M::deserialize_json(&mut deserializer).and_then(|message| deserializer.end().map(|()| message));
    message.map_err(|error| Status::invalid_argument(error.to_string()))
}

fn encode<M: Message>(message: &M, format: Format) -> Result<Bytes, Status> {
    match format {
        #[cfg(feature = "connect")]
        Format::Proto => Ok(message.encode_to_bytes()),
        Format::Json => {
            let mut json = Vec::new();
            let written = message.serialize_json(&mut serde_json::Serializer::new(&mut json));
            written.map(|()| json.into()).map_err(|error| Status::internal(error.to_string()))
        }
    }
}

/// Reads all of a body.
pub(crate) async fn read<B>(body: B, limit: usize) -> Result<Bytes, Status>
where
    B: http_body::Body<Data = Bytes>,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    match Limited::new(body, limit).collect().await {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => {
            Err(Status::resource_exhausted(format!("the request is larger than the limit of {limit} bytes")))
        }
        Err(error) => Err(Status::cancelled(format!("the request ended early: {error}"))),
    }
}

/// Whether a `content-type` is this one, whatever its parameters.
pub(crate) fn content_type_is(headers: &HeaderMap, expected: &str) -> bool {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    value.split(';').next().is_some_and(|essence| essence.trim().eq_ignore_ascii_case(expected))
}

/// An answer with a body.
pub(crate) fn answer(status: StatusCode, content_type: &'static str, body: Bytes) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(body));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, header::HeaderValue::from_static(content_type));
    response
}

/// The HTTP status that stands for a code, where it does not stand for a code of HTTP's own.
pub(crate) fn http_status(code: Code) -> StatusCode {
    match code {
        Code::Ok => StatusCode::OK,
        Code::Cancelled => StatusCode::from_u16(499).unwrap_or(StatusCode::BAD_REQUEST),
        Code::InvalidArgument | Code::FailedPrecondition | Code::OutOfRange => StatusCode::BAD_REQUEST,
        Code::DeadlineExceeded => StatusCode::GATEWAY_TIMEOUT,
        Code::NotFound => StatusCode::NOT_FOUND,
        Code::AlreadyExists | Code::Aborted => StatusCode::CONFLICT,
        Code::PermissionDenied => StatusCode::FORBIDDEN,
        Code::Unauthenticated => StatusCode::UNAUTHORIZED,
        Code::ResourceExhausted => StatusCode::TOO_MANY_REQUESTS,
        Code::Unimplemented => StatusCode::NOT_IMPLEMENTED,
        Code::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        Code::Unknown | Code::Internal | Code::DataLoss => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
