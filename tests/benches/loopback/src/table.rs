//! What was measured, as tables.

use std::fmt::Write as _;
use tests_benches_page::median;

use crate::Framework;
use crate::measure::{IN_FLIGHT, Load, Measured, Turn};

/// The tables of unary calls and of streams.
pub(crate) fn of(measured: &Measured) -> String {
    let mut text = "| load | | per second | to tonic + prost | to the faster | p50 µs | p99 µs | processor µs |\n\
                    |---|---|--:|--:|--:|--:|--:|--:|\n"
        .to_owned();
    for load in IN_FLIGHT.map(Load::Unary).into_iter().chain([Load::Stream]) {
        for framework in Framework::ALL {
            let Some(turns) = measured.get(&(load, framework)) else { continue };
            let middle = |of: fn(&Turn) -> f64| median(&turns.iter().map(of).collect::<Vec<_>>());
            let (tonic, faster) = ratios(measured, load, framework);
            let _ = writeln!(
                text,
                "| {} | {} | {:.0} | {tonic:.2} | {faster:.2} | {} | {} | {:.2} |",
                name(load),
                framework.name(),
                middle(|turn| turn.rate),
                quantile(turns, 0),
                quantile(turns, 1),
                middle(|turn| turn.processor),
            );
        }
    }
    text
}

/// The middle of a quantile of all turns, if there is any.
fn quantile(turns: &[Turn], place: usize) -> String {
    let of: Vec<f64> = turns.iter().filter_map(|turn| turn.quantiles.map(|quantiles| quantiles[place])).collect();
    if of.is_empty() { "–".to_owned() } else { format!("{:.1}", median(&of)) }
}

pub(crate) fn name(load: Load) -> String {
    match load {
        Load::Unary(1) => "unary, one after another".to_owned(),
        Load::Unary(count) => format!("unary, {count} in flight"),
        Load::Stream => "stream of small messages".to_owned(),
    }
}

/// The medians of the rounds' ratios: to tonic, and to the faster of the two others than the contracts.
fn ratios(measured: &Measured, load: Load, framework: Framework) -> (f64, f64) {
    let rate = |framework| measured.get(&(load, framework)).into_iter().flatten().map(|turn: &Turn| turn.rate);
    let peers = rate(Framework::Tonic).zip(rate(Framework::Connectrpc));
    let (tonic, faster): (Vec<f64>, Vec<f64>) =
        rate(framework).zip(peers).map(|(own, (tonic, connect))| (own / tonic, own / tonic.max(connect))).unzip();
    (median(&tonic), median(&faster))
}
