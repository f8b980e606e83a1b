//! The id under which a call is found in every log that it leaves a trace in.

use contracts::schema::Method;
use contracts::{Context, Interceptor, Next, Status};
use tracing::Instrument;
use uuid::Uuid;

/// The metadata, of the request and of the response, that carries the id.
const KEY: &str = "x-request-id";

/// How many characters of a caller's id are accepted.
const LONGEST: usize = 128;

/// Identifies a call. Interceptors and services find it in the context of the call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestId(String);

impl RequestId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Gives every call an id: the caller's, or else a new one. The response carries it back, and so does every line that
/// is logged on behalf of the call.
#[derive(Debug, Clone, Copy, Default)]
pub struct RequestIds;

impl Interceptor for RequestIds {
    async fn intercept(&self, _method: &'static Method, cx: &Context, next: Next<'_>) -> Result<(), Status> {
        let id = cx.metadata().get(KEY).filter(|id| is_acceptable(id)).map_or_else(generate, str::to_owned);
        cx.set_response_header(KEY, &id)?;
        let span = tracing::error_span!("call", request_id = id);
        cx.insert(RequestId(id));
        next.run().instrument(span).await
    }
}

/// An id that cannot fill or forge a line of the log.
fn is_acceptable(id: &str) -> bool {
    !id.is_empty() && id.len() <= LONGEST && id.bytes().all(|byte| byte.is_ascii_graphic())
}

fn generate() -> String {
    Uuid::now_v7().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_of_the_caller_is_short_and_visible() {
        for (id, acceptable) in [
            ("4bf92f3577b34da6a3ce929d0e0e4736", true),
            ("order-7/retry:2", true),
            ("", false),
            ("two words", false),
            ("caf\u{e9}", false),
            (&"x".repeat(LONGEST + 1), false),
        ] {
            assert_eq!(is_acceptable(id), acceptable, "{id:?}");
        }
    }
}
