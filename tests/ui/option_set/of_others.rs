//! A value is of a contract that extends the options of what it stands on.

use contracts::{contract, wkt};

contracts::package!("ui.v1");

/// How secret a value is.
#[contract(extends = wkt::FieldOptions)]
pub struct Sensitivity {
    /// How secret it is.
    #[member(50001)]
    pub level: Option<u32>,
}

/// A person.
#[contract(option(Sensitivity { level: Some(1) }))]
pub struct Person {
    /// The name.
    #[member(1, option(7_u32))]
    pub name: String,
    /// The age.
    #[member(2, option(Sensitivity { level: Some(1) }))]
    pub age: u64,
}

fn main() {}
