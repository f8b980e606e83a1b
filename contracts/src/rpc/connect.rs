//! Unary calls over the Connect protocol (<https://connectrpc.com/docs/protocol/>): JSON or the wire format over HTTP POST.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD_NO_PAD;
use bytes::Bytes;
use http::{HeaderMap, HeaderName, Method, Request, Response, StatusCode, header};
use http_body_util::Full;
use serde_json::json;

use super::unary::{Format, Input, UnaryMethod, UnaryMethods, answer, content_type_is, http_status, read};
use super::{Code, Context, Metadata, Serve, Server, Status};

/// Services over Connect. Cheap to clone. Streaming methods are not: they answer 415, and speak gRPC.
#[derive(Default, Clone)]
pub struct Connect {
    methods: Arc<UnaryMethods>,
}

impl Connect {
    /// No services.
    pub fn new() -> Self {
        Connect::default()
    }

    /// Adds a service, with its interceptors and limits.
    #[must_use]
    pub fn service<D: Serve<T>, T: Send + Sync + 'static>(mut self, server: &Server<D, T>) -> Self {
        Arc::make_mut(&mut self.methods).add(server);
        self
    }

    /// Whether a request is for one of the methods.
    pub fn has(&self, path: &str) -> bool {
        self.methods.0.contains_key(path)
    }

    /// Answers a request.
    pub async fn answer<B>(&self, request: Request<B>) -> Response<Full<Bytes>>
    where
        B: http_body::Body<Data = Bytes>,
        B::Error: Into<Box<dyn Error + Send + Sync>>,
    {
        let Some(method) = self.methods.0.get(request.uri().path()) else {
            let path = request.uri().path();
            return failure(&Status::unimplemented(format!("there is no unary method {path}")));
        };
        if request.method() != Method::POST {
            let mut response = answer(StatusCode::METHOD_NOT_ALLOWED, "text/plain", Bytes::new());
            response.headers_mut().insert(header::ALLOW, header::HeaderValue::from_static("POST"));
            return response;
        }
        let format = match request.headers() {
            headers if content_type_is(headers, "application/json") => Format::Json,
            headers if content_type_is(headers, "application/proto") => Format::Proto,
            _ => return unsupported(),
        };
        call(method, format, request).await
    }
}

fn unsupported() -> Response<Full<Bytes>> {
    let mut response = answer(StatusCode::UNSUPPORTED_MEDIA_TYPE, "text/plain", Bytes::new());
    let accepted = header::HeaderValue::from_static("application/json, application/proto");
    response.headers_mut().insert(HeaderName::from_static("accept-post"), accepted);
    response
}

async fn call<B>(method: &UnaryMethod, format: Format, request: Request<B>) -> Response<Full<Bytes>>
where
    B: http_body::Body<Data = Bytes>,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    let (parts, body) = request.into_parts();
    let timeout = match timeout(&parts.headers) {
        Ok(timeout) => timeout,
        Err(status) => return failure(&status),
    };
    let cx = Context::received(method.schema, Metadata::from_headers(parts.headers), timeout, parts.extensions.get());
    let input = read(body, method.limits.receive).await.map(|body| match format {
        Format::Json => Input::Json(body),
        Format::Proto => Input::Proto(body),
    });
    let mut response = match method.call(input, format, cx.clone()).await {
        Ok(body) => answer(StatusCode::OK, content_type(format), body),
        Err(status) => failure(&status),
    };
    let headers = response.headers_mut();
    headers.extend(cx.take_response_headers().into_headers());
    headers.extend(trailers(cx.take_response_trailers().into_headers()));
    response
}

fn content_type(format: Format) -> &'static str {
    match format {
        Format::Proto => "application/proto",
        Format::Json => "application/json",
    }
}

/// Trailers of a unary call are headers with a prefix.
fn trailers(trailers: HeaderMap) -> HeaderMap {
    let prefixed = trailers.iter().filter_map(|(name, value)| {
        let name = HeaderName::from_bytes(format!("trailer-{name}").as_bytes()).ok()?;
        Some((name, value.clone()))
    });
    prefixed.collect()
}

/// `connect-timeout-ms`: up to ten digits.
fn timeout(headers: &HeaderMap) -> Result<Option<Duration>, Status> {
    let Some(value) = headers.get("connect-timeout-ms") else { return Ok(None) };
    let text = value.to_str().unwrap_or_default();
    let digits = (1..=10).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let milliseconds = digits.then(|| text.parse().ok()).flatten();
    milliseconds
        .map(|milliseconds| Some(Duration::from_millis(milliseconds)))
        .ok_or_else(|| Status::invalid_argument(format!("{value:?} is not a connect-timeout-ms")))
}

/// A status as the error object of the protocol.
fn failure(status: &Status) -> Response<Full<Bytes>> {
    let details: Vec<_> = status
        .details()
        .iter()
        .map(|detail| json!({ "type": detail.full_name(), "value": BASE64_STANDARD_NO_PAD.encode(&detail.value) }))
        .collect();
    let mut error = json!({ "code": code_name(status.code()), "message": status.message() });
    if !details.is_empty() {
        error["details"] = details.into();
    }
    answer(http_status(status.code()), "application/json", error.to_string().into())
}

/// The protocol writes codes in lower case, and one of them with one L.
fn code_name(code: Code) -> String {
    match code {
        Code::Cancelled => "canceled".to_owned(),
        code => code.name().to_ascii_lowercase(),
    }
}
