//! `google/protobuf/test_messages_proto3_editions.proto` as contracts: the messages of proto3, said in edition 2023.

contracts::package!("protobuf_test_messages.editions.proto3", edition = "2023");

#[path = "all_types.rs"]
#[expect(clippy::duplicate_mod, reason = "the same messages in two packages")]
mod all_types;

pub(crate) use all_types::TestAllTypesProto3;
