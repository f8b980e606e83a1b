//! The mistakes in contracts that borrow.

use syn::{Error, Ident, Lifetime, LifetimeParam, PathSegment, Type, TypeParam, TypeReference};

use super::{mistake, mistake_at, text};

/// A second lifetime.
pub fn second_lifetime(second: &LifetimeParam, first: &Lifetime, ident: &Ident) -> Error {
    let second = &second.lifetime;
    let what = format!("`{ident}` borrows for `{first}` and for `{second}`, but all of it comes from one input");
    mistake_at(second, what, format!("write `{first}` in place of `{second}`"))
}

/// A type parameter beside a lifetime.
pub fn generic_and_borrowing(parameter: &TypeParam, lifetime: &Lifetime, ident: &Ident) -> Error {
    let what = format!("`{ident}` is generic over `{}` and borrows for `{lifetime}`", text(&parameter.ident));
    let help = format!("write a type in place of `{}`, or own what `{ident}` holds", text(&parameter.ident));
    mistake_at(parameter, what, help)
}

/// An option that only contracts can have that borrow from nothing.
pub fn option_of_borrowing(name: &Ident, ident: &Ident) -> Error {
    let what = format!("`{name}` is for contracts that own what they hold, and `{ident}` borrows");
    mistake(name.span(), what, format!("remove `{name}`, or the lifetime of `{ident}`"))
}

/// An error that borrows.
pub fn error(lifetime: &Lifetime, ident: &Ident) -> Error {
    let what = format!("the error `{ident}` cannot borrow: it outlives the call that failed");
    mistake_at(lifetime, what, "use owned types: `String`, `Vec<u8>`, `bytes::Bytes`")
}

/// `Line<'static>` as a member.
pub fn static_contract(segment: &PathSegment) -> Error {
    let (ident, all) = (&segment.ident, text(segment));
    let what = format!("`{all}` would borrow for `'static`, and nothing that is read lives so long");
    let help = format!(
        "in a contract that borrows write `{ident}<'a>`; in one that owns what it holds `Encoded<{all}>`, which has the bytes"
    );
    mistake_at(segment, what, help)
}

/// A reference without a lifetime, to `'static`, that can be changed, or to what is neither text nor bytes.
pub fn reference(reference: &TypeReference) -> Error {
    let elem = &*reference.elem;
    let (borrowed, owned) = match (elem, text(elem).as_str()) {
        (_, "str") => ("&'a str", "String"),
        (_, "[u8]") => ("&'a [u8]", "Vec<u8>"),
        (elem, written) => {
            let what = format!("`{}` cannot be a member: what is borrowed is text or bytes", text(reference));
            let help = match elem {
                Type::Slice(slice) => format!("write `Vec<{}>`", text(&slice.elem)),
                _ => format!("write `{written}`, with a lifetime if it borrows itself"),
            };
            return mistake_at(reference, what, help);
        }
    };
    let what = match &reference.lifetime {
        _ if reference.mutability.is_some() => "a member cannot change what it borrows".to_owned(),
        Some(lifetime) => format!("nothing that is read lives for `{lifetime}`"),
        None => "nothing says how long this borrows".to_owned(),
    };
    let help = format!("write `{borrowed}`, and `<'a>` behind the name of the contract; or `{owned}`, which owns it");
    mistake_at(reference, what, help)
}

/// `Arc` around what borrows.
pub fn shared(ty: &Type, inner: &Type) -> Error {
    mistake_at(ty, "`Arc` is for what owns what it holds", format!("write `{}`", text(inner)))
}

/// Another collection than a `Vec`.
pub fn collection(ty: &Type, element: &Type) -> Error {
    let what = format!("`{}` cannot hold what borrows", text(ty));
    mistake_at(ty, what, format!("write `Vec<{}>`", text(element)))
}

/// `as = Marker` on what borrows.
pub fn marked(marker: &Type, ty: &Type) -> Error {
    let what = format!("`as` is for members that own what they hold, and `{}` borrows", text(ty));
    mistake_at(marker, what, "remove `as`, or use an owned type")
}

/// `delimited` on what borrows.
pub fn delimited(ty: &Type) -> Error {
    mistake_at(
        ty,
        format!("`delimited` is for messages that own what they hold, and `{}` borrows", text(ty)),
        "remove `delimited`",
    )
}
