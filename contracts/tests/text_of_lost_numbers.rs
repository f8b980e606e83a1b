//! Numbers of an enum that the Rust type does not hold, in the text format: kept where the message keeps them, else refused.

use contracts::text::{self, Options};
use contracts::{UnknownFields, contract};
use std::collections::BTreeMap;

contracts::package!("shop.v1");

#[contract]
#[derive(Debug, Clone, PartialEq)]
struct Graded {
    #[member(1)]
    grade: Grade,
    #[member(2)]
    grades: Vec<Grade>,
    #[member(3)]
    by_name: BTreeMap<String, Grade>,
    #[member(4)]
    inner: Vec<Graded>,
    #[member(5)]
    keeping: Option<Keeping>,
}

#[contract]
#[derive(Debug, Clone, PartialEq)]
struct Keeping {
    #[member(1)]
    grade: Grade,
    #[member(2)]
    grades: Vec<Grade>,
    #[unknown]
    unknown: UnknownFields,
}

#[contract]
#[derive(Debug, Clone, Copy, PartialEq)]
enum Grade {
    #[member(name = "POOR")]
    Poor = 0,
    #[member(name = "GOOD")]
    Good = 1,
}

#[test]
fn a_number_that_would_be_lost_is_refused() {
    let refuses = |text: &str, expected: &str| {
        let refused = text::from_str::<Graded>(text).map_err(|error| error.to_string());
        assert_eq!(refused, Err(format!("{expected}: the enum shop.v1.Grade has no value `7`")), "{text}");
        let lenient = text::from_str_with::<Graded>(text, Options { unknown_fields: true, ..Options::default() });
        assert!(lenient.is_ok(), "{text}: {lenient:?}");
    };
    refuses("grade: 7", "1:8: Graded.grade");
    refuses("grades: [1,\n 7, 0]", "2:2: Graded.grades[1]");
    refuses("grades: 0 grades: 1 grades: 7", "1:29: Graded.grades[2]");
    refuses("by_name { value: 1 } by_name { key: 'a' value: 7 }", "1:48: Graded.by_name[1].value");
    refuses("grade: 1 inner { grade: 0 } inner {\n  inner { grade: 7 } }", "2:18: Graded.inner[1].inner[0].grade");
    // What the message keeps is not lost.
    refuses("keeping { grade: 7 } grade: 7", "1:29: Graded.grade");
    let text = "keeping {\n  grades: GOOD\n  grades: POOR\n  grades: 7\n}\n";
    let read: Graded = text::from_str("keeping { grades: [1, 7, 0] }").unwrap();
    let keeping = read.keeping.clone().unwrap();
    assert_eq!((keeping.grades, keeping.unknown.as_bytes()), (vec![Grade::Good, Grade::Poor], &[0x10, 7][..]));
    assert_eq!(text::to_string(&read), text);
    assert_eq!(text::from_str(text), Ok(read));
}
