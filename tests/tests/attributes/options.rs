//! Options of `docs/attributes.md`.

use contracts::{contract, wkt};

contracts::package!(
    "vault.v1",
    options(go_package = "acme.test/vault/v1;vaultv1"),
    option("[vault.v1.team]: 'billing'")
);

/// What is said of a value.
#[contract(extends = wkt::FieldOptions)]
#[derive(Debug, Clone, PartialEq)]
pub struct Sensitivity {
    /// How secret it is.
    #[member(50001)]
    pub level: Option<Level>,
}

/// How secret a value is.
#[contract]
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Level {
    /// Nothing is said.
    Unspecified = 0,
    /// Nobody else may know it.
    High = 1,
}

/// What is said of a file.
#[contract(extends = wkt::FileOptions)]
#[derive(Debug, Clone, PartialEq)]
pub struct Ownership {
    /// Who answers for it.
    #[member(50001)]
    pub team: Option<String>,
}

/// An account.
#[contract(option("no_standard_descriptor_accessor: true"))]
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// Given by the bank. JavaScript has no such numbers.
    #[member(1, option("jstype: JS_STRING, [google.api.field_behavior]: OUTPUT_ONLY"))]
    pub number: u64,
    /// Known to the owner.
    #[member(2, redact, option(Sensitivity { level: Some(Level::High) }))]
    pub password: String,
}
