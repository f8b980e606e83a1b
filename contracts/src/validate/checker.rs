//! What a check has found so far.

use std::borrow::Cow;
use std::time::{SystemTime, UNIX_EPOCH};

use super::{Element, Subscript, Value, Violation, Violations};
use crate::schema::{self, Custom, Ignore, Kind, Rule, Rules, Scalar};

/// What a check has found so far: what the macros hand from message to message.
#[derive(Default)]
pub struct Checker {
    violations: Vec<Violation>,
    /// Seconds and nanoseconds since 1970, of the first look at the clock: one check has one time.
    now: Option<(i64, i32)>,
}

/// Whether there is a value, and whether its absence can be told from zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    /// There is a value.
    Set,
    /// There is none.
    Unset,
    /// The value is zero, or the list or the map is empty, which is the same as absence.
    Zero,
}

/// What a function says of a value: a `bool`, or a `Result` whose error says what is wrong.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say whether a rule is kept",
    label = "neither `bool` nor `Result<(), String>`",
    note = "the function behind `with = ` returns `bool`, or `Result<(), String>` with what is wrong"
)]
pub trait Verdict {
    /// What is wrong: the text of the rule where this is empty.
    fn objection(self) -> Option<String>;
}

/// What a closure says of a value.
#[doc(hidden)]
pub fn judge<T: ?Sized, V: Verdict>(value: &T, judge: impl FnOnce(&T) -> V) -> V {
    judge(value)
}

impl Verdict for bool {
    fn objection(self) -> Option<String> {
        (!self).then(String::new)
    }
}

impl<E: Into<String>> Verdict for Result<(), E> {
    fn objection(self) -> Option<String> {
        self.err().map(Into::into)
    }
}

impl Checker {
    /// What was found, each path from the message on.
    pub(super) fn finish(mut self) -> Result<(), Violations> {
        if self.violations.is_empty() {
            return Ok(());
        }
        self.violations.iter_mut().for_each(|violation| violation.path.reverse());
        Err(Violations(self.violations))
    }

    /// Checks a message by its own rules.
    #[inline]
    pub(crate) fn message(&mut self, schema: fn() -> &'static schema::Message, check: impl FnOnce(&mut Self)) {
        let before = self.violations.len();
        check(self);
        if self.violations.len() > before {
            self.name_fields(before, schema());
        }
    }

    /// Checks a field, unless its rules do not count for what it has. Whether they do.
    #[inline]
    pub(crate) fn field(
        &mut self,
        number: u32,
        rules: &'static Rules,
        presence: Presence,
        check: impl FnOnce(&mut Self),
    ) -> bool {
        if !self.counts(number, rules, presence) {
            return false;
        }
        let before = self.violations.len();
        check(self);
        if self.violations.len() > before {
            self.add_step(before, &Element::Number(number));
        }
        true
    }

    #[inline]
    fn counts(&mut self, number: u32, rules: &'static Rules, presence: Presence) -> bool {
        match (rules.ignore, presence) {
            (Ignore::Always, _) => false,
            (_, Presence::Set) => true,
            _ if rules.required => {
                self.lacks(Element::Number(number));
                false
            }
            (Ignore::Never, Presence::Zero) => true,
            _ => false,
        }
    }

    /// Checks an element of a list, or the value of an entry.
    #[inline]
    pub(crate) fn element(&mut self, subscript: impl FnOnce() -> Subscript, check: impl FnOnce(&mut Self)) {
        let before = self.violations.len();
        check(self);
        if self.violations.len() > before {
            self.add_step(before, &Element::Subscript(subscript()));
        }
    }

    /// Checks the key of an entry.
    #[inline]
    pub(crate) fn key(&mut self, check: impl FnOnce(&mut Self)) {
        let before = self.violations.len();
        check(self);
        for violation in &mut self.violations[before..] {
            violation.for_key = true;
        }
    }

    /// Checks a value.
    pub(crate) fn value(&mut self, rules: &'static Rules, value: &Value<'_>) {
        rules.rules.iter().for_each(|rule| value.check(rule, self));
    }

    /// Checks the value that stands for absence.
    pub(crate) fn zero(&mut self, rules: &'static Rules, kind: &Kind) {
        if let Some(value) = Value::zero(kind) {
            self.value(rules, &value);
        }
    }

    /// Checks how many elements a list has, or entries a map.
    pub(crate) fn size(&mut self, rules: &'static Rules, length: usize) {
        let length = length as u64;
        for rule in rules.rules {
            let (keeps, id, message) = match *rule {
                Rule::MinItems(least) => (length >= least, "repeated.min_items", ("at least", least, "elements")),
                Rule::MaxItems(most) => (length <= most, "repeated.max_items", ("at most", most, "elements")),
                Rule::MinPairs(least) => (length >= least, "map.min_pairs", ("at least", least, "entries")),
                Rule::MaxPairs(most) => (length <= most, "map.max_pairs", ("at most", most, "entries")),
                _ => continue,
            };
            if !keeps {
                let (side, limit, what) = message;
                self.violate(id, format!("must have {side} {limit} {what}"));
            }
        }
    }

    /// Checks that no element of a list, encoded, is there twice. Numbers that are none are equal to nothing, and there is
    /// one zero.
    pub(crate) fn unique(&mut self, kind: &Kind, mut elements: Vec<Vec<u8>>) {
        if let Kind::Scalar(Scalar::Float | Scalar::Double) = kind {
            elements.retain_mut(|element| match Value::decode(kind, element) {
                Ok(Some(Value::Float(_, value))) => {
                    *element = (value + 0.0).to_le_bytes().to_vec();
                    !value.is_nan()
                }
                _ => false,
            });
        }
        elements.sort_unstable();
        if elements.windows(2).any(|pair| pair[0] == pair[1]) {
            self.violate("repeated.unique", "must not have an element twice");
        }
    }

    /// Checks a oneof: that it has a member, if it must, and the member by its rules.
    #[inline]
    pub fn oneof<O>(&mut self, name: &'static str, rules: &'static Rules, slot: &Option<O>, check: fn(&O, &mut Self)) {
        match slot {
            Some(member) => check(member, self),
            None if rules.required => self.lacks(Element::Oneof(name)),
            None => {}
        }
    }

    /// Takes what a function says of the value of a field.
    pub fn field_verdict(&mut self, number: u32, rule: &'static Custom, verdict: impl Verdict) {
        let before = self.violations.len();
        self.verdict(rule, verdict);
        if self.violations.len() > before {
            self.add_step(before, &Element::Number(number));
        }
    }

    /// Takes what a function says of what is in a list or a map. `place`: where it is, and whether it is a key.
    pub fn inner_verdict(
        &mut self,
        number: u32,
        place: impl FnOnce() -> (Subscript, bool),
        rule: &'static Custom,
        verdict: impl Verdict,
    ) {
        let before = self.violations.len();
        self.verdict(rule, verdict);
        if self.violations.len() > before {
            let (subscript, is_key) = place();
            self.violations[before..].iter_mut().for_each(|violation| violation.for_key = is_key);
            self.add_step(before, &Element::Subscript(subscript));
            self.add_step(before, &Element::Number(number));
        }
    }

    /// Takes what a function says of the message.
    pub fn verdict(&mut self, rule: &'static Custom, verdict: impl Verdict) {
        if let Some(objection) = verdict.objection() {
            let message = if objection.is_empty() { rule.message.into() } else { Cow::Owned(objection) };
            self.violate(rule.id, message);
        }
    }

    /// Notes that a rule is broken.
    #[cold]
    pub(super) fn violate(&mut self, rule_id: impl Into<Cow<'static, str>>, message: impl Into<Cow<'static, str>>) {
        let (rule_id, message) = (rule_id.into(), message.into());
        self.violations.push(Violation { path: Vec::new(), rule_id, message, for_key: false });
    }

    /// Seconds and nanoseconds since 1970.
    pub(super) fn now(&mut self) -> (i64, i32) {
        *self.now.get_or_insert_with(|| match SystemTime::now().duration_since(UNIX_EPOCH) {
            Ok(since) => (i64::try_from(since.as_secs()).unwrap_or(i64::MAX), since.subsec_nanos() as i32),
            Err(_) => (0, 0),
        })
    }

    #[cold]
    fn lacks(&mut self, element: Element) {
        let before = self.violations.len();
        self.violate("required", "must be there");
        self.add_step(before, &element);
    }

    #[cold]
    fn add_step(&mut self, from: usize, element: &Element) {
        self.violations[from..].iter_mut().for_each(|violation| violation.path.push(element.clone()));
    }

    /// Puts the fields of a message in the place of their numbers, where those came last.
    #[cold]
    fn name_fields(&mut self, from: usize, schema: &'static schema::Message) {
        for violation in &mut self.violations[from..] {
            if let Some(last) = violation.path.last_mut()
                && let Element::Number(number) = last
                && let Some(field) = schema.field(*number)
            {
                *last = Element::Field(field);
            }
        }
    }
}
