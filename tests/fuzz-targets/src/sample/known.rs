//! The types of `google.protobuf`.

use arbitrary::Arbitrary;
use contracts::contract;
use contracts::wkt::{Any, Duration, FieldMask, ListValue, NullValue, Struct, Timestamp, Value, Wrapped};

use crate::generate;

#[contract]
#[derive(Debug, Clone, PartialEq, Arbitrary)]
pub(crate) struct Known {
    #[member(1)]
    #[arbitrary(with = generate::timestamp)]
    pub at: Option<Timestamp>,
    #[member(2)]
    #[arbitrary(with = generate::duration)]
    pub took: Option<Duration>,
    #[member(3)]
    #[arbitrary(with = generate::field_mask)]
    pub only: Option<FieldMask>,
    #[member(4)]
    #[arbitrary(with = generate::optional_value)]
    pub value: Option<Value>,
    #[member(5)]
    #[arbitrary(with = generate::object)]
    pub object: Option<Struct>,
    #[member(6)]
    #[arbitrary(with = generate::list)]
    pub list: Option<ListValue>,
    #[member(7)]
    #[arbitrary(with = generate::any)]
    pub any: Option<Any>,
    #[member(8)]
    #[arbitrary(with = generate::values)]
    pub values: Vec<Value>,
    #[member(9)]
    #[arbitrary(with = generate::null)]
    pub null: NullValue,
    #[member(10, as = Wrapped)]
    pub double: Option<f64>,
    #[member(11, as = Wrapped)]
    pub float: Option<f32>,
    #[member(12, as = Wrapped)]
    pub int64: Option<i64>,
    #[member(13, as = Wrapped)]
    pub uint64: Option<u64>,
    #[member(14, as = Wrapped)]
    pub int32: Option<i32>,
    #[member(15, as = Wrapped)]
    pub uint32: Option<u32>,
    #[member(16, as = Wrapped)]
    pub yes: Option<bool>,
    #[member(17, as = Wrapped)]
    pub text: Option<String>,
    #[member(18, as = Wrapped)]
    pub raw: Option<Vec<u8>>,
    #[member(19, as = Wrapped)]
    pub numbers: Vec<i32>,
}
