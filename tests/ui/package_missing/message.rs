use contracts::contract;

#[contract]
pub struct User {
    #[member(1)]
    id: String,
}

fn main() {}
