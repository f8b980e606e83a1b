//! The mistakes in the types of members that a macro can see.

use syn::{Error, Type};

use super::{mistake_at, text};

/// A tuple.
pub fn tuple(ty: &Type) -> Error {
    wrong(ty, "a tuple cannot be a member", "put its parts into a struct under `#[contract]`, each with a number")
}

/// An array of anything but bytes.
pub fn array(ty: &Type, element: &Type) -> Error {
    wrong(ty, "protobuf has no arrays", format!("write `Vec<{}>`", text(element)))
}

/// A type of the standard library that protobuf has nothing for.
pub fn without_counterpart(ty: &Type, instead: &str) -> Error {
    wrong(ty, &format!("protobuf has nothing for `{}`", text(ty)), format!("write {instead}"))
}

/// `Option<Vec<T>>` and the like.
pub fn optional_many(ty: &Type, inner: &Type) -> Error {
    let help = match text(ty).starts_with("Option") {
        true => format!("write `Option<{}>`", text(inner)),
        false => format!("write `{}`: no elements stand for absence", text(ty)),
    };
    wrong(ty, &format!("protobuf cannot tell whether `{}` is absent", text(ty)), help)
}

/// `Vec<Vec<T>>` and the like.
pub fn repeated_many(ty: &Type, inner: &Type) -> Error {
    let help = match text(ty).starts_with("Option") {
        true => format!("write `Vec<{}>`", text(inner)),
        false => in_a_message(ty),
    };
    wrong(ty, &format!("`{}` cannot be repeated", text(ty)), help)
}

/// `HashMap<K, Vec<T>>` and the like.
pub fn map_of_many(ty: &Type, inner: &Type) -> Error {
    let help = match text(ty).starts_with("Option") {
        true => format!("write `{}`: a key that is absent has no value", text(inner)),
        false => in_a_message(ty),
    };
    wrong(ty, &format!("`{}` cannot be the value of a map", text(ty)), help)
}

/// `Option<T>`, `Vec<T>` or a map as the member of a oneof.
pub fn oneof_member(ty: &Type, inner: &Type) -> Error {
    let help = match text(ty).starts_with("Option") {
        true => format!("write `{}`: a oneof has a member set, or none", text(inner)),
        false => in_a_message(ty),
    };
    wrong(ty, &format!("the member of a oneof is one value, which `{}` is not", text(ty)), help)
}

/// A float or bytes as the key of a map.
pub fn map_key(ty: &Type) -> Error {
    let help = "the keys of protobuf maps are integers, booleans and strings: write `String`";
    wrong(ty, &format!("`{}` cannot be the key of a map", text(ty)), help)
}

/// `zigzag` on something else than a signed integer of 32 or 64 bits.
pub fn not_signed(ty: &Type) -> Error {
    let what = format!("`zigzag` is for `i32` and `i64`, not for `{}`", text(ty));
    wrong(ty, &what, "remove `zigzag`, or change the type")
}

/// `fixed` on something else than an integer of 32 or 64 bits.
pub fn no_wide_integer(ty: &Type) -> Error {
    let what = format!("`fixed` is for `i32`, `i64`, `u32` and `u64`, not for `{}`", text(ty));
    wrong(ty, &what, "remove `fixed`, or change the type")
}

/// `unpacked` on what is never packed.
pub fn never_packed(ty: &Type) -> Error {
    let what = format!("`unpacked` is for a `Vec` of numbers, booleans or enums, not for `{}`", text(ty));
    wrong(ty, &what, "remove `unpacked`")
}

/// `delimited` on something else than a message.
pub fn no_message(ty: &Type) -> Error {
    let what = format!("`delimited` is for messages, not for `{}`", text(ty));
    wrong(ty, &what, "remove `delimited`")
}

/// `delimited` on another collection than a `Vec`.
pub fn delimited_collection(ty: &Type, element: &Type) -> Error {
    let what = format!("`delimited` is for a message alone, in `Option` or in `Vec`, not for `{}`", text(ty));
    wrong(ty, &what, format!("write `Vec<{}>`", text(element)))
}

/// `delimited` on a map.
pub fn delimited_map(ty: &Type) -> Error {
    wrong(ty, "the entries of a map are never delimited", "remove `delimited`")
}

fn in_a_message(ty: &Type) -> String {
    format!("put the `{}` into a struct under `#[contract]`, and use that", text(ty))
}

fn wrong(ty: &Type, what: &str, help: impl std::fmt::Display) -> Error {
    mistake_at(ty, what, help)
}
