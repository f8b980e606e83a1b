//! Findings for people, in the form of the compiler's messages.

use std::collections::BTreeMap;

use contracts::descriptor::Violation;

use super::{Placed, Report};

/// One message for what is the same to a reader: the same change, under all rules that it breaks.
pub(super) fn write(report: &Report) -> String {
    let mut groups: BTreeMap<_, Vec<&Placed>> = BTreeMap::new();
    for placed in &report.findings {
        let Placed { finding, place } = placed;
        groups.entry((place, &finding.message, &finding.help)).or_default().push(placed);
    }
    let messages: Vec<String> = groups.values().map(|group| message(group)).collect();
    messages.join("\n\n")
}

fn message(group: &[&Placed]) -> String {
    let [first, ..] = group else { return String::new() };
    let rules: Vec<&str> = group.iter().map(|placed| placed.finding.rule.name).collect();
    let finding = &first.finding;
    let mut violation = Violation::new(&rules.join(", "), first.place.clone(), finding.message.clone());
    if let Some(was) = &finding.was {
        violation = violation.related(format!("was: {was}"), None);
    }
    if let Some(is) = &finding.is {
        violation = violation.related(format!("is:  {is}"), None);
    }
    for why in whys(group) {
        violation = violation.related(why, None);
    }
    violation.help(finding.help.clone()).to_string()
}

/// Why each of the rules is there, once.
fn whys(group: &[&Placed]) -> Vec<String> {
    let mut whys: Vec<String> = Vec::new();
    for placed in group {
        let why = format!("why: {}", placed.finding.rule.why);
        if !whys.contains(&why) {
            whys.push(why);
        }
    }
    whys
}
