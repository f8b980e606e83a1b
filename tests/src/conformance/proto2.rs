//! `google/protobuf/test_messages_proto2.proto` as contracts.

contracts::package!("protobuf_test_messages.proto2", syntax = "proto2");

#[path = "proto2_all_types.rs"]
mod all_types;
#[path = "proto2_others.rs"]
mod others;
#[path = "proto2_required.rs"]
mod required;

pub(crate) use all_types::TestAllTypesProto2;
pub(crate) use others::{TestLargeOneof, UnknownToTestAllTypes};
pub(crate) use required::TestAllRequiredTypesProto2;
