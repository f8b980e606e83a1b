//! What is noted of every declaration while it is lowered: its comment, its order in the file, its Rust place, and the
//! lint rules that it may break.

use prost_types::source_code_info::Location;

use super::lower::tag;
use super::{PlacedDeclaration, Places};
use crate::schema::{Allow, Declaration, Source};

/// What is noted of a declaration.
pub(super) struct Note<'a> {
    pub(super) source: Source,
    pub(super) doc: &'a str,
    pub(super) allow: Vec<Allow>,
    /// The Rust module of what stands at the top of a file.
    pub(super) module: &'a str,
    /// Full names of types that belong to the declaration, and that its descriptor does not name.
    pub(super) uses: Vec<String>,
}

impl<'a> From<&'a Declaration> for Note<'a> {
    fn from(of: &'a Declaration) -> Self {
        Note { source: of.source, doc: of.doc, allow: of.allow.to_vec(), module: "", uses: Vec::new() }
    }
}

/// Collects notes along the path of the declaration being lowered.
#[derive(Default)]
pub(super) struct Notes {
    path: Vec<i32>,
    locations: Vec<Location>,
    placed: Vec<PlacedDeclaration>,
}

impl Notes {
    /// Notes a declaration that is entry `index` of the list with field number `list` in the descriptor around it, and
    /// goes down to it.
    pub(super) fn enter(&mut self, [list, index]: [i32; 2], note: Note<'_>) {
        self.path.extend([list, index]);
        self.locate(self.path.clone(), note.doc);
        self.place(note);
    }

    /// Notes what is said of the package.
    pub(super) fn package(&mut self, note: Note<'_>) {
        self.path.push(tag::FILE_PACKAGE);
        if !note.allow.is_empty() {
            self.locate(self.path.clone(), note.doc);
        }
        self.place(note);
        self.path.pop();
    }

    fn place(&mut self, note: Note<'_>) {
        self.placed.push(PlacedDeclaration {
            path: self.path.clone(),
            place: note.source.into(),
            allow: note.allow.into_iter().map(Into::into).collect(),
            module: note.module.to_owned(),
            uses: note.uses,
        });
    }

    /// Goes up again to the declaration around the one that was entered last.
    pub(super) fn leave(&mut self) {
        self.path.truncate(self.path.len() - 2);
    }

    /// Notes that a block of entries of a list begins, which is not a declaration itself.
    pub(super) fn block(&mut self, list: i32, doc: &str) {
        self.locate([self.path.as_slice(), &[list]].concat(), doc);
    }

    fn locate(&mut self, path: Vec<i32>, doc: &str) {
        self.locations.push(Location {
            path,
            // Not a place in any text: it says in which order the declarations follow each other.
            span: vec![self.locations.len() as i32, 0, 0],
            leading_comments: comment(doc),
            ..Location::default()
        });
    }

    /// All that was noted.
    pub(super) fn finish(mut self) -> (Vec<Location>, Places) {
        self.placed.sort_by(|a, b| a.path.cmp(&b.path));
        (self.locations, Places { declarations: self.placed })
    }
}

/// A doc comment as descriptors hold it: every line as it stands behind the two slashes.
fn comment(doc: &str) -> Option<String> {
    let doc = doc.trim_matches('\n').trim_end();
    let line = |line: &str| match line.trim_end() {
        "" => "\n".to_owned(),
        text => format!(" {text}\n"),
    };
    (!doc.is_empty()).then(|| without_intra_doc_links(doc).lines().map(line).collect())
}

/// Rustdoc's links to items say nothing to other languages: of [`User`] the `User` stays. Links to pages stay whole.
fn without_intra_doc_links(doc: &str) -> String {
    let mut out = String::with_capacity(doc.len());
    let mut rest = doc;
    while let Some(start) = rest.find("[`") {
        let (before, link) = rest.split_at(start);
        out.push_str(before);
        let Some(end) = link.find("`]") else {
            rest = link;
            break;
        };
        let (name, after) = (&link[1..=end], &link[end + 2..]);
        let target = after.strip_prefix('(').and_then(|target| target.split_once(')'));
        let (shown, behind) = match target {
            // A link to a page, or to what the comment names elsewhere, is one to everybody.
            Some((target, behind)) if target.contains("://") => (&link[..link.len() - behind.len()], behind),
            None if after.starts_with('[') => (&link[..end + 2], after),
            Some((_, behind)) => (name, behind),
            None => (name, after),
        };
        out.push_str(shown);
        rest = behind;
    }
    out + rest
}
