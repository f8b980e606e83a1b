use contracts::{UnknownFields, contract};

contracts::package!("ui.v1", syntax = "proto2");

#[contract(message_set, extensions(4..))]
pub struct Set {
    #[member(1)]
    id: Option<String>,
    #[unknown]
    unknown: UnknownFields,
}

#[contract(message_set)]
pub struct Empty {
    #[unknown]
    unknown: UnknownFields,
}

fn main() {}
