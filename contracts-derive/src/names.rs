//! Names in protobuf: how Rust names are converted, and what JSON calls a field.

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use syn::Ident;
use syn::ext::IdentExt;

/// The name of a Rust item without the `r#` of a raw identifier.
pub fn unraw(ident: &Ident) -> String {
    ident.unraw().to_string()
}

/// The name of a oneof's member: `DoNotContact` is `do_not_contact`.
pub fn oneof_member(variant: &Ident) -> String {
    unraw(variant).to_snake_case()
}

/// The name of an enum's value: `Admin` of `UserRole` is `USER_ROLE_ADMIN`.
pub fn enum_value(enumeration: &str, variant: &Ident) -> String {
    format!("{}_{}", enumeration.to_shouty_snake_case(), unraw(variant).to_shouty_snake_case())
}

/// The name of an operation: `get_user` is `GetUser`.
pub fn operation(method: &Ident) -> String {
    unraw(method).to_upper_camel_case()
}

/// The name that protobuf derives for JSON: `display_name` is `displayName`.
pub fn json(field: &str) -> String {
    let mut json = String::with_capacity(field.len());
    let mut upper = false;
    for letter in field.chars() {
        if letter == '_' {
            upper = true;
            continue;
        }
        json.push(if upper { letter.to_ascii_uppercase() } else { letter });
        upper = false;
    }
    json
}

/// The candidate nearest to a misspelled word, if any is near.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near = |candidate: &&str| distance(word, candidate) <= 1 + candidate.len() / 4;
    candidates.into_iter().filter(near).min_by_key(|candidate| distance(word, candidate))
}

/// The number of letters to insert, remove, replace or swap with their neighbour.
fn distance(left: &str, right: &str) -> usize {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    let mut rows = vec![(0..=right.len()).collect::<Vec<_>>()];
    for (i, a) in left.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in right.iter().enumerate() {
            let mut best = (rows[i][j] + usize::from(a != b)).min(rows[i][j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == right[j - 1] && left[i - 1] == *b {
                best = best.min(rows[i - 1][j - 1] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[left.len()][right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_names_are_lower_camel_case() {
        for (field, json_name) in [("display_name", "displayName"), ("a__b", "aB"), ("_x", "X"), ("v4_id", "v4Id")] {
            assert_eq!(json(field), json_name);
        }
    }

    #[test]
    fn a_misspelled_word_finds_its_neighbour() {
        let options = ["zigzag", "fixed", "unpacked", "redact"];
        for (word, expected) in
            [("zigzga", Some("zigzag")), ("zig_zag", Some("zigzag")), ("redacted", Some("redact")), ("colour", None)]
        {
            assert_eq!(nearest(word, options), expected, "{word}");
        }
    }
}
