//! `google/protobuf/test_messages_edition2023.proto` as contracts.

use std::collections::BTreeMap;

use contracts::{UnknownFields, contract};

contracts::package!("protobuf_test_messages.editions", edition = "2023");

#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ComplexMessage {
    #[member(1)]
    pub d: Option<i32>,
    #[unknown]
    pub unknown: UnknownFields,
}

#[contract(extensions(120..=200))]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TestAllTypesEdition2023 {
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
    pub optional_foreign_message: Option<ForeignMessageEdition2023>,
    #[member(21)]
    pub optional_nested_enum: Option<NestedEnum>,
    #[member(22)]
    pub optional_foreign_enum: Option<ForeignEnumEdition2023>,
    #[member(24)]
    pub optional_string_piece: Option<String>,
    #[member(25)]
    pub optional_cord: Option<String>,
    #[member(27)]
    pub recursive_message: Option<Box<TestAllTypesEdition2023>>,
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
    pub repeated_foreign_message: Vec<ForeignMessageEdition2023>,
    #[member(51)]
    pub repeated_nested_enum: Vec<NestedEnum>,
    #[member(52)]
    pub repeated_foreign_enum: Vec<ForeignEnumEdition2023>,
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
    pub map_string_foreign_message: BTreeMap<String, ForeignMessageEdition2023>,
    #[member(73)]
    pub map_string_nested_enum: BTreeMap<String, NestedEnum>,
    #[member(74)]
    pub map_string_foreign_enum: BTreeMap<String, ForeignEnumEdition2023>,
    #[oneof]
    pub oneof_field: Option<OneofField>,
    #[member(201, delimited)]
    pub groupliketype: Option<NestedGroupLikeType>,
    #[member(202, delimited)]
    pub delimited_field: Option<NestedGroupLikeType>,
    #[unknown]
    pub unknown: UnknownFields,
}

#[contract(nested_in = TestAllTypesEdition2023)]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct NestedMessage {
    #[member(1)]
    pub a: Option<i32>,
    #[member(2)]
    pub corecursive: Option<Box<TestAllTypesEdition2023>>,
    #[unknown]
    pub unknown: UnknownFields,
}

#[contract(nested_in = TestAllTypesEdition2023)]
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

#[contract(nested_in = TestAllTypesEdition2023, name = "GroupLikeType")]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct NestedGroupLikeType {
    #[member(202)]
    pub group_int32: Option<i32>,
    #[member(203)]
    pub group_uint32: Option<u32>,
    #[unknown]
    pub unknown: UnknownFields,
}

#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ForeignMessageEdition2023 {
    #[member(1)]
    pub c: Option<i32>,
    #[unknown]
    pub unknown: UnknownFields,
}

#[contract]
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum ForeignEnumEdition2023 {
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
pub(crate) struct GroupLikeType {
    #[member(1)]
    pub c: Option<i32>,
    #[unknown]
    pub unknown: UnknownFields,
}

#[contract(extends = TestAllTypesEdition2023)]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Extensions {
    #[member(120)]
    pub extension_int32: Option<i32>,
    #[member(121, delimited)]
    pub groupliketype: Option<GroupLikeType>,
    #[member(122, delimited)]
    pub delimited_ext: Option<GroupLikeType>,
}
