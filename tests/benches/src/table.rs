//! Writes the times as tables: one per operation.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::codec::Codec;
use crate::measure::Times;
use crate::operation::Operation;
use crate::statistics::{geometric_mean, median, spread};

/// What was measured of one case.
pub struct Row {
    /// The name of the case.
    pub case: &'static str,
    /// How many bytes the message takes.
    pub size: usize,
    /// Whether nearly all of it is copied.
    pub is_bulk: bool,
    /// The times of those who took part.
    pub times: Vec<Times>,
}

impl Row {
    fn of(&self, codec: Codec) -> Option<&Times> {
        self.times.iter().find(|times| times.codec == codec)
    }

    /// The fastest of the others that read and write the same bytes.
    fn fastest_peer(&self) -> Option<&Times> {
        let peers = self.times.iter().filter(|times| times.codec.is_wire_compatible_peer());
        peers.min_by(|a, b| a.median().total_cmp(&b.median()))
    }

    fn to_prost(&self, codec: Codec) -> Option<Vec<f64>> {
        Some(self.of(codec)?.ratios_to(self.of(Codec::Prost)?))
    }

    fn to_fastest(&self) -> Option<(Vec<f64>, Codec)> {
        let fastest = self.fastest_peer()?;
        Some((self.of(Codec::Contracts)?.ratios_to(fastest), fastest.codec))
    }

    fn line(&self) -> String {
        let to_prost = self.to_prost(Codec::Contracts);
        let to_prost = to_prost.map_or_else(none, |it| format!("{:.2} ±{:.0} %", median(&it), spread(&it) * 100.0));
        let to_fastest =
            self.to_fastest().map_or_else(none, |(it, peer)| format!("{:.2} {}", median(&it), peer.name()));
        let cells = Codec::ALL.map(|codec| self.of(codec).map_or_else(none, |times| duration(times.median())));
        let [ours, others @ ..] = cells;
        format!(
            "| {} | {} | {ours} | {to_prost} | {to_fastest} | {} |",
            self.case,
            bytes(self.size),
            others.join(" | ")
        )
    }
}

fn none() -> String {
    "-".to_owned()
}

/// The table of an operation.
pub fn of(operation: Operation, rows: &[Row]) -> String {
    let [ours, others @ ..] = Codec::ALL.map(Codec::name);
    let mut table = format!("### {}\n\n", operation.title());
    let heads = others.join(" | ").replace("bilrost", "bilrost (own format)");
    let _ = writeln!(table, "| case | size | {ours} | to prost | to the fastest peer | {heads} |");
    let _ = writeln!(table, "|---|{}", "--:|".repeat(4 + others.len()));
    for row in rows {
        let _ = writeln!(table, "{}", row.line());
    }
    let (all, not_bulk) = (Means::of(rows, |_| true), Means::of(rows, |row| !row.is_bulk));
    let _ = writeln!(table, "{}", all.line("geometric mean, to prost"));
    let _ = writeln!(table, "{}", not_bulk.line("without bulk"));
    table
}

/// The means of all operations: of all cases, and of those that are no bulk.
pub fn means_of_all(rows: &BTreeMap<Operation, Vec<Row>>) -> String {
    let mut table =
        "| geometric mean | to prost | to the fastest peer | without bulk, to prost | to the fastest peer |\n\
                     |---|--:|--:|--:|--:|\n"
            .to_owned();
    for (operation, rows) in rows {
        let (all, not_bulk) = (Means::of(rows, |_| true), Means::of(rows, |row| !row.is_bulk));
        let cells = [&all.to_prost[0], &all.to_fastest, &not_bulk.to_prost[0], &not_bulk.to_fastest];
        let _ = writeln!(table, "| {} | {} |", operation.title(), cells.map(String::as_str).join(" | "));
    }
    table
}

/// The geometric means of ratios.
struct Means {
    /// Of each codec to prost.
    to_prost: [String; Codec::ALL.len()],
    /// Of ours to the fastest peer.
    to_fastest: String,
}

impl Means {
    fn of(rows: &[Row], counts: impl Fn(&&Row) -> bool) -> Self {
        let mean = |ratios: Vec<f64>| geometric_mean(&ratios).map_or_else(none, |mean| format!("**{mean:.2}**"));
        let rows: Vec<&Row> = rows.iter().filter(counts).collect();
        let to_prost = |codec| mean(rows.iter().filter_map(|row| Some(median(&row.to_prost(codec)?))).collect());
        let to_fastest = mean(rows.iter().filter_map(|row| Some(median(&row.to_fastest()?.0))).collect());
        Means { to_prost: Codec::ALL.map(to_prost), to_fastest }
    }

    /// A line of a table of cases.
    fn line(&self, name: &str) -> String {
        let [ours, others @ ..] = &self.to_prost;
        format!("| {name} | | | {ours} | {} | {} |", self.to_fastest, others.join(" | "))
    }
}

fn duration(nanoseconds: f64) -> String {
    let (value, unit) = match nanoseconds {
        ..1e3 => (nanoseconds, "ns"),
        1e3..1e6 => (nanoseconds / 1e3, "µs"),
        _ => (nanoseconds / 1e6, "ms"),
    };
    let places = if value < 10.0 { 2 } else { usize::from(value < 100.0) };
    format!("{value:.places$} {unit}")
}

fn bytes(size: usize) -> String {
    match size {
        ..10_000 => format!("{size} B"),
        10_000..10_000_000 => format!("{} kB", size / 1_000),
        _ => format!("{} MB", size / 1_000_000),
    }
}
