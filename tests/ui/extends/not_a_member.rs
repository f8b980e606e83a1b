use contracts::{UnknownFields, contract};

contracts::package!("ui.v1", syntax = "proto2");

#[contract(extensions(100..))]
pub struct User {
    #[member(1)]
    nick: Option<Nick>,
    #[unknown]
    unknown: UnknownFields,
}

#[contract(extends = User)]
pub struct Nick {
    #[member(100)]
    nick: Option<String>,
}

fn main() {}
