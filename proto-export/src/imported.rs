//! Files that contracts import and no protobuf compiler brings along: we do, or a descriptor set of the user does.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Result;
use contracts::descriptor::{Descriptors, Registered, SHIPPED};
use prost::Message as _;
use prost_types::FileDescriptorProto;
use prost_types::source_code_info::Location;

use crate::export::MARK;
use crate::output;
use crate::path::tag;
use crate::print::{Names, print};

/// What is said at the top of a file behind the mark.
const REASON: &str = "as the contracts import it and no compiler has it. Do not edit.";

/// The number of the edition that is written.
const EDITION_2023: i32 = 1000;

/// The texts of files that contracts import, and what is lost in them.
pub(crate) struct Imported {
    /// By path.
    pub(crate) texts: BTreeMap<String, String>,
    /// What no text says, each with its reason.
    pub(crate) lost: Vec<String>,
}

impl Imported {
    /// Nothing.
    pub(crate) fn none() -> Self {
        Imported { texts: BTreeMap::new(), lost: Vec::new() }
    }

    /// The texts of the files that the contracts import. A file that somebody else put into its place stays there.
    ///
    /// # Errors
    /// When what is in its place cannot be read.
    pub(crate) fn of(descriptors: &Descriptors, out: &Path) -> Result<Self> {
        let decoded = descriptors.imports.iter().filter_map(|file| FileDescriptorProto::decode(file.as_slice()).ok());
        let imports: Vec<FileDescriptorProto> = decoded.collect();
        let names = Names::of(&imports);
        let mut imported = Imported::none();
        for Registered { file, edition, lost } in &descriptors.registered {
            let path = file.name();
            if !is_ours(&out.join(path))? {
                continue;
            }
            if edition.is_some_and(|edition| edition != EDITION_2023) {
                imported.lost.push(format!("{path} is not written: its edition is not 2023; put it there yourself"));
                continue;
            }
            let lost = lost.iter().map(|reason| format!("an option is not written to {path}: {reason}"));
            imported.lost.extend(lost);
            imported.texts.insert(path.to_owned(), print(&with_header(file), &names));
        }
        let registered: BTreeSet<&str> = descriptors.registered.iter().map(|it| it.file.name()).collect();
        let paths: BTreeSet<&str> =
            imports.iter().map(|file| file.name()).filter(|it| !registered.contains(it)).collect();
        for file in SHIPPED.iter().filter(|file| paths.contains(file.path)) {
            if is_ours(&out.join(file.path))? {
                imported.texts.insert(file.path.to_owned(), format!("{MARK}, {REASON}\n\n{}", file.text));
            }
        }
        Ok(imported)
    }
}

/// Whether there is no file, or one that we wrote.
fn is_ours(path: &Path) -> Result<bool> {
    Ok(output::read(path)?.is_none_or(|there| there.starts_with(MARK)))
}

/// The file with our mark at its top, and with all comments where we write some: above the declarations.
fn with_header(file: &FileDescriptorProto) -> FileDescriptorProto {
    let mut file = file.clone();
    let locations = &mut file.source_code_info.get_or_insert_default().location;
    let mut head = vec![format!("{}, {REASON}\n", MARK.trim_start_matches("//"))];
    if let Some(syntax) = locations.iter().find(|location| location.path == [tag::FILE_SYNTAX]) {
        head.extend(syntax.leading_detached_comments.iter().cloned());
        head.extend(syntax.leading_comments.clone());
    }
    for location in locations.iter_mut() {
        if let Some(behind) = location.trailing_comments.take() {
            let above = location.leading_comments.take().map(|comment| comment + "\n");
            location.leading_comments = Some(above.unwrap_or_default() + &behind);
        }
    }
    let syntax = Location { path: vec![tag::FILE_SYNTAX], leading_detached_comments: head, ..Location::default() };
    locations.retain(|location| location.path != syntax.path);
    locations.push(syntax);
    file
}

/// Whether a file is one that we bring along.
pub(crate) fn is_shipped(path: &str) -> bool {
    SHIPPED.iter().any(|file| file.path == path)
}
