//! The well-known types of `google.protobuf` and the Rust types that stand for them.
//!
//! Types of the standard library stand for some: `SystemTime`, `Duration`, `()`. The others are here; and
//! [`Timestamp`] and [`Duration`] for whom the standard library's types are too narrow.

mod any;
mod empty;
mod field_mask;
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
mod foreign_time;
mod json_value;
mod message;
mod options;
mod packable;
mod text;
mod time;
mod time_message;
mod value;
mod wrapper;

pub use crate::codec::WellKnown;
pub use any::Any;
pub use field_mask::FieldMask;
pub(crate) use field_mask::{mask_text, parse_mask};
pub use options::{
    EnumOptions, EnumValueOptions, ExtensionRangeOptions, FieldOptions, FileOptions, MessageOptions, MethodOptions,
    OneofOptions, ServiceOptions,
};
#[doc(hidden)]
pub use packable::{packable, packable_view};
pub(crate) use text::parse_timestamp;
pub use time_message::{Duration, Timestamp};
pub(crate) use time_message::{duration_text, parse_duration, timestamp_text};
pub use value::{ListValue, NullValue, Struct, Value};
pub(crate) use wrapper::wrapped;
pub use wrapper::{Wrapped, Wrapper};

use crate::schema::{Declaration, Message, Origin, Source};

/// The schema of a message that ships with every protobuf compiler.
const fn well_known(name: &'static str, file: &'static str) -> Message {
    Message::new("google.protobuf", Declaration::new(name, Source::NONE)).origin(Origin::WellKnown(file))
}
