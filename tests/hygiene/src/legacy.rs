//! What only older files have, in a package of its own: required members, groups, defaults, closed enums and extensions,
//! among names that hide others, under conditions and from a macro of the user's.

#![expect(non_upper_case_globals, reason = "the names are the test")]

use ::contracts::contract;

contracts::package!("hygiene.legacy.v1", syntax = "proto2");

/// Hides the crate.
pub mod core {}
/// Hides the crate.
pub mod std {}
/// Hides the type.
pub struct Some;
/// Hides the type.
pub struct None;
/// Hides the trait.
pub trait From {}
impl From for Some {}
impl From for None {}

/// Could be taken for a pattern.
pub const value: u32 = 2;

macro_rules! with_default {
    ($name:ident, $type:ty, $absent:expr) => {
        /// A message that a macro declares.
        #[contract]
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name {
            /// A member.
            #[member(1, default = $absent)]
            pub value: Option<$type>,
            /// A member.
            #[member(2, required, default = $absent)]
            pub required: $type,
        }
    };
}

with_default!(Number, i32, -7);
with_default!(Text, String, "text");
with_default!(Bytes, Vec<u8>, b"bytes");
with_default!(Four, [u8; 4], b"four");
with_default!(Real, f32, f32::NEG_INFINITY);
with_default!(Choice, Kind, Kind::Good);

/// A closed enum without a zero.
#[contract(closed)]
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    /// Stands for absence.
    Plain = 3,
    /// A variant.
    Good = 1,
}

/// A message that others extend.
#[contract(extensions(100..=199, 1000..))]
#[derive(Debug, Clone, PartialEq)]
pub struct Open {
    /// Required.
    #[member(1, required)]
    pub w: u32,
    /// There with the feature.
    #[cfg(feature = "extra")]
    #[member(2, required, default = "extra")]
    pub extra: String,
    /// There without the feature.
    #[cfg(not(feature = "extra"))]
    #[member(3, default = true)]
    pub plain: Option<bool>,
    /// A group.
    #[member(4, delimited)]
    pub group: Option<Box<Open>>,
    /// A group.
    #[member(5, delimited)]
    pub groups: Vec<Box<Number>>,
    /// A group.
    #[member(6, delimited, required)]
    pub always: Number,
    /// Named as a keyword, and out of use.
    #[deprecated]
    #[member(7, default = 1.5)]
    pub r#type: Option<f64>,
    /// Nobody else sees it.
    #[member(8, fixed, default = 0xFF)]
    hidden: Option<u64>,
    /// A oneof.
    #[oneof]
    pub either: Option<Either>,
    /// Where extensions are kept.
    #[unknown]
    pub unknown: ::contracts::UnknownFields,
}

/// A oneof with a group.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub enum Either {
    /// A group.
    #[member(10, delimited)]
    Left(Box<Open>),
    /// A group.
    #[member(11, delimited)]
    Right(Text),
}

/// Extensions of it.
#[contract(extends = Open)]
#[derive(Debug, Clone, PartialEq)]
pub struct Extensions {
    /// An extension.
    #[member(100, default = "nobody")]
    pub nick: Option<String>,
    /// Extensions.
    #[member(1000, delimited)]
    pub many: Vec<Text>,
    /// There with the feature.
    #[cfg(feature = "extra")]
    #[member(101, redact)]
    pub secret: Option<String>,
}

/// A message set.
#[contract(message_set, extensions(4..))]
#[derive(Debug, Clone, PartialEq)]
pub struct Set {
    /// Where extensions are kept.
    #[unknown]
    pub unknown: ::contracts::UnknownFields,
}

/// What extends a message set, named inside of it.
#[contract(extends = Set, nested_in = Set)]
#[derive(Debug, Clone, PartialEq)]
pub struct InSet {
    /// An extension.
    #[member(1_547_769)]
    pub text: Option<Text>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survives;
    use ::contracts::Extension;
    use ::std::option::Option::{None, Some};

    #[test]
    fn absence_stands_for_the_default_that_was_declared() {
        assert_eq!(Number::default().value_or_default(), -7);
        assert_eq!(Number::default().required, -7);
        assert_eq!(Text::default().value_or_default(), "text");
        assert_eq!(Text::default().required, "text");
        assert_eq!(Bytes::default().value_or_default(), b"bytes");
        assert_eq!(Bytes::default().required, b"bytes");
        assert_eq!(Four::default().value_or_default(), *b"four");
        assert_eq!(Four::default().required, *b"four");
        assert!(Real::default().value_or_default().is_infinite());
        assert!(Real::default().required.is_infinite());
        assert_eq!(Choice::default().value_or_default(), Kind::Good);
        assert_eq!(Choice::default().required, Kind::Good);
        assert_eq!(Kind::default(), Kind::Plain);
        assert_eq!(Open::default().hidden_or_default(), 0xFF);
    }

    #[test]
    fn what_is_there_hides_the_default() {
        let number = Number { value: Some(0), ..Number::default() };
        assert_eq!(number.value_or_default(), 0);
        let text = Text { value: Some(String::new()), ..Text::default() };
        assert_eq!(text.value_or_default(), "");
    }

    #[test]
    fn groups_and_required_members_survive() {
        let group = Open { w: value, group: None, ..Open::default() };
        survives(Open {
            group: Some(Box::new(group.clone())),
            groups: vec![Box::new(Number::default()), Box::new(Number::default())],
            either: Some(Either::Left(Box::new(group.clone()))),
            ..Open::default()
        });
        survives(Open { either: Some(Either::Right(Text::default())), ..group });
    }

    #[test]
    fn a_message_without_a_required_member_is_none() {
        use ::contracts::Message;
        assert!(Number::decode(&[0x10, 0x01]).is_ok());
        assert!(Number::decode(&[0x08, 0x01]).is_err());
    }

    #[test]
    fn extensions_come_back_from_the_message_that_keeps_them() {
        let extensions = Extensions {
            nick: Some("nick".to_owned()),
            many: vec![Text::default(), Text::default()],
            #[cfg(feature = "extra")]
            secret: Some("secret".to_owned()),
        };
        let mut open = Open::default();
        extensions.write(&mut open);
        survives(open.clone());
        assert_eq!(Extensions::read(&open).expect("they are there"), extensions);
        assert_eq!(Extensions::default().nick_or_default(), "nobody");
        let in_set = InSet { text: Some(Text::default()) };
        let mut set = Set::default();
        in_set.write(&mut set);
        survives(set.clone());
        assert_eq!(InSet::read(&set).expect("it is there"), in_set);
    }
}
