//! Descriptors as they are encoded, so that an option counts which we cannot read.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use prost::Message as _;
use prost_types::FileDescriptorProto;
use protox::prost_reflect::{DescriptorPool, DynamicMessage, MessageDescriptor, ReflectMessage as _};

/// Encoded file descriptors, by the name of the file.
pub type EncodedFiles = BTreeMap<String, Vec<u8>>;

/// A `google.protobuf.FileDescriptorSet` whose files stay encoded.
#[derive(prost::Message)]
struct EncodedSet {
    #[prost(bytes = "vec", repeated, tag = "1")]
    file: Vec<Vec<u8>>,
}

/// The files of an encoded descriptor set.
///
/// # Errors
///
/// It is none.
pub fn by_name(descriptor_set: &[u8]) -> Result<EncodedFiles> {
    let set = EncodedSet::decode(descriptor_set).context("not a descriptor set")?;
    set.file.into_iter().map(|file| Ok((name(&file)?, file))).collect()
}

/// The name of an encoded file.
///
/// # Errors
///
/// It is no file descriptor.
pub fn name(file: &[u8]) -> Result<String> {
    Ok(FileDescriptorProto::decode(file).context("not a file descriptor")?.name().to_owned())
}

/// What the options in files are: those that are extensions have to be among the files, or are bytes.
struct Known(MessageDescriptor);

impl Known {
    fn of(files: &EncodedFiles) -> Result<Self> {
        // The pool knows no editions, and nothing here imports a file that has one.
        let has_edition = |file: &[u8]| FileDescriptorProto::decode(file).is_ok_and(|it| it.syntax() == "editions");
        let set = EncodedSet { file: files.values().filter(|file| !has_edition(file)).cloned().collect() };
        let pool = DescriptorPool::decode(set.encode_to_vec().as_slice())?;
        let kind = pool.get_message_by_name("google.protobuf.FileDescriptorProto");
        // Without descriptor.proto no option is an extension.
        Ok(Known(kind.unwrap_or_else(|| FileDescriptorProto::default().descriptor())))
    }

    fn read(&self, file: &[u8]) -> Result<DynamicMessage> {
        Ok(DynamicMessage::decode(self.0.clone(), file)?)
    }
}

/// Compares what a person can read before the options that have no name here.
///
/// # Panics
///
/// The files differ.
pub fn expect_equal(expected: &EncodedFiles, found: &EncodedFiles) {
    assert_eq!(expected.keys().collect::<Vec<_>>(), found.keys().collect::<Vec<_>>());
    for (name, file) in expected {
        let other = &found[name];
        assert_eq!(FileDescriptorProto::decode(&**file), FileDescriptorProto::decode(&**other), "{name}");
    }
    let known = Known::of(expected).expect("descriptors make up a pool");
    for (name, file) in expected {
        let [file, other] = [file, &found[name]].map(|file| known.read(file).expect("decoded once before"));
        // In whichever order the options are encoded.
        assert!(file == other, "{name}: the options differ:\n{file}\n{other}");
    }
}
