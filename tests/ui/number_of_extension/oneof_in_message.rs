use contracts::{UnknownFields, contract};

contracts::package!("ui.v1", syntax = "proto2");

#[contract]
pub enum Contact {
    #[member(5)]
    Phone(String),
}

#[contract(extensions(1..=10))]
pub struct User {
    #[oneof]
    contact: Option<Contact>,
    #[unknown]
    unknown: UnknownFields,
}

fn main() {}
