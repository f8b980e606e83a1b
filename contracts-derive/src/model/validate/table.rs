//! All rules: their words, what stands behind them, and what they are for.

use super::family::{Family, Form};

/// A rule that there is.
pub struct Known {
    /// How it is written.
    pub word: &'static str,
    /// The variant of `schema::Rule`, or of `schema::Format`.
    pub variant: &'static str,
    pub argument: Argument,
    whom: &'static [Whom],
}

/// What stands behind a rule.
pub enum Argument {
    Nothing,
    /// Nothing: the rule is a format.
    Format,
    Count,
    Pattern,
    /// A value of the member's type.
    One,
    /// A list of such values, or of what they consist of.
    Some,
    /// A list of such values.
    Examples,
    /// A value of the member's type, at which a range ends.
    Bound,
    /// A duration, whatever the type.
    Span,
}

/// What a rule is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whom {
    Text,
    Bytes,
    Bool,
    Integer,
    Float,
    Duration,
    Timestamp,
    Any,
    FieldMask,
    Enum,
    List,
    Map,
}

use Argument::{Bound, Count, Examples, Format, Nothing, One, Pattern, Some as Several, Span};
use Whom::{Any, Bool, Bytes, Duration, Enum, FieldMask, Float, Integer, List, Map, Text, Timestamp};

const fn known(word: &'static str, variant: &'static str, argument: Argument, whom: &'static [Whom]) -> Known {
    Known { word, variant, argument, whom }
}

const TEXT: &[Whom] = &[Text];
const TEXT_OR_BYTES: &[Whom] = &[Text, Bytes];
const ORDERED: &[Whom] = &[Integer, Float, Duration, Timestamp];

/// All rules of values, lists and maps.
pub const RULES: &[Known] = &[
    known("const", "Const", One, &[Text, Bytes, Bool, Integer, Float, Duration, Timestamp, FieldMask, Enum]),
    known("in", "In", Several, &[Text, Bytes, Integer, Float, Duration, Any, FieldMask, Enum]),
    known("not_in", "NotIn", Several, &[Text, Bytes, Integer, Float, Duration, Any, FieldMask, Enum]),
    known("example", "Example", Examples, &[Text, Bytes, Bool, Integer, Float, Duration, Timestamp, FieldMask, Enum]),
    known("gt", "Range", Bound, ORDERED),
    known("gte", "Range", Bound, ORDERED),
    known("lt", "Range", Bound, ORDERED),
    known("lte", "Range", Bound, ORDERED),
    known("finite", "Finite", Nothing, &[Float]),
    known("len", "Len", Count, TEXT_OR_BYTES),
    known("min_len", "MinLen", Count, TEXT_OR_BYTES),
    known("max_len", "MaxLen", Count, TEXT_OR_BYTES),
    known("len_bytes", "LenBytes", Count, TEXT),
    known("min_bytes", "MinBytes", Count, TEXT),
    known("max_bytes", "MaxBytes", Count, TEXT),
    known("pattern", "Pattern", Pattern, TEXT_OR_BYTES),
    known("prefix", "Prefix", One, TEXT_OR_BYTES),
    known("suffix", "Suffix", One, TEXT_OR_BYTES),
    known("contains", "Contains", One, TEXT_OR_BYTES),
    known("not_contains", "NotContains", One, TEXT),
    known("email", "Email", Format, TEXT),
    known("hostname", "Hostname", Format, TEXT),
    known("ip", "Ip", Format, TEXT_OR_BYTES),
    known("ipv4", "Ipv4", Format, TEXT_OR_BYTES),
    known("ipv6", "Ipv6", Format, TEXT_OR_BYTES),
    known("uri", "Uri", Format, TEXT),
    known("uri_ref", "UriRef", Format, TEXT),
    known("address", "Address", Format, TEXT),
    known("uuid", "Uuid", Format, TEXT_OR_BYTES),
    known("tuuid", "Tuuid", Format, TEXT),
    known("ip_with_prefixlen", "IpWithPrefixlen", Format, TEXT),
    known("ipv4_with_prefixlen", "Ipv4WithPrefixlen", Format, TEXT),
    known("ipv6_with_prefixlen", "Ipv6WithPrefixlen", Format, TEXT),
    known("ip_prefix", "IpPrefix", Format, TEXT),
    known("ipv4_prefix", "Ipv4Prefix", Format, TEXT),
    known("ipv6_prefix", "Ipv6Prefix", Format, TEXT),
    known("host_and_port", "HostAndPort", Format, TEXT),
    known("ulid", "Ulid", Format, TEXT),
    known("protobuf_fqn", "ProtobufFqn", Format, TEXT),
    known("protobuf_dot_fqn", "ProtobufDotFqn", Format, TEXT),
    known("http_header_name", "HttpHeaderName", Format, TEXT),
    known("http_header_value", "HttpHeaderValue", Format, TEXT),
    known("defined_only", "DefinedOnly", Nothing, &[Enum]),
    known("lt_now", "LtNow", Nothing, &[Timestamp]),
    known("gt_now", "GtNow", Nothing, &[Timestamp]),
    known("within", "Within", Span, &[Timestamp]),
    known("min_items", "MinItems", Count, &[List]),
    known("max_items", "MaxItems", Count, &[List]),
    known("unique", "Unique", Nothing, &[List]),
    known("min_pairs", "MinPairs", Count, &[Map]),
    known("max_pairs", "MaxPairs", Count, &[Map]),
];

impl Known {
    pub fn is_for(&self, family: Family) -> bool {
        let whom = match family {
            Family::Text => Text,
            Family::Bytes => Bytes,
            Family::Bool => Bool,
            Family::Integer(..) => Integer,
            Family::Float => Float,
            Family::Duration => Duration,
            Family::Timestamp => Timestamp,
            Family::Any => Any,
            Family::FieldMask => FieldMask,
            Family::Unknown => return !self.is_for_lists() && !self.is_for_maps(),
        };
        self.whom.contains(&whom)
    }

    pub fn is_for_lists(&self) -> bool {
        self.whom.contains(&List)
    }

    pub fn is_for_maps(&self) -> bool {
        self.whom.contains(&Map)
    }
}

impl Argument {
    /// What to type behind the rule.
    pub fn example(&self) -> &'static str {
        match self {
            Nothing | Format => "",
            Count => " = 5",
            Pattern => " = \"^[a-z]+$\"",
            One | Bound => " = ..",
            Several | Examples => " = [.., ..]",
            Span => " = \"3600s\"",
        }
    }
}

/// The words that can be written for values of a form.
pub fn words(form: &Form<'_>) -> Vec<&'static str> {
    let inside: &[&str] = match form {
        Form::List(_) => &["items"],
        Form::Map(..) => &["keys", "values"],
        _ => &[],
    };
    let words = RULES.iter().filter(|rule| form.can_have(rule)).map(|rule| rule.word);
    words.chain(inside.iter().copied()).chain(["required", "ignore", "cel"]).collect()
}

/// What to type in place of a rule that is for other values.
pub fn instead(word: &str, form: &Form<'_>) -> String {
    match (word, form) {
        ("min_len", Form::List(_)) => "write `min_items`, or `items(min_len = ..)` for each element".to_owned(),
        ("max_len", Form::List(_)) => "write `max_items`, or `items(max_len = ..)` for each element".to_owned(),
        ("len", Form::List(_)) => "write `min_items` and `max_items`".to_owned(),
        ("min_len" | "min_items", Form::Map(..)) => "write `min_pairs`".to_owned(),
        ("max_len" | "max_items", Form::Map(..)) => "write `max_pairs`".to_owned(),
        (word, Form::List(items)) if can_have(items, word) => {
            format!("write `items({})`, which is for each element", example(word))
        }
        (word, Form::Map(_, values)) if can_have(values, word) => {
            format!("write `values({})`, which is for each value", example(word))
        }
        (word, Form::Map(keys, _)) if can_have(keys, word) => {
            format!("write `keys({})`, which is for each key", example(word))
        }
        ("min_len" | "min_items", Form::One(Family::Integer(..) | Family::Float, _)) => "write `gte`".to_owned(),
        ("max_len" | "max_items", Form::One(Family::Integer(..) | Family::Float, _)) => "write `lte`".to_owned(),
        ("gte" | "gt" | "min_items", Form::One(Family::Text | Family::Bytes, _)) => "write `min_len`".to_owned(),
        ("lte" | "lt" | "max_items", Form::One(Family::Text | Family::Bytes, _)) => "write `max_len`".to_owned(),
        _ => {
            let words = words(form).into_iter().map(|word| format!("`{word}`"));
            format!("its rules are {}", words.collect::<Vec<_>>().join(", "))
        }
    }
}

/// What to type for a rule.
fn example(word: &str) -> String {
    let argument = RULES.iter().find(|rule| rule.word == word).map_or("", |rule| rule.argument.example());
    format!("{word}{argument}")
}

fn can_have(form: &Form<'_>, word: &str) -> bool {
    RULES.iter().any(|rule| rule.word == word && form.can_have(rule))
}
