use contracts::{Encoded, contract};

contracts::package!("ui.v1");

#[contract]
pub struct Line<'a> {
    #[member(1)]
    name: &'a str,
}

#[contract]
pub struct Order {
    #[member(1)]
    first: Option<Line<'static>>,
    #[member(2)]
    lines: Vec<Line<'static>>,
    #[member(3)]
    kept: Vec<Encoded<Line<'static>>>,
    #[member(4)]
    name: std::borrow::Cow<'static, str>,
}

fn main() {}
