use contracts::contract;

contracts::package!("ui.v1");

#[contract]
#[derive(Debug, Clone, PartialEq)]
pub enum Role {
    Unspecified = 0,
    Admin(String) = 1,
    Member = 2,
}

fn main() {}
