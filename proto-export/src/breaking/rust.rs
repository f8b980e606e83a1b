//! How declarations look in Rust, as far as a descriptor tells.

use super::schema::{Cardinality, FieldItem, Kind};

/// `#[member(3, zigzag)] balance: Option<i64>`
pub(super) fn member(field: &FieldItem<'_>) -> String {
    let proto = field.item.proto;
    let options = options(field).iter().map(|option| format!(", {option}")).collect::<String>();
    format!("#[member({}{options})] {}: {}", proto.number(), proto.name(), type_of(field))
}

/// `Option<i64>`
pub(super) fn type_of(field: &FieldItem<'_>) -> String {
    let value = value(field);
    match Cardinality::of(field) {
        Cardinality::Map => map(field).unwrap_or(value),
        Cardinality::Repeated => format!("Vec<{value}>"),
        Cardinality::Explicit if field.oneof().is_none() => format!("Option<{value}>"),
        Cardinality::Explicit | Cardinality::Implicit | Cardinality::Required => value,
    }
}

/// The type, and the options of the member that change how it travels: `i64` alone may be three types of protobuf.
pub(super) fn type_with_options(field: &FieldItem<'_>) -> String {
    match options(field).as_slice() {
        [] => format!("`{}`", type_of(field)),
        options => format!("`{}` with `{}`", type_of(field), options.join("`, `")),
    }
}

fn options(field: &FieldItem<'_>) -> Vec<&'static str> {
    let encoding = match Kind::of(field) {
        Kind::Sint32 | Kind::Sint64 => Some("zigzag"),
        Kind::Fixed32 | Kind::Sfixed32 | Kind::Fixed64 | Kind::Sfixed64 => Some("fixed"),
        Kind::Group => Some("delimited"),
        _ => None,
    };
    let required = (Cardinality::of(field) == Cardinality::Required).then_some("required");
    encoding.into_iter().chain(required).collect()
}

fn value(field: &FieldItem<'_>) -> String {
    named(Kind::of(field), field.item.proto.type_name())
}

fn named(kind: Kind, type_name: &str) -> String {
    let simple = || type_name.rsplit('.').next().unwrap_or_default();
    let name = match kind {
        Kind::Bool => "bool",
        Kind::Int32 | Kind::Sint32 | Kind::Sfixed32 => "i32",
        Kind::Int64 | Kind::Sint64 | Kind::Sfixed64 => "i64",
        Kind::Uint32 | Kind::Fixed32 => "u32",
        Kind::Uint64 | Kind::Fixed64 => "u64",
        Kind::Float => "f32",
        Kind::Double => "f64",
        Kind::String => "String",
        Kind::Bytes => "Vec<u8>",
        Kind::Enum | Kind::Message | Kind::Group => match type_name {
            ".google.protobuf.Timestamp" => "SystemTime",
            ".google.protobuf.Empty" => "()",
            _ => simple(),
        },
    };
    name.to_owned()
}

fn map(field: &FieldItem<'_>) -> Option<String> {
    let entry = field.map_entry()?;
    let of = |number: i32| entry.field.iter().find(|it| it.number() == number);
    let value = |number| {
        let field = of(number)?;
        Some(named(Kind::of_type(field.r#type()), field.type_name()))
    };
    Some(format!("HashMap<{}, {}>", value(1)?, value(2)?))
}

/// `4, 9..=12`
pub(super) fn ranges(ranges: &[(i32, i32)]) -> String {
    let range = |(start, end): &(i32, i32)| match start == end {
        true => start.to_string(),
        false => format!("{start}..={end}"),
    };
    ranges.iter().map(range).collect::<Vec<_>>().join(", ")
}
