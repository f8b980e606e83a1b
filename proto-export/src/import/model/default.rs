//! Default values, as Rust writes them.

use prost_types::FieldDescriptorProto;
use prost_types::field_descriptor_proto::Type as Kind;

use super::Argument;
use super::index::{Index, Path};

/// What `#[member(default = ..)]` says.
pub(super) fn argument(field: &FieldDescriptorProto, index: &Index, module: &Path) -> Option<Argument> {
    let text = field.default_value.as_deref()?;
    let value = match field.r#type() {
        Kind::String => return Some(Argument::Text("default", text.to_owned())),
        Kind::Bytes => bytes(text),
        Kind::Enum => {
            let enumeration = index.reference(module, field.type_name())?;
            format!("{enumeration}::{}", index.variant(field.type_name(), text))
        }
        Kind::Float => float(text, "f32"),
        Kind::Double => float(text, "f64"),
        _ => text.to_owned(),
    };
    Some(Argument::Value("default", value))
}

fn float(text: &str, ty: &str) -> String {
    match text {
        "inf" => format!("{ty}::INFINITY"),
        "-inf" => format!("{ty}::NEG_INFINITY"),
        "nan" => format!("{ty}::NAN"),
        // A literal of a float has a point or an exponent.
        digits if digits.contains(['.', 'e', 'E']) => digits.replace("e+", "e"),
        digits => format!("{digits}.0"),
    }
}

/// The escapes of C, which descriptors keep bytes in, as a byte string of Rust.
fn bytes(text: &str) -> String {
    let mut out = String::from("b\"");
    for byte in unescaped(text) {
        out.extend(std::ascii::escape_default(byte).map(char::from));
    }
    out.replace("\\'", "'") + "\""
}

fn unescaped(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes().peekable();
    while let Some(byte) = rest.next() {
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        match rest.next() {
            Some(b'n') => bytes.push(b'\n'),
            Some(b'r') => bytes.push(b'\r'),
            Some(b't') => bytes.push(b'\t'),
            Some(digit @ b'0'..=b'7') => {
                let mut value = u32::from(digit - b'0');
                for _ in 0..2 {
                    let Some(digit) = rest.next_if(|it| (b'0'..=b'7').contains(it)) else { break };
                    value = value * 8 + u32::from(digit - b'0');
                }
                bytes.push(value as u8);
            }
            Some(b'x') => {
                let mut value = 0;
                while let Some(digit) = rest.next_if(u8::is_ascii_hexdigit) {
                    value = value * 16 + char::from(digit).to_digit(16).unwrap_or_default();
                }
                bytes.push(value as u8);
            }
            Some(other) => bytes.push(other),
            None => bytes.push(b'\\'),
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::{bytes, float};

    #[test]
    fn bytes_are_those_that_the_descriptor_escapes() {
        for (text, expected) in [("abc", "b\"abc\""), ("\\000\\377", "b\"\\x00\\xff\""), ("\\\"\\n'", "b\"\\\"\\n'\"")]
        {
            assert_eq!(bytes(text), expected, "{text}");
        }
    }

    #[test]
    fn floats_are_literals_or_constants() {
        for (text, expected) in [("1", "1.0"), ("-1.5", "-1.5"), ("1e+20", "1e20"), ("inf", "f32::INFINITY")] {
            assert_eq!(float(text, "f32"), expected, "{text}");
        }
    }
}
