//! The contracts that are exported: the same on every run.

use fastrand::Rng;
use std::fmt::Write as _;

/// The crates. Each knows those before it.
pub(crate) const AREAS: [&str; 8] =
    ["people", "catalog", "orders", "billing", "logistics", "support", "analytics", "platform"];
/// What the packages of a crate are about.
const SUBJECTS: [&str; 25] = [
    "Account",
    "Address",
    "Article",
    "Basket",
    "Booking",
    "Carrier",
    "Category",
    "Contract",
    "Customer",
    "Delivery",
    "Device",
    "Discount",
    "Invoice",
    "Journey",
    "Location",
    "Message",
    "Order",
    "Payment",
    "Product",
    "Report",
    "Session",
    "Stock",
    "Ticket",
    "Vehicle",
    "Warehouse",
];
/// The messages of a package, in which `*` stands for what it is about. One holds only those before it.
const MESSAGES: [&str; 10] = [
    "*Details",
    "*",
    "*Event",
    "*Filter",
    "Create*Request",
    "Create*Response",
    "List*Request",
    "List*Response",
    "Watch*Request",
    "Watch*Response",
];
/// What members are called.
const NAMES: [&str; 16] = [
    "name",
    "title",
    "notes",
    "total",
    "count",
    "state",
    "origin",
    "target",
    "amount",
    "reference",
    "label",
    "limit",
    "region",
    "source",
    "owner",
    "priority",
];

/// A crate of contracts.
pub(crate) struct Area {
    pub(crate) name: &'static str,
    /// Its source files, by name.
    pub(crate) files: Vec<(String, String)>,
}

/// So many packages of protobuf in each of the crates, ten messages in each package.
pub(crate) fn areas(packages: usize) -> Vec<Area> {
    let mut rng = Rng::with_seed(0x5EED);
    AREAS.iter().enumerate().map(|(index, name)| area(&mut rng, index, name, packages)).collect()
}

fn area(rng: &mut Rng, index: usize, name: &'static str, packages: usize) -> Area {
    let subjects = &SUBJECTS[..packages.min(SUBJECTS.len())];
    let modules = subjects.iter().map(|it| format!("/// A module.\npub mod {};\n", it.to_lowercase()));
    let mut files = vec![("lib.rs".to_owned(), format!("//! Contracts.\n\n{}", modules.collect::<String>()))];
    for (place, subject) in subjects.iter().enumerate() {
        let crates = AREAS[..index].iter().flat_map(|area| subjects.iter().map(move |it| (format!("{area}_api"), it)));
        let own = subjects[..place].iter().map(|it| ("crate".to_owned(), it));
        let others = crates.chain(own).map(|(root, it)| format!("{root}::{}::{it}Details", it.to_lowercase()));
        files.push((format!("{}.rs", subject.to_lowercase()), module(rng, name, subject, &others.collect::<Vec<_>>())));
    }
    Area { name, files }
}

fn module(rng: &mut Rng, area: &str, subject: &str, others: &[String]) -> String {
    let package = subject.to_lowercase();
    let mut code = format!(
        "//! A module.\n\n#![allow(unused_imports)]\n\nuse contracts::{{Status, contract}};\nuse futures::Stream;\n\
         use std::collections::BTreeMap;\nuse std::time::SystemTime;\n\ncontracts::package!(\"{area}.{package}.v1\");\n\n\
         /// In which state it is.\n#[contract]\n#[derive(Debug, Clone, Copy, PartialEq)]\npub enum {subject}Status {{\n    \
         /// It is not known.\n    Unspecified = 0,\n    /// It is in use.\n    Active = 1,\n    \
         /// It is waited for.\n    Waiting = 2,\n    /// It is no longer used.\n    #[deprecated]\n    Closed = 3,\n}}\n"
    );
    let names = MESSAGES.map(|name| name.replace('*', subject));
    for (place, name) in names.iter().enumerate() {
        let known: Vec<&str> = names[..place].iter().chain(others).map(String::as_str).collect();
        message(&mut code, rng, name, subject, &known);
    }
    let _ = write!(
        code,
        "\n/// Keeps what the package is about,\n/// and tells of it.\n#[contract]\npub trait {subject}Service {{\n    \
         /// Makes one.\n    #[operation(http(post = \"/v1/{area}/{package}\", body = \"*\"))]\n    \
         async fn create_{package}(&self, request: Create{subject}Request) -> Result<Create{subject}Response, Status>;\n    \
         /// Finds some.\n    #[operation(idempotency = no_side_effects)]\n    \
         async fn list_{package}(&self, request: List{subject}Request) -> Result<List{subject}Response, Status>;\n    \
         /// Follows what changes.\n    #[operation]\n    \
         async fn watch_{package}(&self, request: Watch{subject}Request) \
         -> Result<impl Stream<Item = Result<Watch{subject}Response, Status>>, Status>;\n}}\n"
    );
    code
}

fn message(code: &mut String, rng: &mut Rng, name: &str, subject: &str, known: &[&str]) {
    let mut names = NAMES;
    rng.shuffle(&mut names);
    let _ = write!(
        code,
        "\n/// What is said of it, in a sentence that is as long as such sentences are.\n///\n/// And in another one.\n\
         #[contract]\n#[derive(Debug, Clone, PartialEq)]\npub struct {name} {{\n"
    );
    for (member, number) in names[..rng.usize(4..=12)].iter().zip(1..) {
        let ty = ty(rng, subject, known);
        let _ = write!(code, "    /// What the member holds.\n    #[member({number})]\n    pub {member}: {ty},\n");
    }
    *code += "}\n";
}

/// The type of a member, as often as it occurs in the contracts of a platform.
fn ty(rng: &mut Rng, subject: &str, known: &[&str]) -> String {
    let message = |rng: &mut Rng| rng.choice(known).copied().unwrap_or("bool");
    match rng.u32(0..100) {
        0..34 => "String".to_owned(),
        34..42 => "i64".to_owned(),
        42..50 => "u32".to_owned(),
        50..58 => "bool".to_owned(),
        58..62 => "f64".to_owned(),
        62..66 => "Vec<u8>".to_owned(),
        66..72 => "Option<String>".to_owned(),
        72..76 => "Vec<String>".to_owned(),
        76..80 => "BTreeMap<String, String>".to_owned(),
        80..84 => "SystemTime".to_owned(),
        84..90 => format!("{subject}Status"),
        90..95 => format!("Option<{}>", message(rng)),
        _ => format!("Vec<{}>", message(rng)),
    }
}
