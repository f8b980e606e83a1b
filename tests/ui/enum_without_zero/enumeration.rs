use contracts::contract;

contracts::package!("ui.v1");

#[contract]
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Role {
    Admin = 1,
    Member = 2,
}

#[contract]
pub struct User {
    #[member(1)]
    role: Role,
    #[member(2)]
    roles: Vec<Role>,
}

fn main() {}
