use contracts::contract;

contracts::package!("ui.v1");

pub struct Foreign<'a>(&'a str);

#[contract]
pub struct Order<'a> {
    #[member(1)]
    name: &'a str,
    #[member(2)]
    foreign: Foreign<'a>,
    #[member(3)]
    optional: Option<Foreign<'a>>,
    #[member(4)]
    by_name: std::collections::BTreeMap<&'a str, Foreign<'a>>,
    #[oneof]
    choice: Option<Foreign<'a>>,
}

fn main() {}
