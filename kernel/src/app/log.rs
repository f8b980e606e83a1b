//! The log: to stdout, an object or a line of text per event.

use std::io::IsTerminal;

use tracing::level_filters::LevelFilter;
use tracing_subscriber::Layer;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::layer;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::registry::Registry;
use tracing_subscriber::util::{SubscriberInitExt, TryInitError};

use super::settings::{LogFormat, LogLevel, Settings};

/// Sends the events of the process to stdout.
///
/// # Errors
/// They are sent somewhere already.
pub(super) fn init(settings: &Settings) -> Result<(), TryInitError> {
    let lines = match settings.log_format {
        LogFormat::Json => layer().json().flatten_event(true).with_span_list(false).boxed(),
        LogFormat::Text => layer().compact().with_ansi(std::io::stdout().is_terminal()).boxed(),
    };
    Registry::default().with(lines.with_filter(targets(settings.log_level))).try_init()
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
