//! Log records. What can borrow does.

use contracts::contract;

use crate::Address;

contracts::package!("bench.borrowed.v1");

/// The log of a server.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Logs<'a> {
    #[member(1)]
    pub logs: Vec<Log<'a>>,
}

/// One request.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Log<'a> {
    #[member(1)]
    pub address: Address,
    #[member(2)]
    pub identity: &'a str,
    #[member(3)]
    pub userid: &'a str,
    #[member(4)]
    pub date: &'a str,
    #[member(5)]
    pub request: &'a str,
    #[member(6)]
    pub code: u32,
    #[member(7)]
    pub size: u64,
}
