use contracts::contract;

contracts::package!("ui.v1");

use std::collections::BTreeMap;

#[contract]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    Unspecified = 0,
}

#[contract]
pub struct User {
    #[member(1)]
    id: String,
    #[member(2)]
    roles: BTreeMap<Role, String>,
    #[member(3)]
    labels: BTreeMap<String, String>,
}

#[contract]
pub struct Team {
    #[member(1)]
    users: Vec<User>,
}

fn main() {}
