//! The protobuf wire format: keys, varints, lengths, and how a buffer is read and written.
//! Nothing here knows a contract, its schema or a Rust type beyond integers and byte slices.

mod backfill;
mod error;
mod key;
pub(crate) mod length;
mod number;
mod options;
mod packed;
mod reader;
mod scratch;
mod text;
mod unknown;
mod varint;
mod whole;
mod writer;

pub use error::{DecodeError, DecodeErrorKind, Interrupt, Stop, UnknownElements};
pub use key::{Key, WireType};
pub use number::FieldNumber;
pub(crate) use options::Budget;
pub use options::{DEPTH_LIMIT, DecodeOptions};
pub use reader::Reader;
pub use unknown::UnknownFields;
pub(crate) use unknown::{fields, numbers};
pub use whole::BULK;
pub use writer::Writer;
