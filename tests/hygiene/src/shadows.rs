//! Contracts in a module whose names hide those of the standard library and of `contracts` itself.

#![expect(non_upper_case_globals, reason = "the names are the test")]
#![cfg_attr(not(test), expect(clippy::wildcard_imports, reason = "the glob is the test"))]

use self::elsewhere::*;
use ::contracts::contract;
use ::std::option::Option as Maybe;

/// Hides the crate.
pub mod core {}
/// Hides the crate.
pub mod std {}
/// Hides the crate.
pub mod alloc {}
/// Hides the crate.
pub mod contracts {}
/// Hides the crate.
pub mod prost {}

/// Names that come with a glob.
pub mod elsewhere {
    /// Hides the type.
    pub struct Result;
    /// Hides the trait.
    pub trait Default {}
    /// Hides the trait.
    pub trait Message {}
    impl Message for Result {}
    impl Default for Result {}
}

/// Hides the type.
pub struct Option;
/// Hides the type.
pub struct Vec;
/// Hides the type.
pub struct Box;
/// Hides the variant.
pub struct Some;
/// Hides the variant.
pub struct Ok;

/// Could be taken for a pattern.
pub const w: u32 = 1;
/// Could be taken for a pattern.
pub const value: u32 = 2;

macro_rules! assert {
    () => {};
}

macro_rules! write {
    () => {};
}

macro_rules! matches {
    () => {};
}

/// A message among them.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Shadowed {
    /// A member.
    #[member(1)]
    pub w: u32,
    /// A member.
    #[member(2)]
    pub text: Maybe<String>,
    /// A member.
    #[member(3)]
    pub many: ::std::vec::Vec<String>,
    /// A member.
    #[member(4)]
    pub inner: ::std::option::Option<::std::boxed::Box<Shadowed>>,
    /// A member.
    #[member(5)]
    pub kind: Kind,
    /// A member.
    #[member(6)]
    pub labels: ::std::collections::BTreeMap<String, String>,
    /// A member.
    #[oneof]
    pub either: ::std::option::Option<Either>,
}

/// A oneof among them.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub enum Either {
    /// A variant.
    #[member(10)]
    Left(u32),
    /// A variant.
    #[member(11)]
    Right,
}

/// An enum among them.
#[contract]
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    /// A variant.
    Unspecified = 0,
    /// A variant.
    Plain = 1,
}

/// An error among them.
#[contract]
#[derive(Debug)]
pub enum Failure {
    /// A variant.
    #[member(1)]
    #[error(code = NotFound, message = "{w} is not there")]
    Missing(Shadowed),
    /// Any other.
    #[status]
    Other(::contracts::Status),
}

/// A message of a generic contract.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Both<T> {
    /// A member.
    #[member(1)]
    pub left: T,
    /// A member.
    #[member(2)]
    pub right: ::std::option::Option<T>,
}

/// Uses what the names above would otherwise leave unused.
#[must_use]
pub fn used() -> (impl Message, impl Default) {
    assert!();
    write!();
    matches!();
    (Result, Result)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survives;

    #[test]
    fn contracts_among_names_that_hide_others_survive() {
        let inner = Shadowed { w, ..<Shadowed as ::std::default::Default>::default() };
        let shadowed = Shadowed {
            w: value,
            text: Maybe::Some(String::new()),
            many: vec![String::new()],
            inner: Maybe::Some(::std::boxed::Box::new(inner)),
            kind: Kind::Plain,
            labels: [(String::new(), String::new())].into(),
            either: Maybe::Some(Either::Right),
        };
        survives(shadowed.clone());
        survives(Both { left: shadowed, right: Maybe::None });
        let failure = Failure::Missing(::std::default::Default::default());
        ::std::assert_eq!(failure.to_string(), "0 is not there");
    }
}
