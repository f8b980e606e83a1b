use contracts::contract;

contracts::package!("ui.v1");

pub struct Foreign;


#[contract]
pub struct Page<T> {
    #[member(1)]
    items: Vec<T>,
}

#[contract]
pub struct Team {
    #[member(1)]
    users: Page<String>,
    #[member(2)]
    others: Page<Foreign>,
}

fn main() {}
