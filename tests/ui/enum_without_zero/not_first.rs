use contracts::contract;

contracts::package!("ui.v1");

#[contract]
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Role {
    Admin = 1,
    Unspecified = 0,
    Member = 2,
}

fn main() {}
