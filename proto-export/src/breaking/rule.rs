//! The rules of `buf breaking`, as data: their names, their categories, and why what they find breaks somebody.

use std::fmt;
use std::str::FromStr;

use Category::{Csr, File, Package, Wire, WireJson};

/// Whom a change breaks. Of the first four, each is stricter than the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Category {
    /// Generated code, file by file.
    File,
    /// Generated code, package by package.
    Package,
    /// Those who send or read JSON or bytes.
    WireJson,
    /// Those who send or read bytes.
    Wire,
    /// Those who read the schema from a registry of Confluent.
    Csr,
}

impl Category {
    /// All, the strictest first.
    pub const ALL: [Category; 5] =
        [Category::File, Category::Package, Category::WireJson, Category::Wire, Category::Csr];

    /// The name that buf has for it.
    pub fn name(self) -> &'static str {
        match self {
            Category::File => "FILE",
            Category::Package => "PACKAGE",
            Category::WireJson => "WIRE_JSON",
            Category::Wire => "WIRE",
            Category::Csr => "CSR",
        }
    }
}

impl fmt::Display for Category {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Category {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Category::ALL.into_iter().find(|category| category.name() == name).ok_or_else(|| {
            let names = Category::ALL.map(Category::name).join(", ");
            format!("no category has the name `{name}`; there are {names}")
        })
    }
}

/// A rule.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// The name that buf has for it.
    pub name: &'static str,
    /// The categories it belongs to.
    pub categories: &'static [Category],
    /// What goes wrong where it is broken.
    pub why: &'static str,
}

/// The rule with this name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name)
}

const fn of(name: &'static str, categories: &'static [Category], why: &'static str) -> Rule {
    Rule { name, categories, why }
}

const FILE: &[Category] = &[File];
const PACKAGE: &[Category] = &[Package];
const WIRE: &[Category] = &[Wire];
const GENERATED: &[Category] = &[File, Package];
const JSON: &[Category] = &[File, Package, WireJson, Csr];
const ALL: &[Category] = &Category::ALL;
const CSR_FILE: &[Category] = &[File, Csr];
const CSR_GENERATED: &[Category] = &[File, Package, Csr];
const CSR_WIRE_JSON: &[Category] = &[WireJson, Csr];
const CSR_WIRES: &[Category] = &[WireJson, Wire, Csr];

/// All rules, by name.
pub const RULES: &[Rule] = &[
    of("ENUM_NO_DELETE", CSR_FILE, "generated code that names the enum stops compiling"),
    of("ENUM_SAME_JSON_FORMAT", JSON, "compilers no longer make sure that the enum has JSON"),
    of(
        "ENUM_SAME_TYPE",
        GENERATED,
        "an unknown value of a closed enum is set aside, of an open one it is kept in its field",
    ),
    of("ENUM_VALUE_NO_DELETE", CSR_GENERATED, "generated code that names the value stops compiling"),
    of(
        "ENUM_VALUE_NO_DELETE_UNLESS_NAME_RESERVED",
        CSR_WIRE_JSON,
        "JSON carries the name: as long as it is not reserved, it can come back as another value",
    ),
    of(
        "ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED",
        CSR_WIRES,
        "old data has the number: as long as it is not reserved, it can come back as another value",
    ),
    of("ENUM_VALUE_SAME_NAME", JSON, "JSON carries the name of the value, so each side refuses what the other sends"),
    of("EXTENSION_MESSAGE_NO_DELETE", CSR_GENERATED, "extensions of others with these numbers stop compiling"),
    of("EXTENSION_NO_DELETE", FILE, "generated code that names the extension stops compiling"),
    of("FIELD_NO_DELETE", CSR_GENERATED, "generated code that names the field stops compiling"),
    of(
        "FIELD_NO_DELETE_UNLESS_NAME_RESERVED",
        CSR_WIRE_JSON,
        "JSON carries the name: as long as it is not reserved, it can come back as another field",
    ),
    of(
        "FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED",
        CSR_WIRES,
        "old data has the number: as long as it is not reserved, it can come back as another field",
    ),
    of(
        "FIELD_SAME_CARDINALITY",
        GENERATED,
        "generated code holds the field in another way, so what reads it stops compiling",
    ),
    of("FIELD_SAME_CPP_STRING_TYPE", GENERATED, "the type of the accessors in C++ changes"),
    of("FIELD_SAME_DEFAULT", ALL, "a field that is not sent has another value on each side"),
    of("FIELD_SAME_JAVA_UTF8_VALIDATION", GENERATED, "Java accepts other bytes in the string than before"),
    of("FIELD_SAME_JSON_NAME", JSON, "JSON carries this name, so each side passes over what the other sends"),
    of("FIELD_SAME_JSTYPE", GENERATED, "the type of the field in JavaScript changes"),
    of("FIELD_SAME_NAME", JSON, "JSON can carry this name, and generated code that uses it stops compiling"),
    of(
        "FIELD_SAME_ONEOF",
        ALL,
        "of the members of a oneof only the last one survives, so one side loses fields that the other sends",
    ),
    of("FIELD_SAME_TYPE", CSR_GENERATED, "generated code has another type for the field"),
    of("FIELD_SAME_UTF8_VALIDATION", GENERATED, "strings that one side sends are refused by the other"),
    of("FIELD_WIRE_COMPATIBLE_CARDINALITY", WIRE, "one value and many look different on the wire"),
    of("FIELD_WIRE_COMPATIBLE_TYPE", WIRE, "the bytes of the one type cannot be read as the other"),
    of(
        "FIELD_WIRE_JSON_COMPATIBLE_CARDINALITY",
        CSR_WIRE_JSON,
        "one value and many, and a map, look different in JSON or on the wire",
    ),
    of(
        "FIELD_WIRE_JSON_COMPATIBLE_TYPE",
        CSR_WIRE_JSON,
        "the bytes, or the JSON, of the one type cannot be read as the other",
    ),
    of("FILE_NO_DELETE", CSR_FILE, "whoever imports the file stops compiling"),
    of("FILE_SAME_CC_ENABLE_ARENAS", GENERATED, "generated C++ loses or gains its arenas"),
    of("FILE_SAME_CC_GENERIC_SERVICES", GENERATED, "generated C++ loses or gains its services"),
    of("FILE_SAME_CSHARP_NAMESPACE", GENERATED, "generated C# moves to another namespace"),
    of("FILE_SAME_GO_PACKAGE", GENERATED, "generated Go moves to another package"),
    of("FILE_SAME_JAVA_GENERIC_SERVICES", GENERATED, "generated Java loses or gains its services"),
    of("FILE_SAME_JAVA_MULTIPLE_FILES", GENERATED, "generated Java moves its classes into, or out of, an outer class"),
    of("FILE_SAME_JAVA_OUTER_CLASSNAME", GENERATED, "the outer class of generated Java gets another name"),
    of("FILE_SAME_JAVA_PACKAGE", GENERATED, "generated Java moves to another package"),
    of("FILE_SAME_OBJC_CLASS_PREFIX", GENERATED, "the classes of generated Objective-C get other names"),
    of("FILE_SAME_OPTIMIZE_FOR", GENERATED, "generated classes get other base classes, and lose or gain methods"),
    of(
        "FILE_SAME_PACKAGE",
        ALL,
        "the full name of everything in the file changes: paths of calls, type URLs, generated code",
    ),
    of("FILE_SAME_PHP_CLASS_PREFIX", GENERATED, "the classes of generated PHP get other names"),
    of("FILE_SAME_PHP_METADATA_NAMESPACE", GENERATED, "the metadata of generated PHP moves to another namespace"),
    of("FILE_SAME_PHP_NAMESPACE", GENERATED, "generated PHP moves to another namespace"),
    of("FILE_SAME_PY_GENERIC_SERVICES", GENERATED, "generated Python loses or gains its services"),
    of("FILE_SAME_RUBY_PACKAGE", GENERATED, "generated Ruby moves to another module"),
    of("FILE_SAME_SWIFT_PREFIX", GENERATED, "the types of generated Swift get other names"),
    of("FILE_SAME_SYNTAX", CSR_GENERATED, "presence, packing and enums have other defaults in another syntax"),
    of("MESSAGE_NO_DELETE", CSR_FILE, "generated code that names the message stops compiling"),
    of(
        "MESSAGE_NO_REMOVE_STANDARD_DESCRIPTOR_ACCESSOR",
        CSR_GENERATED,
        "the method `descriptor()` of generated classes is gone",
    ),
    of("MESSAGE_SAME_JSON_FORMAT", JSON, "compilers no longer make sure that the message has JSON"),
    of(
        "MESSAGE_SAME_REQUIRED_FIELDS",
        ALL,
        "a message without a required field is refused, so both sides must know the same ones",
    ),
    of("ONEOF_NO_DELETE", CSR_GENERATED, "generated code that names the oneof stops compiling"),
    of("PACKAGE_ENUM_NO_DELETE", PACKAGE, "generated code that names the enum stops compiling"),
    of("PACKAGE_EXTENSION_NO_DELETE", PACKAGE, "generated code that names the extension stops compiling"),
    of("PACKAGE_MESSAGE_NO_DELETE", PACKAGE, "generated code that names the message stops compiling"),
    of(
        "PACKAGE_NO_DELETE",
        PACKAGE,
        "everything in the package is gone: clients cannot call it, generated code stops compiling",
    ),
    of("PACKAGE_SERVICE_NO_DELETE", PACKAGE, "clients that call the service get an error for every call"),
    of("RESERVED_ENUM_NO_DELETE", ALL, "what was reserved can be used again, and old data read as what it is not"),
    of("RESERVED_MESSAGE_NO_DELETE", ALL, "what was reserved can be used again, and old data read as what it is not"),
    of("RPC_NO_DELETE", GENERATED, "clients that call the method get the error UNIMPLEMENTED"),
    of("RPC_SAME_CLIENT_STREAMING", ALL, "the one side sends a stream where the other reads one message"),
    of("RPC_SAME_IDEMPOTENCY_LEVEL", ALL, "clients and gateways retry and cache by it"),
    of("RPC_SAME_REQUEST_TYPE", ALL, "the server reads another message than clients send"),
    of("RPC_SAME_RESPONSE_TYPE", ALL, "clients read another message than the server sends"),
    of("RPC_SAME_SERVER_STREAMING", ALL, "the one side sends a stream where the other reads one message"),
    of("SERVICE_NO_DELETE", FILE, "clients that call the service get an error for every call"),
];
