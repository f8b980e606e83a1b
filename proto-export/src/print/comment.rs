//! The comments of a file and the order of its declarations, by path.

use std::collections::BTreeMap;

use prost_types::FileDescriptorProto;
use prost_types::source_code_info::Location;

pub(super) struct Comments<'a> {
    /// By path, which only the blocks of `extend` share, in the order of the source.
    locations: BTreeMap<&'a [i32], Vec<&'a Location>>,
}

impl<'a> Comments<'a> {
    pub(super) fn of(file: &'a FileDescriptorProto) -> Self {
        let mut locations: BTreeMap<&[i32], Vec<&Location>> = BTreeMap::new();
        for location in file.source_code_info.iter().flat_map(|info| &info.location) {
            locations.entry(&location.path).or_default().push(location);
        }
        Comments { locations }
    }

    fn location(&self, path: &[i32]) -> Option<&'a Location> {
        self.locations.get(path)?.first().copied()
    }

    /// The lines of the comment right above a declaration.
    pub(super) fn leading(&self, path: &[i32]) -> Vec<String> {
        leading(self.location(path))
    }

    /// The comments above a declaration that blank lines keep apart from it.
    pub(super) fn detached(&self, path: &[i32]) -> Vec<Vec<String>> {
        let texts = self.location(path).map(|location| location.leading_detached_comments.as_slice());
        texts.unwrap_or_default().iter().map(|text| lines(text)).collect()
    }

    /// Where a declaration stands among the others: those without a place come last.
    pub(super) fn order(&self, path: &[i32]) -> (bool, &[i32]) {
        match self.location(path) {
            Some(location) => (false, &location.span),
            None => (true, &[]),
        }
    }

    /// The block of a list in which an entry stands: the last that begins before it.
    pub(super) fn block(&self, list: &[i32], entry: &[i32]) -> Option<&'a Location> {
        let entry = self.location(entry)?;
        self.locations.get(list)?.iter().copied().rfind(|block| block.span.get(..2) <= entry.span.get(..2))
    }
}

/// The lines of the comment right above a place.
pub(super) fn leading(location: Option<&Location>) -> Vec<String> {
    lines(location.and_then(|location| location.leading_comments.as_deref()).unwrap_or_default())
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(|line| format!("//{}", line.trim_end())).collect()
}
