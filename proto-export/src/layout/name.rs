//! The names of the files of one package, all in lower snake case and all different.

use std::collections::{BTreeMap, BTreeSet};

/// The folder of a package, with the names that are taken.
pub(super) struct Folder {
    path: String,
    package: String,
    taken: BTreeSet<String>,
}

impl Folder {
    /// The folder of the one file that a package has without a layout.
    pub(super) fn of(file: &str) -> Self {
        let (path, name) = file.rsplit_once('/').unwrap_or(("", file));
        let package = name.trim_end_matches(".proto").to_owned();
        Folder { path: path.to_owned(), package, taken: BTreeSet::new() }
    }

    /// What the package calls its one file.
    pub(super) fn name_of_package(&self) -> String {
        self.package.clone()
    }

    /// The path of the file that is called as the package, which is taken from then on.
    pub(super) fn path_of_package(&mut self) -> String {
        self.taken.insert(self.package.clone());
        self.path(&self.package)
    }

    /// The paths of new files, each with the first of its names that no other has: of two that would have the same, both go
    /// on to the next. Where names do not suffice, numbers do.
    pub(super) fn paths(&mut self, names: &[Vec<String>]) -> Vec<String> {
        let mut choices = vec![0; names.len()];
        loop {
            let mut chosen: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
            for (file, choice) in choices.iter().enumerate() {
                chosen.entry(&names[file][*choice]).or_default().push(file);
            }
            let shared = chosen.iter().filter(|(name, files)| files.len() > 1 || self.taken.contains(**name));
            let shared = shared.flat_map(|(_, files)| files).filter(|file| choices[**file] + 1 < names[**file].len());
            let shared: Vec<usize> = shared.copied().collect();
            if shared.is_empty() {
                break;
            }
            shared.into_iter().for_each(|file| choices[file] += 1);
        }
        // Who has the name that it would have by itself keeps it.
        let mut files: Vec<usize> = (0..names.len()).collect();
        files.sort_by_key(|file| choices[*file]);
        let mut paths = vec![String::new(); names.len()];
        files.into_iter().for_each(|file| paths[file] = self.take(&names[file][choices[file]]));
        paths
    }

    fn take(&mut self, name: &str) -> String {
        let numbered = (2..).map(|number: u32| format!("{name}_{number}"));
        let mut free = [name.to_owned()].into_iter().chain(numbered).filter(|name| !self.taken.contains(name));
        let name = free.next().unwrap_or_default();
        let path = self.path(&name);
        self.taken.insert(name);
        path
    }

    fn path(&self, name: &str) -> String {
        if self.path.is_empty() { format!("{name}.proto") } else { format!("{}/{name}.proto", self.path) }
    }
}

/// A name of nothing but underscores has no lower snake case.
pub(super) fn or_package(name: String) -> String {
    if name.is_empty() { "package".to_owned() } else { name }
}
