//! Enums without a variant for values that have no name: such values go to the unknown fields.

use std::collections::BTreeMap;

use arbitrary::Arbitrary;
use contracts::{UnknownFields, contract};

use crate::generate;

#[contract]
#[derive(Debug, Clone, PartialEq, Arbitrary)]
pub(crate) struct Closed {
    #[member(1)]
    pub switch: Switch,
    #[member(2)]
    pub optional: Option<Switch>,
    #[member(3)]
    pub packed: Vec<Switch>,
    #[member(4, unpacked)]
    pub expanded: Vec<Switch>,
    #[member(5)]
    pub by_number: BTreeMap<u32, Switch>,
    #[oneof]
    pub kept: Option<Kept>,
    #[unknown]
    #[arbitrary(with = generate::unknown)]
    pub unknown: UnknownFields,
}

#[contract]
#[derive(Debug, Clone, Copy, PartialEq, Arbitrary)]
pub(crate) enum Switch {
    Unspecified = 0,
    On = 1,
    Off = 2,
}

#[contract]
#[derive(Debug, Clone, PartialEq, Arbitrary)]
pub(crate) enum Kept {
    #[member(6)]
    Last(Switch),
    #[member(7)]
    Text(String),
}
