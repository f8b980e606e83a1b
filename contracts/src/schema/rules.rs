//! What the values of a member must be: the rules of `buf.validate`, as data that the checks and the exported files share.

use super::{Cardinality, Kind, Scalar, Shape};

/// What a member, a oneof or a message must be.
#[derive(Debug, Clone, Copy)]
pub struct Rules {
    /// Whether there must be a value.
    pub required: bool,
    /// When the other rules do not count.
    pub ignore: Ignore,
    /// What the value must be; of a list or a map, all of it.
    pub rules: &'static [Rule],
    /// What the keys of a map must be.
    pub keys: Option<&'static Rules>,
    /// What the elements of a list, or the values of a map, must be.
    pub items: Option<&'static Rules>,
    /// What functions say.
    pub custom: &'static [Custom],
}

impl Rules {
    /// No rules.
    pub const NONE: Rules =
        Rules { required: false, ignore: Ignore::Never, rules: &[], keys: None, items: None, custom: &[] };

    /// No rules, to refer to.
    pub const NO_RULES: &'static Rules = &Rules::NONE;
}

/// When the rules of a member do not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ignore {
    /// When presence is told and there is no value.
    Never,
    /// When the value is zero, too.
    IfZero,
    /// Not at all, and neither do those of a message inside.
    Always,
}

/// One rule of a value.
#[derive(Debug, Clone, Copy)]
pub enum Rule {
    /// `const`: the only value.
    Const(Operand),
    /// `in`: the only values.
    In(&'static [Operand]),
    /// `not_in`: values that are not allowed.
    NotIn(&'static [Operand]),
    /// `gt`, `gte`, `lt` and `lte`, at most one of either side.
    Range(Option<Bound>, Option<Bound>),
    /// `finite`: neither infinite nor no number.
    Finite,
    /// `len`, in characters; of bytes in bytes.
    Len(u64),
    /// `min_len`
    MinLen(u64),
    /// `max_len`
    MaxLen(u64),
    /// `len_bytes`
    LenBytes(u64),
    /// `min_bytes`
    MinBytes(u64),
    /// `max_bytes`
    MaxBytes(u64),
    /// `pattern`: a regular expression in RE2's syntax, and what tells whether a text matches.
    Pattern(&'static str, fn(&str) -> bool),
    /// `prefix`
    Prefix(Operand),
    /// `suffix`
    Suffix(Operand),
    /// `contains`
    Contains(Operand),
    /// `not_contains`
    NotContains(Operand),
    /// A format with a name.
    Format(Format),
    /// `defined_only`: a number of the enum that has a name.
    DefinedOnly,
    /// `lt_now`
    LtNow,
    /// `gt_now`
    GtNow,
    /// `within`: at most so far from now.
    Within(Operand),
    /// `min_items`
    MinItems(u64),
    /// `max_items`
    MaxItems(u64),
    /// `unique`: no element twice.
    Unique,
    /// `min_pairs`
    MinPairs(u64),
    /// `max_pairs`
    MaxPairs(u64),
    /// `example`: values that are right, for documentation.
    Example(&'static [Operand]),
}

/// One side of a range.
#[derive(Debug, Clone, Copy)]
pub enum Bound {
    /// `gte`, `lte`
    Inclusive(Operand),
    /// `gt`, `lt`
    Exclusive(Operand),
}

impl Bound {
    /// Where the range ends.
    pub const fn operand(&self) -> Operand {
        match self {
            Bound::Inclusive(operand) | Bound::Exclusive(operand) => *operand,
        }
    }
}

/// The value that a rule compares with.
#[derive(Debug, Clone, Copy)]
pub enum Operand {
    /// Of a `bool`.
    Bool(bool),
    /// Of an integer; of a `float` or `double` too.
    Integer(i128),
    /// Of a `float` or a `double`.
    Float(f64),
    /// Of a `string`; of an `Any` its type URL.
    Text(&'static str),
    /// Of `bytes`.
    Bytes(&'static [u8]),
    /// Of a `FieldMask`: its paths.
    Paths(&'static [&'static str]),
    /// The number of an enum's value.
    Enum(fn() -> i32),
    /// Seconds and nanoseconds, of a duration or since 1970.
    Time(i64, i32),
}

/// A format of texts that has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is named as its rule, which docs/attributes.md describes")]
pub enum Format {
    Email,
    Hostname,
    Ip,
    Ipv4,
    Ipv6,
    Uri,
    UriRef,
    Address,
    Uuid,
    Tuuid,
    IpWithPrefixlen,
    Ipv4WithPrefixlen,
    Ipv6WithPrefixlen,
    IpPrefix,
    Ipv4Prefix,
    Ipv6Prefix,
    HostAndPort,
    Ulid,
    ProtobufFqn,
    ProtobufDotFqn,
    HttpHeaderName,
    HttpHeaderValue,
    LooseHttpHeaderName,
    LooseHttpHeaderValue,
}

/// A rule that a Rust function checks, and that is written in CEL for everyone else.
#[derive(Debug, Clone, Copy)]
pub struct Custom {
    /// Names the rule, for programs.
    pub id: &'static str,
    /// What is wrong, for a person; empty where the function, or the expression, says it.
    pub message: &'static str,
    /// The rule in the Common Expression Language.
    pub expression: &'static str,
}

impl Rule {
    /// Checks, while compiling, that a member of this shape can have the rule.
    ///
    /// # Panics
    /// When it cannot: says what the rule is for.
    pub const fn suits(&self, shape: &Shape) {
        match self {
            Rule::MinItems(_) | Rule::MaxItems(_) | Rule::Unique => {
                assert!(is_list(shape), "this rule is for members that are repeated");
            }
            Rule::MinPairs(_) | Rule::MaxPairs(_) => assert!(is_map(shape), "this rule is for maps"),
            _ => {
                let message = "this rule is for one value: put it into `items(..)` of a list, or `values(..)` of a map";
                assert!(!is_list(shape) && !is_map(shape), "{}", message);
                self.suits_value(&shape.kind);
            }
        }
    }

    /// Checks, while compiling, that a value of this kind can have the rule.
    ///
    /// # Panics
    /// When it cannot: says what the rule is for.
    pub const fn suits_value(&self, kind: &Kind) {
        match self {
            Rule::Const(operand) => operand.suits(kind),
            Rule::In(operands) | Rule::NotIn(operands) | Rule::Example(operands) => all_suit(operands, kind),
            Rule::Range(from, to) => {
                bound_suits(from, kind);
                bound_suits(to, kind);
            }
            Rule::Finite => assert!(is_float(kind), "this rule is for `float` and `double`"),
            Rule::Len(_) | Rule::MinLen(_) | Rule::MaxLen(_) | Rule::Pattern(..) => {
                assert!(is_text(kind) || is_bytes(kind), "this rule is for strings and bytes");
            }
            Rule::Prefix(operand) | Rule::Suffix(operand) | Rule::Contains(operand) => {
                assert!(is_text(kind) || is_bytes(kind), "this rule is for strings and bytes");
                operand.suits(kind);
            }
            Rule::LenBytes(_) | Rule::MinBytes(_) | Rule::MaxBytes(_) | Rule::NotContains(_) => {
                assert!(is_text(kind), "this rule is for strings");
            }
            Rule::Format(Format::Ip | Format::Ipv4 | Format::Ipv6 | Format::Uuid) => {
                assert!(is_text(kind) || is_bytes(kind), "this rule is for strings and bytes");
            }
            Rule::Format(_) => assert!(is_text(kind), "this rule is for strings"),
            Rule::DefinedOnly => assert!(matches!(kind, Kind::Enum(_)), "this rule is for enums"),
            Rule::LtNow | Rule::GtNow | Rule::Within(_) => {
                assert!(kind.message().is_some(), "this rule is for times, as `SystemTime`");
            }
            _ => panic!("this rule is for members that are repeated, or for maps"),
        }
    }
}

impl Operand {
    /// Checks, while compiling, that a value of this kind can be compared with.
    const fn suits(&self, kind: &Kind) {
        match (self, kind) {
            (Operand::Bool(_), Kind::Scalar(Scalar::Bool))
            | (Operand::Text(_), Kind::Scalar(Scalar::String))
            | (Operand::Bytes(_), Kind::Scalar(Scalar::Bytes))
            | (Operand::Enum(_), Kind::Enum(_))
            | (_, Kind::Message(_)) => {}
            (Operand::Float(_), kind) => assert!(is_float(kind), "only a `float` or a `double` is compared with this"),
            (Operand::Integer(value), Kind::Scalar(scalar)) => match scalar.integers() {
                Some((first, last)) => {
                    assert!(first <= *value && *value <= last, "no value of the member's type is this number");
                }
                None => assert!(is_float(kind), "only a number is compared with this"),
            },
            (Operand::Integer(_), Kind::Enum(_)) => {}
            _ => panic!("a value of the member's type cannot be compared with this"),
        }
    }
}

impl Scalar {
    /// The first and the last integer, if the values are integers.
    pub const fn integers(self) -> Option<(i128, i128)> {
        match self {
            Scalar::Int32 | Scalar::Sint32 | Scalar::Sfixed32 => Some((i32::MIN as i128, i32::MAX as i128)),
            Scalar::Int64 | Scalar::Sint64 | Scalar::Sfixed64 => Some((i64::MIN as i128, i64::MAX as i128)),
            Scalar::Uint32 | Scalar::Fixed32 => Some((0, u32::MAX as i128)),
            Scalar::Uint64 | Scalar::Fixed64 => Some((0, u64::MAX as i128)),
            Scalar::Bool | Scalar::Float | Scalar::Double | Scalar::String | Scalar::Bytes => None,
        }
    }
}

/// Checks, while compiling, that a member of this shape can be required.
///
/// # Panics
/// When nothing would tell whether it is there.
pub const fn requirable(shape: &Shape) {
    let is_message = shape.kind.message().is_some();
    let is_always_there = is_message && matches!(shape.cardinality, Cardinality::Implicit);
    assert!(!is_always_there, "a message that is always there cannot be required: write `Option<..>` around its type");
}

const fn is_list(shape: &Shape) -> bool {
    matches!(shape.cardinality, Cardinality::Packed | Cardinality::Expanded)
}

const fn is_map(shape: &Shape) -> bool {
    matches!(shape.cardinality, Cardinality::Map(_))
}

const fn is_text(kind: &Kind) -> bool {
    matches!(kind, Kind::Scalar(Scalar::String) | Kind::Message(_))
}

const fn is_bytes(kind: &Kind) -> bool {
    matches!(kind, Kind::Scalar(Scalar::Bytes) | Kind::Message(_))
}

const fn is_float(kind: &Kind) -> bool {
    matches!(kind, Kind::Scalar(Scalar::Float | Scalar::Double) | Kind::Message(_))
}

const fn bound_suits(bound: &Option<Bound>, kind: &Kind) {
    if let Some(bound) = bound {
        bound.operand().suits(kind);
        assert!(
            !matches!(kind, Kind::Scalar(Scalar::String | Scalar::Bytes | Scalar::Bool) | Kind::Enum(_)),
            "this rule is for numbers, durations and times"
        );
    }
}

const fn all_suit(operands: &[Operand], kind: &Kind) {
    let mut index = 0;
    while index < operands.len() {
        operands[index].suits(kind);
        index += 1;
    }
}
