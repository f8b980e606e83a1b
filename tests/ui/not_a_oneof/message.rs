use contracts::contract;

contracts::package!("ui.v1");

pub struct Foreign;


#[contract]
pub struct Address {
    #[member(1)]
    street: String,
}

#[contract]
pub struct User {
    #[member(1)]
    id: String,
    #[oneof]
    address: Option<Address>,
    #[oneof]
    foreign: Option<Foreign>,
}

fn main() {}
