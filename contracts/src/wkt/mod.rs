//! The well-known types of `google.protobuf` and the Rust types that stand for them.

mod empty;
mod text;
mod time;

pub use crate::codec::WellKnown;
use crate::schema::{Declaration, Message, Origin, Source};

/// The schema of a message that ships with every protobuf compiler.
const fn well_known(name: &'static str, file: &'static str) -> Message {
    Message::new("google.protobuf", Declaration::new(name, Source::NONE)).origin(Origin::WellKnown(file))
}
