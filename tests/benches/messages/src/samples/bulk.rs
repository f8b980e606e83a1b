//! Calls, and much of one kind.

use bytes::Bytes;
use std::iter;

use super::{Sample, list, mixed, seeded, text};
use crate::{
    Counters, Folder, Frame, Instant, PackedDoubles, PackedFixed64, PackedVarints, PlaceOrderRequest, SharedFrame,
    Strings, Wide,
};

/// How many numbers a packed list holds.
const MILLION: usize = 1_000_000;

impl Sample for PlaceOrderRequest {
    fn sample() -> Self {
        PlaceOrderRequest {
            customer_id: 7_204_118_365,
            sku: "SKU-0041-73-BL".to_owned(),
            count: 3,
            express: true,
            note: Some("ring twice".to_owned()),
            placed_at: Instant { seconds: 1_793_000_000, nanos: 417_000_000 },
        }
    }
}

impl Sample for Folder {
    fn sample() -> Self {
        let outer =
            |inner, depth: u64| Some(Box::new(Folder { name: format!("folder-{depth}"), size: depth * 1_000, inner }));
        let folder = (1..=24).rev().fold(None, outer);
        *folder.expect("there are 24 levels")
    }
}

impl Sample for PackedVarints {
    fn sample() -> Self {
        PackedVarints { values: list(&mut seeded(), MILLION..MILLION + 1, mixed) }
    }
}

impl Sample for PackedFixed64 {
    fn sample() -> Self {
        PackedFixed64 { values: list(&mut seeded(), MILLION..MILLION + 1, |rng| rng.u64(..)) }
    }
}

impl Sample for PackedDoubles {
    fn sample() -> Self {
        PackedDoubles { values: list(&mut seeded(), MILLION..MILLION + 1, |rng| rng.f64()) }
    }
}

impl Sample for Strings {
    fn sample() -> Self {
        Strings { values: list(&mut seeded(), 1_000..1_001, |rng| text(rng, 1..48)) }
    }
}

impl Sample for Counters {
    fn sample() -> Self {
        let mut rng = seeded();
        Counters { values: (0..10_000).map(|index| (format!("counter-{index}"), mixed(&mut rng).max(1))).collect() }
    }
}

impl Sample for Wide {
    fn sample() -> Self {
        Wide {
            field3: true,
            field48: 12_345,
            field98: "five of 200".to_owned(),
            field132: Some(7),
            field198: vec![1, 200, 30_000],
            ..Wide::default()
        }
    }
}

impl Frame {
    /// A frame with so many bytes.
    pub fn of(length: usize) -> Self {
        let mut rng = seeded();
        Frame { sequence: 41_172, payload: iter::repeat_with(|| rng.u8(..)).take(length).collect() }
    }
}

impl SharedFrame {
    /// A frame with so many bytes.
    pub fn of(length: usize) -> Self {
        let Frame { sequence, payload } = Frame::of(length);
        SharedFrame { sequence, payload: Bytes::from(payload) }
    }
}
