//! Unary calls whose messages come and go in a form that HTTP names: what the adapters share that are not gRPC.

use std::collections::HashMap;
use std::error::Error;

use bytes::{Bytes, BytesMut};
use http::{HeaderMap, Response, StatusCode, header};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use serde::{Deserializer, Serializer};

use super::flow::{EncodedMessage, Place};
use super::operation::AnyOperation;
use super::{Code, Context, Flow, Handler, HandlerVisitor, Limits, Operation, Serve, Server, Status, mistake};
use crate::json::{self, Options};
use crate::message::Message;
use crate::schema::{self, Streaming};

/// A request as it came.
pub(crate) enum Input {
    /// The wire format.
    #[cfg(feature = "connect")]
    Proto(Bytes),
    /// JSON that the caller wrote.
    #[cfg(feature = "connect")]
    Json(Bytes),
    /// JSON that was put together here.
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

/// A unary method of a service.
#[derive(Clone)]
pub(crate) struct UnaryMethod {
    pub(crate) schema: &'static schema::Method,
    pub(crate) limits: Limits,
    operation: AnyOperation,
    handler: Handler,
    json: Json,
}

/// How the messages of a method stand in JSON.
#[derive(Clone, Copy)]
struct Json {
    read: fn(&[u8], Options) -> Read,
    write: fn(&mut dyn Place) -> Result<Vec<u8>, Status>,
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

impl Collector<'_> {
    fn add(&mut self, operation: AnyOperation, handler: Handler, json: Json) {
        let schema = operation.method;
        let method = UnaryMethod { schema, limits: self.limits, operation, handler, json };
        self.methods.0.insert(schema.path, method);
    }
}

impl HandlerVisitor for Collector<'_> {
    fn handler<O: Operation>(&mut self, handler: Handler) {
        if O::METHOD.streaming == Streaming::None {
            let json = Json { read: read_json::<O::Request>, write: write_json::<O::Response> };
            self.add(AnyOperation::of::<O>(), handler, json);
        }
    }
}

impl UnaryMethod {
    /// Calls the method. A request that could not be read goes through too, so that interceptors see how the call ended.
    pub(crate) async fn call(
        &self,
        input: Result<Input, Status>,
        format: Format,
        cx: Context,
    ) -> Result<Bytes, Status> {
        let request = match input.and_then(|input| self.decode(input)) {
            Ok(request) => Flow::Single(request),
            Err(status) => Flow::failed(status),
        };
        let mut response = (self.handler)(request, cx).await?.single(self.operation.response).await?;
        match format {
            #[cfg(feature = "connect")]
            Format::Proto => {
                let mut encoded = BytesMut::new();
                response.encode(&mut encoded, BytesMut::reserve);
                Ok(encoded.freeze())
            }
            Format::Json => (self.json.write)(&mut *response).map(Bytes::from),
        }
    }

    fn decode(&self, input: Input) -> Result<Box<dyn Place>, Status> {
        let options = &self.limits.decode;
        let json = Options { depth: options.depth(), ..json::options() };
        match input {
            #[cfg(feature = "connect")]
            Input::Proto(buffer) => {
                let mut request = (self.operation.request)();
                let decoded = request.encoded(&EncodedMessage { buffer: &buffer, from: 0, to: buffer.len(), options });
                let invalid = |error| Status::new(mistake(&error).unwrap_or(Code::InvalidArgument), error.to_string());
                decoded.map(|()| request).map_err(invalid)
            }
            #[cfg(feature = "connect")]
            Input::Json(text) => {
                (self.json.read)(&text, json).map_err(|error| Status::invalid_argument(error.to_string()))
            }
            // Read from text, as all JSON is, so that the code that reads a message is there once.
            #[cfg(feature = "rest")]
            Input::Object(object) => (self.json.read)(object.to_string().as_bytes(), json)
                .map_err(|error| Status::invalid_argument(json::without_place(&error))),
        }
    }
}

/// A message as serde sees it, or a reference to one.
struct AsJson<M>(M);

impl<M: Message> serde::Serialize for AsJson<&M> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        json::derived::serialize(self.0, serializer)
    }
}

impl<'de, M: Message> serde::Deserialize<'de> for AsJson<M> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::derived::deserialize(deserializer).map(AsJson)
    }
}

/// A message that was read, or what is wrong with its JSON.
type Read = Result<Box<dyn Place>, json::Error>;

fn read_json<M: Message>(text: &[u8], options: Options) -> Read {
    let AsJson(message) = json::from_slice::<AsJson<M>>(text, options)?;
    Ok(Box::new(Some(message)))
}

fn write_json<M: Message>(message: &mut dyn Place) -> Result<Vec<u8>, Status> {
    let Some(Some(message)) = message.as_any().downcast_ref::<Option<M>>() else { return Ok(Vec::new()) };
    json::to_vec(&AsJson(message), json::options()).map_err(|error| Status::internal(error.to_string()))
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
