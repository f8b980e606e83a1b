//! Failures as problem details (RFC 9457).

use bytes::Bytes;
use http::{Response, StatusCode};
use http_body_util::Full;
use serde_json::json;

use crate::rpc::unary::{answer, http_status};
use crate::rpc::{Code, Status};

/// The problem that a status is.
pub(super) fn problem(status: &Status) -> Response<Full<Bytes>> {
    let http = http_status(status.code());
    write(http, kind(status.code()), status.code().name(), status.message())
}

/// A problem of HTTP alone.
pub(super) fn http_problem(status: StatusCode, detail: &str) -> Response<Full<Bytes>> {
    write(status, "about:blank", Code::Unimplemented.name(), detail)
}

fn write(status: StatusCode, kind: &str, code: &str, detail: &str) -> Response<Full<Bytes>> {
    let title = status.canonical_reason().unwrap_or("Client Closed Request");
    let body = json!({ "type": kind, "title": title, "status": status.as_u16(), "detail": detail, "code": code });
    answer(status, "application/problem+json", body.to_string().into())
}

fn kind(code: Code) -> &'static str {
    match code {
        Code::InvalidArgument => "problems/validation-failed",
        Code::Unauthenticated => "problems/unauthorized",
        Code::PermissionDenied => "problems/forbidden",
        Code::NotFound => "problems/not-found",
        Code::AlreadyExists => "problems/conflict",
        Code::ResourceExhausted => "problems/rate-limit-exceeded",
        Code::Internal => "problems/internal-error",
        Code::Unavailable => "problems/service-unavailable",
        Code::DeadlineExceeded => "problems/gateway-timeout",
        _ => "about:blank",
    }
}
