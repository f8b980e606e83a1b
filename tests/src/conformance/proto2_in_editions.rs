//! `google/protobuf/test_messages_proto2_editions.proto` as contracts: the messages of proto2, said in edition 2023.

contracts::package!("protobuf_test_messages.editions.proto2", edition = "2023");

#[path = "proto2_all_types.rs"]
#[expect(clippy::duplicate_mod, reason = "the same messages in two packages")]
mod all_types;
#[path = "proto2_others.rs"]
#[expect(clippy::duplicate_mod, reason = "the same messages in two packages")]
mod others;
#[path = "proto2_required.rs"]
#[expect(clippy::duplicate_mod, reason = "the same messages in two packages")]
mod required;

pub(crate) use all_types::TestAllTypesProto2;
pub(crate) use others::{TestLargeOneof, UnknownToTestAllTypes};
pub(crate) use required::TestAllRequiredTypesProto2;
