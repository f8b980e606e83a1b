//! What happened.

use fastrand::Rng;

use super::{Sample, fraction, list, seeded, text};
use crate::{Event, Events, Position, What};

impl Sample for Events {
    fn sample() -> Self {
        Events { events: list(&mut seeded(), 1_000..1_001, event) }
    }
}

fn event(rng: &mut Rng) -> Event {
    let what = match rng.u8(0..4) {
        0 => What::Opened(text(rng, 1..24)),
        1 => What::Moved(Position { x: fraction(rng), y: fraction(rng) }),
        2 => What::Scored(rng.u64(1..1_000_000)),
        _ => What::Closed(true),
    };
    Event { id: rng.u64(1..1 << 40), micros: rng.i64(1_700_000_000_000_000..1_800_000_000_000_000), what: Some(what) }
}
