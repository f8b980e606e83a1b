//! Regular expressions for runs of integers, in what all dialects of them share.

/// Integers from the first, which is not zero, to the last.
pub(crate) fn between(first: u128, last: u128) -> String {
    let (mut choices, mut full, mut first) = (Vec::new(), None, first);
    while first <= last {
        let width = first.to_string().len();
        let end = 10_u128.checked_pow(width as u32).map_or(last, |end| last.min(end - 1));
        match is_full(first, end) {
            true => full = Some(full.map_or((width, width), |(narrowest, _)| (narrowest, width))),
            false => {
                choices.extend(full.take().map(of_widths));
                choices.push(of_width(first.to_string().as_bytes(), end.to_string().as_bytes()));
            }
        }
        let Some(next) = end.checked_add(1) else { break };
        first = next;
    }
    choices.extend(full.map(of_widths));
    either(choices)
}

/// One of these patterns.
pub(crate) fn either(mut choices: Vec<String>) -> String {
    match choices.len() {
        1 => choices.swap_remove(0),
        _ => format!("(?:{})", choices.join("|")),
    }
}

/// Whether these are all integers of a width.
fn is_full(first: u128, last: u128) -> bool {
    let (first, last) = (first.to_string(), last.to_string());
    first.starts_with('1') && first[1..].bytes().all(|digit| digit == b'0') && last.bytes().all(|digit| digit == b'9')
}

/// All integers of these widths.
fn of_widths((narrowest, widest): (usize, usize)) -> String {
    match (narrowest, widest) {
        (1, 1) => "[1-9]".to_owned(),
        (narrowest, widest) if narrowest == widest => format!("[1-9]{}", any(widest - 1)),
        (narrowest, widest) => format!("[1-9][0-9]{{{},{}}}", narrowest - 1, widest - 1),
    }
}

/// Digits from those of the first to those of the last, which are as many.
fn of_width(first: &[u8], last: &[u8]) -> String {
    let (Some((low, above)), Some((high, below))) = (first.split_first(), last.split_first()) else {
        return String::new();
    };
    let (mut low, mut high) = (*low, *high);
    let begins = above.iter().all(|digit| *digit == b'0');
    let ends = below.iter().all(|digit| *digit == b'9');
    if low == high && !(begins && ends) {
        return format!("{}{}", char::from(low), of_width(above, below));
    }
    let (mut choices, mut last_choice) = (Vec::new(), None);
    if !begins {
        choices.push(format!("{}{}", char::from(low), of_width(above, &vec![b'9'; above.len()])));
        low += 1;
    }
    if !ends {
        last_choice = Some(format!("{}{}", char::from(high), of_width(&vec![b'0'; below.len()], below)));
        high -= 1;
    }
    if low <= high {
        choices.push(format!("{}{}", class(low, high), any(above.len())));
    }
    choices.extend(last_choice);
    either(choices)
}

fn any(width: usize) -> String {
    match width {
        0 => String::new(),
        1 => "[0-9]".to_owned(),
        width => format!("[0-9]{{{width}}}"),
    }
}

/// Digits from one to another.
fn class(first: u8, last: u8) -> String {
    match (char::from(first), char::from(last)) {
        (first, last) if first == last => first.to_string(),
        (first, last) => format!("[{first}-{last}]"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_written_in_few_words() {
        for (first, last, expected) in [
            (1, 9, "[1-9]"),
            (5, 5, "5"),
            (1, 10, "(?:[1-9]|10)"),
            (1, 999, "[1-9][0-9]{0,2}"),
            (10, 99, "[1-9][0-9]"),
            (1, 255, "(?:[1-9][0-9]{0,1}|(?:1[0-9]{2}|2(?:[0-4][0-9]|5[0-5])))"),
            (7, 23, "(?:[7-9]|(?:1[0-9]|2[0-3]))"),
            (120, 129, "12[0-9]"),
        ] {
            assert_eq!(between(first, last), expected, "{first} to {last}");
        }
    }

    #[cfg(feature = "regex")]
    #[test]
    fn a_run_has_its_numbers_and_no_others() {
        for (first, last) in
            [(1, 1), (1, 12), (3, 8), (9, 10), (98, 1002), (100, 199), (305, 1999), (1, 1999), (999, 1000)]
        {
            let pattern = regex::Regex::new(&format!("^(?:{})$", between(first, last))).unwrap();
            for number in 0..2100 {
                let is_in = (first..=last).contains(&number);
                assert_eq!(pattern.is_match(&number.to_string()), is_in, "{number} from {first} to {last}");
            }
        }
        let widest = regex::Regex::new(&format!("^(?:{})$", between(1, u128::MAX))).unwrap();
        assert!(widest.is_match(&u128::MAX.to_string()) && !widest.is_match(&format!("{}0", u128::MAX)));
    }
}
