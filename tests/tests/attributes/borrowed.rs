//! What the page says of contracts that borrow.

use std::borrow::Cow;
use std::collections::HashMap;

use contracts::contract;

contracts::package!("depot.v1");

/// Asks for goods.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct RequestGoodsRequest<'a> {
    /// Text that stays in the input.
    #[member(1)]
    pub depot: &'a str,
    /// Absence is visible.
    #[member(2)]
    pub note: Option<&'a str>,
    /// Bytes that stay there.
    #[member(3)]
    pub seal: &'a [u8],
    /// Text that is sometimes made by who sends it. So can bytes be.
    #[member(4)]
    pub remark: Cow<'a, str>,
    /// Another contract that borrows, in place.
    #[member(5)]
    pub goods: Vec<Goods<'a>>,
    /// Keys, values or both borrow.
    #[member(6)]
    pub labels: HashMap<&'a str, u32>,
    /// What owns what it holds goes along.
    #[member(7)]
    pub days: Vec<u32>,
    /// A oneof that borrows.
    #[oneof]
    pub way: Option<Way<'a>>,
}

/// Some goods.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Goods<'a> {
    /// What.
    #[member(1)]
    pub name: &'a str,
}

/// How they come.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub enum Way<'a> {
    /// On rails.
    #[member(8)]
    Train(&'a str),
    /// By foot.
    #[member(9)]
    Foot,
}
