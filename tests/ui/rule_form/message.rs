use contracts::contract;
use contracts::wkt::FieldMask;
use std::time::{Duration, SystemTime};

contracts::package!("ui.v1");

#[contract]
pub struct User {
    #[member(1, validate(min_length = 1, colour))]
    a: String,
    #[member(2, validate(min_len, max_len = "x", min_len = 2))]
    b: String,
    #[member(3, validate(email = true, in = "a"))]
    c: String,
    #[member(4, validate(lt = 300, in = [1, "x"]))]
    d: u8,
    #[member(5, validate(ignore = never))]
    e: u32,
    #[member(6, validate(gt = "soon"))]
    f: Option<SystemTime>,
    #[member(7, validate(gt = "1h"))]
    g: Option<Duration>,
    #[member(8, validate(cel(id = "a.b", with = is_right)))]
    h: String,
    #[member(9, validate(1))]
    i: String,
    #[member(10, validate(email, strict = false))]
    j: String,
    #[member(11, validate(http_header_name, strict = true))]
    k: String,
    #[member(12, validate(const = "a", in = [["b"]]))]
    l: Option<FieldMask>,
    #[member(13, validate(example = 1))]
    m: u32,
    #[member(14, validate(items(ignore = if_zero, cel(id = "a.b", expression = "true", with = is_right))))]
    n: Vec<String>,
}

#[contract(validate(message = "wrong", cel = "this.a", colour = 1))]
pub struct Team {
    #[member(1, validate(max_len = 3))]
    name: String,
}

fn is_right(_: &str) -> bool {
    true
}

fn main() {}
