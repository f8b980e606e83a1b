//! Findings as the workflow commands of GitHub Actions, which become annotations of the changed lines.

use super::{Placed, Report};

pub(super) fn write(report: &Report) -> String {
    report.findings.iter().map(annotation).collect::<Vec<_>>().join("\n")
}

/// `::error file=src/lib.rs,line=3,col=5,title=RULE::message`
fn annotation(Placed { finding, place }: &Placed) -> String {
    let place =
        place.as_ref().map(|place| format!("file={},line={},col={},", property(&place.file), place.line, place.column));
    let text = format!("{}\n{}\nhelp: {}", finding.message, finding.rule.why, finding.help);
    format!("::error {}title={}::{}", place.unwrap_or_default(), property(finding.rule.name), value(&text))
}

/// A message: what begins an escape, and line ends, are escaped.
fn value(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property: what ends one is escaped, too.
fn property(text: &str) -> String {
    value(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{property, value};

    #[test]
    fn what_commands_are_made_of_is_escaped() {
        assert_eq!(value("100 %,\r\na: b"), "100 %25,%0D%0Aa: b");
        assert_eq!(property("a,b:c%\n"), "a%2Cb%3Ac%25%0A");
    }
}
