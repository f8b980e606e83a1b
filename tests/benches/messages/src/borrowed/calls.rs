//! A small request, and a message that is 24 levels deep. What can borrow does.

use contracts::contract;

use crate::Instant;

contracts::package!("bench.borrowed.v1");

/// A request of 52 bytes.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceOrderRequest<'a> {
    #[member(1)]
    pub customer_id: u64,
    #[member(2)]
    pub sku: &'a str,
    #[member(3)]
    pub count: u32,
    #[member(4)]
    pub express: bool,
    #[member(5)]
    pub note: Option<&'a str>,
    #[member(6)]
    pub placed_at: Instant,
}

/// A folder that holds a folder.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Folder<'a> {
    #[member(1)]
    pub name: &'a str,
    #[member(2)]
    pub size: u64,
    #[member(3)]
    pub inner: Option<Box<Folder<'a>>>,
}
