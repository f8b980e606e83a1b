use contracts::contract;
use std::collections::BTreeMap;
use std::time::Duration;

contracts::package!("ui.v1");

#[contract]
pub struct User {
    #[member(1, validate(min_len = 1))]
    age: u32,
    #[member(2, validate(gte = 1))]
    name: String,
    #[member(3, validate(email))]
    emails: Vec<String>,
    #[member(4, validate(min_items = 1))]
    labels: BTreeMap<String, u32>,
    #[member(5, validate(items(email)))]
    address: String,
    #[member(6, validate(defined_only))]
    flag: bool,
    #[member(7, validate(keys(required), values(gt = "1s")))]
    limits: BTreeMap<String, Duration>,
    #[oneof(validate(min_len = 1))]
    choice: Option<Choice>,
}

#[contract]
pub enum Choice {
    #[member(20, validate(required))]
    Phone(String),
    #[member(21)]
    Fax(String),
}

#[contract]
pub struct Team {
    #[member(1, validate(max_len = 3))]
    name: String,
}

fn main() {}
