use contracts::contract;

contracts::package!("ui.v1");

#[contract]
pub struct User {
    #[member(1)]
    id: String,
    #[member(2, zigzag)]
    email: String,
    #[member(3, zigzag)]
    ages: Vec<u32>,
    #[member(4, fixed)]
    ratio: Option<f64>,
    #[member(5, unpacked)]
    names: Vec<String>,
    #[member(6, unpacked)]
    age: u32,
    #[member(7, zigzag, unpacked)]
    deltas: Vec<i64>,
}

#[contract]
pub struct Team {
    #[member(1)]
    users: Vec<User>,
}

fn main() {}
