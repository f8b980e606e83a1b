//! What the page says of rules.

use std::collections::BTreeMap;
use std::time::Duration;

use contracts::{Message as _, contract};

contracts::package!("hotel.v1");

/// A room for some days.
#[contract(validate(
    id = "booking.days",
    message = "must not end before it begins",
    cel = "this.first_day <= this.last_day",
    with = Self::ends_after_it_begins
))]
#[derive(Debug, Clone, PartialEq)]
pub struct Booking {
    /// Where the confirmation goes.
    #[member(1, validate(required, max_len = 320, email))]
    pub email: String,
    /// How many sleep there.
    #[member(2, validate(gte = 1, lte = MOST_GUESTS))]
    pub guests: u32,
    /// What they wish, each once.
    #[member(3, validate(max_items = 3, unique, items(min_len = 1, max_len = 40)))]
    pub wishes: Vec<String>,
    /// Free labels.
    #[member(4, validate(max_pairs = 10, keys(pattern = "^[a-z]+$"), values(max_bytes = 100)))]
    pub labels: BTreeMap<String, String>,
    /// How late in the day they come, when they say so.
    #[member(5, validate(gte = "0s", lt = "86400s"))]
    pub arrival: Option<Duration>,
    /// The first day, counted from the first of the year.
    #[member(6)]
    pub first_day: u32,
    /// The last day.
    #[member(7, validate(cel(
        id = "booking.last_day",
        message = "must be in this year",
        expression = "this <= 366u",
        with = is_in_a_year
    )))]
    pub last_day: u32,
    /// How it is paid.
    #[oneof(validate(required))]
    pub payment: Option<Payment>,
}

/// How a room is paid.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub enum Payment {
    /// With a card of this number.
    #[member(10, redact, validate(len = 16))]
    Card(String),
    /// Later.
    #[member(11)]
    Invoice,
}

const MOST_GUESTS: u32 = 4;

impl Booking {
    fn ends_after_it_begins(&self) -> bool {
        self.first_day <= self.last_day
    }
}

fn is_in_a_year(day: &u32) -> bool {
    *day <= 366
}

#[test]
fn a_booking_is_checked() {
    let booking = Booking { email: "ada".to_owned(), guests: 5, first_day: 2, ..Booking::default() };
    let violations = booking.validate().unwrap_err();
    let broken: Vec<_> = violations.iter().map(|it| (it.field_path(), it.rule_id())).collect();
    let expected =
        [("email", "string.email"), ("guests", "uint32.gte_lte"), ("payment", "required"), ("", "booking.days")];
    assert_eq!(broken, expected.map(|(path, id)| (path.to_owned(), id)));
}
