//! What happens around every call, whichever service it is for.

mod calls;
mod request_id;

pub use calls::log_calls;
pub use request_id::{RequestId, RequestIds};
