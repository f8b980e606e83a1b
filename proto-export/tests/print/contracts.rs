//! Contracts with every construct there is.

pub mod shared {
    //! What another package uses.
    contracts::package!("acme.shared.v1");

    /// An amount of money.
    #[contracts::contract]
    #[derive(Debug, Clone, PartialEq)]
    pub struct Money {
        /// The amount in the smallest unit.
        #[member(1)]
        pub minor_units: i64,
    }

    /// A thing with the name of one in the other package.
    #[contracts::contract]
    #[derive(Debug, Clone, PartialEq)]
    pub struct Order {
        /// The name.
        #[member(1)]
        pub name: String,
    }
}

pub mod everything {
    //! The package that has everything.
    use std::collections::{BTreeMap, HashMap};
    use std::time::{Duration, SystemTime};

    use contracts::contract;

    use super::shared;

    contracts::package!("acme.everything.v1");

    /// What an order is.
    ///
    /// It has a second paragraph, with a link to [`Line`] and one to [`Status`](super::shared).
    ///
    /// - and a list
    ///   that is indented
    #[contract(reserved(4, 100..=104, 536870911, "old_name", "older_name"))]
    #[derive(Debug, Clone, PartialEq)]
    pub struct Order {
        /// A string.
        #[member(1)]
        pub id: String,
        /// An optional string.
        #[member(2)]
        pub display_name: Option<String>,
        /// Expanded.
        #[member(3, unpacked)]
        pub scores: Vec<i32>,
        /// Packed.
        #[member(5)]
        pub ratios: Vec<f64>,
        /// A map of scalars.
        #[member(6)]
        pub labels: BTreeMap<String, String>,
        /// A map of messages.
        #[member(7)]
        pub lines: HashMap<u64, Line>,
        /// A enum of the same package.
        #[member(8)]
        pub status: Status,
        /// A message of another package.
        #[member(9)]
        pub total: shared::Money,
        /// A message of another package with the name of this one.
        #[member(10)]
        pub origin: Option<shared::Order>,
        /// A point in time.
        #[member(11)]
        pub created_at: SystemTime,
        /// A span.
        #[member(12)]
        pub lead_time: Option<Duration>,
        /// Secret.
        #[member(13, redact)]
        pub secret: String,
        /// Secret, and old, and named by itself.
        #[member(14, redact, json_name = "geheim")]
        #[deprecated]
        pub old_secret: Vec<u8>,
        /// Itself.
        #[member(15)]
        pub parent: Option<Box<Order>>,
        /// Zigzag.
        #[member(16, zigzag)]
        pub delta: i64,
        /// Fixed.
        #[member(17, fixed)]
        pub hash: u32,
        /// A optional enum.
        #[member(18)]
        pub previous: Option<Status>,
        /// Which way it was paid.
        #[oneof]
        pub payment: Option<Payment>,
        /// What comes after the oneof.
        #[member(19)]
        pub note: String,
        /// The first page.
        #[member(40)]
        pub page: Page<Line>,
        /// A type that prost generated.
        #[member(41, as = contracts::Prost)]
        pub patience: prost_types::Duration,
    }

    /// A way to pay.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    pub enum Payment {
        /// By card.
        #[member(20)]
        Card(String),
        /// With another order.
        #[member(21)]
        Exchange(Box<Order>),
        /// Not at all.
        #[member(22)]
        Free,
    }

    /// A line of an order.
    #[contract(nested_in = Order)]
    #[derive(Debug, Clone, PartialEq)]
    pub struct Line {
        /// The article.
        #[member(1)]
        pub sku: String,
        /// The kind.
        #[member(2)]
        pub kind: LineKind,
    }

    /// The kind of a line.
    #[contract(nested_in = Line)]
    #[derive(Debug, Clone, Copy, PartialEq)]
    pub enum LineKind {
        /// Not known.
        Unspecified = 0,
        /// Goods.
        Goods = 1,
        #[unknown]
        Other(i32),
    }

    /// How far an order is.
    #[contract(reserved(2, -9..=-5, "STATUS_GONE"))]
    #[derive(Debug, Clone, Copy, PartialEq)]
    pub enum Status {
        /// Not known.
        Unspecified = 0,
        /// Open.
        Open = 1,
        /// Before all.
        Draft = -1,
        /// Closed.
        #[deprecated]
        Closed = 3,
    }

    /// A page of anything.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    pub struct Page<T> {
        /// What is on it.
        #[member(1)]
        pub items: Vec<T>,
    }

    /// Nothing.
    #[contract]
    #[deprecated]
    #[derive(Debug, Clone, PartialEq)]
    pub struct Nothing {}
}
