//! What the user meant: every value here is checked, and nothing downstream checks it again.

mod allow;
mod borrow;
mod declaration;
mod enumeration;
mod extension;
mod member_type;
mod message;
mod numbering;
mod oneof;
mod presence;
mod service;
mod signature;
#[cfg(test)]
mod tests;
mod validate;

pub use allow::Allow;
pub use borrow::{has_lifetimes, lifetime, names, static_contract, with_lifetime, with_static};
pub use declaration::Declaration;
use declaration::name_used_twice;
pub use enumeration::{Enumeration, Value};
pub use extension::ExtensionRange;
pub use member_type::{is_bytes, is_named};
pub use message::{Entry, Message, Splice, Unknown};
pub use numbering::{Numbering, Reserved};
pub use oneof::{Oneof, OneofMember};
pub use presence::{DefaultValue, Literal, Presence};
pub use service::{Http, Idempotency, Operation, Service, check_service_impl};
pub use signature::{Failure, Parameter};
pub use validate::{Bound, Custom, Ignore, Operand, Pattern, Rule, Rules, What};

use proc_macro2::Span;
use syn::{Attribute, Ident, Lifetime, Type};

use crate::diagnostics::{self, Diagnostics};
use crate::parse;

/// A field of a message or a member of a oneof.
pub struct Field {
    pub ident: Ident,
    pub ty: Type,
    /// The lifetime of the contract, when the type names it.
    pub lifetime: Option<Lifetime>,
    pub number: u32,
    pub number_span: Span,
    pub declaration: Declaration,
    pub json_name: JsonName,
    pub encoding: Encoding,
    pub presence: Presence,
    pub redact: bool,
    pub rules: Option<Rules>,
    /// Whether the field is a member of a oneof's enum.
    pub is_in_oneof: bool,
    pub conditions: Vec<Attribute>,
}

/// What JSON calls a field.
pub enum JsonName {
    /// What protobuf derives from the name.
    Derived(String),
    /// What the user says, and where.
    Written(String, Span),
}

impl Field {
    /// Whether nothing wrong can be seen from the names in its type.
    fn has_no_wrong_type(&self) -> bool {
        let mut diagnostics = Diagnostics::default();
        member_type::check_field(&self.ty, &self.encoding, &mut diagnostics);
        borrow::check_member(&self.ty, self.lifetime.as_ref(), &self.encoding, &mut diagnostics);
        diagnostics.is_empty()
    }

    /// Whether the name of the type leaves open that there is a message in it.
    pub fn may_hold_message(&self) -> bool {
        validate::may_hold_message(&self.ty, matches!(self.encoding, Encoding::As(_)))
    }

    /// The place of what gives the name in JSON.
    pub fn json_span(&self) -> Span {
        match self.json_name {
            JsonName::Derived(_) => self.declaration.name_span,
            JsonName::Written(_, span) => span,
        }
    }
}

impl JsonName {
    pub fn get(&self) -> &str {
        match self {
            JsonName::Derived(name) | JsonName::Written(name, _) => name,
        }
    }
}

/// How the values of a field travel.
pub enum Encoding {
    /// As their type does by default.
    Plain,
    /// `zigzag`
    ZigZag,
    /// `fixed`
    Fixed,
    /// `unpacked`, of values in another encoding.
    Unpacked(Box<Encoding>),
    /// `delimited`
    Delimited,
    /// `as = Marker`
    As(Box<Type>),
}

impl Encoding {
    /// The encoding that the options ask for.
    pub fn check(options: &parse::Options, diagnostics: &mut Diagnostics) -> Self {
        const EXCLUSIVE: [&str; 4] = ["zigzag", "fixed", "delimited", "as"];
        let written: Vec<&Ident> = EXCLUSIVE.iter().filter_map(|option| options.name(option)).collect();
        if let [first, second, ..] = written.as_slice() {
            diagnostics.add(diagnostics::contradiction(second, first));
        }
        for other in ["delimited", "as"] {
            if let Some((unpacked, other)) = options.name("unpacked").zip(options.name(other)) {
                diagnostics.add(diagnostics::contradiction(unpacked, other));
            }
        }
        let encoding = match options.type_of("as") {
            Some(marker) => Encoding::As(Box::new(marker.clone())),
            None if options.has("zigzag") => Encoding::ZigZag,
            None if options.has("fixed") => Encoding::Fixed,
            None if options.has("delimited") => Encoding::Delimited,
            None => Encoding::Plain,
        };
        if options.has("unpacked") { Encoding::Unpacked(Box::new(encoding)) } else { encoding }
    }
}

/// The last segment of a path type and its type arguments: `Vec` and `[T]` of `std::vec::Vec<T>`.
pub fn outer(ty: &Type) -> Option<(String, Vec<&Type>)> {
    let segment = match ty {
        Type::Path(path) => path.path.segments.last()?,
        Type::Group(group) => return outer(&group.elem),
        Type::Paren(paren) => return outer(&paren.elem),
        _ => return None,
    };
    let arguments = match &segment.arguments {
        syn::PathArguments::AngleBracketed(arguments) => arguments.args.iter().filter_map(|argument| match argument {
            syn::GenericArgument::Type(ty) => Some(ty),
            _ => None,
        }),
        _ => return Some((segment.ident.to_string(), Vec::new())),
    };
    Some((segment.ident.to_string(), arguments.collect()))
}

/// Types of the standard library that hold values of one type.
const AROUND_ONE_TYPE: [&str; 7] = ["Option", "Vec", "Box", "Arc", "VecDeque", "BTreeSet", "HashSet"];

/// The type of one value: `T` of `Option<T>`, `Vec<T>`, `Box<T>` and the like, at any depth.
pub fn innermost(ty: &Type) -> &Type {
    match outer(ty) {
        Some((name, arguments)) if AROUND_ONE_TYPE.contains(&name.as_str()) => match arguments[..] {
            [inner] => innermost(inner),
            _ => ty,
        },
        _ => ty,
    }
}

/// The type of the value that may be absent: `T` of `Option<T>`.
pub fn optional(ty: &Type) -> Option<&Type> {
    match outer(ty) {
        Some((option, arguments)) if option == "Option" && arguments.len() == 1 => Some(arguments[0]),
        _ => None,
    }
}

/// The key and the value of a map of the standard library.
pub fn map(ty: &Type) -> Option<(&Type, &Type)> {
    match outer(ty) {
        Some((name, arguments)) if name == "HashMap" || name == "BTreeMap" => match arguments[..] {
            [key, value, ..] => Some((key, value)),
            _ => None,
        },
        _ => None,
    }
}
