//! The comments and the places of the declarations of a file.

use std::collections::BTreeMap;

use prost_types::FileDescriptorProto;
use prost_types::source_code_info::Location;

/// The comments and the places of the declarations of one file, by path.
pub(super) struct Comments<'a>(BTreeMap<&'a [i32], &'a Location>);

impl<'a> Comments<'a> {
    pub(super) fn of(file: &'a FileDescriptorProto) -> Self {
        let locations = file.source_code_info.iter().flat_map(|info| &info.location);
        // An `extend` block has the path of its list, which others may have too: the first has the comment.
        let mut comments = BTreeMap::new();
        for location in locations {
            comments.entry(location.path.as_slice()).or_insert(location);
        }
        Comments(comments)
    }

    /// The line and the column of a declaration, counted from 0.
    pub(super) fn place(&self, path: &[i32]) -> (i32, i32) {
        match self.0.get(path).map(|location| location.span.as_slice()) {
            Some([line, column, ..]) => (*line, *column),
            _ => (0, 0),
        }
    }

    /// The lines of the comment above a declaration, and of the one behind it.
    pub(super) fn doc(&self, path: &[i32]) -> Vec<String> {
        let Some(location) = self.0.get(path) else { return Vec::new() };
        let comments = [location.leading_comments(), location.trailing_comments()];
        let mut lines: Vec<String> = Vec::new();
        for comment in comments.map(text).into_iter().filter(|comment| !comment.is_empty()) {
            if !lines.is_empty() {
                lines.push(String::new());
            }
            lines.extend(comment);
        }
        lines
    }

    /// The lines of the comments that stand by themselves above a declaration.
    pub(super) fn detached(&self, path: &[i32]) -> Vec<Vec<String>> {
        let location = self.0.get(path);
        let comments = location.into_iter().flat_map(|location| &location.leading_detached_comments);
        comments.map(|comment| text(comment)).filter(|comment| !comment.is_empty()).collect()
    }
}

/// The lines of a comment, without the space behind the slashes and without empty lines around.
fn text(comment: &str) -> Vec<String> {
    let line = |line: &str| line.strip_prefix(' ').unwrap_or(line).trim_end().replace('\r', "");
    let mut lines: Vec<String> = comment.lines().map(line).collect();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    let empty = lines.iter().take_while(|line| line.is_empty()).count();
    lines.split_off(empty)
}
