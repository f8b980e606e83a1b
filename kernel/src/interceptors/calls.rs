//! One line of the log for each call.

use contracts::rpc::{CallEnd, Observer};
use contracts::{Code, Interceptor, Status};

use super::RequestId;

/// Logs each call when it has ended, a stream with its last message: method, status, duration, request id, caller.
pub fn log_calls() -> impl Interceptor {
    Observer::new(log)
}

fn log(end: &CallEnd<'_>) {
    let code = end.code();
    let request_id = end.context.get::<RequestId>();
    let request_id = request_id.as_ref().map(RequestId::as_str);
    let peer = end.context.peer().map(tracing::field::display);
    let duration_ms = (end.duration.as_secs_f64() * 1e6).round() / 1e3;
    let reason = end.outcome.as_ref().err().map(Status::message).filter(|message| !message.is_empty());
    let (method, status) = (end.method.path, code.name());
    if is_our_fault(code) {
        tracing::error!(method, status, duration_ms, request_id, peer, reason, "call");
    } else {
        tracing::info!(method, status, duration_ms, request_id, peer, reason, "call");
    }
}

fn is_our_fault(code: Code) -> bool {
    matches!(code, Code::Unknown | Code::Internal | Code::DataLoss)
}
