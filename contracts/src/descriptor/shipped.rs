//! Files of options that no protobuf compiler brings along: they are exported beside the contracts that use them.
//!
//! Names, numbers and options are those of the official files, the comments are not.

use std::collections::BTreeSet;

use prost::Message as _;
use prost_types::FileDescriptorProto;

use super::{Comments, option, raw};
use crate::registry::Root;

/// A file that is brought along.
#[derive(Debug, Clone, Copy)]
pub struct Shipped {
    /// The path that imports have for it.
    pub path: &'static str,
    /// What stands in it.
    pub text: &'static str,
}

macro_rules! shipped {
    ($($path:literal),* $(,)?) => {
        /// All files that are brought along, each after those it imports.
        pub const SHIPPED: &[Shipped] = &[$(Shipped { path: $path, text: include_str!(concat!("shipped/", $path)) }),*];
    };
}

// A test of proto-export compiles them into `shipped.binpb`.
shipped!(
    "google/api/http.proto",
    "google/api/annotations.proto",
    "google/api/field_behavior.proto",
    "buf/validate/validate.proto",
);

/// What the files declare, with their comments, as an encoded descriptor set.
pub(super) const DESCRIPTORS: &[u8] = include_bytes!("shipped.binpb");

/// Whether an encoded file is one that compilers bring along, or that we do: a set that has another under its path may have
/// more in it.
pub(crate) fn is_everywhere(file: &[u8]) -> bool {
    let declared = |file: &[u8]| FileDescriptorProto::decode(option::strip(file, Comments::Without).as_slice()).ok();
    let Some(declares) = declared(file) else { return false };
    let mut brought = raw::records(DESCRIPTORS).unwrap_or_default().into_iter().filter_map(|record| record.payload);
    declares.name().starts_with("google/protobuf/")
        || brought.any(|file| declared(file).is_some_and(|it| it == declares))
}

/// The packages that contracts declare themselves: no file is brought along for them.
pub(super) fn declared(roots: &[&Root]) -> BTreeSet<&'static str> {
    let package = |root: &&Root| match root {
        Root::Message(message) => Some(message().package),
        Root::Enum(of) => Some(of().package),
        Root::Service(service) => Some(service.package),
        Root::Package(package) => Some(package.name),
        Root::Extension(extension) => Some((extension.schema)().package),
        Root::DescriptorSet(_) => None,
    };
    roots.iter().filter_map(package).collect()
}
