//! What only proto2 and editions have: required members, groups, defaults, closed enums and extensions.

use arbitrary::Arbitrary;
use contracts::{UnknownFields, contract};

use crate::generate;
use crate::sample::Leaf;

contracts::package!("fuzz.legacy.v1", syntax = "proto2");

#[contract(extensions(100..=199))]
#[derive(Debug, Clone, PartialEq, Arbitrary)]
pub(crate) struct Legacy {
    #[member(1, required)]
    pub id: u32,
    #[member(2, delimited)]
    pub group: Option<Box<Legacy>>,
    #[member(3, delimited)]
    pub groups: Vec<Leaf>,
    #[member(4, default = -7)]
    pub number: Option<i32>,
    #[member(5, default = "nobody")]
    pub text: Option<String>,
    #[member(6, default = Mood::Good)]
    pub mood: Option<Mood>,
    #[member(7)]
    pub moods: Vec<Mood>,
    #[oneof]
    pub either: Option<Either>,
    #[unknown]
    #[arbitrary(with = generate::extended)]
    pub unknown: UnknownFields,
}

/// None of its numbers is zero.
#[contract(closed)]
#[derive(Debug, Clone, Copy, PartialEq, Arbitrary)]
pub(crate) enum Mood {
    Bad = 1,
    Good = 2,
}

#[contract]
#[derive(Debug, Clone, PartialEq, Arbitrary)]
pub(crate) enum Either {
    #[member(8, delimited)]
    Left(Leaf),
    #[member(9)]
    Right(u32),
}

#[contract(extends = Legacy)]
#[derive(Debug, Clone, PartialEq, Arbitrary)]
pub(crate) struct LegacyExtensions {
    #[member(100)]
    pub nickname: Option<String>,
    #[member(101)]
    pub likes: Vec<u32>,
    #[member(102)]
    pub leaf: Option<Leaf>,
    #[member(103, delimited)]
    pub leaves: Vec<Leaf>,
}
