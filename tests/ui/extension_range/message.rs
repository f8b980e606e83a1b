use contracts::{UnknownFields, contract};

contracts::package!("ui.v1", syntax = "proto2");

#[contract(extensions(0, 4..10, "name", 20..=10, 536_870_912..))]
pub struct User {
    #[unknown]
    unknown: UnknownFields,
}

#[contract(extensions())]
pub struct Team {
    #[unknown]
    unknown: UnknownFields,
}

#[contract(extensions(option("verification: UNVERIFIED")), extensions(4, option()))]
pub struct Crew {
    #[unknown]
    unknown: UnknownFields,
}

fn main() {}
