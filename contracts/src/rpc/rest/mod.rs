//! Unary calls as REST with JSON, by the `http` bindings of operations (`google.api.http`).

mod input;
mod output;
mod problem;

use std::error::Error;
use std::sync::Arc;

use bytes::Bytes;
use http::{Request, Response, StatusCode, header};
use http_body_util::Full;
use serde_json::{Map, Value};

use self::problem::{http_problem, problem};
use super::unary::{Format, Input, UnaryMethod, UnaryMethods, answer, read};
use super::{Context, Metadata, Serve, Server, Status};
use crate::http_rule::{self, Bindings, Template};
use crate::schema::Http;

/// Services over REST: the unary methods that have an `http` binding.
///
/// The path binds fields, the body is the field that the binding names (or all that the path does not bind, for `*`), the
/// query binds the rest. The response is the field that the binding names with `response_body`, or all. Failures are problem details (RFC 9457). A `Bytes` or time value stands as ProtoJSON has it.
#[derive(Default, Clone)]
pub struct Rest {
    routes: Arc<Vec<Route>>,
}

#[derive(Clone)]
struct Route {
    http: Http,
    template: Template,
    method: UnaryMethod,
}

impl Rest {
    /// No services.
    pub fn new() -> Self {
        Rest::default()
    }

    /// Adds a service, with its interceptors and limits.
    ///
    /// # Errors
    /// When the path of a binding is no template, or a binding names what is no field of the request or of the response: says which and why.
    pub fn service<D: Serve<T>, T: Send + Sync + 'static>(mut self, server: &Server<D, T>) -> Result<Self, String> {
        let mut methods = UnaryMethods::default();
        methods.add(server);
        for schema in D::SCHEMA.methods {
            let Some(method) = methods.0.remove(schema.path) else { continue };
            for http in schema.bindings() {
                let template = http_rule::checked(http, (schema.request)(), (schema.response)());
                let template = template.map_err(|reason| format!("{}: {reason}", schema.path))?;
                Arc::make_mut(&mut self.routes).push(Route { http: *http, template, method: method.clone() });
            }
        }
        Ok(self)
    }

    /// Whether a path is one of the bindings, whatever the HTTP method.
    pub fn has(&self, path: &str) -> bool {
        self.routes.iter().any(|route| route.template.matches(path).is_some())
    }

    /// Answers a request.
    pub async fn answer<B>(&self, request: Request<B>) -> Response<Full<Bytes>>
    where
        B: http_body::Body<Data = Bytes>,
        B::Error: Into<Box<dyn Error + Send + Sync>>,
    {
        let path = request.uri().path();
        let matching =
            || self.routes.iter().filter_map(|route| route.template.matches(path).map(|bindings| (route, bindings)));
        let Some((route, bindings)) = matching().find(|(route, _)| route.http.method == request.method()) else {
            let allowed: Vec<_> = matching().map(|(route, _)| route.http.method).collect();
            return unroutable(path, &allowed);
        };
        call(route, bindings, request).await
    }
}

/// The answer to a request for a path that nobody serves.
pub(crate) fn nothing_at(path: &str) -> Response<Full<Bytes>> {
    http_problem(StatusCode::NOT_FOUND, &format!("there is nothing at {path}"))
}

fn unroutable(path: &str, allowed: &[&str]) -> Response<Full<Bytes>> {
    if allowed.is_empty() {
        return nothing_at(path);
    }
    let allowed = allowed.join(", ");
    let mut response = http_problem(StatusCode::METHOD_NOT_ALLOWED, &format!("{path} allows {allowed}"));
    if let Ok(allowed) = header::HeaderValue::try_from(allowed) {
        response.headers_mut().insert(header::ALLOW, allowed);
    }
    response
}

async fn call<B>(route: &Route, bindings: Bindings, request: Request<B>) -> Response<Full<Bytes>>
where
    B: http_body::Body<Data = Bytes>,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    let (parts, body) = request.into_parts();
    let (method, metadata) = (route.method.schema, Metadata::from_headers(parts.headers));
    let cx = Context::received(method, metadata, None, parts.extensions.get());
    let query = parts.uri.query().unwrap_or_default();
    let body = read(body, route.method.limits.receive).await;
    let input = body.and_then(|body| input(route, bindings, query, &body)).map(Input::Object);
    let mut response = match route.method.call(input, Format::Json, cx.clone()).await {
        Ok(body) => answer(StatusCode::OK, "application/json", output::of(route, body)),
        Err(status) => problem(&status),
    };
    response.headers_mut().extend(cx.take_response_headers().into_headers());
    response
}

/// The request as JSON: the body, then what the path binds, then what the query binds.
fn input(route: &Route, bindings: Bindings, query: &str, body: &[u8]) -> Result<Value, Status> {
    let message = (route.method.schema.request)();
    let mut object = match route.http.body {
        "" => Map::new(),
        "*" => json_object(body)?,
        field => Map::from_iter([(field.to_owned(), json(body)?)]),
    };
    for (field, text) in bindings {
        input::bind(&mut object, message, &field, &text)?;
    }
    if route.http.body != "*" {
        for (field, text) in form_urlencoded::parse(query.as_bytes()) {
            if route.template.fields().any(|bound| bound == field) {
                return Err(Status::invalid_argument(format!("`{field}` is bound by the path")));
            }
            input::bind(&mut object, message, &field, &text)?;
        }
    }
    Ok(object.into())
}

fn json(body: &[u8]) -> Result<Value, Status> {
    if body.is_empty() {
        return Ok(Value::Null);
    }
    serde_json::from_slice(body).map_err(|error| Status::invalid_argument(format!("the body is not JSON: {error}")))
}

fn json_object(body: &[u8]) -> Result<Map<String, Value>, Status> {
    match json(body)? {
        Value::Null => Ok(Map::new()),
        Value::Object(object) => Ok(object),
        _ => Err(Status::invalid_argument("the body is not a JSON object")),
    }
}
