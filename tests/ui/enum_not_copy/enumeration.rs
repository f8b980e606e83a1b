use contracts::contract;

contracts::package!("ui.v1");

#[contract]
#[derive(Debug, Clone, PartialEq)]
pub enum Role {
    Unspecified = 0,
    Admin = 1,
}

#[contract]
pub struct User {
    #[member(1)]
    role: Role,
}

fn main() {}
