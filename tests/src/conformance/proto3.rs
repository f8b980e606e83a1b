//! `google/protobuf/test_messages_proto3.proto` as contracts.

contracts::package!("protobuf_test_messages.proto3");

#[path = "all_types.rs"]
mod all_types;

pub(crate) use all_types::TestAllTypesProto3;
