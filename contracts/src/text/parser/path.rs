//! Where in the message the parser is.

use std::fmt;

/// The way from the root of the message to a field.
pub(super) struct Path {
    root: String,
    segments: Vec<Segment>,
    wanted: Option<Wanted>,
}

struct Segment {
    name: String,
    index: Option<usize>,
}

/// A path that a second reading looks for.
struct Wanted {
    path: String,
    /// The length of the longest start of it that was seen.
    length: usize,
    /// Where in the text that was seen last.
    offset: usize,
}

impl Path {
    pub(super) fn new(root: String) -> Self {
        Path { root, segments: Vec::new(), wanted: None }
    }

    /// A path that notes where in the text it leads to another.
    pub(super) fn to(root: String, wanted: String) -> Self {
        Path { wanted: Some(Wanted { path: wanted, length: 0, offset: 0 }), ..Path::new(root) }
    }

    /// Where in the text the wanted path, or the longest start of it, was seen last.
    pub(super) fn found(&self) -> usize {
        self.wanted.as_ref().map_or(0, |wanted| wanted.offset)
    }

    /// Enters a field that begins at an offset.
    pub(super) fn enter(&mut self, name: &str, offset: usize) {
        self.segments.push(Segment { name: name.to_owned(), index: None });
        self.compare(offset);
    }

    pub(super) fn leave(&mut self) {
        self.segments.pop();
    }

    /// Enters an element of the field that was entered last.
    pub(super) fn enter_element(&mut self, index: usize, offset: usize) {
        if let Some(segment) = self.segments.last_mut() {
            segment.index = Some(index);
        }
        self.compare(offset);
    }

    pub(super) fn leave_element(&mut self) {
        if let Some(segment) = self.segments.last_mut() {
            segment.index = None;
        }
    }

    /// Whether this is the wanted path, or leads on from it.
    pub(super) fn is_below_wanted(&self) -> bool {
        self.wanted.as_ref().is_some_and(|wanted| leads_on(&wanted.path, &self.to_string()))
    }

    fn compare(&mut self, offset: usize) {
        let Some(mut wanted) = self.wanted.take() else { return };
        let path = self.to_string();
        if leads_on(&path, &wanted.path) && path.len() >= wanted.length {
            (wanted.length, wanted.offset) = (path.len(), offset);
        }
        self.wanted = Some(wanted);
    }
}

/// Whether one path is the start of another.
fn leads_on(start: &str, path: &str) -> bool {
    path.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.root)?;
        for Segment { name, index } in &self.segments {
            write!(f, ".{name}")?;
            if let Some(index) = index {
                write!(f, "[{index}]")?;
            }
        }
        Ok(())
    }
}
