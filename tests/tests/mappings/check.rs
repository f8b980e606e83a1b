//! The questions that Python is asked, and what its answers must be.

use std::fmt::Debug;
use std::sync::{LazyLock, Mutex, PoisonError};

use anyhow::{Result, bail, ensure};
use contracts::Message;
use contracts::descriptor::{Comments, Descriptors};
use contracts::registry::Root;
use proptest::prelude::{Strategy, any};
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tests::toolchain::Toolchain;

use crate::peer::Peer;
use crate::{samples, types};

/// What travels in both directions, as bytes and as JSON.
///
/// Python makes values up as `maker` says; it is empty where the declaration says it all.
pub(crate) fn json_survives<M>(values: impl Strategy<Value = M>, maker: &str)
where
    M: Message + Debug + PartialEq + Serialize + DeserializeOwned,
{
    check(values, |value| {
        let ours = rewritten(&value)?;
        same_json::<M>(&ours)
    });
    check(any::<u64>(), |seed| same_json::<M>(&invented::<M>(maker, seed)?));
}

/// What travels in both directions as bytes.
pub(crate) fn bytes_survive<M: Message + Debug + PartialEq>(values: impl Strategy<Value = M>, maker: &str) {
    check(values, |value| rewritten(&value).map(drop));
    check(any::<u64>(), |seed| invented::<M>(maker, seed).map(drop));
}

/// Checks a property of some values.
pub(crate) fn check<T: Debug>(values: impl Strategy<Value = T>, property: impl Fn(T) -> Result<()>) {
    let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::with_cases(64) });
    let property = |value| property(value).map_err(|error| TestCaseError::fail(format!("{error:#}")));
    runner.run(&values, property).unwrap_or_else(|error| panic!("{error}"));
}

/// Python reads what we write of a value and writes the same; we read the value from that.
pub(crate) fn rewritten<M: Message + Debug + PartialEq>(value: &M) -> Result<Vec<u8>> {
    let ours = value.encode_to_vec();
    expect_same(&ours, &python(|it| it.rewritten::<M>(&ours))?)?;
    let read = M::decode(&ours)?;
    ensure!(read == *value, "read back as {read:?}");
    Ok(ours)
}

/// We read what Python writes of values that it makes up, and write the same.
fn invented<M: Message + Debug>(maker: &str, seed: u64) -> Result<Vec<u8>> {
    let theirs = python(|it| it.invented::<M>(maker, seed))?;
    let value = M::decode(&theirs)?;
    expect_same(&theirs, &value.encode_to_vec())?;
    Ok(theirs)
}

/// Each reads the JSON that the other writes of a message, and means the same by it.
pub(crate) fn same_json<M: Message + Debug + Serialize + DeserializeOwned>(bytes: &[u8]) -> Result<()> {
    let ours = serde_json::to_string(&M::decode(bytes)?)?;
    let theirs = python(|it| it.json_of::<M>(bytes))?;
    let (tree, expected) = (parsed(&ours)?, parsed(&theirs)?);
    ensure!(tree == expected, "expected {theirs}\nfound    {ours}");
    expect_same(bytes, &python(|it| it.read_json::<M>(&ours))?)?;
    expect_same(bytes, &serde_json::from_str::<M>(&theirs)?.encode_to_vec())
}

/// JSON in which 1 is 1.0.
fn parsed(json: &str) -> Result<serde_json::Value> {
    let mut tree = serde_json::from_str(json)?;
    make_numbers_floats(&mut tree);
    Ok(tree)
}

fn make_numbers_floats(tree: &mut serde_json::Value) {
    match tree {
        serde_json::Value::Number(number) => *tree = number.as_f64().into(),
        serde_json::Value::Array(values) => values.iter_mut().for_each(make_numbers_floats),
        serde_json::Value::Object(members) => members.values_mut().for_each(make_numbers_floats),
        serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::String(_) => {}
    }
}

pub(crate) fn expect_same(expected: &[u8], found: &[u8]) -> Result<()> {
    ensure!(found == expected, "expected {expected:02x?}\nfound    {found:02x?}");
    Ok(())
}

/// All messages of this test.
pub(crate) fn roots() -> Vec<Root> {
    samples::ROOTS.iter().copied().chain(types::roots()).collect()
}

/// Asks the one Python of this process.
pub(crate) fn python<T>(ask: impl FnOnce(&mut Peer) -> Result<T>) -> Result<T> {
    static PYTHON: LazyLock<Result<Mutex<Peer>>> = LazyLock::new(|| {
        Toolchain::Python.require()?;
        let descriptors = Descriptors::from_roots(&roots());
        ensure!(descriptors.violations.is_empty(), "{:#?}", descriptors.violations);
        Ok(Mutex::new(Peer::start(&descriptors.encode_file_descriptor_set(Comments::Without))?))
    });
    match PYTHON.as_ref() {
        Ok(peer) => ask(&mut peer.lock().unwrap_or_else(PoisonError::into_inner)),
        Err(error) => bail!("{error:#}"),
    }
}
