//! Regular expressions for what stands in JSON as text, in what all dialects of them share.

use crate::validate::keywords::Integers;
use crate::validate::keywords::digits::between;

/// These integers of a type as text: with zeros behind a point; any with an exponent.
pub(super) fn integer(integers: &Integers, may_be_negative: bool) -> String {
    let number = "(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?";
    let sign = if may_be_negative { "(?:-?" } else { "(?:-0(?:\\.0+)?|" };
    format!("(?:{})(?:\\.0+)?|{sign}{number})[eE][+-]?[0-9]+", plain(integers.runs()))
}

/// Runs of integers without zeros in front; zero also with a sign.
fn plain(runs: &[(i128, i128)]) -> String {
    let has_zero = runs.iter().any(|(first, last)| (*first..=*last).contains(&0));
    let positive = runs.iter().filter(|(_, last)| *last > 0);
    let positive = positive.map(|(first, last)| between((*first).max(1).unsigned_abs(), last.unsigned_abs()));
    let negative = runs.iter().filter(|(first, _)| *first < 0);
    let negative =
        negative.map(|(first, last)| format!("-{}", between((*last).min(-1).unsigned_abs(), first.unsigned_abs())));
    has_zero.then(|| "-?0".to_owned()).into_iter().chain(positive).chain(negative).collect::<Vec<_>>().join("|")
}

/// Numbers as text whose integer part is zero or of this pattern; any with an exponent; these texts, for which JSON has no
/// number.
pub(super) fn float(positive: &str, unusual: &[&str]) -> String {
    let fraction = "(?:\\.[0-9]+)?";
    let usual = format!("-?(?:0|{positive}){fraction}|-?(?:0|[1-9][0-9]*){fraction}[eE][+-]?[0-9]+");
    std::iter::once(&*usual).chain(unusual.iter().copied()).collect::<Vec<_>>().join("|")
}

/// Base64 of either alphabet, padded or not: of a number of bytes or none, or of any.
pub(super) fn base64(length: Option<usize>) -> String {
    let alphabets = ["[A-Za-z0-9+/]", "[A-Za-z0-9_-]"];
    alphabets.map(|symbol| format!("(?:{})", base64_of(symbol, length))).join("|")
}

fn base64_of(symbol: &str, length: Option<usize>) -> String {
    let Some(length) = length else {
        return format!("(?:{symbol}{{4}})*(?:{symbol}{{2}}={{0,2}}|{symbol}{{3}}=?)?");
    };
    let fours = length / 3 * 4;
    match length % 3 {
        0 => format!("|{symbol}{{{fours}}}"),
        1 => format!("|{symbol}{{{}}}={{0,2}}", fours + 2),
        _ => format!("|{symbol}{{{}}}=?", fours + 3),
    }
}

/// Times as in RFC 3339, of the years 0001 to 9999 in their own offset, and of the last day before them where it is the
/// first of them in UTC.
pub(super) fn timestamp() -> String {
    let year = "(?:[0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)";
    let leap_year = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)";
    let day = "(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|\
               02-(?:0[1-9]|1[0-9]|2[0-8]))";
    let clock = "(?:[01][0-9]|2[0-3]):[0-5][0-9]";
    let time = format!("T{clock}:[0-5][0-9](?:\\.[0-9]{{1,9}})?");
    format!("(?:{year}-{day}|{leap_year}-02-29){time}(?:Z|[+-]{clock})|0000-12-31{time}-{clock}")
}

/// Seconds with an `s`, about 10,000 years of them at most.
pub(super) fn duration(may_be_negative: bool) -> String {
    let (sign, fraction) = (if may_be_negative { "-?" } else { "" }, "(?:\\.[0-9]{1,9})?");
    let longest = between(1, 315_576_000_000);
    format!("{sign}0*(?:0|{longest}){fraction}s|-0+(?:\\.0{{1,9}})?s")
}

/// Paths between commas: names in lowerCamelCase, or `*`, between dots.
pub(super) fn field_mask() -> String {
    let name = "(?:[A-Za-z0-9]*|\\*)";
    format!("{name}(?:[.,]{name})*")
}
