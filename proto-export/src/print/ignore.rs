//! The rules that Rust allows to be broken, said in the `.proto` as `buf lint` reads it.

use contracts::descriptor::{Allowed, Places};
use prost_types::FileDescriptorProto;

/// The file with a line `buf:lint:ignore RULE reason` under the comment of each declaration for each rule that it allows.
///
/// For the text alone: descriptors keep the doc comments as they are.
pub fn with_ignores(file: &FileDescriptorProto, places: &Places) -> FileDescriptorProto {
    let mut file = file.clone();
    for location in file.source_code_info.iter_mut().flat_map(|info| &mut info.location) {
        let allowed = places.get(&location.path).map(|declaration| declaration.allow.as_slice()).unwrap_or_default();
        if !allowed.is_empty() {
            let doc = location.leading_comments.take().map(|doc| doc + "\n");
            location.leading_comments = Some(doc.into_iter().chain(allowed.iter().map(ignored)).collect());
        }
    }
    file
}

/// buf passes over what follows the name, and sees no doc comment in such a line.
fn ignored(allowed: &Allowed) -> String {
    format!(" buf:lint:ignore {} {}\n", allowed.rule, allowed.reason)
}
