//! The small messages and the extensions of `google/protobuf/test_messages_proto2.proto`, in the package of the module
//! around.

use contracts::{UnknownFields, contract};

use super::all_types::{ForeignMessageProto2, TestAllTypesProto2};

#[contract(extends = TestAllTypesProto2)]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Extensions {
    #[member(120)]
    pub extension_int32: Option<i32>,
    #[member(121, delimited)]
    pub groupfield: Option<GroupField>,
}

#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct GroupField {
    #[member(122)]
    pub group_int32: Option<i32>,
    #[member(123)]
    pub group_uint32: Option<u32>,
    #[unknown]
    pub unknown: UnknownFields,
}

#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct UnknownToTestAllTypes {
    #[member(1001)]
    pub optional_int32: Option<i32>,
    #[member(1002)]
    pub optional_string: Option<String>,
    #[member(1003)]
    pub nested_message: Option<ForeignMessageProto2>,
    #[member(1004, delimited)]
    pub optionalgroup: Option<OptionalGroup>,
    #[member(1006)]
    pub optional_bool: Option<bool>,
    #[member(1011, unpacked)]
    pub repeated_int32: Vec<i32>,
    #[unknown]
    pub unknown: UnknownFields,
}

#[contract(nested_in = UnknownToTestAllTypes)]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct OptionalGroup {
    #[member(1)]
    pub a: Option<i32>,
    #[unknown]
    pub unknown: UnknownFields,
}

#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct NullHypothesisProto2 {}

#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct EnumOnlyProto2 {}

#[contract(nested_in = EnumOnlyProto2, closed)]
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Bool {
    #[member(name = "kFalse")]
    False = 0,
    #[member(name = "kTrue")]
    True = 1,
}

#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct OneStringProto2 {
    #[member(1)]
    pub data: Option<String>,
    #[unknown]
    pub unknown: UnknownFields,
}

#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ProtoWithKeywords {
    #[member(1)]
    pub inline: Option<i32>,
    #[member(2)]
    pub concept: Option<String>,
    #[member(3)]
    pub requires: Vec<String>,
    #[unknown]
    pub unknown: UnknownFields,
}

#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TestLargeOneof {
    #[oneof]
    pub large_oneof: Option<LargeOneof>,
    #[unknown]
    pub unknown: UnknownFields,
}

#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum LargeOneof {
    #[member(1, name = "a1")]
    A1(A1),
    #[member(2, name = "a2")]
    A2(A2),
    #[member(3, name = "a3")]
    A3(A3),
    #[member(4, name = "a4")]
    A4(A4),
    #[member(5, name = "a5")]
    A5(A5),
}

#[contract(nested_in = TestLargeOneof)]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct A1 {}

#[contract(nested_in = TestLargeOneof)]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct A2 {}

#[contract(nested_in = TestLargeOneof)]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct A3 {}

#[contract(nested_in = TestLargeOneof)]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct A4 {}

#[contract(nested_in = TestLargeOneof)]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct A5 {}
