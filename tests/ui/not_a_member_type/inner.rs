use contracts::contract;

contracts::package!("ui.v1");

pub struct Foreign;

#[contract]
pub struct User {
    #[member(1)]
    id: String,
    #[member(2)]
    optional: Option<Foreign>,
    #[member(3)]
    repeated: Vec<Foreign>,
    #[member(4)]
    boxed: Option<Box<Foreign>>,
    #[member(5)]
    map: std::collections::BTreeMap<String, Foreign>,
    #[member(6)]
    name: String,
}

#[contract]
pub struct Team {
    #[member(1)]
    users: Vec<User>,
}

fn main() {}
