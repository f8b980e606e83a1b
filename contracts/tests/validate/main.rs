//! Rules of messages: what `validate` finds, and what a server refuses.

mod borrowed;
mod contracts_with_rules;
mod details;
mod served;

use contracts::Message;
use contracts_with_rules::{Basket, Choice, Each, Kinds, Line};

#[track_caller]
fn check<M: Message>(message: &M, expected: &[(&str, &str)]) {
    let violations = message.validate().err();
    let violations = violations.iter().flatten();
    let found: Vec<_> = violations.map(|it| (it.field_path(), it.rule_id().to_owned())).collect();
    let found: Vec<_> = found.iter().map(|(path, id)| (path.as_str(), id.as_str())).collect();
    assert_eq!(found, expected);
}

fn line() -> Line {
    Line { sku: "tea-1".to_owned(), quantity: 1 }
}

fn basket() -> Basket {
    Basket {
        email: "ada@example.com".to_owned(),
        lines: vec![line()],
        labels: [("a".to_owned(), "1".to_owned())].into(),
        note: None,
        choice: Some(Choice::Line(line())),
        ..Basket::default()
    }
}

#[test]
fn what_keeps_its_rules_is_right() {
    check(&basket(), &[]);
    check(&Kinds::right(), &[]);
}

#[test]
fn every_broken_rule_is_found_with_its_path() {
    let mut broken = basket();
    broken.email.clear();
    broken.lines.push(Line { sku: "Tea".to_owned(), quantity: 1000 });
    broken.labels.insert("too-long".to_owned(), String::new());
    broken.note = Some(String::new());
    broken.choice = Some(Choice::Line(Line { sku: "tea-1".to_owned(), quantity: 0 }));
    check(
        &broken,
        &[
            ("email", "required"),
            ("lines[1].sku", "string.pattern"),
            ("lines[1].quantity", "uint32.gte_lte"),
            ("labels[\"too-long\"]", "string.max_len"),
            ("labels[\"too-long\"]", "string.min_len"),
            ("note", "string.min_len"),
            ("line.quantity", "uint32.gte_lte"),
        ],
    );
    check(&Basket { choice: None, ..basket() }, &[("choice", "required")]);
    check(&Basket { choice: Some(Choice::Code("x".to_owned())), ..basket() }, &[("code", "string.len")]);
}

#[test]
fn functions_say_what_no_rule_says() {
    let mut wrong = basket();
    wrong.first = 2;
    wrong.last = 1;
    check(&wrong, &[("", "basket.order")]);
    wrong.first = 13;
    wrong.last = 13;
    check(&wrong, &[("first", "basket.first")]);
}

#[test]
fn functions_say_which_element_is_wrong() {
    let named = [("bad".to_owned(), 1), ("good".to_owned(), 13)].into();
    let each = Each { numbers: vec![1, 13, 2, 13], named };
    check(
        &each,
        &[
            ("numbers[1]", "each.no_13"),
            ("numbers[3]", "each.no_13"),
            ("named[\"bad\"]", "each.key"),
            ("named[\"good\"]", "each.no_13"),
        ],
    );
    let keys: Vec<bool> = each.validate().unwrap_err().iter().map(|violation| violation.for_key()).collect();
    assert_eq!(keys, [false, false, true, false]);
}

#[test]
fn a_violation_reads_as_a_sentence() {
    let violations = Basket { email: "ada".to_owned(), lines: vec![], ..basket() }.validate().unwrap_err();
    assert_eq!(violations.to_string(), "email must be an email address; lines must have at least 1 elements");
}
