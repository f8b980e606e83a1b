use contracts::contract;

contracts::package!("ui.v1");

#[contract]
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Role {
    Unspecified = 0,
    Admin,
    Member = 2147483648,
    Guest = 3,
    #[unknown]
    Other(u32),
}

#[contract]
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    Unspecified = 0,
    Plain = 1,
    #[unknown]
    Other(i32),
    #[unknown]
    More(i32),
}

fn main() {}
