//! The set of messages, enums and services that is compiled: the same on every run.

use fastrand::Rng;

/// What each module is about. Each is a package of its own.
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
/// The names of its messages, in which `*` stands for the subject. A message holds only those before it.
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
const NAMES: [&str; 24] = [
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
    "version",
    "window",
    "weight",
    "height",
    "code",
    "scope",
    "token",
    "batch",
];
/// How many of the modules have a second enum.
const SECOND_ENUMS: usize = 15;

/// A module with its messages, enums and its service.
pub(crate) struct Module {
    /// What it is about.
    pub(crate) subject: &'static str,
    /// The names of its enums.
    pub(crate) enums: Vec<String>,
    /// Its messages.
    pub(crate) messages: Vec<Message>,
    /// The operations of its service.
    pub(crate) operations: Vec<Operation>,
}

/// A message.
pub(crate) struct Message {
    /// Its name.
    pub(crate) name: String,
    /// The names and the Rust types of its members, which are numbered from one.
    pub(crate) members: Vec<(String, String)>,
    /// Whether it has a oneof, which is named as the subject and `Change`.
    pub(crate) has_oneof: bool,
}

/// An operation.
pub(crate) struct Operation {
    /// Its name.
    pub(crate) name: &'static str,
    /// The message that is sent.
    pub(crate) request: String,
    /// The message that comes back.
    pub(crate) response: String,
    /// Whether requests and responses are streams.
    pub(crate) streams: (bool, bool),
}

impl Module {
    /// The name of the module.
    pub(crate) fn name(&self) -> String {
        self.subject.to_lowercase()
    }
}

/// The set: 25 modules of ten messages and a service each, 40 enums in all.
pub(crate) fn set() -> Vec<Module> {
    let mut rng = Rng::with_seed(0x5EED);
    SUBJECTS.iter().enumerate().map(|(index, subject)| module(&mut rng, index, subject)).collect()
}

fn module(rng: &mut Rng, index: usize, subject: &'static str) -> Module {
    let mut enums = vec![format!("{subject}Status")];
    enums.extend((index < SECOND_ENUMS).then(|| format!("{subject}Kind")));
    let names = MESSAGES.map(|name| name.replace('*', subject));
    let messages = (0..names.len()).map(|place| {
        let mut known: Vec<String> = names[..place].to_vec();
        known.extend(SUBJECTS[..index].iter().map(|other| format!("crate::{}::{other}Details", other.to_lowercase())));
        Message { name: names[place].clone(), members: members(rng, &enums, &known), has_oneof: place == 2 }
    });
    Module { subject, messages: messages.collect(), operations: operations(index, &names), enums }
}

fn members(rng: &mut Rng, enums: &[String], known: &[String]) -> Vec<(String, String)> {
    let mut names = NAMES;
    rng.shuffle(&mut names);
    let count = rng.usize(3..=14);
    names[..count].iter().map(|name| ((*name).to_owned(), ty(rng, enums, known))).collect()
}

/// The type of a member, as often as it occurs in the contracts of a platform.
fn ty(rng: &mut Rng, enums: &[String], known: &[String]) -> String {
    let message = |rng: &mut Rng| rng.choice(known).cloned();
    let fixed = match rng.u32(0..100) {
        0..26 => "String",
        26..34 => "i64",
        34..42 => "u64",
        42..50 => "u32",
        50..54 => "i32",
        54..62 => "bool",
        62..66 => "f64",
        66..69 => "Vec<u8>",
        69..74 => "Option<String>",
        74..76 => "Option<u32>",
        76..79 => "Vec<String>",
        79..81 => "Vec<u64>",
        81..83 => "HashMap<String, String>",
        83..86 => "SystemTime",
        86..91 => return rng.choice(enums).cloned().unwrap_or_default(),
        91..96 => return message(rng).map_or("bool".to_owned(), |message| format!("Option<{message}>")),
        _ => return message(rng).map_or("bool".to_owned(), |message| format!("Vec<{message}>")),
    };
    fixed.to_owned()
}

fn operations(index: usize, names: &[String; 10]) -> Vec<Operation> {
    let operation = |name, request: usize, response: usize, streams| Operation {
        name,
        request: names[request].clone(),
        response: names[response].clone(),
        streams,
    };
    let mut operations = vec![
        operation("create", 4, 5, (false, false)),
        operation("list", 6, 7, (false, false)),
        operation("change", 1, 0, (false, false)),
        operation("find", 3, 1, (false, false)),
        operation("watch", 8, 9, (false, true)),
    ];
    operations.extend(index.is_multiple_of(3).then(|| operation("upload", 2, 0, (true, false))));
    operations.extend(index.is_multiple_of(5).then(|| operation("exchange", 2, 2, (true, true))));
    operations
}
