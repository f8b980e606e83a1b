//! The kinds that fields have, and how many values: what is compared instead of what is written.

use std::fmt;

use prost_types::field_descriptor_proto::{Label, Type};

use super::FieldItem;
use super::features::Presence;

/// What a field holds, where the features of editions count as much as what is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Bool,
    Int32,
    Sint32,
    Uint32,
    Int64,
    Sint64,
    Uint64,
    Fixed32,
    Sfixed32,
    Fixed64,
    Sfixed64,
    Float,
    Double,
    String,
    Bytes,
    Enum,
    Message,
    /// A message between two marks instead of behind its length.
    Group,
}

impl Kind {
    pub(crate) fn of(field: &FieldItem<'_>) -> Kind {
        match Kind::of_type(field.item.proto.r#type()) {
            Kind::Message if is_delimited(field) => Kind::Group,
            kind => kind,
        }
    }

    /// The kind by what is written alone.
    pub(crate) fn of_type(of: Type) -> Kind {
        match of {
            Type::Bool => Kind::Bool,
            Type::Int32 => Kind::Int32,
            Type::Sint32 => Kind::Sint32,
            Type::Uint32 => Kind::Uint32,
            Type::Int64 => Kind::Int64,
            Type::Sint64 => Kind::Sint64,
            Type::Uint64 => Kind::Uint64,
            Type::Fixed32 => Kind::Fixed32,
            Type::Sfixed32 => Kind::Sfixed32,
            Type::Fixed64 => Kind::Fixed64,
            Type::Sfixed64 => Kind::Sfixed64,
            Type::Float => Kind::Float,
            Type::Double => Kind::Double,
            Type::String => Kind::String,
            Type::Bytes => Kind::Bytes,
            Type::Enum => Kind::Enum,
            Type::Group => Kind::Group,
            Type::Message => Kind::Message,
        }
    }

    /// Kinds in one group read each other's bytes.
    pub(crate) fn wire_group(self) -> u8 {
        match self {
            Kind::Int32 | Kind::Int64 | Kind::Uint32 | Kind::Uint64 | Kind::Bool => 1,
            Kind::Sint32 | Kind::Sint64 => 2,
            Kind::String => 3,
            Kind::Bytes => 4,
            Kind::Fixed32 | Kind::Sfixed32 => 5,
            Kind::Fixed64 | Kind::Sfixed64 => 6,
            Kind::Double => 7,
            Kind::Float => 8,
            Kind::Group => 9,
            Kind::Message => 10,
            Kind::Enum => 11,
        }
    }

    /// Kinds in one group read each other's bytes and each other's JSON.
    pub(crate) fn wire_json_group(self) -> u8 {
        match self {
            Kind::Int32 | Kind::Uint32 => 1,
            Kind::Int64 | Kind::Uint64 => 2,
            Kind::Fixed32 | Kind::Sfixed32 => 3,
            Kind::Fixed64 | Kind::Sfixed64 => 4,
            Kind::Bool => 5,
            Kind::Sint32 => 6,
            Kind::Sint64 => 7,
            Kind::String => 8,
            Kind::Bytes => 9,
            Kind::Double => 10,
            Kind::Float => 11,
            Kind::Group => 12,
            Kind::Message => 13,
            Kind::Enum => 14,
        }
    }

    /// Whether a declaration says what it looks like.
    pub(crate) fn is_named(self) -> bool {
        matches!(self, Kind::Enum | Kind::Message | Kind::Group)
    }

    pub(crate) fn is_64_bit_integer(self) -> bool {
        matches!(self, Kind::Int64 | Kind::Sint64 | Kind::Uint64 | Kind::Fixed64 | Kind::Sfixed64)
    }
}

/// Maps and their entries have lengths in front, whatever the features say.
fn is_delimited(field: &FieldItem<'_>) -> bool {
    let in_map = field.map_field.is_some() || field.map_entry().is_some();
    field.item.features.is_delimited == Some(true) && !in_map
}

/// How many values a field has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cardinality {
    /// One, or none.
    Explicit,
    /// One, and nobody knows whether it was sent.
    Implicit,
    Required,
    Repeated,
    Map,
}

impl Cardinality {
    pub(crate) fn of(field: &FieldItem<'_>) -> Cardinality {
        let proto = field.item.proto;
        let kind = Kind::of(field);
        match (proto.label(), field.item.features.presence) {
            (Label::Repeated, _) if field.map_entry().is_some() => Cardinality::Map,
            (Label::Repeated, _) => Cardinality::Repeated,
            (Label::Required, _) | (_, Some(Presence::Required)) => Cardinality::Required,
            (_, Some(Presence::Explicit)) => Cardinality::Explicit,
            _ if matches!(kind, Kind::Message | Kind::Group) => Cardinality::Explicit,
            _ if proto.oneof_index.is_some() || field.is_extension() => Cardinality::Explicit,
            _ => Cardinality::Implicit,
        }
    }

    /// Cardinalities in one group read each other's bytes.
    pub(crate) fn wire_group(self) -> u8 {
        match self {
            Cardinality::Explicit | Cardinality::Implicit => 1,
            Cardinality::Required => 2,
            Cardinality::Repeated | Cardinality::Map => 3,
        }
    }

    /// Cardinalities in one group read each other's bytes and each other's JSON.
    pub(crate) fn wire_json_group(self) -> u8 {
        match self {
            Cardinality::Map => 4,
            other => other.wire_group(),
        }
    }
}

impl fmt::Display for Cardinality {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Cardinality::Explicit => "one value or none",
            Cardinality::Implicit => "one value",
            Cardinality::Required => "one value, required",
            Cardinality::Repeated => "many values",
            Cardinality::Map => "a map",
        })
    }
}
