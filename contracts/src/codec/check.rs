//! How fields are checked: what their codecs share, be it of values that own what they hold or of ones that borrow.

use super::{Codec, Map, Value};
use crate::schema::{Ignore, Kind, Rule, Rules};
use crate::validate::{self, Checker, Presence, Subscript};
use crate::wire::Writer;

/// What is known of the values of a field.
pub(super) struct Values<T> {
    pub(super) kind: Kind,
    pub(super) put: fn(&T, &mut Writer<'_>),
    pub(super) is_default: fn(&T) -> bool,
    pub(super) check: fn(&T, &'static Rules, &mut Checker),
}

impl<T> Values<T> {
    pub(super) fn of<C: Codec<T>>() -> Self {
        Values { kind: C::KIND, put: C::put, is_default: C::is_default, check: C::check }
    }
}

/// Checks a field that is absent when it holds the default value.
#[inline]
pub(super) fn implicit<T>(value: &T, number: u32, rules: &'static Rules, c: &mut Checker, values: &Values<T>) -> bool {
    match (values.is_default)(value) {
        true => c.field(number, rules, Presence::Zero, |c| c.zero(rules, &values.kind)),
        false => c.field(number, rules, Presence::Set, |c| (values.check)(value, rules, c)),
    }
}

/// Checks a field that is there or not.
#[inline]
pub(super) fn explicit<T>(
    value: Option<&T>,
    number: u32,
    rules: &'static Rules,
    c: &mut Checker,
    check: impl FnOnce(&T, &'static Rules, &mut Checker),
) -> bool {
    match value {
        Some(value) => c.field(number, rules, Presence::Set, |c| check(value, rules, c)),
        None => c.field(number, rules, Presence::Unset, |_| {}),
    }
}

/// Checks a list, and what is in it.
#[inline]
pub(super) fn list<T>(list: &[T], number: u32, rules: &'static Rules, c: &mut Checker, values: &Values<T>) -> bool {
    c.field(number, rules, presence(list.is_empty()), |c| {
        c.size(rules, list.len());
        if rules.rules.iter().any(|rule| matches!(rule, Rule::Unique)) {
            let encoded = list.iter().map(|value| Writer::to_vec(&|w| (values.put)(value, w)));
            c.unique(&values.kind, encoded.collect());
        }
        let rules = rules.items.unwrap_or(Rules::NO_RULES);
        if rules.ignore == Ignore::Always {
            return;
        }
        for (index, value) in list.iter().enumerate() {
            if rules.ignore != Ignore::IfZero || !(values.is_default)(value) {
                c.element(|| Subscript::Index(index), |c| (values.check)(value, rules, c));
            }
        }
    })
}

/// Checks a map, its keys and its values.
pub(super) fn map<M: Map<K, V>, K, V>(
    map: &M,
    number: u32,
    rules: &'static Rules,
    c: &mut Checker,
    (keys, values): (&Values<K>, &Values<V>),
) -> bool {
    let length = map.entries().count();
    c.field(number, rules, presence(length == 0), |c| {
        c.size(rules, length);
        for (key, value) in map.entries() {
            c.element(
                || subscript(key, keys),
                |c| {
                    c.key(|c| entry(key, rules.keys, keys, c));
                    entry(value, rules.items, values, c);
                },
            );
        }
    })
}

/// Checks a key or a value.
fn entry<T>(value: &T, rules: Option<&'static Rules>, values: &Values<T>, c: &mut Checker) {
    let rules = rules.unwrap_or(Rules::NO_RULES);
    let is_ignored = match rules.ignore {
        Ignore::Never => false,
        Ignore::IfZero => (values.is_default)(value),
        Ignore::Always => true,
    };
    if !is_ignored {
        (values.check)(value, rules, c);
    }
}

/// A key, as it stands in a path.
#[doc(hidden)]
#[cold]
pub fn subscript_of<K: Value>(key: &K) -> Subscript {
    subscript(key, &Values::of::<K::Codec>())
}

#[cold]
fn subscript<K>(key: &K, keys: &Values<K>) -> Subscript {
    let mut subscript = Subscript::Text(String::new());
    validate::with_encoded(&keys.kind, &Writer::to_vec(&|w| (keys.put)(key, w)), |key| subscript = key.subscript());
    subscript
}

fn presence(is_empty: bool) -> Presence {
    if is_empty { Presence::Zero } else { Presence::Set }
}
