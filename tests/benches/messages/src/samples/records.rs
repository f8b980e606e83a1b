//! Log records and a mesh.

use fastrand::Rng;

use super::{Sample, fraction, list, seeded, text};
use crate::{Address, Log, Logs, Mesh, Triangle, Vector3};

impl Sample for Logs {
    fn sample() -> Self {
        Logs { logs: list(&mut seeded(), 1_000..1_001, log) }
    }
}

fn log(rng: &mut Rng) -> Log {
    let mut part = || rng.u32(0..256);
    let address = Address { x0: part(), x1: part(), x2: part(), x3: part() };
    let (day, hour, minute) = (rng.u8(1..29), rng.u8(0..24), rng.u8(0..60));
    let page = text(rng, 4..24);
    Log {
        address,
        identity: "-".to_owned(),
        userid: text(rng, 3..10),
        date: format!("{day:02}/Oct/2026:{hour:02}:{minute:02}:00 +0000"),
        request: format!("GET /{page} HTTP/1.1"),
        code: *rng.choice(&[200, 204, 301, 404, 500]).expect("there are codes"),
        size: rng.u64(0..100_000_000),
    }
}

impl Sample for Mesh {
    fn sample() -> Self {
        Mesh { triangles: list(&mut seeded(), 12_500..12_501, triangle) }
    }
}

fn triangle(rng: &mut Rng) -> Triangle {
    Triangle { v0: vector(rng), v1: vector(rng), v2: vector(rng), normal: vector(rng) }
}

fn vector(rng: &mut Rng) -> Vector3 {
    Vector3 { x: fraction(rng), y: fraction(rng), z: fraction(rng) }
}
