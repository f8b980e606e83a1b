//! The comments of a file and the order of its declarations, by path.

use std::collections::BTreeMap;

use prost_types::FileDescriptorProto;
use prost_types::source_code_info::Location;

pub(super) struct Comments<'a> {
    locations: BTreeMap<&'a [i32], &'a Location>,
}

impl<'a> Comments<'a> {
    pub(super) fn of(file: &'a FileDescriptorProto) -> Self {
        let locations = file.source_code_info.iter().flat_map(|info| &info.location);
        Comments { locations: locations.map(|location| (location.path.as_slice(), location)).collect() }
    }

    /// The lines of the comment right above a declaration.
    pub(super) fn leading(&self, path: &[i32]) -> Vec<String> {
        let text = self.locations.get(path).and_then(|location| location.leading_comments.as_deref());
        lines(text.unwrap_or_default())
    }

    /// The comments above a declaration that blank lines keep apart from it.
    pub(super) fn detached(&self, path: &[i32]) -> Vec<Vec<String>> {
        let texts = self.locations.get(path).map(|location| location.leading_detached_comments.as_slice());
        texts.unwrap_or_default().iter().map(|text| lines(text)).collect()
    }

    /// Where a declaration stands among the others: those without a place come last.
    pub(super) fn order(&self, path: &[i32]) -> (bool, &[i32]) {
        match self.locations.get(path) {
            Some(location) => (false, &location.span),
            None => (true, &[]),
        }
    }
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(|line| format!("//{}", line.trim_end())).collect()
}
