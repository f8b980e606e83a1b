use contracts::contract;

contracts::package!("ui.v1");

#[contract]
pub struct Line {
    #[member(1)]
    name: String,
}

#[contract]
pub struct WithoutLifetime {
    #[member(1)]
    name: &str,
    #[member(2)]
    key: Option<&[u8]>,
}

#[contract]
pub struct Order<'a> {
    #[member(1)]
    name: &'a str,
    #[member(2)]
    note: &'static str,
    #[member(3)]
    changed: &'a mut str,
    #[member(4)]
    line: &'a Line,
    #[member(5)]
    numbers: Vec<&'a [u32]>,
    #[member(6)]
    by_key: std::collections::BTreeMap<&'a [u8], u32>,
}

#[contract]
pub struct Team<'a> {
    #[member(1)]
    orders: Vec<Order<'a>>,
}

fn main() {}
