//! Notes as text, as people write them into files.

use contracts::text::{self, Options};
use notes::{Note, Priority, Subject};
use std::time::SystemTime;

const WATER: &str = "\
id: 1
text: \"water the plants\"
written_at {
}
priority: PRIORITY_URGENT
day: 20000
";

fn water() -> Note {
    Note {
        id: 1,
        text: "water the plants".to_owned(),
        written_at: SystemTime::UNIX_EPOCH,
        priority: Priority::Urgent,
        subject: Some(Subject::Day(20_000)),
    }
}

#[test]
fn a_note_is_printed_and_read() {
    assert_eq!(text::to_string(&water()), WATER);
    assert_eq!(text::from_str(WATER), Ok(water()));
    // As people write it: on one line or many, with comments, in any order.
    let note = text::from_str("priority: 1, text: 'water' ' the plants'  # soon\n id: 0x1; day: 20000 written_at <>");
    assert_eq!(note, Ok(water()));
    let single_line = Options { single_line: true, ..Options::default() };
    assert_eq!(text::to_string_with(&Note { id: 7, ..Note::default() }, single_line), "id: 7 written_at { }");
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let error = text::from_str::<Note>("id: 1\npriority: LATER").unwrap_err();
    assert_eq!(error.to_string(), "2:11: Note.priority: the enum notes.v1.Priority has no value `LATER`");
}
