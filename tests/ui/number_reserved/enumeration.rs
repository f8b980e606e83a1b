use contracts::contract;

contracts::package!("ui.v1");

#[contract(reserved(2, -5..=-1))]
#[derive(Clone, Copy)]
pub enum Role {
    Unspecified = 0,
    Admin = 1,
    Member = 2,
    Guest = -3,
}

fn main() {}
