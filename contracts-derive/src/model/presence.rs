//! Whether a field must be there, and what stands for it where it is not.

use syn::{Expr, ExprLit, ExprUnary, Ident, Lit, LitInt, Path, Type, UnOp};

use super::member_type::COLLECTIONS;
use super::{is_bytes, map, optional, outer};
use crate::diagnostics::{self, Diagnostics, presence as mistakes};
use crate::parse::Options;

/// Whether a field must be there, and what stands for it where it is not.
#[derive(Default)]
pub struct Presence {
    /// `required`
    pub required: bool,
    /// `default = ..`
    pub default: Option<Box<DefaultValue>>,
}

/// What stands for an absent value.
pub struct DefaultValue {
    /// As it is written.
    pub written: Expr,
    pub literal: Literal,
    /// The type of the value: `T` of `Option<T>`.
    pub ty: Type,
}

/// A value that can be written down.
pub enum Literal {
    Bool(bool),
    Integer(i128),
    /// The digits, with a sign and without a suffix.
    Float(String),
    /// `f64::INFINITY`, `f32::NAN`: the name of the constant.
    FloatConstant(Ident),
    Text(String),
    Bytes(Vec<u8>),
    /// The path of a value of an enum.
    Path,
}

/// The integers, from the first to the last.
pub const INTEGERS: [(&str, i128, i128); 8] = [
    ("i8", i8::MIN as i128, i8::MAX as i128),
    ("i16", i16::MIN as i128, i16::MAX as i128),
    ("i32", i32::MIN as i128, i32::MAX as i128),
    ("i64", i64::MIN as i128, i64::MAX as i128),
    ("u8", u8::MIN as i128, u8::MAX as i128),
    ("u16", u16::MIN as i128, u16::MAX as i128),
    ("u32", u32::MIN as i128, u32::MAX as i128),
    ("u64", u64::MIN as i128, u64::MAX as i128),
];

/// Types of which it is known that no literal is one of their values.
const WITHOUT_DEFAULT: [&str; 10] = [
    "Uuid",
    "Url",
    "Decimal",
    "IpAddr",
    "Ipv4Addr",
    "Ipv6Addr",
    "SystemTime",
    "Duration",
    "Timestamp",
    "UnknownFields",
];

impl Presence {
    /// What the options of a field say of its presence.
    pub fn check(ty: &Type, options: &Options, diagnostics: &mut Diagnostics) -> Self {
        let required = check_required(ty, options, diagnostics);
        let default = options.value("default").and_then(|written| default(ty, written, options, diagnostics));
        let default = default.map(Box::new);
        Presence { required, default }
    }

    /// Reports what the member of a oneof cannot have.
    pub fn check_oneof_member(options: &Options, diagnostics: &mut Diagnostics) {
        for option in ["required", "default"] {
            if let Some(name) = options.name(option) {
                diagnostics.add(mistakes::on_oneof_member(name));
            }
        }
    }
}

/// Whether a field is required, and can be.
fn check_required(ty: &Type, options: &Options, diagnostics: &mut Diagnostics) -> bool {
    let Some(name) = options.name("required") else { return false };
    match optional(ty) {
        // A message that requires another of itself is one that no value of finite size would be without `Option`.
        Some(value) if outer(value).is_none_or(|(pointer, _)| pointer != "Box") => {
            diagnostics.add(mistakes::required_option(ty, value));
            false
        }
        _ if is_many(ty) => {
            diagnostics.add(mistakes::required_many(name, ty));
            false
        }
        _ => true,
    }
}

/// Whether a type holds any number of values.
fn is_many(ty: &Type) -> bool {
    let is_collection = |(name, _): (String, Vec<&Type>)| name == "Vec" || COLLECTIONS.contains(&name.as_str());
    map(ty).is_some() || !is_bytes(ty) && outer(ty).is_some_and(is_collection)
}

fn default(ty: &Type, written: &Expr, options: &Options, diagnostics: &mut Diagnostics) -> Option<DefaultValue> {
    let name = options.name("default")?;
    for other in ["as", "delimited"] {
        if let Some(other) = options.name(other) {
            diagnostics.add(diagnostics::contradiction(name, other));
            return None;
        }
    }
    let value = match optional(ty) {
        Some(value) => value,
        _ if is_many(ty) => {
            diagnostics.add(mistakes::default_of_many(name, ty));
            return None;
        }
        _ if !options.has("required") => {
            diagnostics.add(mistakes::default_without_presence(ty));
            return None;
        }
        _ => ty,
    };
    let value = written_out(value);
    let Some(literal) = literal(written) else {
        diagnostics.add(mistakes::not_a_default(written));
        return None;
    };
    check_literal(value, &literal, written, diagnostics);
    Some(DefaultValue { written: written.clone(), literal, ty: value.clone() })
}

/// The type without the group that a macro of the user's puts around it.
fn written_out(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => written_out(&group.elem),
        Type::Paren(paren) => written_out(&paren.elem),
        _ => ty,
    }
}

fn literal(written: &Expr) -> Option<Literal> {
    match written {
        Expr::Group(group) => literal(&group.expr),
        Expr::Lit(ExprLit { lit, .. }) => match lit {
            Lit::Bool(value) => Some(Literal::Bool(value.value)),
            Lit::Str(text) => Some(Literal::Text(text.value())),
            Lit::ByteStr(bytes) => Some(Literal::Bytes(bytes.value())),
            Lit::Int(number) => integer(number).map(Literal::Integer),
            Lit::Float(number) => Some(Literal::Float(number.base10_digits().to_owned())),
            _ => None,
        },
        Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr, .. }) => match literal(expr)? {
            Literal::Integer(number) if number >= 0 => Some(Literal::Integer(-number)),
            Literal::Float(digits) if !digits.starts_with('-') => Some(Literal::Float(format!("-{digits}"))),
            _ => None,
        },
        Expr::Path(path) if path.qself.is_none() => Some(match float_constant(&path.path) {
            Some(constant) => Literal::FloatConstant(constant.clone()),
            None => Literal::Path,
        }),
        _ => None,
    }
}

/// A number that is too large for any integer of protobuf is too large for this as well.
fn integer(number: &LitInt) -> Option<i128> {
    number.base10_parse().ok()
}

/// `INFINITY`, `NEG_INFINITY` or `NAN` of a float.
fn float_constant(path: &Path) -> Option<&Ident> {
    let mut segments = path.segments.iter().rev();
    let (constant, float) = (&segments.next()?.ident, &segments.next()?.ident);
    let is_constant = ["INFINITY", "NEG_INFINITY", "NAN"].iter().any(|name| constant == name);
    (is_constant && (float == "f32" || float == "f64")).then_some(constant)
}

/// Reports a literal that is no value of a type whose name says so; every other type is left to the compiler.
fn check_literal(ty: &Type, literal: &Literal, written: &Expr, diagnostics: &mut Diagnostics) {
    let Some(kind) = Kind::of(ty) else { return };
    match (kind, literal) {
        (Kind::Integer(name, first, last), Literal::Integer(number)) => {
            if !(first..=last).contains(number) {
                diagnostics.add(mistakes::integer_out_of_range(written, name, first, last));
            }
        }
        (Kind::Float(name), Literal::Float(digits)) => {
            let is_infinite = match name {
                "f32" => digits.parse::<f32>().is_ok_and(f32::is_infinite),
                _ => digits.parse::<f64>().is_ok_and(f64::is_infinite),
            };
            if is_infinite {
                diagnostics.add(mistakes::float_out_of_range(written, name));
            }
        }
        (Kind::Bool, Literal::Bool(_))
        | (Kind::Float(_), Literal::FloatConstant(_))
        | (Kind::Text, Literal::Text(_))
        | (Kind::Bytes, Literal::Bytes(_)) => {}
        (Kind::None, _) => diagnostics.add(mistakes::type_without_default(ty)),
        (kind, _) => diagnostics.add(mistakes::default_of_another_kind(written, ty, &kind.example(literal))),
    }
}

/// What the literals of a type are.
enum Kind {
    Bool,
    Integer(&'static str, i128, i128),
    Float(&'static str),
    Text,
    Bytes,
    /// There are none.
    None,
}

impl Kind {
    /// What the name of a type says; nothing for a type that may be an enum, or another name of one of these.
    fn of(ty: &Type) -> Option<Self> {
        match ty {
            Type::Array(_) => return Some(Kind::Bytes),
            Type::Tuple(_) => return Some(Kind::None),
            Type::Reference(reference) if matches!(&*reference.elem, Type::Slice(_)) => return Some(Kind::Bytes),
            Type::Reference(_) => return Some(Kind::Text),
            _ if is_bytes(ty) => return Some(Kind::Bytes),
            _ => {}
        }
        let (name, arguments) = outer(ty)?;
        let of_text = || matches!(arguments[..], [inner] if outer(inner).is_some_and(|(name, _)| name == "str"));
        let integer = INTEGERS.iter().find(|(integer, ..)| name == *integer);
        match name.as_str() {
            _ if integer.is_some() => integer.map(|(name, first, last)| Kind::Integer(name, *first, *last)),
            "bool" => Some(Kind::Bool),
            "f32" => Some(Kind::Float("f32")),
            "f64" => Some(Kind::Float("f64")),
            "Cow" if matches!(arguments[..], [Type::Slice(_)]) => Some(Kind::Bytes),
            "String" | "SmolStr" | "CompactString" | "Cow" => Some(Kind::Text),
            "Box" | "Arc" if of_text() => Some(Kind::Text),
            "Box" | "Arc" => Some(Kind::None),
            "Bytes" => Some(Kind::Bytes),
            name if WITHOUT_DEFAULT.contains(&name) => Some(Kind::None),
            _ => None,
        }
    }

    /// What to type.
    fn example(&self, written: &Literal) -> String {
        match (self, written) {
            (Kind::Float(_), Literal::Integer(number)) => format!("write `{number}.0`"),
            (Kind::Float(name), _) => format!("write a number with a point, as `1.0`, or `{name}::INFINITY`"),
            (Kind::Text, Literal::Bytes(_)) => "remove the `b` in front".to_owned(),
            (Kind::Text, _) => "write a text: `default = \"..\"`".to_owned(),
            (Kind::Bytes, Literal::Text(text)) => format!("write `b{text:?}`"),
            (Kind::Bytes, _) => "write bytes: `default = b\"..\"`".to_owned(),
            (Kind::Bool, _) => "write `true` or `false`".to_owned(),
            _ => "write a whole number: `default = 1`".to_owned(),
        }
    }
}
