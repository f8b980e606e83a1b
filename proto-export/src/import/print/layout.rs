//! Lines, indented, and types that are broken where they do not fit.

use std::collections::BTreeSet;

use crate::import::model::Type;

/// How long a line may be, as rustfmt has it where nobody says otherwise.
const WIDTH: usize = 100;

/// Text, line by line.
#[derive(Default)]
pub(super) struct Text {
    text: String,
    depth: usize,
    /// Whether an empty line is due before the next one.
    blank: bool,
    /// Whether a block has just been opened, where no empty line stands.
    opened: bool,
}

impl Text {
    pub(super) fn line(&mut self, line: &str) {
        if self.blank && !self.opened && !self.text.is_empty() {
            self.text.push('\n');
        }
        (self.blank, self.opened) = (false, false);
        if !line.is_empty() {
            self.text.extend(std::iter::repeat_n("    ", self.depth));
        }
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// An empty line before the next one, but not first in a block.
    pub(super) fn blank(&mut self) {
        self.blank = true;
    }

    pub(super) fn open(&mut self, line: &str) {
        self.line(line);
        self.depth += 1;
        self.opened = true;
    }

    pub(super) fn close(&mut self, line: &str) {
        self.depth -= 1;
        self.blank = false;
        self.line(line);
    }

    /// Ends an indentation that no bracket closes.
    pub(super) fn end(&mut self) {
        self.depth -= 1;
    }

    /// Whether so many letters fit behind the indentation.
    pub(super) fn fits(&self, length: usize) -> bool {
        self.depth * 4 + length <= WIDTH
    }

    pub(super) fn finish(self) -> String {
        self.text
    }

    /// A type between two texts, broken into lines where it does not fit into one.
    pub(super) fn typed(&mut self, before: &str, ty: &Type, after: &str, idents: &BTreeSet<&str>) {
        let line = format!("{before}{}{after}", spelled(ty, idents));
        match ty {
            Type::Generic(head, arguments) if !self.fits(letters(&line) - uncounted(head)) => {
                self.open(&format!("{before}{}<", prelude(head, idents)));
                for argument in arguments {
                    self.typed("", argument, ",", idents);
                }
                self.close(&format!(">{after}"));
            }
            _ => self.line(&line),
        }
    }
}

/// The letters of a type that rustfmt does not count.
fn uncounted(head: &str) -> usize {
    if head.starts_with(IMPL) { IMPL.len() } else { 0 }
}

const IMPL: &str = "impl ";

/// A type in one line.
pub(super) fn spelled(ty: &Type, idents: &BTreeSet<&str>) -> String {
    match ty {
        Type::Path(path) => path.clone(),
        Type::Generic(name, arguments) if arguments.is_empty() => prelude(name, idents),
        Type::Generic(head, arguments) => {
            let arguments: Vec<String> = arguments.iter().map(|argument| spelled(argument, idents)).collect();
            format!("{}<{}>", prelude(head, idents), arguments.join(", "))
        }
    }
}

/// Names that a module may have for something else, and what they are called there then.
const PRELUDE: [(&str, &str); 6] = [
    ("Box", "::std::boxed::Box"),
    ("HashMap", "::std::collections::HashMap"),
    ("Option", "::core::option::Option"),
    ("Result", "::core::result::Result"),
    ("String", "::std::string::String"),
    ("Vec", "::std::vec::Vec"),
];

fn prelude(name: &str, idents: &BTreeSet<&str>) -> String {
    let (before, name) = match name.strip_prefix("Item = ") {
        Some(name) => ("Item = ", name),
        None => ("", name),
    };
    let absolute = PRELUDE.iter().find(|(short, _)| *short == name && idents.contains(short));
    format!("{before}{}", absolute.map_or(name, |(_, absolute)| absolute))
}

pub(super) fn letters(text: &str) -> usize {
    text.chars().count()
}
