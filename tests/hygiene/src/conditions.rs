//! Members and variants under `#[cfg(..)]`: with and without the feature `extra`.

use contracts::contract;

/// A message with a member more when the feature is on.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Conditional {
    /// Always there.
    #[member(1)]
    pub id: u32,
    /// There with the feature.
    #[cfg(feature = "extra")]
    #[member(2, redact)]
    pub extra: String,
    /// There without the feature.
    #[cfg(not(feature = "extra"))]
    #[member(3)]
    pub plain: Option<Kind>,
    /// There with the feature.
    #[cfg(feature = "extra")]
    #[oneof]
    pub choice: Option<Choice>,
    /// There with the feature.
    #[cfg(feature = "extra")]
    #[unknown]
    pub unknown: contracts::UnknownFields,
    /// Of a type that is there with the feature alone.
    #[cfg(feature = "extra")]
    #[member(4)]
    pub only: Option<OnlyWithExtra>,
    /// There in tests.
    #[cfg(test)]
    #[member(5)]
    pub tested: bool,
}

/// A message that is there with the feature.
#[cfg(feature = "extra")]
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct OnlyWithExtra {}

/// An enum with a value more when the feature is on.
#[contract]
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    /// Always there.
    Unspecified = 0,
    /// There with the feature.
    #[cfg(feature = "extra")]
    Extra = 1,
    /// Holds any other number.
    #[unknown]
    Other(i32),
}

/// A oneof with members more when the feature is on.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub enum Choice {
    /// Always there.
    #[member(10)]
    Text(String),
    /// There with the feature.
    #[cfg(feature = "extra")]
    #[member(11)]
    More(OnlyWithExtra),
}

/// A oneof in a message; its number is that of a field which is never there.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Around {
    /// Always there.
    #[member(9)]
    pub before: u32,
    /// Never there.
    #[cfg(any())]
    #[member(10)]
    pub never: Nowhere,
    /// Always there.
    #[oneof]
    pub choice: Option<Choice>,
    /// Always there.
    #[member(12)]
    pub after: u32,
}

/// An error with a variant more when the feature is on.
#[contract]
#[derive(Debug)]
pub enum Failure {
    /// Always there.
    #[member(1)]
    #[error(code = NotFound)]
    Missing(Conditional),
    /// There with the feature.
    #[cfg(feature = "extra")]
    #[member(2)]
    #[error(code = Aborted, message = "extra")]
    Extra(OnlyWithExtra),
    /// Any other.
    #[status]
    Other(contracts::Status),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survives;
    use contracts::{Enumeration, Message, Oneof};

    fn numbers<M: Message>() -> Vec<u32> {
        M::schema().fields().map(|field| field.number).collect()
    }

    #[test]
    fn a_oneof_takes_the_number_of_a_field_that_is_not_there() {
        let around = Around { before: 1, choice: Some(Choice::Text("a".to_owned())), after: 2 };
        assert_eq!(around.encode_to_vec(), [72, 1, 82, 1, b'a', 96, 2]);
        survives(around);
    }

    #[cfg(feature = "extra")]
    #[test]
    fn what_the_feature_adds_is_in_schema_wire_and_json() {
        assert_eq!(numbers::<Conditional>(), [1, 2, 10, 11, 4, 5]);
        assert_eq!(Kind::schema().values.len(), 2);
        assert_eq!(Choice::NUMBERS, [10, 11]);
        let message = Conditional {
            id: 1,
            extra: "secret".to_owned(),
            choice: Some(Choice::More(OnlyWithExtra {})),
            unknown: contracts::UnknownFields::default(),
            only: Some(OnlyWithExtra {}),
            tested: true,
        };
        assert!(!format!("{message:?}").contains("secret"));
        let json = serde_json::to_string(&message).expect("it is JSON");
        assert_eq!(json, r#"{"id":1,"extra":"secret","only":{},"tested":true,"more":{}}"#);
        survives(message);
        assert_eq!(Kind::from_number(1), Some(Kind::Extra));
        assert_eq!(Failure::Extra(OnlyWithExtra {}).to_string(), "extra");
    }

    #[cfg(not(feature = "extra"))]
    #[test]
    fn what_the_feature_would_add_is_nowhere() {
        assert_eq!(numbers::<Conditional>(), [1, 3, 5]);
        assert_eq!(Kind::schema().values.len(), 1);
        assert_eq!(Choice::NUMBERS, [10]);
        let message = Conditional { id: 1, plain: Some(Kind::Other(1)), tested: true };
        let json = serde_json::to_string(&message).expect("it is JSON");
        assert_eq!(json, r#"{"id":1,"plain":1,"tested":true}"#);
        survives(message);
        assert_eq!(Kind::from_number(1), Some(Kind::Other(1)));
    }
}
