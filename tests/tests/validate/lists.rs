//! Rules of lists, maps, oneofs and messages, and of what is inside.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use contracts::contract;
use uuid::Uuid;

use crate::judge::Case;

contracts::package!("rules.v1");

/// Something in something else.
#[contract(validate(id = "inner.order", message = "must not end before it begins", cel = "this.first <= this.last", with = Inner::is_in_order))]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Inner {
    /// Where it begins.
    #[member(1, validate(lt = 10))]
    first: u32,
    /// Where it ends.
    #[member(2)]
    last: u32,
}

impl Inner {
    fn is_in_order(&self) -> bool {
        self.first <= self.last
    }
}

/// One of several.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Choice {
    /// A message.
    #[member(20)]
    Inner(Inner),
    /// A message that must be right.
    #[member(21, validate(ignore = always))]
    Ignored(Inner),
    /// A text.
    #[member(22, validate(min_len = 2))]
    Text(String),
    /// A number.
    #[member(23, validate(gt = 2, cel(id = "choice.odd", message = "must be odd", expression = "this % 2 == 1", with = is_odd)))]
    Number(i32),
    /// Nothing.
    #[member(24)]
    Nothing,
}

fn is_odd(number: &i32) -> bool {
    number % 2 == 1
}

/// What holds others.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Outer {
    /// Between one and three.
    #[member(1, validate(min_items = 1, max_items = 3))]
    numbers: Vec<u32>,
    /// Each once.
    #[member(2, validate(unique, items(min_len = 2, max_len = 3)))]
    texts: Vec<String>,
    /// Each once, where numbers may be none.
    #[member(3, validate(unique))]
    floats: Vec<f64>,
    /// At least one.
    #[member(4, validate(required))]
    required: Vec<Vec<u8>>,
    /// Only when there are some.
    #[member(5, validate(ignore = if_zero, min_items = 2, items(ignore = if_zero, gt = 2)))]
    unless_empty: Vec<i64>,
    /// Messages.
    #[member(6)]
    inners: Vec<Inner>,
    /// Messages whose rules do not count.
    #[member(7, validate(items(ignore = always)))]
    skipped: Vec<Inner>,
    /// A map.
    #[member(8, validate(min_pairs = 1, max_pairs = 2, keys(max_len = 2), values(gt = 2)))]
    pairs: BTreeMap<String, i32>,
    /// A map of messages.
    #[member(9, validate(keys(gt = 1)))]
    by_number: BTreeMap<i64, Inner>,
    /// A map by numbers without a sign.
    #[member(10)]
    by_unsigned: BTreeMap<u32, Inner>,
    /// A map by two keys.
    #[member(11)]
    by_flag: BTreeMap<bool, Inner>,
    /// A message that may be there.
    #[member(12, validate(required))]
    needed: Option<Inner>,
    /// A message in a box.
    #[member(13)]
    boxed: Option<Box<Outer>>,
    /// A message that is shared.
    #[member(14)]
    shared: Option<Arc<Inner>>,
    /// A message whose rules do not count.
    #[member(15, validate(ignore = always))]
    unchecked: Option<Inner>,
    /// A set.
    #[member(16, validate(max_items = 1, items(lte = 5)))]
    set: HashSet<u32>,
    /// An identifier.
    #[member(17, validate(required, uuid))]
    id: Uuid,
    /// Each by a function.
    #[member(18, validate(items(gt = -5, cel(id = "choice.odd", message = "must be odd", expression = "this % 2 == 1", with = is_odd))))]
    odd: Vec<i32>,
    /// Keys and values by functions.
    #[member(19, validate(
        keys(cel(id = "key.short", message = "must be short", expression = "size(this) < 3", with = |key: &String| key.chars().count() < 3)),
        values(cel(id = "choice.odd", message = "must be odd", expression = "this % 2 == 1", with = is_odd))
    ))]
    odd_by_key: BTreeMap<String, i32>,
    /// One of several.
    #[oneof(validate(required))]
    choice: Option<Choice>,
}

fn right() -> Outer {
    Outer {
        numbers: vec![1],
        required: vec![vec![]],
        pairs: [("a".to_owned(), 3)].into(),
        needed: Some(Inner::default()),
        id: Uuid::from_u128(7),
        choice: Some(Choice::Nothing),
        ..Outer::default()
    }
}

pub(crate) fn cases() -> Vec<Case> {
    let wrong = || Inner { first: 12, last: 11 };
    let text = str::to_owned;
    let mut cases = vec![right(), Outer::default()];
    cases.push(Outer { numbers: vec![1, 2, 3, 4], texts: vec![text("aa"), text("b"), text("aa")], ..right() });
    cases.push(Outer { texts: vec![text("aa"), text("bb"), text("cccc")], set: [5].into(), ..right() });
    cases.push(Outer { floats: vec![f64::NAN, f64::NAN, 1.0], unless_empty: vec![0], set: [6, 7].into(), ..right() });
    cases.push(Outer { floats: vec![1.0, 2.0, 1.0], unless_empty: vec![0, 2, 3], set: [6].into(), ..right() });
    cases.push(Outer { inners: vec![Inner::default(), wrong()], skipped: vec![wrong()], ..right() });
    cases.push(Outer { pairs: [(text("a"), 1), (text("bbb"), 3), (text("ä\""), 2)].into(), ..right() });
    cases.push(Outer { by_number: [(-1, wrong()), (2, wrong())].into(), ..right() });
    cases.push(Outer {
        by_unsigned: [(7, wrong())].into(),
        by_flag: [(false, wrong()), (true, wrong())].into(),
        ..right()
    });
    cases.push(Outer { needed: Some(wrong()), shared: Some(wrong().into()), unchecked: Some(wrong()), ..right() });
    cases.push(Outer { boxed: Some(Outer { boxed: Some(Box::default()), ..right() }.into()), ..right() });
    cases.push(Outer { odd: vec![1, 2, 3, 4, -7], odd_by_key: [(text("abc"), 2), (text("ab"), 1)].into(), ..right() });
    cases.push(Outer { odd_by_key: [(text("äöü"), 1), (text(""), 4)].into(), ..right() });
    let choices = [
        Choice::Inner(wrong()),
        Choice::Ignored(wrong()),
        Choice::Text(String::new()),
        Choice::Text(text("aa")),
        Choice::Number(0),
        Choice::Number(3),
        Choice::Number(4),
    ];
    cases.extend(choices.map(|choice| Outer { choice: Some(choice), ..right() }));
    cases.iter().map(Case::of).collect()
}
