//! The corpus: for each rule of buf a file of changes, each as the `.proto` files before it and after it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use tests::workspace;

/// A change.
pub(crate) struct Case {
    /// The rule in whose file it stands; `nothing` for what breaks none.
    pub(crate) rule: String,
    /// What it shows.
    pub(crate) title: String,
    /// The folder and the package that it has for itself.
    pub(crate) slug: String,
    /// The files before it, by path.
    past: BTreeMap<String, String>,
    /// The files after it.
    present: BTreeMap<String, String>,
}

/// Before the change, or after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Past,
    Present,
}

impl Side {
    pub(crate) const BOTH: [Side; 2] = [Side::Past, Side::Present];

    /// The name of its folder.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Side::Past => "past",
            Side::Present => "present",
        }
    }
}

fn folder() -> PathBuf {
    workspace::root().join("tests/tests/breaking/rules")
}

/// The changes of all files.
pub(crate) fn cases() -> Result<Vec<Case>> {
    let mut cases = Vec::new();
    let mut paths = fs::read_dir(folder())?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.sort();
    for path in paths {
        let rule = path.file_stem().and_then(|stem| stem.to_str()).context("a rule names each file")?;
        let text = fs::read_to_string(&path)?;
        let blocks = text.split("\n== ").map(|block| block.trim_start_matches("== "));
        for (index, block) in blocks.enumerate() {
            let case = case(rule, index, block).with_context(|| format!("{}: {block}", path.display()))?;
            cases.push(case);
        }
    }
    Ok(cases)
}

/// Reads `title`, then for each file `-- past a.proto` or `-- present a.proto`, and its text. Without a path it is `a.proto`,
/// without a syntax it is a file of proto3. `CASE` stands for the folder and the package of the change.
fn case(rule: &str, index: usize, block: &str) -> Result<Case> {
    let mut sections = block.split("\n-- ");
    let title = sections.next().context("a title")?.trim().to_owned();
    let slug = format!("{}_n{index:02}", rule.to_lowercase());
    let mut case = Case { rule: rule.to_owned(), title, slug, past: BTreeMap::new(), present: BTreeMap::new() };
    for section in sections {
        let (head, text) = section.split_once('\n').context("a text")?;
        let (side, path) = head.split_once(' ').unwrap_or((head, "a.proto"));
        let files = match side {
            "past" => &mut case.past,
            "present" => &mut case.present,
            _ => anyhow::bail!("`{head}` is no side"),
        };
        let has_syntax = text.starts_with("syntax") || text.starts_with("edition");
        let header = if has_syntax { "" } else { "syntax = \"proto3\";\npackage CASE.v1;\n\n" };
        let text = format!("{header}{}\n", text.trim_end()).replace("CASE", &case.slug);
        ensure!(files.insert(path.to_owned(), text).is_none(), "`{path}` is there twice");
    }
    ensure!(!case.past.is_empty(), "nothing was");
    Ok(case)
}

/// Writes the files of one side of all changes, each change into a folder of its own.
pub(crate) fn write(cases: &[Case], side: Side, folder: &Path) -> Result<()> {
    for case in cases {
        let files = if side == Side::Past { &case.past } else { &case.present };
        for (path, text) in files {
            let path = folder.join(&case.slug).join(path);
            fs::create_dir_all(path.parent().context("a folder")?)?;
            fs::write(path, text)?;
        }
    }
    Ok(())
}

/// The rules that have a file.
pub(crate) fn rules(cases: &[Case]) -> BTreeSet<&str> {
    cases.iter().map(|case| case.rule.as_str()).filter(|rule| *rule != "nothing").collect()
}
