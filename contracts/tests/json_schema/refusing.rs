//! Contracts with members of other crates' types: what a surrogate refuses, no schema can say; what prost generated has no
//! JSON.

use contracts::codec::{Prost, Surrogate, Via};
use contracts::contract;
use contracts::schema::Field;
use contracts::wkt::Value;

use crate::json::Json;
use crate::number::Number;
use crate::samples::Point;

contracts::package!("json_schema.refusing.v1");

/// Members that travel as something else.
#[contract]
pub(crate) struct Refusing {
    #[member(1, as = Via<Even>)]
    even_number: u32,
    #[member(2, as = Via<Even>)]
    even_numbers: Vec<u32>,
    #[member(3, as = Via<Ordered>)]
    ordered_pair: Option<(i32, i32)>,
    #[oneof]
    any_or_text: Option<AnyOrText>,
    #[member(7, as = Via<Itself>)]
    any_json: Option<Value>,
}

/// Messages that prost generated.
#[contract]
pub(crate) struct Foreign {
    #[member(1)]
    plain_text: String,
    #[member(2, as = Prost)]
    peer_message: Option<Peer>,
    #[member(3, as = Prost)]
    peer_messages: Vec<Peer>,
}

#[contract]
pub(crate) enum AnyOrText {
    #[member(5, as = Via<Itself>)]
    AnyOfThem(Value),
    #[member(6)]
    TextAlone(String),
}

/// Even numbers.
pub(crate) struct Even;

impl Surrogate<u32> for Even {
    type Wire = u32;
    fn to_wire(number: &u32) -> u32 {
        *number
    }
    fn from_wire(number: u32) -> Result<u32, String> {
        if number.is_multiple_of(2) { Ok(number) } else { Err("odd".to_owned()) }
    }
}

/// Pairs of which the first is not behind the second.
pub(crate) struct Ordered;

impl Surrogate<(i32, i32)> for Ordered {
    type Wire = Point;
    fn to_wire(pair: &(i32, i32)) -> Point {
        Point { x: pair.0, y: pair.1 }
    }
    fn from_wire(point: Point) -> Result<(i32, i32), String> {
        if point.x <= point.y { Ok((point.x, point.y)) } else { Err("not in order".to_owned()) }
    }
}

/// Any JSON, of which `null` is a value.
pub(crate) struct Itself;

impl Surrogate<Value> for Itself {
    type Wire = Value;
    fn to_wire(value: &Value) -> Value {
        value.clone()
    }
    fn from_wire(value: Value) -> Result<Value, String> {
        Ok(value)
    }
}

/// As prost generates it.
#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct Peer {
    #[prost(int32, tag = "1")]
    id: i32,
}

impl prost::Name for Peer {
    const NAME: &'static str = "Peer";
    const PACKAGE: &'static str = "peer.v1";
}

/// The JSON of a value of a field, or another in place of one that the surrogate of the field refuses.
pub(crate) fn accepted(field: &Field, json: Json) -> Json {
    let name = field.declaration.name;
    let is_odd = || match &json {
        Json::Bare(text) | Json::Text(text) => {
            Number::parse(text).and_then(|number| number.integer()).is_some_and(|number| number % 2 != 0)
        }
        _ => false,
    };
    let is_unordered = || serde_json::from_str::<Point>(&json.to_string()).is_ok_and(|point| point.x > point.y);
    match name {
        "even_number" | "even_numbers" if is_odd() => Json::bare("0"),
        "ordered_pair" if is_unordered() => Json::Object(Vec::new()),
        _ => json,
    }
}
