//! What the name of a member's type already says: mistakes that can be told of better here than by the trait system.
//!
//! Names alone decide, so only names of the standard library are judged; every other type is left to the compiler.

use syn::{Type, TypeReference};

use super::{Encoding, innermost, map, outer};
use crate::diagnostics::{Diagnostics, borrow, types as mistakes};

/// Types that no protobuf type stands for, and what to write in their place.
const WITHOUT_COUNTERPART: [(&str, &str); 5] = [
    ("usize", "`u64`"),
    ("isize", "`i64`"),
    ("u128", "`[u8; 16]`, which is sent as bytes"),
    ("i128", "`[u8; 16]`, which is sent as bytes"),
    ("char", "`String`"),
];

/// The integers that can be members.
const INTEGERS: [&str; 8] = ["i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64"];

/// Types of which it is known that they are no integers of 32 or 64 bits.
const NO_WIDE_INTEGERS: [&str; 13] =
    ["bool", "i8", "i16", "u8", "u16", "f32", "f64", "String", "Bytes", "Uuid", "SystemTime", "Duration", "Cow"];

/// Types of which it is known that they are no messages, beside integers.
const NO_MESSAGES: [&str; 11] =
    ["bool", "f32", "f64", "String", "Bytes", "Cow", "Uuid", "Url", "Decimal", "SystemTime", "Duration"];

/// Types of the standard library that hold many values of one type, beside `Vec`.
pub const COLLECTIONS: [&str; 3] = ["VecDeque", "BTreeSet", "HashSet"];

/// Reports a type that cannot be the type of a field, by itself or in this encoding.
pub fn check_field(ty: &Type, encoding: &Encoding, diagnostics: &mut Diagnostics) {
    if matches!(encoding, Encoding::As(_)) {
        return;
    }
    let before = diagnostics.len();
    match (outer(ty), map(ty)) {
        (_, Some((key, value))) => {
            check_key(key, diagnostics);
            check_value(value, mistakes::map_of_many, diagnostics);
        }
        (Some((name, arguments)), None) if arguments.len() == 1 && !is_bytes(ty) => match name.as_str() {
            "Option" => check_value(arguments[0], mistakes::optional_many, diagnostics),
            "Vec" | "VecDeque" | "BTreeSet" | "HashSet" => {
                check_value(arguments[0], mistakes::repeated_many, diagnostics);
            }
            "Box" | "Arc" => check_field(arguments[0], &Encoding::Plain, diagnostics),
            _ => check_single(ty, diagnostics),
        },
        _ => check_single(ty, diagnostics),
    }
    if diagnostics.len() == before {
        check_encoding(ty, encoding, diagnostics);
    }
}

/// Reports a type that cannot be the type of a oneof's member, by itself or in this encoding.
pub fn check_oneof_member(ty: &Type, encoding: &Encoding, diagnostics: &mut Diagnostics) {
    if matches!(encoding, Encoding::As(_)) {
        return;
    }
    let before = diagnostics.len();
    check_value(ty, mistakes::oneof_member, diagnostics);
    if diagnostics.len() == before {
        check_encoding(ty, encoding, diagnostics);
    }
}

/// Reports a type that is not one value, and one that protobuf has not.
fn check_value(ty: &Type, many: fn(&Type, &Type) -> syn::Error, diagnostics: &mut Diagnostics) {
    match outer(ty) {
        _ if is_bytes(ty) => {}
        Some((name, arguments)) => match (name.as_str(), arguments.as_slice()) {
            ("Option" | "Vec" | "VecDeque" | "BTreeSet" | "HashSet", [inner]) => diagnostics.add(many(ty, inner)),
            ("HashMap" | "BTreeMap", [_, value, ..]) => diagnostics.add(many(ty, value)),
            ("Box" | "Arc", [inner]) => check_value(inner, many, diagnostics),
            _ => check_single(ty, diagnostics),
        },
        None => check_single(ty, diagnostics),
    }
}

fn check_single(ty: &Type, diagnostics: &mut Diagnostics) {
    match ty {
        Type::Reference(reference) if !is_of_a_lifetime(reference) => diagnostics.add(borrow::reference(reference)),
        Type::Tuple(tuple) if !tuple.elems.is_empty() => diagnostics.add(mistakes::tuple(ty)),
        Type::Array(array) if !is_named(&array.elem, "u8") => diagnostics.add(mistakes::array(ty, &array.elem)),
        _ => {
            let Some((name, _)) = outer(ty) else { return };
            if let Some((_, instead)) = WITHOUT_COUNTERPART.iter().find(|(without, _)| name == *without) {
                diagnostics.add(mistakes::without_counterpart(ty, instead));
            }
        }
    }
}

/// Whether a reference is to text or bytes that live for a lifetime with a name.
fn is_of_a_lifetime(reference: &TypeReference) -> bool {
    let has_name =
        reference.lifetime.as_ref().is_some_and(|lifetime| lifetime.ident != "static" && lifetime.ident != "_");
    let is_slice = match &*reference.elem {
        Type::Slice(slice) => is_named(&slice.elem, "u8"),
        elem => is_named(elem, "str"),
    };
    has_name && is_slice && reference.mutability.is_none()
}

fn check_key(ty: &Type, diagnostics: &mut Diagnostics) {
    let is_float = is_named(ty, "f32") || is_named(ty, "f64");
    if is_float || is_bytes(ty) || matches!(ty, Type::Array(_)) || is_slice(ty) || is_named(ty, "Bytes") {
        diagnostics.add(mistakes::map_key(ty));
    } else {
        check_single(ty, diagnostics);
    }
}

/// Of a map, key and value are of the encoding.
fn check_encoding(ty: &Type, encoding: &Encoding, diagnostics: &mut Diagnostics) {
    if let (Some((key, value)), Encoding::ZigZag | Encoding::Fixed) = (map(ty), encoding) {
        check_encoding(key, encoding, diagnostics);
        check_encoding(value, encoding, diagnostics);
        return;
    }
    if let Encoding::Delimited = encoding {
        check_delimited(ty, diagnostics);
        return;
    }
    let value = innermost(ty);
    let Some((name, _)) = outer(value) else { return };
    let is_no_integer = NO_WIDE_INTEGERS.contains(&name.as_str());
    match encoding {
        Encoding::ZigZag if is_no_integer || name == "u32" || name == "u64" => {
            diagnostics.add(mistakes::not_signed(value));
        }
        Encoding::Fixed if is_no_integer => diagnostics.add(mistakes::no_wide_integer(value)),
        Encoding::Unpacked(inner) => match outer(ty) {
            Some((vec, _)) if vec == "Vec" && name != "u8" && name != "String" => {
                check_encoding(ty, inner, diagnostics);
            }
            _ => diagnostics.add(mistakes::never_packed(ty)),
        },
        _ => {}
    }
}

/// A group is a message, alone, optional or repeated.
fn check_delimited(ty: &Type, diagnostics: &mut Diagnostics) {
    let is_known = |name: &str| INTEGERS.contains(&name) || NO_MESSAGES.contains(&name);
    match (outer(ty), outer(innermost(ty))) {
        (_, Some((name, _))) if is_known(&name) => diagnostics.add(mistakes::no_message(innermost(ty))),
        _ if matches!(innermost(ty), Type::Array(_)) => diagnostics.add(mistakes::no_message(innermost(ty))),
        (Some((name, arguments)), _) if COLLECTIONS.contains(&name.as_str()) && arguments.len() == 1 => {
            diagnostics.add(mistakes::delimited_collection(ty, arguments[0]));
        }
        _ if map(ty).is_some() => diagnostics.add(mistakes::delimited_map(ty)),
        _ => {}
    }
}

/// Whether a type is a reference to a slice.
fn is_slice(ty: &Type) -> bool {
    matches!(ty, Type::Reference(reference) if matches!(&*reference.elem, Type::Slice(_)))
}

/// Whether a type has this name and no arguments.
pub fn is_named(ty: &Type, expected: &str) -> bool {
    outer(ty).is_some_and(|(name, arguments)| name == expected && arguments.is_empty())
}

/// Whether a type is `Vec<u8>`, which is one value.
pub fn is_bytes(ty: &Type) -> bool {
    matches!(outer(ty), Some((name, arguments)) if name == "Vec" && matches!(arguments[..], [element] if is_named(element, "u8")))
}
