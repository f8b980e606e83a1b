//! The Rust types of single values.

use prost_types::FieldDescriptorProto;
use prost_types::field_descriptor_proto::Type as Kind;

use super::index::{Index, Path};
use super::{Argument, Type};

/// The Rust type of a value, and the argument of `#[member(..)]` that says how it travels.
pub(super) struct ValueType {
    pub(super) ty: Type,
    pub(super) encoding: Option<Encoding>,
    /// Whether many of it travel in one run where the language packs.
    pub(super) is_packable: bool,
    pub(super) is_message: bool,
}

/// What `#[member(..)]` says of how a value travels.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    ZigZag,
    Fixed,
    Delimited,
    Wrapped,
}

impl Encoding {
    pub(super) fn argument(self) -> Argument {
        match self {
            Encoding::ZigZag => Argument::Word("zigzag".to_owned()),
            Encoding::Fixed => Argument::Word("fixed".to_owned()),
            Encoding::Delimited => Argument::Word("delimited".to_owned()),
            Encoding::Wrapped => Argument::Value("as", "contracts::wkt::Wrapped".to_owned()),
        }
    }
}

impl Type {
    pub(super) fn path(path: impl Into<String>) -> Type {
        Type::Path(path.into())
    }

    pub(super) fn string() -> Type {
        Type::Generic("String", Vec::new())
    }

    pub(super) fn option(of: Type) -> Type {
        Type::Generic("Option", vec![of])
    }

    pub(super) fn boxed(of: Type) -> Type {
        Type::Generic("Box", vec![of])
    }

    pub(super) fn vec(of: Type) -> Type {
        Type::Generic("Vec", vec![of])
    }
}

/// The type of one value of a field, in a module; none for a type of `google.protobuf` that contracts do not have.
pub(super) fn value(field: &FieldDescriptorProto, index: &Index, module: &Path) -> Option<ValueType> {
    let (ty, encoding) = match field.r#type() {
        Kind::Double => ("f64", None),
        Kind::Float => ("f32", None),
        Kind::Int64 => ("i64", None),
        Kind::Uint64 => ("u64", None),
        Kind::Int32 => ("i32", None),
        Kind::Uint32 => ("u32", None),
        Kind::Bool => ("bool", None),
        Kind::Sint32 => ("i32", Some(Encoding::ZigZag)),
        Kind::Sint64 => ("i64", Some(Encoding::ZigZag)),
        Kind::Fixed32 => ("u32", Some(Encoding::Fixed)),
        Kind::Fixed64 => ("u64", Some(Encoding::Fixed)),
        Kind::Sfixed32 => ("i32", Some(Encoding::Fixed)),
        Kind::Sfixed64 => ("i64", Some(Encoding::Fixed)),
        Kind::String => return Some(scalar(Type::string(), None, false)),
        Kind::Bytes => return Some(scalar(bytes(), None, false)),
        Kind::Enum => {
            let ty = match field.type_name() {
                ".google.protobuf.NullValue" => "contracts::wkt::NullValue".to_owned(),
                name => index.reference(module, name)?,
            };
            return Some(scalar(Type::Path(ty), None, true));
        }
        Kind::Message => return message(field.type_name(), index, module),
        Kind::Group => {
            let group = message(field.type_name(), index, module)?;
            return Some(ValueType { encoding: Some(Encoding::Delimited), ..group });
        }
    };
    Some(scalar(Type::path(ty), encoding, true))
}

fn scalar(ty: Type, encoding: Option<Encoding>, is_packable: bool) -> ValueType {
    ValueType { ty, encoding, is_packable, is_message: false }
}

fn bytes() -> Type {
    Type::vec(Type::path("u8"))
}

/// The type of a message; a wrapper is the scalar in it.
fn message(name: &str, index: &Index, module: &Path) -> Option<ValueType> {
    let wrapped = match name.strip_prefix(".google.protobuf.") {
        Some("DoubleValue") => Some(Type::path("f64")),
        Some("FloatValue") => Some(Type::path("f32")),
        Some("Int64Value") => Some(Type::path("i64")),
        Some("UInt64Value") => Some(Type::path("u64")),
        Some("Int32Value") => Some(Type::path("i32")),
        Some("UInt32Value") => Some(Type::path("u32")),
        Some("BoolValue") => Some(Type::path("bool")),
        Some("StringValue") => Some(Type::string()),
        Some("BytesValue") => Some(bytes()),
        _ => None,
    };
    let encoding = wrapped.as_ref().map(|_| Encoding::Wrapped);
    let ty = wrapped.or_else(|| whole_message(name, index, module))?;
    Some(ValueType { ty, encoding, is_packable: false, is_message: true })
}

/// The type of a message that is one by itself, as the request of an operation.
pub(super) fn whole_message(name: &str, index: &Index, module: &Path) -> Option<Type> {
    let Some(well_known) = name.strip_prefix(".google.protobuf.") else {
        return index.reference(module, name).map(Type::Path);
    };
    let wrapper = |scalar: Type| Type::Generic("contracts::wkt::Wrapper", vec![scalar]);
    match well_known {
        "Empty" => Some(Type::path("()")),
        "Timestamp" | "Duration" | "Any" | "FieldMask" | "Struct" | "Value" | "ListValue" => {
            Some(Type::Path(format!("contracts::wkt::{well_known}")))
        }
        "DoubleValue" => Some(wrapper(Type::path("f64"))),
        "FloatValue" => Some(wrapper(Type::path("f32"))),
        "Int64Value" => Some(wrapper(Type::path("i64"))),
        "UInt64Value" => Some(wrapper(Type::path("u64"))),
        "Int32Value" => Some(wrapper(Type::path("i32"))),
        "UInt32Value" => Some(wrapper(Type::path("u32"))),
        "BoolValue" => Some(wrapper(Type::path("bool"))),
        "StringValue" => Some(wrapper(Type::string())),
        "BytesValue" => Some(wrapper(bytes())),
        _ => None,
    }
}

/// The messages of `google.protobuf` that custom options extend.
const OPTIONS: [&str; 9] = [
    "EnumOptions",
    "EnumValueOptions",
    "ExtensionRangeOptions",
    "FieldOptions",
    "FileOptions",
    "MessageOptions",
    "MethodOptions",
    "OneofOptions",
    "ServiceOptions",
];

/// How a module refers to a message that is extended.
pub(super) fn extended(name: &str, index: &Index, module: &Path) -> Option<String> {
    match name.strip_prefix(".google.protobuf.") {
        Some(options) => OPTIONS.contains(&options).then(|| format!("contracts::wkt::{options}")),
        None => index.reference(module, name),
    }
}
