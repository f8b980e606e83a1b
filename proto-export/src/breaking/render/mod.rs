//! Findings as people and as machines read them.

mod github;
mod json;
mod text;

use contracts::descriptor::{Descriptors, Place};

use super::finding::{Finding, Spot};

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// For programs: one JSON object.
    Json,
    /// For GitHub Actions: one annotation each.
    Github,
}

/// Findings, and where each is in Rust.
#[derive(Debug)]
pub struct Report {
    /// What the contracts were compared with.
    pub against: String,
    /// The findings, by their Rust lines.
    pub findings: Vec<Placed>,
}

/// A finding, and where it is in Rust.
#[derive(Debug)]
pub struct Placed {
    /// The finding.
    pub finding: Finding,
    /// The line of what changed, or of what is nearest to where it was.
    pub place: Option<Place>,
}

impl Report {
    /// Finds the Rust lines of findings in these contracts.
    pub fn new(against: &str, findings: Vec<Finding>, contracts: &Descriptors) -> Self {
        let placed = findings.into_iter().map(|finding| {
            let place = match (&finding.present, &finding.past) {
                (Some(spot), _) => place(spot, contracts).or_else(|| nearest(&spot.package, contracts)),
                (None, Some(past)) => nearest(&past.package, contracts),
                (None, None) => None,
            };
            Placed { finding, place }
        });
        let mut findings: Vec<Placed> = placed.collect();
        findings.sort_by(|a, b| a.place.cmp(&b.place));
        Report { against: against.to_owned(), findings }
    }

    /// Writes the findings.
    pub fn write(&self, format: Format) -> String {
        match format {
            Format::Text => text::write(self),
            Format::Json => json::write(self),
            Format::Github => github::write(self),
        }
    }
}

/// The line of a declaration, or else of the first in its file.
fn place(spot: &Spot, contracts: &Descriptors) -> Option<Place> {
    let index = contracts.files.iter().position(|file| file.name() == spot.file)?;
    let places = contracts.places.get(index)?;
    let first = || places.declarations.iter().map(|declaration| &declaration.place).min();
    places.find(&spot.declaration).or_else(first).cloned()
}

/// The first line of the package that has most of its name in common with one that is gone.
fn nearest(package: &str, contracts: &Descriptors) -> Option<Place> {
    let common = |other: &str| package.split('.').zip(other.split('.')).take_while(|(a, b)| a == b).count();
    let files = contracts.files.iter().zip(&contracts.places);
    let near = files.filter(|(file, _)| common(file.package()) > 0);
    let (_, places) =
        near.min_by_key(|(file, _)| (std::cmp::Reverse(common(file.package())), file.package().to_owned()))?;
    places.declarations.iter().map(|declaration| &declaration.place).min().cloned()
}
