use contracts::{UnknownFields, contract};

contracts::package!("ui.v1", syntax = "proto2");

#[contract(extensions(100..))]
pub struct User {
    #[unknown]
    unknown: UnknownFields,
}

#[contract]
pub enum Contact {
    #[member(1)]
    Phone(String),
}

#[contract(extends = User, reserved(105), name = "Extensions")]
pub struct UserExtensions {
    #[member(100)]
    nick: String,
    #[member(101, required)]
    age: u32,
    #[member(102)]
    picture: Vec<u8>,
    #[member(103)]
    labels: std::collections::BTreeMap<String, String>,
    #[member(104)]
    scores: std::collections::VecDeque<u32>,
    #[member(106, json_name = "colour")]
    color: Option<String>,
    #[oneof]
    contact: Option<Contact>,
    #[unknown]
    unknown: UnknownFields,
}

#[contract(extends = User)]
pub struct More<T> {
    #[member(107)]
    more: Option<T>,
}

fn main() {}
