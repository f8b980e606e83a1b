//! `docs/attributes.md` tells the truth: its Rust is the Rust of this test, and its `.proto` is what that is exported as.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::time::SystemTime;

use contracts::codec::{Surrogate, Via};
use contracts::descriptor::Descriptors;
use contracts::{Context, Status, UnknownFields, contract};
use futures::Stream;
use prost::Message as _;
use prost_types::FileDescriptorProto;
use proto_export::print::{Names, print, with_ignores};

#[path = "attributes/borrowed.rs"]
mod borrowed;
#[path = "attributes/older.rs"]
mod older;
#[path = "attributes/options.rs"]
mod options;
#[path = "attributes/rules.rs"]
mod rules;

contracts::package!("shop.v1");

/// An order of a customer.
#[contract(reserved(4, 9..=12, "old_name"))]
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    /// Given by the shop.
    #[member(1)]
    pub id: String,
    /// What is ordered.
    #[member(2)]
    pub lines: Vec<Line>,
}

/// One thing in an order.
#[contract(nested_in = Order, name = "Line")]
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What.
    #[member(1)]
    pub sku: String,
    /// How many.
    #[member(2)]
    pub count: u32,
}

/// Every option of a member.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// Small also when it is negative.
    #[member(1, zigzag)]
    pub delta: i32,
    /// Always of eight bytes.
    #[member(2, fixed)]
    pub hash: u64,
    /// Each with a key of its own.
    #[member(3, unpacked)]
    pub scores: Vec<i32>,
    /// Called otherwise in protobuf and in JSON.
    #[member(4, name = "e_mail", json_name = "mail")]
    pub email: String,
    /// Hidden in `Debug` and in logs.
    #[member(5, redact)]
    pub api_key: String,
    /// Of another crate: the marker says how it is sent.
    #[member(6, as = Via<PathText>)]
    pub path: PathBuf,
    /// Nobody should use it any more.
    #[deprecated]
    #[member(7)]
    pub color: String,
}

/// Sends a path as a string.
pub struct PathText;

impl Surrogate<PathBuf> for PathText {
    type Wire = String;

    fn to_wire(path: &PathBuf) -> String {
        path.to_string_lossy().into_owned()
    }

    fn from_wire(text: String) -> Result<PathBuf, String> {
        Ok(text.into())
    }
}

/// What the type of a member says.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Types {
    /// Absence and zero are the same.
    #[member(1)]
    pub plain: i64,
    /// Absence is visible.
    #[member(2)]
    pub optional: Option<i64>,
    /// Packed.
    #[member(3)]
    pub numbers: Vec<u16>,
    /// Bytes.
    #[member(4)]
    pub bytes: Vec<u8>,
    /// Always written; the default when absent.
    #[member(5)]
    pub line: Line,
    /// Recursive.
    #[member(6)]
    pub next: Option<Box<Types>>,
    /// A map.
    #[member(7)]
    pub labels: BTreeMap<String, Line>,
    /// A map in no order.
    #[member(8)]
    pub counts: HashMap<u32, bool>,
    /// A time.
    #[member(9)]
    pub at: SystemTime,
}

/// How an order is paid, and what a newer version has added.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Checkout {
    /// The order.
    #[member(1)]
    pub order_id: String,
    /// How it is paid.
    #[oneof]
    pub payment: Option<Payment>,
    /// What this version does not know.
    #[unknown]
    pub unknown: UnknownFields,
}

/// How an order is paid.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub enum Payment {
    /// With a card of this number.
    #[member(10, redact)]
    Card(String),
    /// Later, on this account.
    #[member(11)]
    Invoice(u64),
    /// Not at all.
    #[member(12)]
    Gift,
}

/// Where an order stands.
#[contract(reserved(3, "OrderState_LOST"))]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrderState {
    /// Nobody said.
    Unspecified = 0,
    /// Being packed.
    Packing = 1,
    /// On its way.
    #[member(name = "ORDER_STATE_SENT")]
    Shipped = 2,
    /// A state of a later version.
    #[unknown]
    Other(i32),
}

/// One page of a list.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Page<T> {
    /// What is on it.
    #[member(1)]
    pub items: Vec<T>,
}

/// The orders of a customer.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Orders {
    /// The first of them.
    #[member(1)]
    pub first: Page<Order>,
}

/// Why a call failed.
#[contract]
#[derive(Debug)]
pub enum ShopError {
    /// No order has this id.
    #[member(1)]
    #[error(code = NotFound, message = "there is no order {id}")]
    NoSuchOrder(Order),
    /// Any other failure.
    #[status]
    Other(Status),
}

/// Takes orders.
#[contract]
pub trait ShopService {
    /// Fetches an order.
    #[operation(http(get = "/v1/orders/{order_id}"), idempotency = no_side_effects)]
    async fn get_order(&self, request: Checkout, cx: &Context) -> Result<Order, ShopError>;
    /// Changes an order.
    #[operation(name = "UpdateOrder", http(patch = "/v1/orders", body = "*"), idempotency = idempotent)]
    async fn change_order(&self, request: Order) -> Result<(), Status>;
    /// Tells of the orders.
    #[operation]
    async fn watch_orders(&self, request: Types) -> Result<impl Stream<Item = Result<Order, Status>>, Status>;
    /// Takes many orders.
    #[operation]
    async fn send_orders(&self, requests: impl Stream<Item = Result<Order, Status>>) -> Result<Orders, Status>;
}

/// What this page is about, once more.
const PAGE: &str = include_str!("../../docs/attributes.md");

/// The code of the page in this language.
fn blocks(language: &str) -> Vec<&'static str> {
    let start = format!("```{language}\n");
    PAGE.split(&start).skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

#[test]
fn the_rust_of_the_page_is_compiled() {
    let files = [
        include_str!("attributes.rs"),
        include_str!("attributes/borrowed.rs"),
        include_str!("attributes/older.rs"),
        include_str!("attributes/rules.rs"),
        include_str!("attributes/options.rs"),
    ];
    let ours = files.concat();
    for block in blocks("rust") {
        assert!(ours.contains(block), "not in tests/tests/attributes.rs or the files in attributes:\n{block}");
    }
}

#[test]
fn the_proto_of_the_page_is_what_is_exported() {
    let descriptors = Descriptors::from_registry();
    let imports = descriptors.imports.iter().map(|file| FileDescriptorProto::decode(&**file));
    let imports: Vec<_> = imports.collect::<Result<_, _>>().expect("imports can be decoded");
    let names = Names::of(descriptors.files.iter().chain(&imports));
    let files = descriptors.files.iter().zip(&descriptors.places);
    let exported: String = files.map(|(file, places)| print(&with_ignores(file, places), &names)).collect();
    let is_comment = |line: &str| line.trim_start().starts_with("//") && !line.contains("buf:lint:ignore");
    let without_comments: String =
        exported.lines().filter(|line| !is_comment(line)).map(|line| format!("{line}\n")).collect();
    for block in blocks("proto") {
        assert!(without_comments.contains(block), "not exported:\n{block}\nbut this is:\n{without_comments}");
    }
}
