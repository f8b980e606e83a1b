//! The contracts that are exported: what a program that links them tells.

use std::collections::BTreeMap;

use anyhow::Result;
use contracts::descriptor::Descriptors;
use contracts::openapi::{self, Info, Mistake};
use serde_json::Value;

/// Who knows the contracts.
pub(crate) trait Contracts {
    /// All that is declared.
    fn descriptors(&self) -> Result<Descriptors>;

    /// The OpenAPI document of all operations with an `http` binding.
    fn open_api(&self, info: &Info) -> Result<Value>;

    /// The JSON Schemas of all messages, by full name.
    fn json_schemas(&self) -> Result<BTreeMap<String, Value>>;
}

/// This program links the contracts itself.
pub(crate) struct Linked;

impl Contracts for Linked {
    fn descriptors(&self) -> Result<Descriptors> {
        Ok(contracts::options::described())
    }

    fn open_api(&self, info: &Info) -> Result<Value> {
        openapi::of_registry(info).map_err(|mistakes| {
            let mistakes: Vec<String> = mistakes.iter().map(Mistake::to_string).collect();
            anyhow::anyhow!(mistakes.join("\n"))
        })
    }

    fn json_schemas(&self) -> Result<BTreeMap<String, Value>> {
        Ok(contracts::json_schema::of_registry())
    }
}
