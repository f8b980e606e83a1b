//! Counts the instructions of calls on either side, with valgrind: what else the machine does is of no matter.

use anyhow::{Context as _, Result, ensure};
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::measure::Load;
use crate::{Framework, table};

/// The instructions of one call or message, of each framework.
///
/// # Errors
/// When there is no valgrind, or a call fails.
pub(crate) fn table() -> Result<String> {
    let mut text = "| load | | server | client |\n|---|---|--:|--:|\n".to_owned();
    for load in [Load::Unary(1), Load::Unary(64), Load::Stream] {
        for framework in Framework::ALL {
            let times = if load == Load::Stream { 1 } else { 1000 };
            let few = Counts::of(framework, load, times)?;
            let many = Counts::of(framework, load, 3 * times)?;
            let calls = 2 * times * if load == Load::Stream { crate::measure::STREAMED } else { 1 };
            let each = |few: u64, many: u64| many.saturating_sub(few) / calls;
            let (server, client) = (each(few.server, many.server), each(few.client, many.client));
            let _ = writeln!(text, "| {} | {} | {server} | {client} |", table::name(load), framework.name());
        }
    }
    Ok(text)
}

/// The instructions of both sides.
struct Counts {
    server: u64,
    client: u64,
}

impl Counts {
    /// Makes so many calls.
    fn of(framework: Framework, load: Load, times: u64) -> Result<Self> {
        let folder = env::current_exe()?.parent().context("a program is in a folder")?.to_owned();
        let profile = |side: &str| folder.join(format!("loopback-{side}.callgrind"));
        let arguments = ["--serve", framework.argument()].map(str::to_owned);
        let mut server =
            counted(&profile("server"), &arguments)?.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let mut uri = String::new();
        BufReader::new(server.stdout.take().context("its output is piped")?).read_line(&mut uri)?;
        let arguments = ["--call", framework.argument(), "--uri", uri.trim(), "--times", &times.to_string()];
        let arguments: Vec<_> = arguments.map(str::to_owned).into_iter().chain(load.arguments()).collect();
        finished(counted(&profile("client"), &arguments)?.spawn()?)?;
        // It ends with its input.
        drop(server.stdin.take());
        finished(server)?;
        Ok(Counts { server: total(&profile("server"))?, client: total(&profile("client"))? })
    }
}

/// This program under valgrind.
fn counted(profile: &Path, arguments: &[String]) -> Result<Command> {
    let mut command = Command::new("valgrind");
    command.args(["--tool=callgrind", "--quiet"]).arg(format!("--callgrind-out-file={}", profile.display()));
    command.arg(env::current_exe()?).arg("--pinned").args(arguments);
    Ok(command)
}

fn finished(mut process: Child) -> Result<()> {
    let status = process.wait()?;
    ensure!(status.success(), "the counted program failed");
    Ok(())
}

/// All instructions of a profile.
fn total(profile: &Path) -> Result<u64> {
    let text = fs::read_to_string(profile).with_context(|| format!("there is no {}", profile.display()))?;
    let total = text.lines().find_map(|line| line.strip_prefix("totals: ")).context("the profile has no total")?;
    Ok(total.trim().parse()?)
}
