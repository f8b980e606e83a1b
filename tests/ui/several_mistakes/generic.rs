use contracts::contract;

contracts::package!("ui.v1");

#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Page<T> {
    #[member(1)]
    items: Vec<T>,
    #[member(1)]
    next: String,
    #[member]
    total: Option<u32>,
}

#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Team {
    #[member(1)]
    users: Page<String>,
}

fn main() {}
