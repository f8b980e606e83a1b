use contracts::contract;

contracts::package!("ui.v1");

pub struct Foreign;


#[contract]
pub enum Contact {
    #[member(1)]
    Email(String),
    #[member(2)]
    Other(Foreign),
}

#[contract]
pub struct User {
    #[oneof]
    contact: Option<Contact>,
}

fn main() {}
