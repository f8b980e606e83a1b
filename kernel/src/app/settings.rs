//! The settings: each is a flag, an environment variable and a default.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::builder::{PathBufValueParser, TypedValueParser};
use clap::{Parser, ValueEnum};

use super::quantity::{Size, Span};

/// Serves users and orders on one port, with an embedded database: over gRPC with health checks and reflection, and
/// unary calls also over Connect and as REST with JSON.
///
/// Every flag has an environment variable; the flag wins. With neither, the default serves on this machine alone and
/// keeps everything in ./data.
///
/// SIGINT or SIGTERM stops the kernel: calls in flight are finished, streams end with UNAVAILABLE; a second one stops it
/// at once. The exit code is 0 after such a stop, 2 for wrong settings, 1 for every other failure.
#[derive(Debug, Parser)]
#[command(name = "kernel", version, max_term_width = 110)]
pub(super) struct Settings {
    /// The address to listen on; port 0 takes a free port, which the log then names
    #[arg(long, env = "KERNEL_LISTEN", value_name = "ADDRESS", default_value = "127.0.0.1:50051", value_parser = address)]
    pub(super) listen: SocketAddr,

    /// The file of the database; it and its folder are made where they are missing
    #[arg(long, env = "KERNEL_DATABASE", value_name = "FILE", default_value = "data/kernel.db",
          value_parser = PathBufValueParser::new().try_map(file))]
    pub(super) database: PathBuf,

    /// The largest message that is accepted; a larger one fails with RESOURCE_EXHAUSTED
    #[arg(long, env = "KERNEL_MAX_REQUEST_SIZE", value_name = "SIZE", default_value = "4MiB")]
    pub(super) max_request_size: Size,

    /// How many elements the lists and maps of a message in the wire format may have together; more fail with
    /// RESOURCE_EXHAUSTED
    #[arg(long, env = "KERNEL_MAX_REQUEST_ELEMENTS", value_name = "COUNT", default_value_t = 100_000)]
    pub(super) max_request_elements: usize,

    /// The largest message that is sent; a larger one fails with RESOURCE_EXHAUSTED. Clients accept 4MiB by default
    #[arg(long, env = "KERNEL_MAX_RESPONSE_SIZE", value_name = "SIZE", default_value = "4MiB")]
    pub(super) max_response_size: Size,

    /// How many calls one connection may have open at once; more wait
    #[arg(long, env = "KERNEL_MAX_CONCURRENT_STREAMS", value_name = "COUNT", default_value_t = 1024,
          value_parser = clap::value_parser!(u32).range(1..))]
    pub(super) max_concurrent_streams: u32,

    /// How often a connection is asked whether the other side is still there
    #[arg(long, env = "KERNEL_KEEPALIVE_INTERVAL", value_name = "DURATION", default_value = "30s")]
    pub(super) keepalive_interval: Span,

    /// How long the other side may take to answer that before the connection is closed
    #[arg(long, env = "KERNEL_KEEPALIVE_TIMEOUT", value_name = "DURATION", default_value = "10s")]
    pub(super) keepalive_timeout: Span,

    /// How long calls in flight may go on after the kernel was told to stop
    #[arg(long, env = "KERNEL_SHUTDOWN_GRACE", value_name = "DURATION", default_value = "10s")]
    pub(super) shutdown_grace: Span,

    /// How the log is written, to stdout: an object per line, or text for people
    #[arg(long, env = "KERNEL_LOG_FORMAT", value_name = "FORMAT", default_value = "json")]
    pub(super) log_format: LogFormat,

    /// What is logged: this and what is worse. A line per call is of level info
    #[arg(long, env = "KERNEL_LOG_LEVEL", value_name = "LEVEL", default_value = "info")]
    pub(super) log_level: LogLevel,
}

/// How the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LogFormat {
    Json,
    Text,
}

/// What is logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LogLevel {
    Off,
    Error,
    Warn,
    Info,
    Debug,
    Trace,
}

fn address(text: &str) -> Result<SocketAddr, &'static str> {
    text.parse().map_err(|_| "expected an address and a port such as 127.0.0.1:50051 or [::]:50051")
}

/// SQLite takes these names for other things than files.
fn file(path: PathBuf) -> Result<PathBuf, &'static str> {
    let name = path.as_os_str().as_encoded_bytes();
    let is_file = name != b":memory:" && !name.starts_with(b"file:");
    is_file.then_some(path).ok_or("expected the path of a file such as data/kernel.db")
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Settings::command().debug_assert();
    }

    #[test]
    fn every_flag_has_a_variable_a_default_and_an_explanation() {
        let command = Settings::command();
        for flag in command.get_arguments().filter(|flag| !["help", "version"].contains(&flag.get_id().as_str())) {
            let variable = format!("KERNEL_{}", flag.get_id().as_str().to_uppercase());
            assert_eq!(flag.get_env().and_then(|name| name.to_str()), Some(variable.as_str()));
            assert!(!flag.get_default_values().is_empty(), "{variable}");
            assert!(flag.get_help().is_some(), "{variable}");
        }
    }
}
