use contracts::contract;

contracts::package!("ui.v1");

pub struct Marker;

#[contract]
pub struct Line<'a> {
    #[member(1)]
    name: &'a str,
}

#[contract]
pub struct Order<'a> {
    #[member(1, as = Marker)]
    name: &'a str,
    #[member(2, delimited)]
    line: Option<Line<'a>>,
    #[member(3, zigzag)]
    note: &'a str,
    #[member(4, fixed)]
    labels: std::collections::BTreeMap<&'a str, u32>,
    #[member(5, unpacked)]
    names: Vec<&'a str>,
    #[member(6)]
    shared: std::sync::Arc<Line<'a>>,
    #[member(7)]
    set: std::collections::BTreeSet<&'a str>,
    #[member(8)]
    right: std::borrow::Cow<'a, str>,
}

fn main() {}
