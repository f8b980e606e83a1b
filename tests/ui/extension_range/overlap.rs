use contracts::{UnknownFields, contract};

contracts::package!("ui.v1", syntax = "proto2");

#[contract(reserved(5..=9), extensions(9, 100..=200, 150..))]
pub struct User {
    #[unknown]
    unknown: UnknownFields,
}

fn main() {}
