use contracts::contract;

contracts::package!("ui.v1");

pub struct Foreign;

#[contract]
pub struct User {
    #[member(1)]
    id: String,
    #[member(2)]
    plain: Foreign,
    #[member(3)]
    name: String,
}

#[contract]
pub struct Team {
    #[member(1)]
    users: Vec<User>,
}

fn main() {}
