//! The message of required fields in `google/protobuf/test_messages_proto2.proto` and what it is made of, in the package
//! of the module around.

use contracts::{UnknownFields, contract};

use super::all_types::{ForeignEnumProto2, ForeignMessageProto2};

#[contract(extensions(120..=200), reserved(1000..=9999))]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TestAllRequiredTypesProto2 {
    #[member(1, required)]
    pub required_int32: i32,
    #[member(2, required)]
    pub required_int64: i64,
    #[member(3, required)]
    pub required_uint32: u32,
    #[member(4, required)]
    pub required_uint64: u64,
    #[member(5, zigzag, required)]
    pub required_sint32: i32,
    #[member(6, zigzag, required)]
    pub required_sint64: i64,
    #[member(7, fixed, required)]
    pub required_fixed32: u32,
    #[member(8, fixed, required)]
    pub required_fixed64: u64,
    #[member(9, fixed, required)]
    pub required_sfixed32: i32,
    #[member(10, fixed, required)]
    pub required_sfixed64: i64,
    #[member(11, required)]
    pub required_float: f32,
    #[member(12, required)]
    pub required_double: f64,
    #[member(13, required)]
    pub required_bool: bool,
    #[member(14, required)]
    pub required_string: String,
    #[member(15, required)]
    pub required_bytes: Vec<u8>,
    #[member(18, required)]
    pub required_nested_message: NestedMessage,
    #[member(19, required)]
    pub required_foreign_message: ForeignMessageProto2,
    #[member(21, required)]
    pub required_nested_enum: NestedEnum,
    #[member(22, required)]
    pub required_foreign_enum: ForeignEnumProto2,
    #[member(24, required)]
    pub required_string_piece: String,
    #[member(25, required)]
    pub required_cord: String,
    #[member(27, required)]
    pub recursive_message: Option<Box<TestAllRequiredTypesProto2>>,
    #[member(28)]
    pub optional_recursive_message: Option<Box<TestAllRequiredTypesProto2>>,
    #[member(201, delimited, required)]
    pub data: Data,
    #[member(241, required, default = -123_456_789)]
    pub default_int32: i32,
    #[member(242, required, default = -9_123_456_789_123_456_789)]
    pub default_int64: i64,
    #[member(243, required, default = 2_123_456_789)]
    pub default_uint32: u32,
    #[member(244, required, default = 10_123_456_789_123_456_789)]
    pub default_uint64: u64,
    #[member(245, zigzag, required, default = -123_456_789)]
    pub default_sint32: i32,
    #[member(246, zigzag, required, default = -9_123_456_789_123_456_789)]
    pub default_sint64: i64,
    #[member(247, fixed, required, default = 2_123_456_789)]
    pub default_fixed32: u32,
    #[member(248, fixed, required, default = 10_123_456_789_123_456_789)]
    pub default_fixed64: u64,
    #[member(249, fixed, required, default = -123_456_789)]
    pub default_sfixed32: i32,
    #[member(250, fixed, required, default = -9_123_456_789_123_456_789)]
    pub default_sfixed64: i64,
    #[member(251, required, default = 9e9)]
    pub default_float: f32,
    #[member(252, required, default = 7e22)]
    pub default_double: f64,
    #[member(253, required, default = true)]
    pub default_bool: bool,
    #[member(254, required, default = "Rosebud")]
    pub default_string: String,
    #[member(255, required, default = b"joshua")]
    pub default_bytes: Vec<u8>,
    #[unknown]
    pub unknown: UnknownFields,
}

#[contract(nested_in = TestAllRequiredTypesProto2)]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct NestedMessage {
    #[member(1, required)]
    pub a: i32,
    #[member(2, required)]
    pub corecursive: Option<Box<TestAllRequiredTypesProto2>>,
    #[member(3)]
    pub optional_corecursive: Option<Box<TestAllRequiredTypesProto2>>,
    #[unknown]
    pub unknown: UnknownFields,
}

#[contract(nested_in = TestAllRequiredTypesProto2, closed)]
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

#[contract(nested_in = TestAllRequiredTypesProto2)]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Data {
    #[member(202, required)]
    pub group_int32: i32,
    #[member(203, required)]
    pub group_uint32: u32,
    #[unknown]
    pub unknown: UnknownFields,
}

#[contract(nested_in = TestAllRequiredTypesProto2, extensions(4..), message_set)]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct MessageSetCorrect {
    #[unknown]
    pub unknown: UnknownFields,
}

#[contract(nested_in = TestAllRequiredTypesProto2)]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct MessageSetCorrectExtension1 {
    #[member(25, required)]
    pub str: String,
    #[unknown]
    pub unknown: UnknownFields,
}

#[contract(nested_in = MessageSetCorrectExtension1, extends = MessageSetCorrect)]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Extension1 {
    #[member(1_547_769)]
    pub message_set_extension: Option<MessageSetCorrectExtension1>,
}

#[contract(nested_in = TestAllRequiredTypesProto2)]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct MessageSetCorrectExtension2 {
    #[member(9, required)]
    pub i: i32,
    #[unknown]
    pub unknown: UnknownFields,
}

#[contract(nested_in = MessageSetCorrectExtension2, extends = MessageSetCorrect)]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Extension2 {
    #[member(4_135_312)]
    pub message_set_extension: Option<MessageSetCorrectExtension2>,
}
