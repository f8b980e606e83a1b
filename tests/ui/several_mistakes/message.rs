use contracts::contract;

contracts::package!("ui.v1");

#[derive(Debug, Clone, PartialEq)]
pub struct Foreign;


#[contract(reserved(7))]
#[derive(Debug, Clone, PartialEq)]
pub struct User {
    #[member(1)]
    id: String,
    #[member]
    email: String,
    #[member(0)]
    name: String,
    #[member(1)]
    age: u32,
    #[member(7)]
    role: u32,
    #[member(8, zigzga)]
    delta: i64,
    #[member(9)]
    foreign: Foreign,
    nothing: String,
}

#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Team {
    #[member(1)]
    users: Vec<User>,
    #[member(2)]
    lead: Option<User>,
    #[member(3)]
    by_name: std::collections::BTreeMap<String, User>,
}

pub fn is_used(user: &User) -> (Vec<u8>, User, String) {
    use contracts::Message;
    (user.encode_to_vec(), User::default(), format!("{user:?}"))
}

fn main() {}
