//! The log: to stdout, an object or a line of text per event.
//!
//! A thread of its own writes it, so that whoever reads it slowly, or not at all, does not hold up calls: lines that find
//! no room are left out.

use std::io::IsTerminal;

use tracing::level_filters::LevelFilter;
use tracing_appender::non_blocking::{NonBlockingBuilder, WorkerGuard};
use tracing_subscriber::Layer;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::layer;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::registry::Registry;
use tracing_subscriber::util::{SubscriberInitExt, TryInitError};

use super::settings::{LogFormat, LogLevel, Settings};

/// How many lines wait for their reader at most.
const WAITING_LINES: usize = 16 * 1024;

/// Sends the events of the process to stdout. What waits is written when the guard is dropped.
///
/// # Errors
/// They are sent somewhere already.
pub(super) fn init(settings: &Settings) -> Result<WorkerGuard, TryInitError> {
    let is_terminal = std::io::stdout().is_terminal();
    let (writer, guard) =
        NonBlockingBuilder::default().lossy(true).buffered_lines_limit(WAITING_LINES).finish(std::io::stdout());
    let lines = match settings.log_format {
        LogFormat::Json => layer().json().flatten_event(true).with_span_list(false).with_writer(writer).boxed(),
        LogFormat::Text => layer().compact().with_ansi(is_terminal).with_writer(writer).boxed(),
    };
    Registry::default().with(lines.with_filter(targets(settings.log_level))).try_init()?;
    Ok(guard)
}

/// The kernel's own events up to a level; those of the libraries below it from warnings on.
fn targets(level: LogLevel) -> Targets {
    let level = match level {
        LogLevel::Off => LevelFilter::OFF,
        LogLevel::Error => LevelFilter::ERROR,
        LogLevel::Warn => LevelFilter::WARN,
        LogLevel::Info => LevelFilter::INFO,
        LogLevel::Debug => LevelFilter::DEBUG,
        LogLevel::Trace => LevelFilter::TRACE,
    };
    let libraries = level.min(LevelFilter::WARN);
    Targets::new().with_default(libraries).with_target("kernel", level).with_target("contracts", level)
}
