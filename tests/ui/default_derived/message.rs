use contracts::contract;

contracts::package!("ui.v1");

#[contract]
#[derive(Debug, Default, Clone, PartialEq)]
pub struct User {
    #[member(1)]
    id: String,
}

#[contract]
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Role {
    #[default]
    Unspecified = 0,
    Admin = 1,
}

fn main() {}
