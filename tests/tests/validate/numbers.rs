//! Rules of numbers, booleans, enums, durations and times.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use contracts::contract;
use contracts::wkt::{Any, Wrapped};

use crate::judge::Case;

contracts::package!("rules.v1");

/// The ends of a range, in all forms.
macro_rules! ranges {
    ($($message:ident($field:ident: $type:ty $(, $encoding:ident)?);)*) => {$(
        /// A range in each form.
        #[contract]
        #[derive(Debug, Clone, PartialEq)]
        pub(crate) struct $message {
            /// `gt`
            #[member(1 $(, $encoding)?, validate(gt = 5))]
            gt: $type,
            /// `gte`
            #[member(2 $(, $encoding)?, validate(gte = 5))]
            gte: $type,
            /// `lt`
            #[member(3 $(, $encoding)?, validate(lt = 5))]
            lt: $type,
            /// `lte`
            #[member(4 $(, $encoding)?, validate(lte = 5))]
            lte: $type,
            /// `gt`, `lt`
            #[member(5 $(, $encoding)?, validate(gt = 2, lt = 5))]
            gt_lt: $type,
            /// `gt`, `lte`
            #[member(6 $(, $encoding)?, validate(gt = 2, lte = 5))]
            gt_lte: $type,
            /// `gte`, `lt`
            #[member(7 $(, $encoding)?, validate(gte = 2, lt = 5))]
            gte_lt: $type,
            /// `gte`, `lte`
            #[member(8 $(, $encoding)?, validate(gte = 2, lte = 5))]
            gte_lte: $type,
            /// `gt`, `lt`
            #[member(9 $(, $encoding)?, validate(gt = 5, lt = 2))]
            outside_gt_lt: $type,
            /// `gt`, `lte`
            #[member(10 $(, $encoding)?, validate(gt = 5, lte = 2))]
            outside_gt_lte: $type,
            /// `gte`, `lt`
            #[member(11 $(, $encoding)?, validate(gte = 5, lt = 2))]
            outside_gte_lt: $type,
            /// `gte`, `lte`
            #[member(12 $(, $encoding)?, validate(gte = 5, lte = 2))]
            outside_gte_lte: $type,
            /// `const`
            #[member(13 $(, $encoding)?, validate(const = 3))]
            only: $type,
            /// `in`
            #[member(14 $(, $encoding)?, validate(in = [1, 3]))]
            some: $type,
            /// `not_in`
            #[member(15 $(, $encoding)?, validate(not_in = [1, 3]))]
            others: $type,
            /// Required.
            #[member(16 $(, $encoding)?, validate(required))]
            required: $type,
            /// Unless it is absent.
            #[member(17 $(, $encoding)?, validate(gt = 2))]
            optional: Option<$type>,
            /// Unless it is zero.
            #[member(18 $(, $encoding)?, validate(ignore = if_zero, gt = 2))]
            unless_zero: $type,
        }

        impl $message {
            fn all(value: $type) -> Case {
                Case::of(&$message {
                    gt: value,
                    gte: value,
                    lt: value,
                    lte: value,
                    gt_lt: value,
                    gt_lte: value,
                    gte_lt: value,
                    gte_lte: value,
                    outside_gt_lt: value,
                    outside_gt_lte: value,
                    outside_gte_lt: value,
                    outside_gte_lte: value,
                    only: value,
                    some: value,
                    others: value,
                    required: value,
                    optional: Some(value),
                    unless_zero: value,
                })
            }
        }
    )*

        fn ranges() -> Vec<Case> {
            let mut cases = vec![$(Case::of(&$message::default()),)*];
            for value in 0_u8..=6 {
                cases.extend([$($message::all(value.into()),)*]);
            }
            cases
        }
    };
}

ranges! {
    OfInt32(int32: i32);
    OfInt64(int64: i64);
    OfUint32(uint32: u32);
    OfUint64(uint64: u64);
    OfSint32(sint32: i32, zigzag);
    OfSint64(sint64: i64, zigzag);
    OfFixed32(fixed32: u32, fixed);
    OfFixed64(fixed64: u64, fixed);
    OfSfixed32(sfixed32: i32, fixed);
    OfSfixed64(sfixed64: i64, fixed);
    OfFloat(float: f32);
    OfDouble(double: f64);
    OfNarrow(narrow: u8);
}

/// A color.
#[contract]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Color {
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

/// What is no plain number.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Others {
    /// `const`
    #[member(1, validate(const = true))]
    flag: bool,
    /// `finite`
    #[member(2, validate(finite))]
    float: f32,
    /// `finite`
    #[member(3, validate(finite, lt = 0.1, gt = -1e10))]
    double: f64,
    /// `defined_only`
    #[member(4, validate(defined_only))]
    defined: Color,
    /// `const`
    #[member(5, validate(const = Color::Red))]
    red: Color,
    /// `in`
    #[member(6, validate(in = [Color::Red, Color::Green]))]
    some: Color,
    /// `not_in`
    #[member(7, validate(not_in = [Color::Unspecified, Color::Other(7)]))]
    others: Color,
    /// A range.
    #[member(8, validate(gt = "-1.5s", lte = "3600s", required))]
    span: Option<Duration>,
    /// `const`
    #[member(9, validate(const = "1.000000001s"))]
    only_span: Option<Duration>,
    /// `in`, `not_in`
    #[member(10, validate(in = ["1s", "2s"], not_in = ["2s"]))]
    some_span: Option<Duration>,
    /// A range.
    #[member(11, validate(gte = "2020-01-01T00:00:00Z", lt = "2021-01-01T00:00:00.5Z"))]
    moment: Option<SystemTime>,
    /// `lt_now`
    #[member(12, validate(lt_now))]
    past: Option<SystemTime>,
    /// `gt_now`, `within`
    #[member(13, validate(gt_now, within = "86400s"))]
    soon: Option<SystemTime>,
    /// A wrapped text.
    #[member(14, as = Wrapped, validate(min_len = 2))]
    wrapped: Option<String>,
    /// A wrapped number.
    #[member(15, as = Wrapped, validate(gt = 2))]
    wrapped_number: Option<i32>,
    /// `in`, `not_in`
    #[member(16, validate(in = ["type.googleapis.com/a.A", "b/b.B"], not_in = ["b/b.B"]))]
    any: Option<Any>,
    /// Another name of a type.
    #[member(17, validate(gt = 2))]
    alias: Alias,
    /// A constant.
    #[member(18, validate(lte = LIMIT))]
    limited: u64,
    /// `const`
    #[member(19, validate(const = "2020-01-01T00:00:00Z"))]
    only_moment: Option<SystemTime>,
}

type Alias = i64;

const LIMIT: u64 = u64::MAX - 1;

fn others() -> Vec<Case> {
    let right = Others {
        flag: true,
        red: Color::Red,
        some: Color::Green,
        others: Color::Red,
        span: Some(Duration::from_secs(1)),
        alias: 3,
        ..Others::default()
    };
    let second = |seconds| UNIX_EPOCH + Duration::from_secs(seconds);
    let any = |type_url: &str| Some(Any { type_url: type_url.to_owned(), value: Vec::new() });
    let mut cases = vec![Case::of(&right), Case::of(&Others::default())];
    for (float, double) in [(f32::NAN, f64::NAN), (f32::INFINITY, f64::NEG_INFINITY), (1.0, 0.1), (-0.0, -0.0)] {
        cases.push(Case::of(&Others { float, double, ..right.clone() }));
    }
    for color in [Color::Red, Color::Green, Color::Other(7), Color::Other(8)] {
        cases.push(Case::of(&Others { defined: color, red: color, some: color, others: color, ..right.clone() }));
    }
    for span in [Duration::ZERO, Duration::new(1, 1), Duration::from_secs(2), Duration::new(3600, 1)] {
        let span = Some(span);
        cases.push(Case::of(&Others { span, only_span: span, some_span: span, ..right.clone() }));
    }
    for seconds in [0, 1_577_836_799, 1_577_836_800, 1_609_459_200, 1_609_459_201, 99_999_999_999] {
        let moment = Some(second(seconds));
        cases.push(Case::of(&Others { moment, past: moment, soon: moment, only_moment: moment, ..right.clone() }));
    }
    let soon = Some(SystemTime::now() + Duration::from_secs(3600));
    cases.push(Case::of(&Others { soon, past: soon, ..right.clone() }));
    for (text, number) in [("", 0), ("a", 2), ("ab", 3)] {
        let (wrapped, wrapped_number) = (Some(text.to_owned()), Some(number));
        cases.push(Case::of(&Others { wrapped, wrapped_number, alias: number.into(), ..right.clone() }));
    }
    for url in ["", "type.googleapis.com/a.A", "b/b.B", "c/c.C"] {
        cases.push(Case::of(&Others { any: any(url), limited: u64::MAX, ..right.clone() }));
    }
    cases
}

pub(crate) fn cases() -> Vec<Case> {
    ranges().into_iter().chain(others()).collect()
}
