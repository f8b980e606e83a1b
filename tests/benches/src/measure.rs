//! Takes the times: in each round everyone gets a short slice, and each round another begins.

use anyhow::Result;
use std::time::Duration;

use crate::case::Case;
use crate::codec::Codec;
use crate::operation::Operation;
use crate::statistics::median;
use crate::subject::Contender;

/// How long one gets in a round.
const SLICE: Duration = Duration::from_millis(2);
/// How many rounds there are at least.
const ROUNDS: usize = 9;

/// The times of one codec.
pub struct Times {
    /// Whose they are.
    pub codec: Codec,
    /// Nanoseconds of one repetition, by round.
    pub nanoseconds: Vec<f64>,
}

impl Times {
    /// The middle of the times.
    pub fn median(&self) -> f64 {
        median(&self.nanoseconds)
    }

    /// How many times as fast as the other this is, by round.
    pub fn ratios_to(&self, other: &Times) -> Vec<f64> {
        other.nanoseconds.iter().zip(&self.nanoseconds).map(|(other, own)| other / own).collect()
    }
}

/// The times of all that have the operation.
///
/// # Errors
/// Those of the codecs.
pub fn take(case: &mut Case, operation: Operation, duration: Duration) -> Result<Vec<Times>> {
    let mut able: Vec<_> = case.contenders.iter_mut().filter(|contender| contender.can(operation)).collect();
    let mut repetitions = Vec::new();
    let mut round = Duration::ZERO;
    for contender in &mut able {
        let (count, time) = fitting(contender.as_mut(), operation)?;
        repetitions.push(count);
        round += time;
    }
    let mut times: Vec<Times> =
        able.iter().map(|contender| Times { codec: contender.codec(), nanoseconds: Vec::new() }).collect();
    let rounds = (duration.as_secs_f64() / round.as_secs_f64().max(1e-9)) as usize;
    for first in 0..rounds.max(ROUNDS) {
        for place in 0..able.len() {
            let index = (first + place) % able.len();
            let time = able[index].time(operation, repetitions[index])?;
            times[index].nanoseconds.push(time.as_nanos() as f64 / repetitions[index] as f64);
        }
    }
    Ok(times)
}

/// How many repetitions fit into a slice, and how long they take. Warms everything up.
fn fitting(contender: &mut dyn Contender, operation: Operation) -> Result<(u64, Duration)> {
    let mut count = 1;
    loop {
        let time = contender.time(operation, count)?;
        if time >= SLICE {
            return Ok((count, time));
        }
        let wanted = SLICE.as_secs_f64() / time.as_secs_f64().max(1e-9) * 1.1;
        count = (count as f64 * wanted.clamp(1.1, 100.0)).ceil() as u64;
    }
}
