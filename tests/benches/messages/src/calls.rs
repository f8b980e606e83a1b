//! What calls carry: a small request, and a message that is 24 levels deep.

use contracts::contract;

contracts::package!("bench.v1");

/// A request of 52 bytes.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceOrderRequest {
    #[member(1)]
    pub customer_id: u64,
    #[member(2)]
    pub sku: String,
    #[member(3)]
    pub count: u32,
    #[member(4)]
    pub express: bool,
    #[member(5)]
    pub note: Option<String>,
    #[member(6)]
    pub placed_at: Instant,
}

/// A moment.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Instant {
    #[member(1)]
    pub seconds: i64,
    #[member(2)]
    pub nanos: i32,
}

/// A folder that holds a folder.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Folder {
    #[member(1)]
    pub name: String,
    #[member(2)]
    pub size: u64,
    #[member(3)]
    pub inner: Option<Box<Folder>>,
}
