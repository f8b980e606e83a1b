//! Contracts with rules of every family.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use contracts::{Context, Status, contract};
use futures::Stream;

contracts::package!("basket.v1");

/// What someone buys.
#[contract(validate(id = "basket.order", message = "must not end before it begins", cel = "this.first <= this.last", with = Self::is_in_order))]
#[derive(Debug, Clone, PartialEq)]
pub struct Basket {
    /// Who buys.
    #[member(1, validate(required, max_len = 320, email))]
    pub email: String,
    /// What is bought.
    #[member(2, validate(min_items = 1, max_items = 3))]
    pub lines: Vec<Line>,
    /// Free labels.
    #[member(3, validate(max_pairs = 2, keys(max_len = 5), values(min_len = 1)))]
    pub labels: BTreeMap<String, String>,
    /// For people.
    #[member(4, validate(min_len = 1))]
    pub note: Option<String>,
    /// One of two.
    #[oneof(validate(required))]
    pub choice: Option<Choice>,
    /// Where it begins.
    #[member(7, validate(cel(id = "basket.first", message = "must not be 13", expression = "this != 13", with = is_no_13)))]
    pub first: i32,
    /// Where it ends.
    #[member(8)]
    pub last: i32,
}

impl Basket {
    fn is_in_order(&self) -> bool {
        self.first <= self.last
    }
}

fn is_no_13(number: &i32) -> bool {
    *number != 13
}

/// One kind of thing.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Which.
    #[member(1, validate(pattern = "^[a-z-]+\\d*$"))]
    pub sku: String,
    /// How many.
    #[member(2, validate(gte = 1, lte = MOST))]
    pub quantity: u32,
}

const MOST: u32 = 100;

/// One of two.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub enum Choice {
    /// A line.
    #[member(5)]
    Line(Line),
    /// A code.
    #[member(6, validate(len = 4))]
    Code(String),
}

/// A colour.
#[contract]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Color {
    /// None.
    Unspecified = 0,
    /// Red.
    Red = 1,
    /// Green.
    Green = 2,
    /// Any other.
    #[unknown]
    Other(i32),
}

/// A member of each family.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Kinds {
    /// A number.
    #[member(1, validate(gt = 0.5, finite))]
    pub double: f64,
    /// Bytes.
    #[member(2, validate(min_len = 2, prefix = b"\x00"))]
    pub bytes: Vec<u8>,
    /// A colour.
    #[member(3, validate(defined_only, not_in = [Color::Unspecified]))]
    pub color: Color,
    /// A span.
    #[member(4, validate(gt = "0s", lte = "3600s"))]
    pub span: Option<Duration>,
    /// A moment.
    #[member(5, validate(lt_now))]
    pub moment: Option<SystemTime>,
    /// Numbers.
    #[member(6, validate(unique, items(lt = 10)))]
    pub numbers: Vec<i64>,
    /// Always true.
    #[member(7, validate(const = true))]
    pub flag: bool,
}

impl Kinds {
    /// All right.
    pub fn right() -> Self {
        Kinds {
            double: 0.75,
            bytes: vec![0, 1],
            color: Color::Red,
            span: Some(Duration::from_secs(3600)),
            moment: Some(SystemTime::UNIX_EPOCH),
            numbers: vec![1, 2, -3],
            flag: true,
        }
    }
}

/// Functions of elements, keys and values.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Each {
    /// Numbers.
    #[member(1, validate(items(cel(id = "each.no_13", message = "must not be 13", expression = "this != 13", with = is_no_13))))]
    pub numbers: Vec<i32>,
    /// Names of numbers.
    #[member(2, validate(
        keys(cel(id = "each.key", message = "must not be bad", expression = "this != 'bad'", with = |key: &String| key != "bad")),
        values(cel(id = "each.no_13", message = "must not be 13", expression = "this != 13", with = is_no_13))
    ))]
    pub named: BTreeMap<String, i32>,
}

/// Takes baskets.
#[contract]
pub trait BasketService {
    /// Takes one.
    #[operation(http(post = "/v1/baskets", body = "*"))]
    async fn buy(&self, request: Basket, cx: &Context) -> Result<Line, Status>;
    /// Takes many.
    #[operation]
    async fn buy_all(&self, requests: impl Stream<Item = Result<Basket, Status>>) -> Result<Line, Status>;
}
