use contracts::contract;

contracts::package!("ui.v1");

#[contract(reserved(2))]
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Role {
    Unspecified = 0,
    Admin,
    Guest = 1,
    Member,
}

fn main() {}
