//! Python's protobuf and ours write the same bytes for the same values, and each reads what the other wrote.

mod exported;
mod peer;
mod samples;
mod values;

use std::fmt::Debug;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use anyhow::Result;
use contracts::Message;
use contracts::descriptor::{Comments, Descriptors};
use peer::Peer;
use proptest::prelude::{Strategy, any};
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use samples::{Keeping, Lists, Maps, Numbers, Presence, Texts, Tree};
use tests::toolchain::Toolchain;

#[test]
fn numbers_are_the_same_bytes() {
    python_rewrites(values::numbers());
    python_invents::<Numbers>();
}

#[test]
fn texts_are_the_same_bytes() {
    python_rewrites(values::texts());
    python_invents::<Texts>();
}

#[test]
fn absent_members_and_oneofs_are_the_same_bytes() {
    python_rewrites(values::presence());
    python_invents::<Presence>();
}

#[test]
fn lists_are_the_same_bytes() {
    python_rewrites(values::lists());
    python_invents::<Lists>();
}

#[test]
fn maps_are_the_same_bytes() {
    python_rewrites(values::maps(1));
    python_invents::<Maps>();
}

#[test]
fn maps_of_many_entries_are_the_same_values() {
    check(values::maps(5), |value| {
        let theirs = python().rewritten::<Maps>(&value.encode_to_vec()).map_err(failed)?;
        let read = Maps::decode(&theirs).map_err(|error| failed(error.into()))?;
        expect_same(&value.encode_to_vec(), &Ok(read.encode_to_vec()))
    });
}

#[test]
fn recursive_messages_are_the_same_bytes() {
    python_rewrites(values::tree());
    python_invents::<Tree>();
}

#[test]
fn narrow_types_are_the_same_bytes() {
    python_rewrites(values::narrow());
}

#[test]
fn undeclared_fields_are_the_same_bytes() {
    check(values::keeping(), |value| {
        let ours = value.encode_to_vec();
        expect_same(&ours, &python().kept::<Keeping>(&ours))
    });
}

/// Python reads what we write of a value and writes the same; we read the value from that.
fn python_rewrites<M: Message + Debug + PartialEq>(values: impl Strategy<Value = M>) {
    check(values, |value| {
        let ours = value.encode_to_vec();
        let theirs = python().rewritten::<M>(&ours).map_err(failed)?;
        let read = M::decode(&theirs).map_err(|error| failed(error.into()))?;
        expect_same(&ours, &Ok(theirs))?;
        if read != value {
            return Err(TestCaseError::fail(format!("read back as {read:?}")));
        }
        Ok(())
    });
}

/// We read what Python writes of values that it makes up, and write the same.
fn python_invents<M: Message>() {
    check(any::<u64>(), |seed| {
        let theirs = python().invented::<M>(seed).map_err(failed)?;
        let value = M::decode(&theirs).map_err(|error| failed(error.into()))?;
        expect_same(&theirs, &Ok(value.encode_to_vec()))
    });
}

fn check<T: Debug>(values: impl Strategy<Value = T>, property: impl Fn(T) -> Result<(), TestCaseError>) {
    Toolchain::Python.require().unwrap_or_else(|missing| panic!("{missing}"));
    let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::with_cases(200) });
    runner.run(&values, property).unwrap_or_else(|error| panic!("{error}"));
}

fn expect_same(expected: &[u8], found: &Result<Vec<u8>>) -> Result<(), TestCaseError> {
    match found {
        Ok(found) if found == expected => Ok(()),
        Ok(found) => Err(TestCaseError::fail(format!("expected {expected:02x?}\nfound    {found:02x?}"))),
        Err(error) => Err(TestCaseError::fail(format!("{error:#}"))),
    }
}

fn failed(error: anyhow::Error) -> TestCaseError {
    TestCaseError::fail(format!("{error:#}"))
}

/// The one Python of this process.
fn python() -> MutexGuard<'static, Peer> {
    static PYTHON: LazyLock<Result<Mutex<Peer>>> = LazyLock::new(|| {
        let descriptors = Descriptors::from_roots(samples::ROOTS);
        assert!(descriptors.violations.is_empty(), "{:#?}", descriptors.violations);
        Ok(Mutex::new(Peer::start(&descriptors.encode_file_descriptor_set(Comments::Without))?))
    });
    match PYTHON.as_ref() {
        Ok(peer) => peer.lock().unwrap_or_else(PoisonError::into_inner),
        Err(error) => panic!("{error:#}"),
    }
}
