//! Files of options that contracts import and no protobuf compiler brings along: we do.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Result;
use contracts::descriptor::{Descriptors, SHIPPED};
use prost::Message as _;
use prost_types::FileDescriptorProto;

use crate::export::MARK;
use crate::output;

/// The texts of the files that the contracts import, by path. A file that somebody else put into its place stays there.
///
/// # Errors
/// When what is in its place cannot be read.
pub(crate) fn texts(descriptors: &Descriptors, out: &Path) -> Result<BTreeMap<String, String>> {
    let imported = descriptors.imports.iter().filter_map(|file| FileDescriptorProto::decode(file.as_slice()).ok());
    let imported: BTreeSet<String> = imported.filter_map(|file| file.name).collect();
    let mut texts = BTreeMap::new();
    for file in SHIPPED.iter().filter(|file| imported.contains(file.path)) {
        if output::read(&out.join(file.path))?.is_none_or(|there| there.starts_with(MARK)) {
            let head = format!("{MARK}, as the contracts import it and no compiler has it. Do not edit.");
            texts.insert(file.path.to_owned(), format!("{head}\n\n{}", file.text));
        }
    }
    Ok(texts)
}

/// Whether a file is one that we bring along.
pub(crate) fn is_shipped(path: &str) -> bool {
    SHIPPED.iter().any(|file| file.path == path)
}
