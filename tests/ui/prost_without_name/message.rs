use contracts::contract;

contracts::package!("ui.v1");

#[derive(Clone, PartialEq, contracts::__private::prost::Message)]
#[prost(prost_path = "contracts::__private::prost")]
pub struct Money {
    #[prost(int64, tag = "1")]
    amount: i64,
}

#[contract]
pub struct Article {
    #[member(1, as = contracts::Prost)]
    price: Option<Money>,
}

fn main() {}
