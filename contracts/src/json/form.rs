//! Which messages have JSON of their own: most of `google.protobuf`.

use crate::schema::{Message, Origin, Scalar};
use crate::wkt::wrapped;

/// What the JSON of a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// An object of the fields.
    Object,
    /// A text as in RFC 3339.
    Timestamp,
    /// A text of seconds.
    Duration,
    /// A text of paths.
    FieldMask,
    /// Any object.
    Struct,
    /// Anything, `null` as well.
    Value,
    /// Any array.
    List,
    /// The scalar that it is wrapped around.
    Wrapper(Scalar),
    /// An object of the fields of what it holds, and of its type.
    Any,
    /// None: nobody knows the fields.
    None,
}

impl Form {
    pub(super) fn of(schema: &Message, full_name: &str) -> Self {
        match schema.origin {
            Origin::Contract => Form::Object,
            Origin::Foreign => Form::None,
            Origin::WellKnown(_) => match full_name {
                "google.protobuf.Empty" => Form::Object,
                "google.protobuf.Timestamp" => Form::Timestamp,
                "google.protobuf.Duration" => Form::Duration,
                "google.protobuf.FieldMask" => Form::FieldMask,
                "google.protobuf.Struct" => Form::Struct,
                "google.protobuf.Value" => Form::Value,
                "google.protobuf.ListValue" => Form::List,
                "google.protobuf.Any" => Form::Any,
                other => wrapped(other).map_or(Form::None, Form::Wrapper),
            },
        }
    }
}
