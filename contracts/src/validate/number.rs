//! The rules of what has an order: numbers, durations, times.

use std::cmp::Ordering;

use super::value::of;
use super::{Checker, Value};
use crate::schema::{Bound, Operand, Rule, Scalar};

/// Checks a number, a duration or a time by a rule.
pub(super) fn check(value: &Value<'_>, rule: &Rule, c: &mut Checker) {
    match rule {
        Rule::Range(from, to) => range(value, from.as_ref(), to.as_ref(), c),
        Rule::Finite => {
            let is_finite = !matches!(value, Value::Float(_, value) if !value.is_finite());
            value.expect(is_finite, c, "finite", || "must be finite".to_owned());
        }
        Rule::LtNow => {
            let now = c.now();
            value.expect(time(value) <= now, c, "lt_now", || "must be in the past".to_owned());
        }
        Rule::GtNow => {
            let now = c.now();
            value.expect(time(value) >= now, c, "gt_now", || "must be in the future".to_owned());
        }
        Rule::Within(distance) => {
            let is_near = nanoseconds(time(value)).abs_diff(nanoseconds(c.now())) <= magnitude(distance);
            value.expect(is_near, c, "within", || format!("must be at most {} from now", of(distance)));
        }
        _ => {}
    }
}

/// Checks a value by a range; when it ends before it begins, the values between are those that are not allowed.
fn range(value: &Value<'_>, from: Option<&Bound>, to: Option<&Bound>, c: &mut Checker) {
    let is_above = from.is_none_or(|bound| keeps(value, bound, Ordering::Greater));
    let is_below = to.is_none_or(|bound| keeps(value, bound, Ordering::Less));
    let is_inverted = from.zip(to).is_some_and(|(from, to)| is_before(value, &to.operand(), &from.operand()));
    let is_number = !matches!(value, Value::Float(_, value) if value.is_nan());
    let is_right = if is_inverted { is_above || is_below } else { is_above && is_below };
    if is_right && is_number {
        return;
    }
    let words = |bound: &Bound, exclusive: &str| match bound {
        Bound::Exclusive(operand) => format!("{exclusive} {}", of(operand)),
        Bound::Inclusive(operand) => format!("{exclusive} or equal to {}", of(operand)),
    };
    let text = match (from, to) {
        (Some(from), Some(to)) => {
            let between = if is_inverted { "or" } else { "and" };
            format!("{} {between} {}", words(from, "greater than"), words(to, "less than"))
        }
        (Some(from), None) => words(from, "greater than"),
        (None, Some(to)) => words(to, "less than"),
        (None, None) => return,
    };
    value.expect(false, c, &id(from, to, is_inverted), || format!("must be {text}"));
}

/// The id of the rule that a range is, as `gt_lte_exclusive`.
fn id(from: Option<&Bound>, to: Option<&Bound>, is_inverted: bool) -> String {
    let name = |bound: &Bound, exclusive: &'static str, inclusive: &'static str| match bound {
        Bound::Exclusive(_) => exclusive,
        Bound::Inclusive(_) => inclusive,
    };
    let names = [from.map(|bound| name(bound, "gt", "gte")), to.map(|bound| name(bound, "lt", "lte"))];
    let names = names.into_iter().flatten().chain(is_inverted.then_some("exclusive"));
    names.collect::<Vec<_>>().join("_")
}

fn keeps(value: &Value<'_>, bound: &Bound, side: Ordering) -> bool {
    match (bound, order(value, bound.operand())) {
        (_, Some(order)) if order == side => true,
        (Bound::Inclusive(_), Some(Ordering::Equal)) => true,
        _ => false,
    }
}

/// How a value stands to an operand; nothing where they cannot be compared, as a `NaN`.
pub(super) fn order(value: &Value<'_>, operand: Operand) -> Option<Ordering> {
    match (*value, operand) {
        (Value::Integer(_, value), Operand::Integer(operand)) => Some(value.cmp(&operand)),
        (Value::Float(scalar, value), operand) => value.partial_cmp(&float(scalar, operand)?),
        (Value::Duration(seconds, nanos) | Value::Timestamp(seconds, nanos), Operand::Time(s, n)) => {
            Some(nanoseconds((seconds, nanos)).cmp(&nanoseconds((s, n))))
        }
        _ => None,
    }
}

/// Whether the first operand is less than the second, as values of this kind.
fn is_before(value: &Value<'_>, first: &Operand, second: &Operand) -> bool {
    match (*value, *first, *second) {
        (_, Operand::Integer(first), Operand::Integer(second)) => first < second,
        (_, Operand::Time(s, n), Operand::Time(t, m)) => nanoseconds((s, n)) < nanoseconds((t, m)),
        (Value::Float(scalar, _), first, second) => float(scalar, first) < float(scalar, second),
        _ => false,
    }
}

/// The operand as a number of the width.
fn float(scalar: Scalar, operand: Operand) -> Option<f64> {
    let wide = match operand {
        Operand::Integer(value) => value as f64,
        Operand::Float(value) => value,
        _ => return None,
    };
    Some(if scalar == Scalar::Float { f64::from(wide as f32) } else { wide })
}

fn time(value: &Value<'_>) -> (i64, i32) {
    match *value {
        Value::Duration(seconds, nanos) | Value::Timestamp(seconds, nanos) => (seconds, nanos),
        _ => (0, 0),
    }
}

fn nanoseconds((seconds, nanos): (i64, i32)) -> i128 {
    i128::from(seconds) * 1_000_000_000 + i128::from(nanos)
}

fn magnitude(operand: &Operand) -> u128 {
    match operand {
        Operand::Time(seconds, nanos) => nanoseconds((*seconds, *nanos)).unsigned_abs(),
        _ => 0,
    }
}
