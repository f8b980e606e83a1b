//! Files as they are compared: descriptors, and beside them what `prost_types` cannot hold.

mod encoded;
mod features;
mod index;
mod kind;

use std::collections::{BTreeMap, BTreeSet};

use contracts::descriptor::{Comments, Descriptors};
use prost::Message as _;
use prost_types::FileDescriptorProto;
use prost_types::source_code_info::Location;

use crate::imported::is_shipped;

pub(crate) use features::{CppString, EDITION_2024, Features, Language, Utf8};
pub(crate) use index::{EnumItem, FieldItem, Index, Item, MessageItem, ServiceItem};
pub(crate) use kind::{Cardinality, Kind};

/// The syntax of a file that has an edition.
const EDITIONS: &str = "editions";

/// What declarations there were, or are.
#[derive(Debug, Clone, Default)]
pub struct Schema {
    /// By path.
    files: BTreeMap<String, File>,
}

/// A file of a schema.
#[derive(Debug, Clone)]
pub(crate) struct File {
    pub(crate) proto: FileDescriptorProto,
    pub(crate) language: Language,
    /// Whether it is only there because another one imports it.
    pub(crate) is_import: bool,
    /// The features that its declarations set, by their paths.
    features: BTreeMap<Vec<i32>, Features>,
    /// The first location of each path, as an index into the source information.
    located: BTreeMap<Vec<i32>, usize>,
}

/// A `google.protobuf.FileDescriptorSet` whose files stay encoded.
#[derive(Clone, PartialEq, prost::Message)]
struct EncodedSet {
    #[prost(bytes = "vec", repeated, tag = "1")]
    file: Vec<Vec<u8>>,
}

impl Schema {
    /// Reads an encoded `google.protobuf.FileDescriptorSet`, or an image that buf built.
    ///
    /// # Errors
    /// When it is neither.
    pub fn decode(descriptor_set: &[u8]) -> Result<Self, prost::DecodeError> {
        let set = EncodedSet::decode(descriptor_set)?;
        let mut schema = Schema::default();
        for file in &set.file {
            let file = File::decode(file)?;
            schema.files.insert(file.path().to_owned(), file);
        }
        Ok(schema)
    }

    /// The contracts of a program, with the files that they import.
    ///
    /// # Errors
    /// When an imported file is none.
    pub fn of(descriptors: &Descriptors) -> Result<Self, prost::DecodeError> {
        let mut schema = Schema::decode(&descriptors.encode_file_descriptor_set(Comments::With))?;
        for (path, file) in &mut schema.files {
            file.is_import = !descriptors.files.iter().any(|declared| declared.name() == path);
        }
        Ok(schema)
    }

    /// Adds a file whose features are known.
    pub(super) fn add(
        &mut self,
        proto: FileDescriptorProto,
        edition: Option<i32>,
        features: BTreeMap<Vec<i32>, Features>,
        is_import: bool,
    ) {
        let syntax = if edition.is_some() { EDITIONS } else { proto.syntax() };
        let language = Language::of(syntax, edition);
        let file = File::new(proto, language, is_import, features);
        self.files.insert(file.path().to_owned(), file);
    }

    /// Takes the files that another schema imports for imports: descriptor sets do not say which are.
    pub(super) fn import_as(&mut self, other: &Schema) {
        for (path, file) in &mut self.files {
            file.is_import |= other.file(path).is_some_and(|file| file.is_import);
        }
    }

    /// Leaves out the files that every compiler brings along: they are nobody's contract here.
    pub(super) fn forget_well_known(&mut self) {
        self.files.retain(|path, _| !path.starts_with("google/protobuf/"));
    }

    /// Leaves out the files of packages that another schema does not declare.
    pub(super) fn retain_packages_of(&mut self, other: &Schema) {
        let declared: BTreeSet<&str> = other.files().filter(|file| !file.is_import).map(File::package).collect();
        self.files.retain(|_, file| declared.contains(file.package()));
    }

    /// Leaves out the files that we bring along, unless they are contracts of the other schema.
    pub(super) fn forget_shipped(&mut self, present: &Schema) {
        let is_contract = |path: &str| present.file(path).is_some_and(|file| !file.is_import);
        self.files.retain(|path, _| !is_shipped(path) || is_contract(path));
    }

    /// Whether there are no files.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The paths of all files.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The file with this path.
    pub(crate) fn file(&self, path: &str) -> Option<&File> {
        self.files.get(path)
    }

    /// All files, by path.
    pub(crate) fn files(&self) -> impl Iterator<Item = &File> {
        self.files.values()
    }
}

impl File {
    fn decode(encoded: &[u8]) -> Result<Self, prost::DecodeError> {
        let proto = FileDescriptorProto::decode(encoded)?;
        let beside = encoded::beside(encoded)?;
        let language = Language::of(proto.syntax(), beside.edition);
        Ok(File::new(proto, language, beside.is_import, beside.features))
    }

    fn new(
        proto: FileDescriptorProto,
        language: Language,
        is_import: bool,
        features: BTreeMap<Vec<i32>, Features>,
    ) -> Self {
        let mut located = BTreeMap::new();
        for (index, location) in locations(&proto).iter().enumerate() {
            located.entry(location.path.clone()).or_insert(index);
        }
        File { proto, language, is_import, features, located }
    }

    pub(crate) fn path(&self) -> &str {
        self.proto.name()
    }

    pub(crate) fn package(&self) -> &str {
        self.proto.package()
    }

    /// Where the thing with this path begins in the text: line and column, counted from 1. Descriptors of contracts are of
    /// no text: their locations have no width, and only say what comes before what.
    pub(crate) fn begins(&self, path: &[i32]) -> Option<(u32, u32)> {
        let location = &locations(&self.proto)[*self.located.get(path)?];
        if matches!(location.span.as_slice(), [_, start, end] if start == end) {
            return None;
        }
        let counted = |index: usize| u32::try_from(*location.span.get(index)?).ok()?.checked_add(1);
        Some((counted(0)?, counted(1)?))
    }

    /// The first of these paths that the source information knows.
    pub(crate) fn first_located(&self, paths: impl IntoIterator<Item = Vec<i32>>) -> Option<Vec<i32>> {
        paths.into_iter().find(|path| self.located.contains_key(path))
    }

    /// The path of a part of an option, or else of what is known of the option: something inside of it that comes before
    /// anything around it, or else the most of it. The option itself has the first `length` numbers of the path.
    pub(crate) fn locate_option(&self, path: &[i32], length: usize) -> Option<Vec<i32>> {
        if self.located.contains_key(path) {
            return Some(path.to_vec());
        }
        let mut best: Option<&[i32]> = None;
        for location in locations(&self.proto) {
            let found = location.path.as_slice();
            let is_longer = best.is_none_or(|best| found.len() > best.len());
            if found.len() >= length && path.starts_with(found) && is_longer {
                best = Some(found);
            } else if found.starts_with(path) {
                return Some(found.to_vec());
            }
        }
        best.map(<[i32]>::to_vec)
    }

    /// The features of the declaration with this path, in one with these features.
    fn features(&self, path: &[i32], around: Features) -> Features {
        self.features.get(path).copied().unwrap_or_default().or(around)
    }
}

fn locations(file: &FileDescriptorProto) -> &[Location] {
    file.source_code_info.as_ref().map_or(&[], |info| &info.location)
}
