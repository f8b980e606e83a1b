//! One request on one of our connections, and the response to it.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::SystemTime;

use bytes::Bytes;
use h2::RecvStream;
use h2::server::SendResponse;
use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use http::{Request, Response};
use http_body::Body as _;

use super::adapter::Answer;
use super::incoming::Incoming;
use super::pipe::Pipe;
use super::server::Routes;
use crate::rpc::Connection;

/// Answers a request, unless the caller gives it up before.
pub(super) async fn exchange(
    routes: Arc<Routes>,
    request: Request<RecvStream>,
    mut respond: SendResponse<Bytes>,
    connection: Connection,
) {
    let answered = {
        let mut answer = pin!(routes.answer(request.map(Incoming::Stream), &connection));
        poll_fn(|task| match answer.as_mut().poll(task) {
            Poll::Ready(response) => Poll::Ready(Some(response)),
            Poll::Pending => respond.poll_reset(task).map(|_| None),
        })
        .await
    };
    let Some(response) = answered else { return };
    let (mut head, body) = response.into_parts();
    if let Answer::Other(body) = &body {
        complete(&mut head.headers, body.size_hint().exact());
    }
    let is_end = body.is_end_stream();
    match respond.send_response(Response::from_parts(head, ()), is_end) {
        Ok(stream) if !is_end => Pipe::new(body, stream).await,
        // The caller does not want it any more.
        Ok(_) | Err(_) => {}
    }
}

/// What says how a connection of HTTP/1.1 is used, and must not be in HTTP/2 (RFC 9113, section 8.2.2).
const OF_THE_CONNECTION: [HeaderName; 5] = [
    header::CONNECTION,
    HeaderName::from_static("keep-alive"),
    HeaderName::from_static("proxy-connection"),
    header::TRANSFER_ENCODING,
    header::UPGRADE,
];

/// Says in the headers of a response that is not gRPC what HTTP wants to know.
fn complete(headers: &mut HeaderMap, length: Option<u64>) {
    for name in OF_THE_CONNECTION {
        headers.remove(name);
    }
    if let Some(length) = length {
        headers.entry(header::CONTENT_LENGTH).or_insert_with(|| length.into());
    }
    if let Ok(date) = HeaderValue::try_from(httpdate::fmt_http_date(SystemTime::now())) {
        headers.entry(header::DATE).or_insert(date);
    }
}
