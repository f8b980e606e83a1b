//! What the page says of older files: a package of proto2.

use contracts::{UnknownFields, contract};

contracts::package!("people.v1", syntax = "proto2");

/// A person in a system that is older than this one.
#[contract(extensions(100..=199, 1000..))]
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// Without it there is no person.
    #[member(1, required)]
    pub id: u64,
    /// Absence stands for a text.
    #[member(2, default = "nobody")]
    pub name: Option<String>,
    /// Absence stands for another value than the first.
    #[member(3, default = Mood::Good)]
    pub mood: Option<Mood>,
    /// A group.
    #[member(4, delimited)]
    pub address: Option<Address>,
    /// Where extensions are kept.
    #[unknown]
    pub unknown: UnknownFields,
}

/// Where a person lives.
#[contract(nested_in = Person)]
#[derive(Debug, Clone, PartialEq)]
pub struct Address {
    /// The street.
    #[member(1)]
    pub street: Option<String>,
}

/// How a person feels.
#[contract(closed)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// Badly.
    Bad = 1,
    /// Well.
    Good = 2,
}

/// What this system says of a person beyond that.
#[contract(extends = Person)]
#[derive(Debug, Clone, PartialEq)]
pub struct PersonExtensions {
    /// How the person is called here.
    #[member(100)]
    pub nickname: Option<String>,
    /// What the person likes.
    #[member(101)]
    pub likes: Vec<String>,
}

/// A parcel, as the first clients sent it.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Parcel {
    /// The number on the parcel.
    #[member(1, required, allow(FIELD_NOT_REQUIRED, reason = "the first clients sent it always"))]
    pub number: u64,
    /// How it is sent.
    #[member(2)]
    pub speed: Option<Speed>,
}

/// How fast a parcel is sent.
#[contract(
    allow_alias,
    allow(ENUM_NO_ALLOW_ALIAS, reason = "both names are printed on labels"),
    allow(ENUM_ZERO_VALUE_SUFFIX, reason = "without a speed a parcel is slow")
)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speed {
    /// Within a week.
    Slow = 0,
    /// Within a day.
    Fast = 1,
    /// Within a day, as the labels say it.
    Express = 1,
}
