//! Rules of masks, and of the headers that need not be those of the standard.

use contracts::contract;
use contracts::wkt::FieldMask;

use crate::judge::Case;

contracts::package!("rules.v1");

/// A mask for each rule, and headers.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Masks {
    /// `const`
    #[member(1, validate(const = ["a", "b.c"]))]
    only: Option<FieldMask>,
    /// `in`
    #[member(2, validate(in = ["a", "b.c"]))]
    some: Option<FieldMask>,
    /// `not_in`
    #[member(3, validate(not_in = ["a", "b.c"], example = [["d"], ["e", "f"]]))]
    others: Option<FieldMask>,
    /// `required`
    #[member(4, validate(required, in = ["a"]))]
    required: Option<FieldMask>,
    /// Each of a list.
    #[member(5, validate(items(not_in = ["a"])))]
    all: Vec<FieldMask>,
    /// `http_header_name`
    #[member(6, validate(ignore = if_zero, http_header_name, strict = false, example = ["x-a", ":path"]))]
    name: String,
    /// `http_header_value`
    #[member(7, validate(strict = false, http_header_value))]
    value: String,
    /// `http_header_name`, also when there is none.
    #[member(8, validate(http_header_name, strict = false))]
    any_name: Option<String>,
    /// Only said.
    #[member(9, validate(example = [1, 2]))]
    number: i32,
}

fn mask(paths: &[&str]) -> Option<FieldMask> {
    Some(FieldMask { paths: paths.iter().map(|path| (*path).to_owned()).collect() })
}

pub(crate) fn cases() -> Vec<Case> {
    let right = Masks { required: mask(&["a"]), ..Masks::default() };
    let all: [&[&str]; 12] = [
        &[],
        &[""],
        &["a"],
        &["a", "b.c"],
        &["b.c", "a"],
        &["a.x", "b.c.d.e"],
        &["b"],
        &["b.cd"],
        &["ab"],
        &["d", "a"],
        &["a", "a"],
        &["."],
    ];
    let masks = all.into_iter().flat_map(|paths| {
        [
            Masks { only: mask(paths), ..right.clone() },
            Masks { some: mask(paths), ..right.clone() },
            Masks { others: mask(paths), ..right.clone() },
            Masks { required: mask(paths), ..right.clone() },
            Masks { all: mask(&["x"]).into_iter().chain(mask(paths)).collect(), ..right.clone() },
        ]
    });
    let texts = ["x-a", "x a", "a:b", "", "a\nb", "a\r", "\0", "\u{7f}", "a\tb", "ä", ":"];
    let headers = texts.map(|text| Masks {
        name: text.to_owned(),
        value: text.to_owned(),
        any_name: Some(text.to_owned()),
        number: 7,
        ..right.clone()
    });
    masks.chain(headers).chain([right.clone(), Masks::default()]).map(|masks| Case::of(&masks)).collect()
}
