//! What JSON Schema can say of rules: what the documents of `json_schema` and of `openapi` have in common.
//!
//! All that is said is kept by every value that keeps its rules. What has no words is left out: `docs/attributes.md` lists it.

mod absence;
pub(crate) mod digits;
mod ecma;
pub(crate) mod format;
pub(crate) mod integers;
mod size;
mod text;

pub(crate) use absence::{must_be_there, must_have_member};
pub(crate) use integers::Integers;
pub(crate) use size::{list, map, symbols};
pub(crate) use text::text;

use serde_json::{Value as Json, json};

use super::{Checker, Value};
use crate::schema::{Cardinality, Enum, Field, Ignore, Kind, Operand, Rule, Rules, Scalar};

/// The rules of a value, and what they make of zero.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ruled {
    pub(crate) rules: &'static Rules,
    pub(crate) zero: Zero,
}

/// What rules make of the value that stands for absence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Zero {
    /// It is a value like any other.
    Checked,
    /// It is right.
    Passed,
    /// It is wrong.
    Refused,
}

impl Ruled {
    /// No rules.
    pub(crate) const NOT: Ruled = Ruled { rules: Rules::NO_RULES, zero: Zero::Checked };

    /// The value of a field, also when it is a list or a map.
    pub(crate) fn of_field(field: &Field) -> Ruled {
        let Some(rules) = field.declaration.rules else { return Ruled::NOT };
        let tells_presence = matches!(field.shape.cardinality, Cardinality::Explicit | Cardinality::Required);
        match rules.ignore {
            Ignore::Always => Ruled::NOT,
            _ if tells_presence => Ruled { rules, zero: Zero::Checked },
            _ if rules.required => Ruled { rules, zero: Zero::Refused },
            Ignore::IfZero => Ruled { rules, zero: Zero::Passed },
            Ignore::Never => Ruled { rules, zero: Zero::Checked },
        }
    }

    /// What is in a list or a map.
    pub(crate) fn inside(rules: Option<&'static Rules>) -> Ruled {
        match rules {
            Some(Rules { ignore: Ignore::Always, .. }) | None => Ruled::NOT,
            Some(rules @ Rules { ignore: Ignore::IfZero, .. }) => Ruled { rules, zero: Zero::Passed },
            Some(rules) => Ruled { rules, zero: Zero::Checked },
        }
    }

    /// Whether there is anything to say.
    pub(crate) fn says_nothing(&self) -> bool {
        self.rules.rules.is_empty() && self.zero != Zero::Refused
    }

    /// Whether a value keeps the rules.
    pub(crate) fn takes(&self, value: &Value<'_>) -> bool {
        let mut checker = Checker::default();
        checker.value(self.rules, value);
        checker.finish().is_ok()
    }

    /// Whether a number of an enum keeps the rules.
    pub(crate) fn takes_number(&self, of: &'static Enum, number: i32) -> bool {
        let is_zero = of.values.first().is_some_and(|zero| zero.number == number);
        match self.zero {
            Zero::Passed if is_zero => true,
            Zero::Refused if is_zero => false,
            _ => self.takes(&Value::Enum(of, number)),
        }
    }

    /// What is said of a boolean.
    pub(crate) fn boolean(&self) -> Option<Json> {
        let takes = [false, true].map(|value| match (value, self.zero) {
            (false, Zero::Passed) => true,
            (false, Zero::Refused) => false,
            _ => self.takes(&Value::Bool(value)),
        });
        match takes {
            [true, true] => None,
            [false, true] => Some(json!({ "const": true })),
            [true, false] => Some(json!({ "const": false })),
            [false, false] => Some(nothing()),
        }
    }

    /// What is said of a number with a point, where it stands as a number.
    pub(crate) fn float(&self) -> Vec<Json> {
        let mut said: Vec<Json> = self.rules.rules.iter().filter_map(integers::of_float).collect();
        match self.zero {
            Zero::Checked => {}
            Zero::Passed => said = or(json!({ "const": 0 }), said),
            Zero::Refused => said.push(json!({ "not": { "const": 0 } })),
        }
        said
    }

    /// Of the texts that stand for what is no number in JSON, those that keep the rules.
    pub(crate) fn unusual_floats(&self, scalar: Scalar) -> Vec<&'static str> {
        let all = [("NaN", f64::NAN), ("Infinity", f64::INFINITY), ("-Infinity", f64::NEG_INFINITY)];
        all.into_iter().filter(|(_, value)| self.takes(&Value::Float(scalar, *value))).map(|(text, _)| text).collect()
    }

    /// Values that are right, for readers: those that have one spelling.
    pub(crate) fn examples(&self) -> Option<Json> {
        let examples = self.rules.rules.iter().find_map(|rule| match rule {
            Rule::Example(operands) => Some(operands),
            _ => None,
        });
        let examples: Vec<Json> = examples?.iter().filter_map(written).collect();
        (!examples.is_empty()).then(|| json!({ "examples": examples }))
    }

    /// What is said of an `Any`.
    pub(crate) fn any(&self) -> Vec<Json> {
        let urls = |operands: &[Operand]| operands.iter().filter_map(written).collect::<Vec<_>>();
        let said = self.rules.rules.iter().filter_map(|rule| match rule {
            Rule::In(operands) => {
                Some(json!({ "required": ["@type"], "properties": { "@type": { "enum": urls(operands) } } }))
            }
            Rule::NotIn(operands) => Some(json!({ "properties": { "@type": { "not": { "enum": urls(operands) } } } })),
            _ => None,
        });
        said.collect()
    }
}

/// A schema with all that is said besides.
pub(crate) fn all(mut schema: Json, said: impl IntoIterator<Item = Json>) -> Json {
    for more in said {
        let Json::Object(more) = more else { continue };
        let differs = |(name, value): (&String, &Json)| schema.get(name).is_some_and(|said| said != value);
        if more.iter().any(differs) {
            match schema.get_mut("allOf").and_then(Json::as_array_mut) {
                Some(all) => all.push(more.into()),
                None => schema["allOf"] = json!([more]),
            }
        } else {
            more.into_iter().for_each(|(name, value)| schema[name] = value);
        }
    }
    schema
}

/// Says what a schema is for.
pub(crate) fn describe(schema: &mut Json, doc: &str, deprecated: bool) {
    if !doc.is_empty() {
        schema["description"] = doc.into();
    }
    if deprecated {
        schema["deprecated"] = true.into();
    }
}

/// What is said, unless the value is of this schema; nothing, where nothing was said.
fn or(schema: Json, said: Vec<Json>) -> Vec<Json> {
    match said.is_empty() {
        true => said,
        false => vec![json!({ "anyOf": [schema, all(json!({}), said)] })],
    }
}

/// What no value is of.
pub(crate) fn nothing() -> Json {
    json!({ "not": {} })
}

/// A pattern that matches whole texts.
pub(crate) fn whole(pattern: &str) -> String {
    format!("^(?:{pattern})$")
}

/// Below this a `double` that is whole is told from those beside it.
const WHOLE: f64 = 9_007_199_254_740_992.0;

/// What a rule compares with, as JSON has it; nothing for what has several spellings.
fn written(operand: &Operand) -> Option<Json> {
    match operand {
        Operand::Bool(value) => Some((*value).into()),
        Operand::Text(text) => Some((*text).into()),
        Operand::Float(value) if value.fract() == 0.0 && value.abs() < WHOLE => Some((*value as i64).into()),
        Operand::Float(value) => serde_json::Number::from_f64(*value).map(Json::Number),
        Operand::Integer(value) => match i64::try_from(*value) {
            Ok(value) => Some(value.into()),
            Err(_) => u64::try_from(*value).ok().map(Json::from),
        },
        _ => None,
    }
}

/// Whether the kind is `google.protobuf.Any`.
pub(crate) fn is_any(kind: &Kind) -> bool {
    kind.message().is_some_and(|message| message().full_name() == "google.protobuf.Any")
}
