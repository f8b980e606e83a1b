//! The JSON Schema of a contract takes what the decoder takes, and all that the encoder writes.

mod draw;
mod gap;
mod grammar;
mod json;
mod mutation;
mod number;
mod past;
mod refusing;
mod ruled;
mod rules;
mod samples;
mod wire;

use std::cell::Cell;

use contracts::Message;
use contracts::json::{Options, from_str, to_string};
use contracts::schema::Domain;
use jsonschema::Validator;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use schemars::{JsonSchema, schema_for};
use serde::Serialize;
use serde::de::DeserializeOwned;

use draw::{Draw, decisions};
use json::Json;

/// A message with JSON and its schema.
trait Sample: Message + Serialize + DeserializeOwned + JsonSchema {}
impl<M: Message + Serialize + DeserializeOwned + JsonSchema> Sample for M {}

macro_rules! each_sample {
    ($($name:ident: $place:ident::$sample:ident;)*) => {$(
        mod $name {
            use super::$place::$sample;

            #[test]
            fn what_is_written_is_of_the_schema() {
                super::what_is_written_is_of_the_schema::<$sample>();
            }

            #[test]
            fn every_spelling_is_read_and_of_the_schema() {
                super::every_spelling_is_read_and_of_the_schema::<$sample>();
            }

            #[test]
            fn what_is_changed_is_read_if_it_is_of_the_schema() {
                super::what_is_changed_is_read_if_it_is_of_the_schema::<$sample>();
            }
        }
    )*};
}

each_sample! {
    numbers: samples::Numbers;
    texts: samples::Texts;
    times: samples::Times;
    collections: samples::Collections;
    choices: samples::Choices;
    known: samples::Known;
    required_and_extended: past::Person;
    refused: refusing::Refusing;
    foreign: refusing::Foreign;
}

fn what_is_written_is_of_the_schema<M: Sample>() {
    let (validator, written) = (validator::<M>(), Cell::new(0));
    check(200, |mut draw| {
        let Ok(message) = M::decode(&wire::message(M::schema(), &mut draw)) else { return Ok(()) };
        for options in all_options() {
            let Ok(text) = to_string(&message, options) else { continue };
            expect(is_valid(&validator, &text) == Some(true), || format!("written but not of the schema: {text}"))?;
            let read = serde_json::from_str::<M>(&text);
            expect(read.is_ok(), || format!("written but not read: {text}: {:?}", read.err()))?;
            written.set(written.get() + 1);
        }
        Ok(())
    });
    assert!(written.get() > 100, "of 1600 only {} were written", written.get());
}

fn every_spelling_is_read_and_of_the_schema<M: Sample>() {
    let validator = validator::<M>();
    check(300, |mut draw| {
        let text = grammar::message(M::schema(), Domain::All, &mut draw).to_string();
        let read = serde_json::from_str::<M>(&text);
        expect(read.is_ok(), || format!("not read: {text}: {:?}", read.err()))?;
        expect(is_valid(&validator, &text) == Some(true), || format!("read but not of the schema: {text}"))
    });
}

fn what_is_changed_is_read_if_it_is_of_the_schema<M: Sample>() {
    let (validator, read, refused) = (validator::<M>(), Cell::new(0), Cell::new(0));
    check(1000, |mut draw| {
        let document = grammar::message(M::schema(), Domain::All, &mut draw.split());
        let document = mutation::mutated(&document, &mut draw);
        let verdict = agree::<M>(&validator, &document)?;
        let count = if verdict { &read } else { &refused };
        count.set(count.get() + 1);
        Ok(())
    });
    assert!(read.get() > 50 && refused.get() > 50, "{} were read and {} refused", read.get(), refused.get());
}

/// Whether the decoder and the schema take a document, about which they must be of one mind but for the gap.
fn agree<M: Sample>(validator: &Validator, document: &Json) -> Result<bool, TestCaseError> {
    let text = document.to_string();
    let reads = |text: &str| serde_json::from_str::<M>(text).is_ok();
    let read = reads(&text);
    expect(from_str::<M>(&text, Options::default()).is_ok() == read, || format!("read by one parser alone: {text}"))?;
    if document.has_duplicates() {
        expect(!read, || format!("one name twice, and read: {text}"))?;
        return Ok(false);
    }
    let valid = is_valid(validator, &text).unwrap_or(false);
    expect(valid || !read, || format!("read but not of the schema: {text}"))?;
    if valid && !read {
        let error = serde_json::from_str::<M>(&text).err();
        if error.as_ref().is_some_and(|error| error.to_string().contains("one inside another, too deep")) {
            return Ok(false);
        }
        let closed = gap::closed(M::schema(), document).to_string();
        expect(reads(&closed), || format!("of the schema but not read: {text}\n{error:?}"))?;
    }
    Ok(read)
}

#[test]
fn a_text_of_one_kind_is_not_taken_for_one_of_another() {
    let validator = validator::<samples::Collections>();
    let entry = |key: &str, value: Json| (key.to_owned(), value);
    let by_small = Json::Object(vec![entry("0", Json::text("1e18"))]);
    let by_zigzag = Json::Object(vec![entry("0", Json::bare("0")), entry("0.0", Json::bare("0"))]);
    let document = Json::Object(vec![entry("bySmall", by_small), entry("byZigzag", by_zigzag)]);
    assert!(!agree::<samples::Collections>(&validator, &document).unwrap());
}

#[test]
fn null_is_a_value_behind_a_surrogate_as_it_is_without() {
    let validator = validator::<refusing::Refusing>();
    let null = || ("anyOfThem".to_owned(), Json::bare("null"));
    assert!(agree::<refusing::Refusing>(&validator, &Json::Object(vec![null()])).unwrap());
    let both = Json::Object(vec![null(), ("textAlone".to_owned(), Json::text(""))]);
    assert!(!agree::<refusing::Refusing>(&validator, &both).unwrap());
    let message: refusing::Refusing = serde_json::from_str(r#"{"anyOfThem":null,"anyJson":null}"#).unwrap();
    assert_eq!(serde_json::to_string(&message).unwrap(), r#"{"anyOfThem":null,"anyJson":null}"#);
}

#[test]
fn no_document_is_a_message_without_end() {
    let validator = validator::<past::Endless>();
    let mut document = Json::Object(Vec::new());
    for _ in 0..10 {
        assert_eq!(is_valid(&validator, &document.to_string()), Some(false));
        assert!(!agree::<past::Endless>(&validator, &document).unwrap());
        document = Json::Object(vec![("nextOne".to_owned(), document)]);
    }
}

fn validator<M: Sample>() -> Validator {
    let schema = schema_for!(M).to_value();
    assert!(jsonschema::meta::is_valid(&schema), "a schema is of the schema of schemas");
    jsonschema::validator_for(&schema).unwrap_or_else(|error| panic!("{error}"))
}

/// Whether a text is of a schema; none for one that is not JSON.
fn is_valid(validator: &Validator, text: &str) -> Option<bool> {
    serde_json::from_str(text).ok().map(|value| validator.is_valid(&value))
}

fn all_options() -> impl Iterator<Item = Options> {
    (0..8).map(|bits| Options {
        unknown_fields: bits & 1 != 0,
        default_values: bits & 2 != 0,
        proto_names: bits & 4 != 0,
        ..Options::default()
    })
}

/// Checks so many cases, or as many as `PROPTEST_CASES` says.
fn check(cases: u32, property: impl Fn(Draw) -> Result<(), TestCaseError>) {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(cases);
    let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::with_cases(cases) });
    runner.run(&decisions(), |list| property(Draw::new(list))).unwrap_or_else(|error| panic!("{error}"));
}

fn expect(holds: bool, otherwise: impl FnOnce() -> String) -> Result<(), TestCaseError> {
    if holds { Ok(()) } else { Err(TestCaseError::fail(otherwise())) }
}
