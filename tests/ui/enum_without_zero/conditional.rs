use contracts::contract;

contracts::package!("ui.v1");

#[contract]
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Role {
    #[cfg(all())]
    Unspecified = 0,
    Admin = 1,
}

fn main() {}
