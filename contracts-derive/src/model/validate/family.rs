//! What the name of a type says of the rules that its values can have.

use syn::Type;

use super::table::Known;
use crate::model::member_type::COLLECTIONS;
use crate::model::presence::INTEGERS;
use crate::model::{is_bytes, map, outer};

/// How often a member has a value, and of what family the values are.
pub enum Form<'a> {
    /// One value.
    One(Family, &'a Type),
    /// A list of values.
    List(Box<Form<'a>>),
    /// A map of keys and values.
    Map(Box<Form<'a>>, Box<Form<'a>>),
    /// What the name does not say: another name of a list or a map, too.
    Unknown(&'a Type),
}

/// Values that can have the same rules.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Family {
    Text,
    Bytes,
    Bool,
    /// The name of the type, the first and the last value.
    Integer(&'static str, i128, i128),
    Float,
    Duration,
    Timestamp,
    Any,
    FieldMask,
    /// Only the compiler knows: an enum, a message, another name of something.
    Unknown,
}

/// Types that travel as text.
const TEXTS: [&str; 11] = [
    "String",
    "SmolStr",
    "CompactString",
    "ByteString",
    "Uuid",
    "Url",
    "Decimal",
    "IpAddr",
    "Ipv4Addr",
    "Ipv6Addr",
    "str",
];

impl<'a> Form<'a> {
    /// What the name of a member's type says; of a member that a marker sends, how often alone.
    pub fn of(ty: &'a Type, is_marked: bool) -> Self {
        let element = |ty| if is_marked { Form::One(Family::Unknown, ty) } else { Form::of(ty, false) };
        if let Some((key, value)) = map(ty) {
            return Form::Map(Box::new(Form::of(key, false)), Box::new(element(value)));
        }
        let Some((name, arguments)) = outer(ty).filter(|_| !is_bytes(ty)) else {
            return Form::One(if is_marked { Family::Unknown } else { Family::of(ty) }, ty);
        };
        match (name.as_str(), arguments.as_slice()) {
            ("Option", [inner]) => element(inner),
            ("Box" | "Arc", [inner]) if !is_marked && Family::of(ty) == Family::Unknown => Form::of(inner, false),
            ("Vec", [inner]) => Form::List(Box::new(element(inner))),
            (name, [inner, ..]) if !is_marked && COLLECTIONS.contains(&name) => {
                match outer(inner).is_some_and(|(element, _)| element == "u8") && name == "VecDeque" {
                    true => Form::One(Family::Bytes, ty),
                    false => Form::List(Box::new(Form::of(inner, false))),
                }
            }
            _ if is_marked => Form::Unknown(ty),
            _ => match Family::of(ty) {
                Family::Unknown => Form::Unknown(ty),
                family => Form::One(family, ty),
            },
        }
    }

    /// The family of the values.
    pub fn family(&self) -> Family {
        match self {
            Form::One(family, _) => *family,
            _ => Family::Unknown,
        }
    }

    /// Whether the name says what the values are.
    pub fn is_known(&self) -> bool {
        match self {
            Form::One(family, _) => *family != Family::Unknown,
            Form::List(_) | Form::Map(..) => true,
            Form::Unknown(_) => false,
        }
    }

    /// Whether the name leaves open that there is a message in it.
    pub fn may_hold_message(&self) -> bool {
        match self {
            Form::One(..) | Form::Unknown(_) => !self.is_known(),
            Form::List(values) | Form::Map(_, values) => values.may_hold_message(),
        }
    }

    /// The type, as far as there is one.
    pub fn ty(&self) -> Option<&'a Type> {
        match self {
            Form::One(_, ty) | Form::Unknown(ty) => Some(ty),
            Form::List(_) | Form::Map(..) => None,
        }
    }

    /// Whether values can have a rule, as far as the name says.
    pub fn can_have(&self, rule: &Known) -> bool {
        match self {
            Form::Unknown(_) => true,
            Form::One(family, _) => rule.is_for(*family),
            Form::List(_) => rule.is_for_lists(),
            Form::Map(..) => rule.is_for_maps(),
        }
    }
}

impl Family {
    /// What the name of a type says.
    pub fn of(ty: &Type) -> Family {
        match ty {
            Type::Array(_) => return Family::Bytes,
            Type::Reference(reference) => {
                return if matches!(&*reference.elem, Type::Slice(_)) { Family::Bytes } else { Family::Text };
            }
            Type::Group(group) => return Family::of(&group.elem),
            Type::Paren(paren) => return Family::of(&paren.elem),
            _ if is_bytes(ty) => return Family::Bytes,
            _ => {}
        }
        let Some((name, arguments)) = outer(ty) else { return Family::Unknown };
        let is_text = matches!(arguments[..], [inner] if outer(inner).is_some_and(|(name, _)| name == "str"));
        if let Some((name, first, last)) = INTEGERS.iter().find(|(integer, ..)| name == *integer) {
            return Family::Integer(name, *first, *last);
        }
        match name.as_str() {
            "bool" => Family::Bool,
            "f32" | "f64" => Family::Float,
            "Cow" if matches!(arguments[..], [Type::Slice(_)]) => Family::Bytes,
            "Cow" => Family::Text,
            "Box" | "Arc" if is_text => Family::Text,
            "Bytes" => Family::Bytes,
            "Duration" | "TimeDelta" | "SignedDuration" => Family::Duration,
            "SystemTime" | "DateTime" | "OffsetDateTime" | "Timestamp" => Family::Timestamp,
            "Any" => Family::Any,
            "FieldMask" => Family::FieldMask,
            name if TEXTS.contains(&name) => Family::Text,
            _ => Family::Unknown,
        }
    }
}
