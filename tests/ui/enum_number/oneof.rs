use contracts::contract;

contracts::package!("ui.v1");

#[contract]
#[derive(Debug, Clone, PartialEq)]
pub enum Contact {
    #[member(1)]
    Email(String),
    #[member(2)]
    Phone(String) = 2,
}

fn main() {}
