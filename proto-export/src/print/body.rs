//! What stands between two braces, and where blank lines go in it.

/// The entries of a block.
#[derive(Default)]
pub(super) struct Body {
    sections: Vec<Vec<Entry>>,
}

/// One entry of a block: its lines, comment first.
pub(super) enum Entry {
    /// Stands close to the entries around it.
    Line(Vec<String>),
    /// Stands between blank lines.
    Block(Vec<String>),
}

impl Body {
    /// Adds lines that form a section of their own, if there are any.
    pub(super) fn section(&mut self, lines: Vec<String>) {
        if !lines.is_empty() {
            self.sections.push(vec![Entry::Block(lines)]);
        }
    }

    /// Adds an entry: a line next to the line before it, a block by itself.
    pub(super) fn push(&mut self, entry: Entry) {
        match (self.sections.last_mut(), &entry) {
            (Some(section), Entry::Line(_)) if matches!(section.last(), Some(Entry::Line(_))) => section.push(entry),
            _ => self.sections.push(vec![entry]),
        }
    }

    /// The block with its head, as `message User {`.
    pub(super) fn enclosed(self, head: &str) -> Vec<String> {
        if self.sections.is_empty() {
            return vec![format!("{head} {{}}")];
        }
        let mut lines = vec![format!("{head} {{")];
        for (index, section) in self.sections.into_iter().enumerate() {
            if index > 0 {
                lines.push(String::new());
            }
            let section = section.into_iter().flat_map(Entry::into_lines);
            lines.extend(section.map(|line| if line.is_empty() { line } else { format!("  {line}") }));
        }
        lines.push("}".to_owned());
        lines
    }
}

impl Entry {
    fn into_lines(self) -> Vec<String> {
        match self {
            Entry::Line(lines) | Entry::Block(lines) => lines,
        }
    }
}
