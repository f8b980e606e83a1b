//! One contract twice: as it borrows, and as it owns what it holds.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use contracts::{UnknownFields, contract};

pub mod borrowing {
    //! The contract that borrows.

    use super::*;

    contracts::package!("borrowing.v1");

    /// What someone orders.
    #[contract(reserved(15, "old"))]
    #[derive(Debug, Clone, PartialEq)]
    pub struct PlaceOrderRequest<'a> {
        /// Who orders.
        #[member(1)]
        pub customer: &'a str,
        /// What the customer says.
        #[member(2)]
        pub note: Option<&'a str>,
        /// What proves who it is.
        #[member(3, redact)]
        pub token: &'a [u8],
        /// What is ordered.
        #[member(4)]
        pub lines: Vec<Line<'a>>,
        /// What it is tagged with.
        #[member(5)]
        pub labels: BTreeMap<&'a str, u32>,
        /// What may need unescaping.
        #[member(6)]
        pub comment: Cow<'a, str>,
        /// Where it goes.
        #[member(7)]
        pub address: Option<super::Address>,
        /// How it is paid.
        #[oneof]
        pub payment: Option<Payment<'a>>,
        /// More bytes.
        #[member(10)]
        pub digest: Cow<'a, [u8]>,
        /// All the names.
        #[member(11)]
        pub names: Vec<&'a str>,
        /// The key of each number.
        #[member(12)]
        pub keys: HashMap<i64, &'a [u8]>,
        /// The line of each name.
        #[member(13)]
        pub by_name: BTreeMap<&'a str, Line<'a>>,
        /// What it comes behind.
        #[member(14)]
        pub before: Option<Box<PlaceOrderRequest<'a>>>,
        /// How many.
        #[member(16, zigzag)]
        pub counts: Vec<i64>,
        /// What was there in full.
        #[oneof]
        pub origin: Option<super::Origin>,
        /// All there is to sign.
        #[member(20)]
        pub parts: Vec<Cow<'a, [u8]>>,
        /// The last line.
        #[member(21)]
        pub last: Line<'a>,
        /// What else there is.
        #[member(22)]
        pub details: Vec<Details<'a>>,
        /// What is newer.
        #[unknown]
        pub unknown: UnknownFields,
    }

    /// A line of an order.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    pub struct Line<'l> {
        /// What.
        #[member(1)]
        pub article: &'l str,
        /// How many.
        #[member(2)]
        pub count: u32,
    }

    /// How something is paid.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    pub enum Payment<'a> {
        /// By card.
        #[member(8)]
        Card(&'a str),
        /// By voucher.
        #[member(9)]
        Voucher(Line<'a>),
        /// In parts.
        #[member(30)]
        Instalments(u32),
        /// Not at all.
        #[member(31)]
        Free,
    }

    /// What few members have, so that they are tried in their order.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    pub struct Details<'a> {
        /// A text.
        #[member(1)]
        pub text: &'a str,
        /// Another.
        #[member(2)]
        pub other: Option<&'a str>,
        /// Some texts.
        #[member(3)]
        pub texts: Vec<&'a str>,
        /// Some lines.
        #[member(4)]
        pub lines: Vec<Line<'a>>,
        /// Some bytes.
        #[member(5)]
        pub bytes: &'a [u8],
        /// A map.
        #[member(6)]
        pub labels: BTreeMap<&'a str, &'a str>,
        /// Another map.
        #[member(7)]
        pub by_number: BTreeMap<u32, Line<'a>>,
        /// A line.
        #[member(8)]
        pub line: Option<Box<Line<'a>>>,
        /// What may be made.
        #[member(9)]
        pub made: Cow<'a, str>,
        /// A choice.
        #[oneof]
        pub payment: Option<Method<'a>>,
        /// What is newer.
        #[unknown]
        pub unknown: UnknownFields,
    }

    /// A way of paying.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    pub enum Method<'a> {
        /// By transfer.
        #[member(10)]
        Transfer(&'a str),
        /// In cash.
        #[member(11)]
        Cash(u32),
    }
}

pub mod owning {
    //! The contract that owns what it holds.

    use super::*;

    contracts::package!("owning.v1");

    /// What someone orders.
    #[contract(reserved(15, "old"))]
    #[derive(Debug, Clone, PartialEq)]
    pub struct PlaceOrderRequest {
        /// Who orders.
        #[member(1)]
        pub customer: String,
        /// What the customer says.
        #[member(2)]
        pub note: Option<String>,
        /// What proves who it is.
        #[member(3, redact)]
        pub token: Vec<u8>,
        /// What is ordered.
        #[member(4)]
        pub lines: Vec<Line>,
        /// What it is tagged with.
        #[member(5)]
        pub labels: BTreeMap<String, u32>,
        /// What may need unescaping.
        #[member(6)]
        pub comment: String,
        /// Where it goes.
        #[member(7)]
        pub address: Option<super::Address>,
        /// How it is paid.
        #[oneof]
        pub payment: Option<Payment>,
        /// More bytes.
        #[member(10)]
        pub digest: Vec<u8>,
        /// All the names.
        #[member(11)]
        pub names: Vec<String>,
        /// The key of each number.
        #[member(12)]
        pub keys: HashMap<i64, Vec<u8>>,
        /// The line of each name.
        #[member(13)]
        pub by_name: BTreeMap<String, Line>,
        /// What it comes behind.
        #[member(14)]
        pub before: Option<Box<PlaceOrderRequest>>,
        /// How many.
        #[member(16, zigzag)]
        pub counts: Vec<i64>,
        /// What was there in full.
        #[oneof]
        pub origin: Option<super::Origin>,
        /// All there is to sign.
        #[member(20)]
        pub parts: Vec<Vec<u8>>,
        /// The last line.
        #[member(21)]
        pub last: Line,
        /// What else there is.
        #[member(22)]
        pub details: Vec<Details>,
        /// What is newer.
        #[unknown]
        pub unknown: UnknownFields,
    }

    /// A line of an order.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    pub struct Line {
        /// What.
        #[member(1)]
        pub article: String,
        /// How many.
        #[member(2)]
        pub count: u32,
    }

    /// How something is paid.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    pub enum Payment {
        /// By card.
        #[member(8)]
        Card(String),
        /// By voucher.
        #[member(9)]
        Voucher(Line),
        /// In parts.
        #[member(30)]
        Instalments(u32),
        /// Not at all.
        #[member(31)]
        Free,
    }

    /// What few members have, so that they are tried in their order.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    pub struct Details {
        /// A text.
        #[member(1)]
        pub text: String,
        /// Another.
        #[member(2)]
        pub other: Option<String>,
        /// Some texts.
        #[member(3)]
        pub texts: Vec<String>,
        /// Some lines.
        #[member(4)]
        pub lines: Vec<Line>,
        /// Some bytes.
        #[member(5)]
        pub bytes: Vec<u8>,
        /// A map.
        #[member(6)]
        pub labels: BTreeMap<String, String>,
        /// Another map.
        #[member(7)]
        pub by_number: BTreeMap<u32, Line>,
        /// A line.
        #[member(8)]
        pub line: Option<Box<Line>>,
        /// What may be made.
        #[member(9)]
        pub made: String,
        /// A choice.
        #[oneof]
        pub payment: Option<Method>,
        /// What is newer.
        #[unknown]
        pub unknown: UnknownFields,
    }

    /// A way of paying.
    #[contract]
    #[derive(Debug, Clone, PartialEq)]
    pub enum Method {
        /// By transfer.
        #[member(10)]
        Transfer(String),
        /// In cash.
        #[member(11)]
        Cash(u32),
    }
}

contracts::package!("address.v1");

/// Where something goes.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Address {
    /// The street.
    #[member(1)]
    pub street: String,
}

/// Where something comes from.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub enum Origin {
    /// A shop.
    #[member(18)]
    Shop(String),
    /// A place.
    #[member(19)]
    Place(Address),
}

/// An order with all of its fields.
pub fn full() -> owning::PlaceOrderRequest {
    use owning::{Line, Payment, PlaceOrderRequest};
    let line = |article: &str, count| Line { article: article.to_owned(), count };
    let mut unknown = owning::PlaceOrderRequest::default();
    contracts::Message::merge(&mut unknown, &[0xf8, 0x07, 0x05]).expect("a field of another number");
    PlaceOrderRequest {
        customer: "Ada".into(),
        note: Some(String::new()),
        token: vec![0, 255],
        lines: vec![line("nail", 100), line("", 0), line("Schraube \"ü\"", 1)],
        labels: [("a".to_owned(), 1), (String::new(), 0)].into(),
        comment: "two\nlines".into(),
        address: Some(Address { street: "Main".into() }),
        payment: Some(Payment::Voucher(line("gift", 1))),
        digest: vec![1; 200],
        names: vec!["one".into(), String::new(), "three".into()],
        keys: [(-1, vec![7])].into(),
        by_name: [("x".to_owned(), line("y", 2))].into(),
        before: Some(Box::new(PlaceOrderRequest { customer: "Bob".into(), ..Default::default() })),
        counts: vec![-1, 0, 1],
        origin: Some(Origin::Place(Address { street: "Side".into() })),
        parts: vec![vec![1, 2], Vec::new()],
        last: line("last", 9),
        details: vec![details(), owning::Details::default()],
        unknown: unknown.unknown,
    }
}

/// What few members have, all of it.
fn details() -> owning::Details {
    use owning::{Details, Line, Method};
    let line = |article: &str, count| Line { article: article.to_owned(), count };
    Details {
        text: "text".into(),
        other: Some("other".into()),
        texts: vec![String::new(), "b".into()],
        lines: vec![line("one", 1), line("two", 2)],
        bytes: vec![9],
        labels: [("k".to_owned(), "v".to_owned()), (String::new(), String::new())].into(),
        by_number: [(0, line("zero", 0)), (7, line("seven", 7))].into(),
        line: Some(Box::new(line("boxed", 3))),
        made: "made".into(),
        payment: Some(Method::Transfer("IBAN".into())),
        ..Details::default()
    }
}

/// Some orders: none, all and each of the oneof's members.
pub fn orders() -> Vec<owning::PlaceOrderRequest> {
    use owning::{Payment, PlaceOrderRequest};
    let paid = |payment| PlaceOrderRequest { payment: Some(payment), ..Default::default() };
    vec![
        PlaceOrderRequest::default(),
        full(),
        paid(Payment::Card(String::new())),
        paid(Payment::Card("1234".into())),
        paid(Payment::Instalments(3)),
        paid(Payment::Free),
        PlaceOrderRequest { origin: Some(Origin::Shop("s".into())), ..full() },
        PlaceOrderRequest { before: Some(Box::new(full())), ..Default::default() },
        PlaceOrderRequest { details: vec![details(), details()], ..Default::default() },
    ]
}
