//! The largest message of `google/protobuf/test_messages_proto2.proto` and what it is made of, in the package of the
//! module around.

use std::collections::BTreeMap;

use contracts::{UnknownFields, contract};

#[contract(extensions(120..=200), reserved(1000..=9999, "reserved_field", 999_999))]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TestAllTypesProto2 {
    #[member(1)]
    pub optional_int32: Option<i32>,
    #[member(2)]
    pub optional_int64: Option<i64>,
    #[member(3)]
    pub optional_uint32: Option<u32>,
    #[member(4)]
    pub optional_uint64: Option<u64>,
    #[member(5, zigzag)]
    pub optional_sint32: Option<i32>,
    #[member(6, zigzag)]
    pub optional_sint64: Option<i64>,
    #[member(7, fixed)]
    pub optional_fixed32: Option<u32>,
    #[member(8, fixed)]
    pub optional_fixed64: Option<u64>,
    #[member(9, fixed)]
    pub optional_sfixed32: Option<i32>,
    #[member(10, fixed)]
    pub optional_sfixed64: Option<i64>,
    #[member(11)]
    pub optional_float: Option<f32>,
    #[member(12)]
    pub optional_double: Option<f64>,
    #[member(13)]
    pub optional_bool: Option<bool>,
    #[member(14)]
    pub optional_string: Option<String>,
    #[member(15)]
    pub optional_bytes: Option<Vec<u8>>,
    #[member(18)]
    pub optional_nested_message: Option<NestedMessage>,
    #[member(19)]
    pub optional_foreign_message: Option<ForeignMessageProto2>,
    #[member(21)]
    pub optional_nested_enum: Option<NestedEnum>,
    #[member(22)]
    pub optional_foreign_enum: Option<ForeignEnumProto2>,
    #[member(24)]
    pub optional_string_piece: Option<String>,
    #[member(25)]
    pub optional_cord: Option<String>,
    #[member(27)]
    pub recursive_message: Option<Box<TestAllTypesProto2>>,
    #[member(31, unpacked)]
    pub repeated_int32: Vec<i32>,
    #[member(32, unpacked)]
    pub repeated_int64: Vec<i64>,
    #[member(33, unpacked)]
    pub repeated_uint32: Vec<u32>,
    #[member(34, unpacked)]
    pub repeated_uint64: Vec<u64>,
    #[member(35, zigzag, unpacked)]
    pub repeated_sint32: Vec<i32>,
    #[member(36, zigzag, unpacked)]
    pub repeated_sint64: Vec<i64>,
    #[member(37, fixed, unpacked)]
    pub repeated_fixed32: Vec<u32>,
    #[member(38, fixed, unpacked)]
    pub repeated_fixed64: Vec<u64>,
    #[member(39, fixed, unpacked)]
    pub repeated_sfixed32: Vec<i32>,
    #[member(40, fixed, unpacked)]
    pub repeated_sfixed64: Vec<i64>,
    #[member(41, unpacked)]
    pub repeated_float: Vec<f32>,
    #[member(42, unpacked)]
    pub repeated_double: Vec<f64>,
    #[member(43, unpacked)]
    pub repeated_bool: Vec<bool>,
    #[member(44)]
    pub repeated_string: Vec<String>,
    #[member(45)]
    pub repeated_bytes: Vec<Vec<u8>>,
    #[member(48)]
    pub repeated_nested_message: Vec<NestedMessage>,
    #[member(49)]
    pub repeated_foreign_message: Vec<ForeignMessageProto2>,
    #[member(51, unpacked)]
    pub repeated_nested_enum: Vec<NestedEnum>,
    #[member(52, unpacked)]
    pub repeated_foreign_enum: Vec<ForeignEnumProto2>,
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
    #[member(104)]
    pub map_int32_bool: BTreeMap<i32, bool>,
    #[member(66)]
    pub map_int32_float: BTreeMap<i32, f32>,
    #[member(67)]
    pub map_int32_double: BTreeMap<i32, f64>,
    #[member(103)]
    pub map_int32_nested_message: BTreeMap<i32, NestedMessage>,
    #[member(68)]
    pub map_bool_bool: BTreeMap<bool, bool>,
    #[member(69)]
    pub map_string_string: BTreeMap<String, String>,
    #[member(70)]
    pub map_string_bytes: BTreeMap<String, Vec<u8>>,
    #[member(71)]
    pub map_string_nested_message: BTreeMap<String, NestedMessage>,
    #[member(72)]
    pub map_string_foreign_message: BTreeMap<String, ForeignMessageProto2>,
    #[member(73)]
    pub map_string_nested_enum: BTreeMap<String, NestedEnum>,
    #[member(74)]
    pub map_string_foreign_enum: BTreeMap<String, ForeignEnumProto2>,
    #[oneof]
    pub oneof_field: Option<OneofField>,
    #[member(201, delimited)]
    pub data: Option<Data>,
    #[member(204, delimited)]
    pub multiwordgroupfield: Option<MultiWordGroupField>,
    #[member(241, default = -123_456_789)]
    pub default_int32: Option<i32>,
    #[member(242, default = -9_123_456_789_123_456_789)]
    pub default_int64: Option<i64>,
    #[member(243, default = 2_123_456_789)]
    pub default_uint32: Option<u32>,
    #[member(244, default = 10_123_456_789_123_456_789)]
    pub default_uint64: Option<u64>,
    #[member(245, zigzag, default = -123_456_789)]
    pub default_sint32: Option<i32>,
    #[member(246, zigzag, default = -9_123_456_789_123_456_789)]
    pub default_sint64: Option<i64>,
    #[member(247, fixed, default = 2_123_456_789)]
    pub default_fixed32: Option<u32>,
    #[member(248, fixed, default = 10_123_456_789_123_456_789)]
    pub default_fixed64: Option<u64>,
    #[member(249, fixed, default = -123_456_789)]
    pub default_sfixed32: Option<i32>,
    #[member(250, fixed, default = -9_123_456_789_123_456_789)]
    pub default_sfixed64: Option<i64>,
    #[member(251, default = 9e9)]
    pub default_float: Option<f32>,
    #[member(252, default = 7e22)]
    pub default_double: Option<f64>,
    #[member(253, default = true)]
    pub default_bool: Option<bool>,
    #[member(254, default = "Rosebud")]
    pub default_string: Option<String>,
    #[member(255, default = b"joshua")]
    pub default_bytes: Option<Vec<u8>>,
    #[member(401)]
    pub fieldname1: Option<i32>,
    #[member(402)]
    pub field_name2: Option<i32>,
    #[member(403, name = "_field_name3")]
    pub field_name3: Option<i32>,
    #[member(404, name = "field__name4_")]
    pub field_name4: Option<i32>,
    #[member(405)]
    pub field0name5: Option<i32>,
    #[member(406)]
    pub field_0_name6: Option<i32>,
    #[member(407, name = "fieldName7")]
    pub field_name7: Option<i32>,
    #[member(408, name = "FieldName8")]
    pub field_name8: Option<i32>,
    #[member(409, name = "field_Name9")]
    pub field_name9: Option<i32>,
    #[member(410, name = "Field_Name10")]
    pub field_name10: Option<i32>,
    #[member(411, name = "FIELD_NAME11")]
    pub field_name11: Option<i32>,
    #[member(412, name = "FIELD_name12")]
    pub field_name12: Option<i32>,
    #[member(413, name = "__field_name13")]
    pub field_name13: Option<i32>,
    #[member(414, name = "__Field_name14")]
    pub field_name14: Option<i32>,
    #[member(415, name = "field__name15")]
    pub field_name15: Option<i32>,
    #[member(416, name = "field__Name16")]
    pub field_name16: Option<i32>,
    #[member(417, name = "field_name17__")]
    pub field_name17: Option<i32>,
    #[member(418, name = "Field_name18__")]
    pub field_name18: Option<i32>,
    #[member(500)]
    pub message_set_correct: Option<MessageSetCorrect>,
    #[unknown]
    pub unknown: UnknownFields,
}

#[contract(nested_in = TestAllTypesProto2)]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct NestedMessage {
    #[member(1)]
    pub a: Option<i32>,
    #[member(2)]
    pub corecursive: Option<Box<TestAllTypesProto2>>,
    #[unknown]
    pub unknown: UnknownFields,
}

#[contract(nested_in = TestAllTypesProto2, closed)]
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
}

#[contract(nested_in = TestAllTypesProto2)]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Data {
    #[member(202)]
    pub group_int32: Option<i32>,
    #[member(203)]
    pub group_uint32: Option<u32>,
    #[unknown]
    pub unknown: UnknownFields,
}

#[contract(nested_in = TestAllTypesProto2)]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct MultiWordGroupField {
    #[member(205)]
    pub group_int32: Option<i32>,
    #[member(206)]
    pub group_uint32: Option<u32>,
    #[unknown]
    pub unknown: UnknownFields,
}

#[contract(nested_in = TestAllTypesProto2, extensions(4..), message_set)]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct MessageSetCorrect {
    #[unknown]
    pub unknown: UnknownFields,
}

#[contract(nested_in = TestAllTypesProto2)]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct MessageSetCorrectExtension1 {
    #[member(25)]
    pub str: Option<String>,
    #[unknown]
    pub unknown: UnknownFields,
}

#[contract(nested_in = MessageSetCorrectExtension1, extends = MessageSetCorrect)]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Extension1 {
    #[member(1_547_769)]
    pub message_set_extension: Option<MessageSetCorrectExtension1>,
}

#[contract(nested_in = TestAllTypesProto2)]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct MessageSetCorrectExtension2 {
    #[member(9)]
    pub i: Option<i32>,
    #[unknown]
    pub unknown: UnknownFields,
}

#[contract(nested_in = MessageSetCorrectExtension2, extends = MessageSetCorrect)]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Extension2 {
    #[member(4_135_312)]
    pub message_set_extension: Option<MessageSetCorrectExtension2>,
}

#[contract(nested_in = TestAllTypesProto2)]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ExtensionWithOneof {
    #[oneof]
    pub oneof_field: Option<AOrB>,
    #[unknown]
    pub unknown: UnknownFields,
}

#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum AOrB {
    #[member(1)]
    A(i32),
    #[member(2)]
    B(i32),
}

#[contract(nested_in = ExtensionWithOneof, extends = MessageSetCorrect)]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct OneofExtension {
    #[member(123_456_789)]
    pub extension_with_oneof: Option<ExtensionWithOneof>,
}

#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ForeignMessageProto2 {
    #[member(1)]
    pub c: Option<i32>,
    #[unknown]
    pub unknown: UnknownFields,
}

#[contract(closed)]
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum ForeignEnumProto2 {
    #[member(name = "FOREIGN_FOO")]
    Foo = 0,
    #[member(name = "FOREIGN_BAR")]
    Bar = 1,
    #[member(name = "FOREIGN_BAZ")]
    Baz = 2,
}
