use contracts::contract;

contracts::package!("ui.v1");

#[contract]
#[derive(Clone, Copy)]
pub enum Role {
    Unspecified = 0,
    ReadOnly = 1,
    #[member(name = "ROLE_READ_ONLY")]
    Readonly = 2,
    Admin = 3,
}

fn main() {}
