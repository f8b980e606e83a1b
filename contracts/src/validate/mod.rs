//! Whether messages keep the rules that `validate(..)` gives them: one violation for each rule that is broken, with the path
//! to the value.
//!
//! What a rule means, and its id, is as in `buf.validate`, so that every implementation finds the same.

mod bytes;
mod checker;
mod format;
pub(crate) mod keywords;
mod number;
mod path;
#[cfg(feature = "regex")]
mod pattern;
mod text;
mod value;

pub(crate) use checker::Presence;
pub use checker::{Checker, Verdict, judge};
pub use path::{Element, Subscript};
#[cfg(feature = "regex")]
pub use pattern::Pattern;
#[doc(hidden)]
pub use value::Value;

use std::borrow::Cow;
use std::error::Error;
use std::fmt;

use crate::schema;

/// The rules that a message breaks: at least one.
///
/// ```
/// use contracts::{Message, contract};
///
/// contracts::package!("doc.v1");
///
/// /// A person.
/// #[contract]
/// struct Person {
///     /// Where letters arrive that nobody writes.
///     #[member(1, validate(email))]
///     email: String,
///     /// In years.
///     #[member(2, validate(lt = 150))]
///     age: u32,
/// }
///
/// let violations = Person { email: "ada".to_owned(), age: 200 }.validate().unwrap_err();
/// let broken: Vec<_> = violations.iter().map(|it| (it.field_path(), it.rule_id())).collect();
/// assert_eq!(broken, [("email".to_owned(), "string.email"), ("age".to_owned(), "uint32.lt")]);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Violations(Vec<Violation>);

/// A rule that a value breaks.
#[derive(Debug, Clone, PartialEq)]
pub struct Violation {
    /// From the value to the message that was checked, until the check is over; then the other way round.
    path: Vec<Element>,
    rule_id: Cow<'static, str>,
    message: Cow<'static, str>,
    for_key: bool,
}

impl Violations {
    /// The violations, in the order of the members.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Violation {
    /// Where the value is, from the message on: `items[2].labels["a"].name`; empty for the message itself.
    pub fn field_path(&self) -> String {
        let mut path = String::new();
        for element in &self.path {
            if !path.is_empty() && !matches!(element, Element::Subscript(_)) {
                path.push('.');
            }
            path += &element.to_string();
        }
        path
    }

    /// Where the value is, from the message on.
    pub fn path(&self) -> &[Element] {
        &self.path
    }

    /// Which rule is broken, as `string.min_len`.
    pub fn rule_id(&self) -> &str {
        &self.rule_id
    }

    /// What is wrong, for a person: goes on after the path.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Whether it is the key of a map's entry that breaks the rule.
    pub fn for_key(&self) -> bool {
        self.for_key
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said_of(""))
    }
}

impl Violation {
    /// What is wrong, of a message to which this leads, as `requests[2].`; nothing leads to the message that was checked.
    pub(crate) fn said_of(&self, to_message: &str) -> String {
        let path = format!("{to_message}{}", self.field_path());
        match path.trim_end_matches('.') {
            "" => self.message.clone().into_owned(),
            path if self.for_key => format!("the key of {path} {}", self.message),
            path => format!("{path} {}", self.message),
        }
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.iter().enumerate() {
            let between = if index == 0 { "" } else { "; " };
            write!(f, "{between}{violation}")?;
        }
        Ok(())
    }
}

impl Error for Violations {}

/// Checks a message with what the macros make of its rules.
///
/// # Errors
/// All rules that are broken.
pub(crate) fn validate(
    schema: fn() -> &'static schema::Message,
    check: impl FnOnce(&mut Checker),
) -> Result<(), Violations> {
    let mut checker = Checker::default();
    checker.message(schema, check);
    checker.finish()
}

/// Whether messages of this schema, or messages inside of them, have rules.
pub fn has_rules(message: &'static schema::Message) -> bool {
    reaches_rules(message, &mut Vec::new())
}

fn reaches_rules(message: &'static schema::Message, seen: &mut Vec<&'static schema::Message>) -> bool {
    if seen.iter().any(|earlier| std::ptr::eq(*earlier, message)) {
        return false;
    }
    seen.push(message);
    let of_members = message.members.iter().any(|member| match member {
        schema::Member::Field(_) => false,
        schema::Member::Oneof(declaration, _) => declaration.rules.is_some(),
    });
    message.declaration.rules.is_some()
        || of_members
        || message.fields().any(|field| {
            let inner = field.shape.kind.message();
            field.declaration.rules.is_some() || inner.is_some_and(|inner| reaches_rules(inner(), seen))
        })
}

/// Looks at the value that these bytes are, with a length in front where the kind has one.
pub(crate) fn with_encoded(kind: &schema::Kind, bytes: &[u8], look: impl FnOnce(&Value<'_>)) {
    if let Ok(Some(value)) = Value::decode(kind, bytes) {
        look(&value);
    }
}
