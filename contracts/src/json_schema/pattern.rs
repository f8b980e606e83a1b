//! Regular expressions for what stands in JSON as text, in what all dialects of them share.

/// Integers from `min`, which is not above zero, to `max` as text: with zeros behind a point; with any exponent.
pub(super) fn integer(min: i128, max: i128) -> String {
    let positive = up_to(max.unsigned_abs());
    let (negative, sign) = match min {
        0 => (String::new(), "(?:-0(?:\\.0+)?|"),
        min => (format!("|-{}", up_to(min.unsigned_abs())), "(?:-?"),
    };
    let number = "(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?";
    format!("(?:-?0|{positive}{negative})(?:\\.0+)?|{sign}{number})[eE][+-]?[0-9]+")
}

/// Numbers as text whose integer part is zero or of this pattern; any with an exponent; what JSON has no number for.
pub(super) fn float(positive: &str) -> String {
    let fraction = "(?:\\.[0-9]+)?";
    format!("-?(?:0|{positive}){fraction}|-?(?:0|[1-9][0-9]*){fraction}[eE][+-]?[0-9]+|NaN|-?Infinity")
}

/// Integers from 1 to `limit`.
pub(super) fn up_to(limit: u128) -> String {
    let digits = limit.to_string();
    let shorter = match digits.len() {
        1 => String::new(),
        2 => "[1-9]|".to_owned(),
        length => format!("[1-9][0-9]{{0,{}}}|", length - 2),
    };
    format!("(?:{shorter}{})", of_length(digits.as_bytes(), b'1'))
}

/// Integers of as many digits as the limit has, up to the limit; the first digit is `lowest` or more.
fn of_length(limit: &[u8], lowest: u8) -> String {
    let Some((digit, rest)) = limit.split_first() else { return String::new() };
    let digit = *digit;
    if rest.is_empty() {
        return class(lowest, digit);
    }
    let at_limit = format!("{}{}", char::from(digit), of_length(rest, b'0'));
    if digit <= lowest {
        return at_limit;
    }
    format!("(?:{}[0-9]{{{}}}|{at_limit})", class(lowest, digit - 1), rest.len())
}

/// Digits from one to another.
fn class(first: u8, last: u8) -> String {
    match (char::from(first), char::from(last)) {
        (first, last) if first == last => first.to_string(),
        (first, last) => format!("[{first}-{last}]"),
    }
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

/// IPv4 addresses.
pub(super) fn ipv4() -> String {
    let octet = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    format!("{octet}(?:\\.{octet}){{3}}")
}

/// IPv6 addresses: eight groups, of which `::` leaves at least one out; the last two may stand as an IPv4 address.
pub(super) fn ipv6() -> String {
    let group = "[0-9A-Fa-f]{1,4}";
    let last_two = format!("(?:{group}:{group}|{})", ipv4());
    let mut forms = vec![format!("(?:{group}:){{6}}{last_two}")];
    for before in 0..=7 {
        let head = match before {
            0 => "::".to_owned(),
            1 => format!("{group}::"),
            _ => format!("{group}(?::{group}){{{}}}::", before - 1),
        };
        forms.push(match 7 - before {
            0 => head,
            1 => format!("{head}(?:{group})?"),
            after => format!("{head}(?:{group}|(?:{group}:){{0,{}}}{last_two})?", after - 2),
        });
    }
    forms.join("|")
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
    let longest = up_to(315_576_000_000);
    format!("{sign}0*(?:0|{longest}){fraction}s|-0+(?:\\.0{{1,9}})?s")
}

/// Paths between commas: names in lowerCamelCase, or `*`, between dots.
pub(super) fn field_mask() -> String {
    let name = "(?:[A-Za-z0-9]*|\\*)";
    format!("{name}(?:[.,]{name})*")
}
