//! `option(..)` says which option, and stands on what is declared.

use contracts::{contract, wkt};

contracts::package!("ui.v1");

/// How secret a value is.
#[contract(extends = wkt::FieldOptions, option("deprecated: true"))]
pub struct Sensitivity {
    /// How secret it is.
    #[member(50001)]
    pub level: Option<u32>,
}

/// A person.
#[contract]
pub struct Person {
    /// The name.
    #[member(1, option())]
    pub name: String,
    /// The age.
    #[member(2, option = "jstype: JS_STRING")]
    pub age: u64,
}

fn main() {}
