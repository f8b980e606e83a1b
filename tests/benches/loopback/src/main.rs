//! Measures calls over the loopback: ours, tonic with prost and connectrpc with buffa, each server on one core and each
//! client on another.

mod by_connectrpc;
mod by_contracts;
mod by_tonic;
mod counted;
mod measure;
mod table;

use anyhow::{Context as _, Result, ensure};
use clap::{Parser, ValueEnum};
use std::env;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use crate::measure::Load;

/// Measures calls over the loopback.
#[derive(Parser)]
struct Options {
    /// How often everyone gets a turn.
    #[arg(long, default_value_t = 9)]
    rounds: usize,
    /// How long a turn is.
    #[arg(long, default_value_t = 0.4)]
    seconds: f64,
    /// Write the tables between the marks of this page, too.
    #[arg(long)]
    markdown: Option<PathBuf>,
    /// Count the instructions of each side, with valgrind, and take no times.
    #[arg(long)]
    instructions: bool,
    /// Only serve, until the input ends: what runs on the other core.
    #[arg(long, hide = true)]
    serve: Option<Framework>,
    /// Only call a server at a URI: what is counted.
    #[arg(long, hide = true, requires = "uri")]
    call: Option<Framework>,
    #[arg(long, hide = true)]
    uri: Option<String>,
    /// How many calls are under way at once; else there are streams.
    #[arg(long, hide = true)]
    in_flight: Option<usize>,
    /// How often to call.
    #[arg(long, hide = true, default_value_t = 1)]
    times: u64,
    /// This program was pinned to its core.
    #[arg(long, hide = true)]
    pinned: bool,
}

/// Who serves and calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Framework {
    Contracts,
    Tonic,
    Connectrpc,
}

impl Framework {
    /// All of them, in the order of the tables.
    pub(crate) const ALL: [Framework; 3] = [Framework::Contracts, Framework::Tonic, Framework::Connectrpc];

    /// What it is called in tables.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Framework::Contracts => "contracts",
            Framework::Tonic => "tonic + prost",
            Framework::Connectrpc => "connectrpc + buffa",
        }
    }

    /// What it is called in arguments.
    pub(crate) fn argument(self) -> &'static str {
        match self {
            Framework::Contracts => "contracts",
            Framework::Tonic => "tonic",
            Framework::Connectrpc => "connectrpc",
        }
    }
}

/// The cores of servers and of the client.
const SERVER_CORE: &str = "0";
const CLIENT_CORE: &str = "1";

fn main() -> Result<()> {
    let options = Options::parse();
    if options.instructions {
        println!("{}", counted::table()?);
        return Ok(());
    }
    if !options.pinned {
        let mut arguments: Vec<String> = env::args().skip(1).collect();
        arguments.push("--pinned".to_owned());
        let status = pinned(CLIENT_CORE, &arguments)?.status().context("cannot run taskset")?;
        ensure!(status.success(), "the pinned program failed");
        return Ok(());
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    if let Some(framework) = options.serve {
        return runtime.block_on(serve(framework));
    }
    if let (Some(framework), Some(uri)) = (options.call, options.uri) {
        let load = options.in_flight.map_or(Load::Stream, Load::Unary);
        return runtime.block_on(measure::some(framework, &uri, load, options.times));
    }
    let servers = Framework::ALL.map(|framework| Server::start(framework).map(|server| (framework, server)));
    let servers: Vec<(Framework, Server)> = servers.into_iter().collect::<Result<_>>()?;
    let measured = runtime.block_on(measure::all(&servers, options.rounds, options.seconds))?;
    let text = table::of(&measured);
    println!("{text}");
    match &options.markdown {
        Some(page) => tests_benches_page::write(page, "loopback", &text),
        None => Ok(()),
    }
}

/// This program on one core.
fn pinned(core: &str, arguments: &[String]) -> Result<Command> {
    let mut command = Command::new("taskset");
    command.args(["--cpu-list", core]).arg(env::current_exe()?).args(arguments);
    Ok(command)
}

/// Serves until the input ends, after a line that says where.
async fn serve(framework: Framework) -> Result<()> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    std::thread::spawn(|| {
        // An input that breaks has ended, too.
        let _ = std::io::copy(&mut std::io::stdin(), &mut std::io::sink());
        std::process::exit(0);
    });
    match framework {
        Framework::Contracts => by_contracts::serve(listener).await,
        Framework::Tonic => by_tonic::serve(listener).await,
        Framework::Connectrpc => by_connectrpc::serve(listener).await,
    }
}

/// A server in a process of its own, which ends with this value.
pub(crate) struct Server {
    process: Child,
    /// Where it serves.
    pub(crate) uri: String,
}

impl Server {
    fn start(framework: Framework) -> Result<Self> {
        let arguments = ["--pinned", "--serve", framework.argument()].map(str::to_owned);
        let mut command = pinned(SERVER_CORE, &arguments)?;
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().context("cannot run taskset")?;
        let mut uri = String::new();
        BufReader::new(process.stdout.take().context("its output is piped")?).read_line(&mut uri)?;
        ensure!(uri.starts_with("http://"), "the server of {} does not start", framework.name());
        Ok(Server { process, uri: uri.trim().to_owned() })
    }

    /// Its process: taskset becomes the program.
    pub(crate) fn process(&self) -> u32 {
        self.process.id()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
