use contracts::contract;

contracts::package!("ui.v1");

#[contract]
pub struct Id(#[member(1)] String, #[member(2)] u32);

#[contract]
pub struct User {
    #[member(1)]
    id: Id,
}

fn main() {}
