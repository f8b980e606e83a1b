use contracts::contract;

contracts::package!("ui.v1");

type Age = u32;

#[contract]
pub struct User {
    #[member(1, validate(min_len = 1))]
    age: Age,
    #[member(2, validate(gt = -1))]
    other: Age,
    #[member(3, validate(items(gt = 1, email)))]
    ages: Vec<Age>,
    #[member(4, validate(required))]
    team: Team,
}

#[contract]
pub struct Team {
    #[member(1, validate(max_len = 3))]
    name: String,
}

fn main() {}
