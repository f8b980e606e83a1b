//! What is printed: the times and the counts of lines as tables.

use anyhow::Result;
use std::fmt::Write as _;
use tests_benches_page::median;

use crate::set::Module;
use crate::workspace::{Taken, Workspace};
use crate::{SUBJECTS, Times};

/// Which subjects are compared: ours, and the other.
const PAIRS: [(usize, usize); 4] = [(0, 1), (0, 2), (0, 3), (4, 5)];

/// The table of the times: seconds, and what is compared with what.
pub(crate) fn times(times: &Times) -> String {
    let mut table = "| profile | build | what | seconds | of processors |\n|---|---|---|--:|--:|\n".to_owned();
    for ((profile, build, subject), taken) in times {
        let (wall, processor) = (middle(taken, |it| it.wall), middle(taken, |it| it.processor));
        let _ = writeln!(table, "| {profile} | {build} | {} | {wall:.2} | {processor:.2} |", SUBJECTS[*subject].0);
    }
    table += "\nThe contracts' part of the other's time, by rounds:\n\n| profile | build | beside | seconds | of processors |\n|---|---|---|--:|--:|\n";
    for ((profile, build, subject), ours) in times {
        for (_, other) in PAIRS.iter().filter(|(own, _)| own == subject) {
            let Some(theirs) = times.get(&(profile.clone(), build, *other)) else { continue };
            let ratio = |of: fn(&Taken) -> f64| {
                let ratios: Vec<f64> = ours.iter().zip(theirs).map(|(own, other)| of(own) / of(other)).collect();
                median(&ratios)
            };
            let (wall, processor) = (ratio(|it| it.wall), ratio(|it| it.processor));
            let _ = writeln!(table, "| {profile} | {build} | {} | {wall:.2} | {processor:.2} |", SUBJECTS[*other].0);
        }
    }
    table
}

/// The table of the lines that the macros write, or the generators and the macros.
///
/// # Errors
/// When a crate does not compile.
pub(crate) fn lines(workspace: &Workspace, set: &[Module]) -> Result<String> {
    let messages = set.iter().flat_map(|module| &module.messages);
    let members: usize = messages.map(|message| message.members.len() + 3 * usize::from(message.has_oneof)).sum();
    let operations: usize = set.iter().map(|module| module.operations.len()).sum();
    let mut table = format!(
        "Lines once all macros are expanded, over {members} members and {operations} operations:\n\n\
         | | lines | per member | per operation |\n|---|--:|--:|--:|\n"
    );
    for (name, whole, part) in
        [(SUBJECTS[0].0, "contracts", "contracts-messages"), (SUBJECTS[1].0, "prost", "prost-messages")]
    {
        let (whole, part) = (workspace.expanded_lines(whole)?, workspace.expanded_lines(part)?);
        let (per_member, per_operation) = (part as f64 / members as f64, (whole - part) as f64 / operations as f64);
        let _ = writeln!(table, "| {name} | {whole} | {per_member:.1} | {per_operation:.1} |");
    }
    let json = workspace.expanded_lines("prost-json")?;
    let _ = writeln!(table, "| {} | {json} | | |", SUBJECTS[2].0);
    Ok(table)
}

fn middle(taken: &[Taken], of: fn(&Taken) -> f64) -> f64 {
    median(&taken.iter().map(of).collect::<Vec<_>>())
}
