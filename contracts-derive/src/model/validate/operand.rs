//! The values that rules compare with.

use syn::{Expr, ExprLit, ExprUnary, Ident, Lit, LitStr, UnOp};

use super::family::Family;
use super::time;
use crate::diagnostics::{Diagnostics, validate as mistakes};

/// A value that a rule compares with.
pub enum Operand {
    Bool(bool),
    /// An integer, or a constant that is one.
    Integer(Box<Expr>),
    /// A number with a point, or a constant that is one.
    Float(Box<Expr>),
    Text(String),
    Bytes(Vec<u8>),
    /// The paths of a mask.
    Paths(Vec<String>),
    /// The value of an enum.
    Enum(Box<Expr>),
    /// Seconds and nanoseconds.
    Time(i64, i32),
}

impl Operand {
    /// The values of a list.
    pub fn check_all(
        name: &Ident,
        written: &Expr,
        family: &Family,
        diagnostics: &mut Diagnostics,
    ) -> Option<Vec<Operand>> {
        match written {
            Expr::Array(list) if !list.elems.is_empty() => {
                let before = diagnostics.len();
                let operands: Vec<_> =
                    list.elems.iter().filter_map(|value| Operand::check(value, family, diagnostics)).collect();
                (diagnostics.len() == before).then_some(operands)
            }
            _ => {
                diagnostics.add(mistakes::not_a_list(name, written));
                None
            }
        }
    }

    /// The whole values of a list.
    pub fn check_whole(
        name: &Ident,
        written: &Expr,
        family: &Family,
        diagnostics: &mut Diagnostics,
    ) -> Option<Vec<Operand>> {
        let Expr::Array(list) = written else {
            diagnostics.add(mistakes::not_a_list(name, written));
            return None;
        };
        let before = diagnostics.len();
        let check = |value| Operand::check_one(value, family, diagnostics);
        let operands: Vec<_> = list.elems.iter().filter_map(check).collect();
        (diagnostics.len() == before).then_some(operands)
    }

    /// The whole value, of this family: of a mask all its paths.
    pub fn check_one(written: &Expr, family: &Family, diagnostics: &mut Diagnostics) -> Option<Operand> {
        let Expr::Array(list) = written else {
            if let Family::FieldMask = family {
                diagnostics.add(mistakes::of_another_kind(written, example(family)));
                return None;
            }
            return Operand::check(written, family, diagnostics);
        };
        let paths: Option<Vec<String>> = list.elems.iter().map(|path| Some(text(path)?.value())).collect();
        let is_mask = matches!(family, Family::FieldMask | Family::Unknown);
        if !is_mask || paths.is_none() {
            diagnostics.add(mistakes::of_another_kind(written, example(family)));
        }
        paths.filter(|_| is_mask).map(Operand::Paths)
    }

    /// The value, of this family.
    pub fn check(written: &Expr, family: &Family, diagnostics: &mut Diagnostics) -> Option<Operand> {
        let operand = match (family, literal(written)) {
            (Family::Duration, Some(Lit::Str(text))) => return timed(&text, time::duration, diagnostics),
            (Family::Timestamp, Some(Lit::Str(text))) => return timed(&text, time::timestamp, diagnostics),
            (Family::Text | Family::Any | Family::FieldMask | Family::Unknown, Some(Lit::Str(text))) => {
                Operand::Text(text.value())
            }
            (Family::Bytes | Family::Unknown, Some(Lit::ByteStr(bytes))) => Operand::Bytes(bytes.value()),
            (Family::Bool | Family::Unknown, Some(Lit::Bool(value))) => Operand::Bool(value.value),
            (Family::Integer(name, first, last), Some(Lit::Int(number))) => {
                let value =
                    number.base10_parse::<i128>().ok().map(|value| if is_negative(written) { -value } else { value });
                if value.is_none_or(|value| !(*first..=*last).contains(&value)) {
                    diagnostics.add(mistakes::out_of_range(written, name, *first, *last));
                    return None;
                }
                Operand::Integer(Box::new(written.clone()))
            }
            (Family::Float, Some(Lit::Int(_) | Lit::Float(_)) | None) => Operand::Float(Box::new(written.clone())),
            (Family::Integer(..), None) => Operand::Integer(Box::new(written.clone())),
            (Family::Unknown, Some(Lit::Int(_))) => Operand::Integer(Box::new(written.clone())),
            (Family::Unknown, Some(Lit::Float(_))) => Operand::Float(Box::new(written.clone())),
            (Family::Unknown, None) => Operand::Enum(Box::new(written.clone())),
            _ => {
                diagnostics.add(mistakes::of_another_kind(written, example(family)));
                return None;
            }
        };
        Some(operand)
    }
}

/// Whether an expression can be a count: a number, or a constant.
pub fn is_count(written: &Expr) -> bool {
    match literal(written) {
        Some(Lit::Int(_)) => !is_negative(written),
        Some(_) => false,
        None => true,
    }
}

/// The count that a literal is.
pub fn count(written: &Expr) -> Option<u64> {
    match literal(written) {
        Some(Lit::Int(number)) => number.base10_parse().ok(),
        _ => None,
    }
}

/// Whether a literal is `false`.
pub fn is_false(written: &Expr) -> bool {
    matches!(literal(written), Some(Lit::Bool(value)) if !value.value)
}

/// The text that a literal is.
pub fn text(written: &Expr) -> Option<LitStr> {
    match literal(written) {
        Some(Lit::Str(text)) => Some(text),
        _ => None,
    }
}

fn literal(written: &Expr) -> Option<Lit> {
    match written {
        Expr::Lit(ExprLit { lit, .. }) => Some(lit.clone()),
        Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr, .. }) => {
            literal(expr).filter(|lit| matches!(lit, Lit::Int(_) | Lit::Float(_)))
        }
        Expr::Group(group) => literal(&group.expr),
        _ => None,
    }
}

fn is_negative(written: &Expr) -> bool {
    match written {
        Expr::Unary(ExprUnary { op: UnOp::Neg(_), .. }) => true,
        Expr::Group(group) => is_negative(&group.expr),
        _ => false,
    }
}

fn timed(
    text: &LitStr,
    parse: fn(&str) -> Result<(i64, i32), &'static str>,
    diagnostics: &mut Diagnostics,
) -> Option<Operand> {
    match parse(&text.value()) {
        Ok((seconds, nanos)) => Some(Operand::Time(seconds, nanos)),
        Err(expected) => {
            diagnostics.add(mistakes::not_a_time(text, expected));
            None
        }
    }
}

/// What to type.
fn example(family: &Family) -> &'static str {
    match family {
        Family::Text | Family::Any => "write a text: `\"..\"`",
        Family::Bytes => "write bytes: `b\"..\"`",
        Family::Bool => "write `true` or `false`",
        Family::Integer(..) => "write a whole number, or the name of a constant",
        Family::Float => "write a number, or the name of a constant",
        Family::Duration => "write a text with seconds: `\"1.5s\"`",
        Family::Timestamp => "write a text as in RFC 3339: `\"2020-01-31T00:00:00Z\"`",
        Family::FieldMask => "write paths: `[\"display_name\"]`",
        Family::Unknown => "write a value of the member's type",
    }
}
