//! Files that would be one: where the file system does not tell small letters from capitals, and with those imported.

use std::collections::{BTreeMap, BTreeSet};

use contracts::descriptor::{Descriptors, Place, Places, Violation};

pub(super) fn violations(descriptors: &Descriptors) -> Vec<Violation> {
    let mut first: BTreeMap<String, (&str, &Places)> = BTreeMap::new();
    let registered = descriptors.registered.iter().map(|it| it.file.name().to_lowercase());
    let registered: BTreeSet<String> = registered.collect();
    let mut violations = Vec::new();
    for (file, places) in descriptors.files.iter().zip(&descriptors.places) {
        let (path, package) = (file.name(), file.package());
        if registered.contains(&path.to_lowercase()) {
            let message = format!(
                "the file `{path}` would stand where one is that contracts import from a registered descriptor set"
            );
            let help = "choose another `--layout`, or put the contracts into another package";
            violations.push(Violation::new("COMPILE", place(places), message).help(help));
        }
        let (other, other_places) = *first.entry(path.to_lowercase()).or_insert((path, places));
        if other != path {
            let message = format!(
                "the files `{other}` and `{path}` are one where capitals do not count, as on Windows and macOS"
            );
            let violation = Violation::new("COMPILE", place(places), message);
            let violation = violation.related("the other package", place(other_places));
            violations.push(violation.help(format!("rename the package `{package}`, not in its capitals alone")));
        }
    }
    violations
}

/// The first Rust line of a file.
fn place(places: &Places) -> Option<Place> {
    places.declarations.iter().map(|declaration| &declaration.place).min().cloned()
}
