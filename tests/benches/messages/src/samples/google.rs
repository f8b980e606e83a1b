//! The messages of protobuf's own benchmarks.

use fastrand::Rng;

use super::{Sample, fraction, list, maybe, seeded, text};
use crate::{
    GoogleMessage1, GoogleMessage1SubMessage, GoogleMessage2, GoogleMessage2Group1, GoogleMessage2GroupedMessage,
};

impl Sample for GoogleMessage1 {
    fn sample() -> Self {
        GoogleMessage1 {
            field1: "http://example.com/".to_owned(),
            field2: 1,
            field3: 2,
            field4: "northern".to_owned(),
            field5: vec![1_000_000_007, 41],
            field6: 17000,
            field7: "".to_owned(),
            field9: "northern".to_owned(),
            field12: false,
            field13: true,
            field14: false,
            field15: submessage(),
            field16: 0,
            field17: true,
            field18: "".to_owned(),
            field22: 1_304_114,
            field23: 300,
            field24: true,
            field25: 0,
            field29: 1,
            field30: false,
            field59: true,
            field60: 300,
            field67: 17000,
            field68: 0,
            field78: true,
            field80: false,
            field81: true,
            field100: 300,
            field101: 17000,
            field102: "".to_owned(),
            field103: "northern".to_owned(),
            field104: 2,
            field128: 77,
            field129: "".to_owned(),
            field130: 17000,
            field131: 0,
            field150: 1,
            field271: 2,
            field272: 77,
            field280: 300,
        }
    }
}

fn submessage() -> GoogleMessage1SubMessage {
    GoogleMessage1SubMessage {
        field1: 1,
        field2: 2,
        field3: 77,
        field12: false,
        field13: 1_304_114,
        field14: 1_304_114,
        field15: "northern".to_owned(),
        field16: 2,
        field19: 77,
        field20: false,
        field21: 4_000_000_011,
        field22: 0,
        field23: true,
        field28: false,
        field203: 77_013,
        field204: 300,
        field205: "a value".to_owned(),
        field206: false,
        field207: 4_000_000_011,
        field300: 4_000_000_011,
    }
}

impl Sample for GoogleMessage2 {
    fn sample() -> Self {
        let rng = &mut seeded();
        GoogleMessage2 {
            field1: maybe(rng, |rng| text(rng, 4..40)),
            field2: maybe(rng, |rng| list(rng, 64..256, |rng| rng.u8(..))),
            field3: maybe(rng, |rng| rng.i64(1..1_000_000_000_000)),
            field4: maybe(rng, |rng| rng.i64(1..1_000_000_000_000)),
            field6: maybe(rng, |rng| text(rng, 4..40)),
            group1: list(rng, 200..201, group),
            field21: maybe(rng, |rng| rng.i32(1..100_000)),
            field25: maybe(rng, fraction),
            field30: maybe(rng, |rng| rng.i64(1..1_000_000_000_000)),
            field63: maybe(rng, |rng| rng.i32(1..100_000)),
            field71: maybe(rng, |rng| rng.i32(1..100_000)),
            field75: maybe(rng, |_| true),
            field109: maybe(rng, |rng| rng.i32(1..100_000)),
            field127: list(rng, 0..6, |rng| text(rng, 4..40)),
            field128: list(rng, 0..6, |rng| text(rng, 4..40)),
            field129: maybe(rng, |rng| rng.i32(1..100_000)),
            field130: list(rng, 0..6, |rng| rng.i64(0..1_000_000_000_000)),
            field131: maybe(rng, |rng| rng.i64(1..1_000_000_000_000)),
            field205: maybe(rng, |_| true),
            field206: maybe(rng, |_| true),
            field210: maybe(rng, |rng| rng.i32(1..100_000)),
            field211: maybe(rng, |rng| rng.i32(1..100_000)),
            field212: maybe(rng, |rng| rng.i32(1..100_000)),
            field213: maybe(rng, |rng| rng.i32(1..100_000)),
            field216: maybe(rng, |rng| rng.i32(1..100_000)),
            field217: maybe(rng, |rng| rng.i32(1..100_000)),
            field218: maybe(rng, |rng| rng.i32(1..100_000)),
            field220: maybe(rng, |rng| rng.i32(1..100_000)),
            field221: maybe(rng, |rng| rng.i32(1..100_000)),
            field222: maybe(rng, fraction),
        }
    }
}

fn group(rng: &mut Rng) -> GoogleMessage2Group1 {
    GoogleMessage2Group1 {
        field5: maybe(rng, |rng| rng.i32(1..100_000)),
        field11: fraction(rng),
        field12: maybe(rng, |rng| text(rng, 4..40)),
        field13: maybe(rng, |rng| text(rng, 4..40)),
        field14: list(rng, 0..6, |rng| text(rng, 4..40)),
        field15: rng.u64(..),
        field16: maybe(rng, |rng| text(rng, 4..40)),
        field20: maybe(rng, |rng| rng.i32(1..100_000)),
        field22: list(rng, 0..6, |rng| text(rng, 4..40)),
        field24: maybe(rng, |rng| text(rng, 4..40)),
        field26: maybe(rng, fraction),
        field27: maybe(rng, |rng| text(rng, 4..40)),
        field28: maybe(rng, |rng| rng.i32(1..100_000)),
        field29: maybe(rng, |rng| text(rng, 4..40)),
        field31: maybe(rng, grouped),
        field73: list(rng, 0..6, |rng| rng.i32(0..100_000)),
    }
}

fn grouped(rng: &mut Rng) -> GoogleMessage2GroupedMessage {
    GoogleMessage2GroupedMessage {
        field1: maybe(rng, fraction),
        field2: maybe(rng, fraction),
        field3: maybe(rng, fraction),
        field4: maybe(rng, |_| true),
        field5: maybe(rng, |_| true),
        field6: maybe(rng, |_| true),
        field7: maybe(rng, |_| true),
        field8: maybe(rng, fraction),
        field9: maybe(rng, |_| true),
        field10: maybe(rng, fraction),
        field11: maybe(rng, |rng| rng.i64(1..1_000_000_000_000)),
    }
}
