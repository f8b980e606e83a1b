use contracts::contract;

contracts::package!("ui.v1");

#[contract]
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Role {
    Unspecified = 0,
    Admin = 1,
    Member = 1,
    Guest = 2,
}

fn main() {}
