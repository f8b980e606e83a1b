//! The messages of the suite that have implicit presence, in the package of the module around.

use std::collections::BTreeMap;

use contracts::wkt::{Any, Duration, FieldMask, ListValue, NullValue, Struct, Timestamp, Value, Wrapped};
use contracts::{UnknownFields, contract};

#[contract(reserved(501..=510, "reserved_field", 999_999))]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TestAllTypesProto3 {
    #[member(1)]
    pub optional_int32: i32,
    #[member(2)]
    pub optional_int64: i64,
    #[member(3)]
    pub optional_uint32: u32,
    #[member(4)]
    pub optional_uint64: u64,
    #[member(5, zigzag)]
    pub optional_sint32: i32,
    #[member(6, zigzag)]
    pub optional_sint64: i64,
    #[member(7, fixed)]
    pub optional_fixed32: u32,
    #[member(8, fixed)]
    pub optional_fixed64: u64,
    #[member(9, fixed)]
    pub optional_sfixed32: i32,
    #[member(10, fixed)]
    pub optional_sfixed64: i64,
    #[member(11)]
    pub optional_float: f32,
    #[member(12)]
    pub optional_double: f64,
    #[member(13)]
    pub optional_bool: bool,
    #[member(14)]
    pub optional_string: String,
    #[member(15)]
    pub optional_bytes: Vec<u8>,
    #[member(18)]
    pub optional_nested_message: Option<NestedMessage>,
    #[member(19)]
    pub optional_foreign_message: Option<ForeignMessage>,
    #[member(21)]
    pub optional_nested_enum: NestedEnum,
    #[member(22)]
    pub optional_foreign_enum: ForeignEnum,
    #[member(23)]
    pub optional_aliased_enum: AliasedEnum,
    #[member(24)]
    pub optional_string_piece: String,
    #[member(25)]
    pub optional_cord: String,
    #[member(27)]
    pub recursive_message: Option<Box<TestAllTypesProto3>>,
    #[member(31)]
    pub repeated_int32: Vec<i32>,
    #[member(32)]
    pub repeated_int64: Vec<i64>,
    #[member(33)]
    pub repeated_uint32: Vec<u32>,
    #[member(34)]
    pub repeated_uint64: Vec<u64>,
    #[member(35, zigzag)]
    pub repeated_sint32: Vec<i32>,
    #[member(36, zigzag)]
    pub repeated_sint64: Vec<i64>,
    #[member(37, fixed)]
    pub repeated_fixed32: Vec<u32>,
    #[member(38, fixed)]
    pub repeated_fixed64: Vec<u64>,
    #[member(39, fixed)]
    pub repeated_sfixed32: Vec<i32>,
    #[member(40, fixed)]
    pub repeated_sfixed64: Vec<i64>,
    #[member(41)]
    pub repeated_float: Vec<f32>,
    #[member(42)]
    pub repeated_double: Vec<f64>,
    #[member(43)]
    pub repeated_bool: Vec<bool>,
    #[member(44)]
    pub repeated_string: Vec<String>,
    #[member(45)]
    pub repeated_bytes: Vec<Vec<u8>>,
    #[member(48)]
    pub repeated_nested_message: Vec<NestedMessage>,
    #[member(49)]
    pub repeated_foreign_message: Vec<ForeignMessage>,
    #[member(51)]
    pub repeated_nested_enum: Vec<NestedEnum>,
    #[member(52)]
    pub repeated_foreign_enum: Vec<ForeignEnum>,
    #[member(54)]
    pub repeated_string_piece: Vec<String>,
    #[member(55)]
    pub repeated_cord: Vec<String>,
    #[member(75)]
    pub packed_int32: Vec<i32>,
    #[member(76)]
    pub packed_int64: Vec<i64>,
    #[member(77)]
    pub packed_uint32: Vec<u32>,
    #[member(78)]
    pub packed_uint64: Vec<u64>,
    #[member(79, zigzag)]
    pub packed_sint32: Vec<i32>,
    #[member(80, zigzag)]
    pub packed_sint64: Vec<i64>,
    #[member(81, fixed)]
    pub packed_fixed32: Vec<u32>,
    #[member(82, fixed)]
    pub packed_fixed64: Vec<u64>,
    #[member(83, fixed)]
    pub packed_sfixed32: Vec<i32>,
    #[member(84, fixed)]
    pub packed_sfixed64: Vec<i64>,
    #[member(85)]
    pub packed_float: Vec<f32>,
    #[member(86)]
    pub packed_double: Vec<f64>,
    #[member(87)]
    pub packed_bool: Vec<bool>,
    #[member(88)]
    pub packed_nested_enum: Vec<NestedEnum>,
    #[member(89, unpacked)]
    pub unpacked_int32: Vec<i32>,
    #[member(90, unpacked)]
    pub unpacked_int64: Vec<i64>,
    #[member(91, unpacked)]
    pub unpacked_uint32: Vec<u32>,
    #[member(92, unpacked)]
    pub unpacked_uint64: Vec<u64>,
    #[member(93, zigzag, unpacked)]
    pub unpacked_sint32: Vec<i32>,
    #[member(94, zigzag, unpacked)]
    pub unpacked_sint64: Vec<i64>,
    #[member(95, fixed, unpacked)]
    pub unpacked_fixed32: Vec<u32>,
    #[member(96, fixed, unpacked)]
    pub unpacked_fixed64: Vec<u64>,
    #[member(97, fixed, unpacked)]
    pub unpacked_sfixed32: Vec<i32>,
    #[member(98, fixed, unpacked)]
    pub unpacked_sfixed64: Vec<i64>,
    #[member(99, unpacked)]
    pub unpacked_float: Vec<f32>,
    #[member(100, unpacked)]
    pub unpacked_double: Vec<f64>,
    #[member(101, unpacked)]
    pub unpacked_bool: Vec<bool>,
    #[member(102, unpacked)]
    pub unpacked_nested_enum: Vec<NestedEnum>,
    #[member(56)]
    pub map_int32_int32: BTreeMap<i32, i32>,
    #[member(57)]
    pub map_int64_int64: BTreeMap<i64, i64>,
    #[member(58)]
    pub map_uint32_uint32: BTreeMap<u32, u32>,
    #[member(59)]
    pub map_uint64_uint64: BTreeMap<u64, u64>,
    #[member(60, zigzag)]
    pub map_sint32_sint32: BTreeMap<i32, i32>,
    #[member(61, zigzag)]
    pub map_sint64_sint64: BTreeMap<i64, i64>,
    #[member(62, fixed)]
    pub map_fixed32_fixed32: BTreeMap<u32, u32>,
    #[member(63, fixed)]
    pub map_fixed64_fixed64: BTreeMap<u64, u64>,
    #[member(64, fixed)]
    pub map_sfixed32_sfixed32: BTreeMap<i32, i32>,
    #[member(65, fixed)]
    pub map_sfixed64_sfixed64: BTreeMap<i64, i64>,
    #[member(66)]
    pub map_int32_float: BTreeMap<i32, f32>,
    #[member(67)]
    pub map_int32_double: BTreeMap<i32, f64>,
    #[member(68)]
    pub map_bool_bool: BTreeMap<bool, bool>,
    #[member(69)]
    pub map_string_string: BTreeMap<String, String>,
    #[member(70)]
    pub map_string_bytes: BTreeMap<String, Vec<u8>>,
    #[member(71)]
    pub map_string_nested_message: BTreeMap<String, NestedMessage>,
    #[member(72)]
    pub map_string_foreign_message: BTreeMap<String, ForeignMessage>,
    #[member(73)]
    pub map_string_nested_enum: BTreeMap<String, NestedEnum>,
    #[member(74)]
    pub map_string_foreign_enum: BTreeMap<String, ForeignEnum>,
    #[oneof]
    pub oneof_field: Option<OneofField>,
    #[member(201, as = Wrapped)]
    pub optional_bool_wrapper: Option<bool>,
    #[member(202, as = Wrapped)]
    pub optional_int32_wrapper: Option<i32>,
    #[member(203, as = Wrapped)]
    pub optional_int64_wrapper: Option<i64>,
    #[member(204, as = Wrapped)]
    pub optional_uint32_wrapper: Option<u32>,
    #[member(205, as = Wrapped)]
    pub optional_uint64_wrapper: Option<u64>,
    #[member(206, as = Wrapped)]
    pub optional_float_wrapper: Option<f32>,
    #[member(207, as = Wrapped)]
    pub optional_double_wrapper: Option<f64>,
    #[member(208, as = Wrapped)]
    pub optional_string_wrapper: Option<String>,
    #[member(209, as = Wrapped)]
    pub optional_bytes_wrapper: Option<Vec<u8>>,
    #[member(211, as = Wrapped)]
    pub repeated_bool_wrapper: Vec<bool>,
    #[member(212, as = Wrapped)]
    pub repeated_int32_wrapper: Vec<i32>,
    #[member(213, as = Wrapped)]
    pub repeated_int64_wrapper: Vec<i64>,
    #[member(214, as = Wrapped)]
    pub repeated_uint32_wrapper: Vec<u32>,
    #[member(215, as = Wrapped)]
    pub repeated_uint64_wrapper: Vec<u64>,
    #[member(216, as = Wrapped)]
    pub repeated_float_wrapper: Vec<f32>,
    #[member(217, as = Wrapped)]
    pub repeated_double_wrapper: Vec<f64>,
    #[member(218, as = Wrapped)]
    pub repeated_string_wrapper: Vec<String>,
    #[member(219, as = Wrapped)]
    pub repeated_bytes_wrapper: Vec<Vec<u8>>,
    #[member(301)]
    pub optional_duration: Option<Duration>,
    #[member(302)]
    pub optional_timestamp: Option<Timestamp>,
    #[member(303)]
    pub optional_field_mask: Option<FieldMask>,
    #[member(304)]
    pub optional_struct: Option<Struct>,
    #[member(305)]
    pub optional_any: Option<Any>,
    #[member(306)]
    pub optional_value: Option<Value>,
    #[member(307)]
    pub optional_null_value: NullValue,
    #[member(311)]
    pub repeated_duration: Vec<Duration>,
    #[member(312)]
    pub repeated_timestamp: Vec<Timestamp>,
    #[member(313)]
    pub repeated_fieldmask: Vec<FieldMask>,
    #[member(324)]
    pub repeated_struct: Vec<Struct>,
    #[member(315)]
    pub repeated_any: Vec<Any>,
    #[member(316)]
    pub repeated_value: Vec<Value>,
    #[member(317)]
    pub repeated_list_value: Vec<ListValue>,
    #[member(401)]
    pub fieldname1: i32,
    #[member(402)]
    pub field_name2: i32,
    #[member(403, name = "_field_name3")]
    pub field_name3: i32,
    #[member(404, name = "field__name4_")]
    pub field_name4: i32,
    #[member(405)]
    pub field0name5: i32,
    #[member(406)]
    pub field_0_name6: i32,
    #[member(407, name = "fieldName7")]
    pub field_name7: i32,
    #[member(408, name = "FieldName8")]
    pub field_name8: i32,
    #[member(409, name = "field_Name9")]
    pub field_name9: i32,
    #[member(410, name = "Field_Name10")]
    pub field_name10: i32,
    #[member(411, name = "FIELD_NAME11")]
    pub field_name11: i32,
    #[member(412, name = "FIELD_name12")]
    pub field_name12: i32,
    #[member(413, name = "__field_name13")]
    pub field_name13: i32,
    #[member(414, name = "__Field_name14")]
    pub field_name14: i32,
    #[member(415, name = "field__name15")]
    pub field_name15: i32,
    #[member(416, name = "field__Name16")]
    pub field_name16: i32,
    #[member(417, name = "field_name17__")]
    pub field_name17: i32,
    #[member(418, name = "Field_name18__")]
    pub field_name18: i32,
    #[unknown]
    pub unknown: UnknownFields,
}

#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum OneofField {
    #[member(111, name = "oneof_uint32")]
    Uint32(u32),
    #[member(112, name = "oneof_nested_message")]
    NestedMessage(Box<NestedMessage>),
    #[member(113, name = "oneof_string")]
    String(String),
    #[member(114, name = "oneof_bytes")]
    Bytes(Vec<u8>),
    #[member(115, name = "oneof_bool")]
    Bool(bool),
    #[member(116, name = "oneof_uint64")]
    Uint64(u64),
    #[member(117, name = "oneof_float")]
    Float(f32),
    #[member(118, name = "oneof_double")]
    Double(f64),
    #[member(119, name = "oneof_enum")]
    Enum(NestedEnum),
    #[member(120, name = "oneof_null_value")]
    NullValue(NullValue),
}

#[contract(nested_in = TestAllTypesProto3)]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct NestedMessage {
    #[member(1)]
    pub a: i32,
    #[member(2)]
    pub corecursive: Option<Box<TestAllTypesProto3>>,
    #[unknown]
    pub unknown: UnknownFields,
}

#[contract(nested_in = TestAllTypesProto3)]
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum NestedEnum {
    #[member(name = "FOO")]
    Foo = 0,
    #[member(name = "BAR")]
    Bar = 1,
    #[member(name = "BAZ")]
    Baz = 2,
    #[member(name = "NEG")]
    Neg = -1,
    #[unknown]
    Other(i32),
}

#[contract(nested_in = TestAllTypesProto3, allow_alias)]
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum AliasedEnum {
    #[member(name = "ALIAS_FOO")]
    AliasFoo = 0,
    #[member(name = "ALIAS_BAR")]
    AliasBar = 1,
    #[member(name = "ALIAS_BAZ")]
    AliasBaz = 2,
    #[member(name = "MOO")]
    Moo = 2,
    #[member(name = "moo")]
    LowerMoo = 2,
    #[member(name = "bAz")]
    MixedBaz = 2,
    #[unknown]
    Other(i32),
}

#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ForeignMessage {
    #[member(1)]
    pub c: i32,
    #[unknown]
    pub unknown: UnknownFields,
}

#[contract]
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum ForeignEnum {
    #[member(name = "FOREIGN_FOO")]
    Foo = 0,
    #[member(name = "FOREIGN_BAR")]
    Bar = 1,
    #[member(name = "FOREIGN_BAZ")]
    Baz = 2,
    #[unknown]
    Other(i32),
}

#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct NullHypothesisProto3 {}

#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct EnumOnlyProto3 {}

#[contract(nested_in = EnumOnlyProto3)]
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Bool {
    #[member(name = "kFalse")]
    False = 0,
    #[member(name = "kTrue")]
    True = 1,
}
