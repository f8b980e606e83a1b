//! A choice of files that between them say all that a corpus says.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;

use super::compared::Compared;
use super::constructs::{Constructs, constructs};
use super::options::Options;
use super::read::{self, Uses};
use super::suite::Suite;

/// A file that was chosen.
pub struct Chosen {
    /// The file.
    pub file: String,
    /// How many messages come with it: its own, and those of files that it uses.
    pub messages: usize,
    /// What no file before it says.
    pub brings: Constructs,
}

/// What was chosen, and what is left.
pub struct Choice {
    /// The files.
    pub chosen: Vec<Chosen>,
    /// What only files say that come with too many messages.
    pub missing: Constructs,
}

/// Chooses from the files of a suite: those in these folders, and then, as long as something is missing, the one that brings
/// most of it for the messages that come with it.
///
/// # Errors
///
/// The files cannot be had.
pub fn choice(of: &Suite, first: &[&str]) -> Result<Choice> {
    let corpus = Corpus::of(of)?;
    let missing = corpus.files.values().flat_map(|file| file.constructs.iter().cloned()).collect();
    let mut state = State { corpus: &corpus, taken: BTreeSet::new(), missing, chosen: Vec::new() };
    let is_first = |file: &&String| first.iter().any(|folder| file.starts_with(&format!("{folder}/")));
    corpus.files.keys().filter(is_first).for_each(|file| state.take(file));
    while let Some(file) = state.best() {
        state.take(&file);
    }
    Ok(Choice { chosen: state.chosen, missing: state.missing })
}

/// All files.
struct Corpus {
    files: BTreeMap<String, Candidate>,
}

struct Candidate {
    messages: usize,
    constructs: Constructs,
    /// The file, and all that it uses.
    with: BTreeSet<String>,
}

impl Corpus {
    fn of(suite: &Suite) -> Result<Self> {
        let includes = (suite.includes)()?;
        let read = read::read(&includes, &suite.wanted(&includes)?, None)?;
        let uses = Uses::of(&read.files, &read.pool);
        let candidates = read.files.iter().map(|file| {
            let options = Options::of(&read.pool, &[file.name().to_owned()].into(), &[]);
            let (messages, _) = Compared::of([file], Options::default(), &[]).counts();
            let with = uses.of_all(&[file.name().to_owned()]);
            (file.name().to_owned(), Candidate { messages, constructs: constructs([file], &options), with })
        });
        Ok(Corpus { files: candidates.collect() })
    }
}

struct State<'a> {
    corpus: &'a Corpus,
    taken: BTreeSet<String>,
    missing: Constructs,
    chosen: Vec<Chosen>,
}

impl State<'_> {
    /// What comes with a file: how many messages, and what of that is missing.
    fn with(&self, of: &Candidate) -> (usize, Constructs) {
        let more = || of.with.difference(&self.taken).map(|name| &self.corpus.files[name]);
        let brings = more().flat_map(|file| file.constructs.intersection(&self.missing)).cloned().collect();
        (more().map(|file| file.messages).sum(), brings)
    }

    fn take(&mut self, file: &str) {
        let (messages, brings) = self.with(&self.corpus.files[file]);
        self.missing.retain(|construct| !brings.contains(construct));
        self.taken.extend(self.corpus.files[file].with.iter().cloned());
        self.chosen.push(Chosen { file: file.to_owned(), messages, brings });
    }

    /// The file with most of what is missing for its size.
    fn best(&self) -> Option<String> {
        /// With more messages than these nothing is worth it.
        const MOST: usize = 150;
        let candidates = self.corpus.files.iter().filter(|(_, of)| !of.constructs.is_disjoint(&self.missing));
        let worths = candidates.filter_map(|(file, of)| {
            let (messages, brings) = self.with(of);
            (messages <= MOST).then(|| (brings.len() * 1_000_000 / (messages + 1), file))
        });
        worths.max().map(|(_, file)| file.clone())
    }
}
