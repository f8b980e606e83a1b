use contracts::contract;

contracts::package!("ui.v1");

#[contract]
pub struct User {
    #[member(1, validate(min_len = 5, max_len = 3))]
    a: String,
    #[member(2, validate(gt = 1, gte = 2))]
    b: u32,
    #[member(3, validate(min_items = 5, max_items = 3))]
    c: Vec<u32>,
    #[member(4, validate(pattern = "[a-z]+"))]
    d: String,
    #[member(5, validate(gt = 5, lt = 2))]
    outside: u32,
}

fn main() {}
