//! Files of editions, which protox does not read: what is new in their language is taken out before, and kept aside.

use std::collections::BTreeMap;

use prost_types::uninterpreted_option::NamePart;
use prost_types::{
    DescriptorProto, EnumDescriptorProto, FieldDescriptorProto, FileDescriptorProto, UninterpretedOption,
};

use crate::breaking::schema::Features;
use crate::path::{self, tag};

/// What was taken out of a file.
pub(super) struct Edition {
    number: i32,
    /// By the paths of the declarations that set them.
    features: BTreeMap<Vec<i32>, Features>,
}

impl Edition {
    pub(super) fn into_parts(self) -> (Option<i32>, BTreeMap<Vec<i32>, Features>) {
        (Some(self.number), self.features)
    }
}

/// A word, a string or a sign of a text, where it begins and ends.
#[derive(Clone, Copy, PartialEq)]
struct Token<'a> {
    text: &'a str,
    start: usize,
}

/// The number of a file's edition, and its text in the language of proto3; nothing if it has no edition.
///
/// Names that are reserved are words there, and strings here. Fields without a label are read from proto3 alone; nothing
/// else of that language counts, as the text is only parsed.
pub(super) fn without(text: &str) -> Option<(i32, String)> {
    let tokens = tokens(text);
    let [keyword, equals, value, end, ..] = tokens.as_slice() else { return None };
    if [keyword.text, equals.text, end.text] != ["edition", "=", ";"] {
        return None;
    }
    let number = value.text.trim_matches(['"', '\'']).parse::<i32>().ok()?.checked_sub(1023)?;
    let mut written = String::with_capacity(text.len() + 16);
    let mut copied = 0;
    let mut put = |token: &Token<'_>, with: &str| {
        written.push_str(&text[copied..token.start]);
        written.push_str(with);
        copied = token.start + token.text.len();
    };
    put(keyword, "syntax");
    put(value, "\"proto3\"");
    let mut rest = &tokens[4..];
    while let [before, word, tail @ ..] = rest {
        rest = &rest[1..];
        let begins = matches!(before.text, "{" | "}" | ";") && word.text == "reserved";
        if begins {
            let names = tail.iter().take_while(|token| token.text != ";");
            let names = names.filter(|token| token.text.starts_with(|it: char| it == '_' || it.is_ascii_alphabetic()));
            // `9 to max` has words that are no names.
            let is_range =
                tail.first().is_some_and(|token| token.text.starts_with(|it: char| it.is_ascii_digit() || it == '-'));
            names.filter(|_| !is_range).for_each(|name| put(name, &format!("\"{}\"", name.text)));
        }
    }
    written.push_str(&text[copied..]);
    Some((number, written))
}

/// Splits a text, without its comments.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut start = 0;
    while let Some(first) = text[start..].chars().next() {
        let rest = &text[start..];
        let length = match first {
            _ if first.is_whitespace() => rest.len() - rest.trim_start().len(),
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => rest[2..].find("*/").map_or(rest.len(), |end| end + 4),
            '"' | '\'' => string_length(rest, first),
            _ if is_of_word(first) => rest.find(|letter| !is_of_word(letter)).unwrap_or(rest.len()),
            _ => first.len_utf8(),
        };
        let is_comment = rest.starts_with("//") || rest.starts_with("/*");
        if !first.is_whitespace() && !is_comment {
            tokens.push(Token { text: &rest[..length], start });
        }
        start += length;
    }
    tokens
}

fn is_of_word(letter: char) -> bool {
    letter == '_' || letter.is_ascii_alphanumeric()
}

fn string_length(text: &str, quote: char) -> usize {
    let mut is_escaped = true;
    for (index, letter) in text.char_indices() {
        match letter {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            _ if letter == quote => return index + 1,
            _ => {}
        }
    }
    text.len()
}

/// Takes the features out of a file, so that what is left is one of proto2, of which fields, defaults and extensions are
/// checked alike.
pub(super) fn take(mut file: FileDescriptorProto, number: i32) -> Result<(FileDescriptorProto, Edition), String> {
    let mut taken = Taken(BTreeMap::new());
    if let Some(options) = &mut file.options {
        taken.from(&mut options.uninterpreted_option, Vec::new())?;
    }
    taken.fields(&mut file.extension, &[], tag::FILE_EXTENSION)?;
    taken.enums(&mut file.enum_type, &[], tag::FILE_ENUM)?;
    taken.messages(&mut file.message_type, &[], tag::FILE_MESSAGE)?;
    // They declare nothing but features.
    file.dependency.retain(|path| !(path.starts_with("google/protobuf/") && path.ends_with("_features.proto")));
    file.syntax = None;
    Ok((file, Edition { number, features: taken.0 }))
}

struct Taken(BTreeMap<Vec<i32>, Features>);

impl Taken {
    fn messages(&mut self, messages: &mut [DescriptorProto], parent: &[i32], list: i32) -> Result<(), String> {
        for (message, path) in messages.iter_mut().zip(path::children(parent, list)) {
            self.fields(&mut message.field, &path, tag::MESSAGE_FIELD)?;
            self.fields(&mut message.extension, &path, tag::MESSAGE_EXTENSION)?;
            self.enums(&mut message.enum_type, &path, tag::MESSAGE_ENUM)?;
            self.messages(&mut message.nested_type, &path, tag::MESSAGE_NESTED)?;
            self.map_entries(message, &path);
            if let Some(options) = &mut message.options {
                self.from(&mut options.uninterpreted_option, path)?;
            }
        }
        Ok(())
    }

    /// What is said of a map is said of its keys and values.
    fn map_entries(&mut self, message: &DescriptorProto, parent: &[i32]) {
        for (field, path) in message.field.iter().zip(path::children(parent, tag::MESSAGE_FIELD)) {
            let name = field.type_name().rsplit('.').next().unwrap_or_default();
            let mut nested = message.nested_type.iter().zip(path::children(parent, tag::MESSAGE_NESTED));
            let entry =
                nested.find(|(it, _)| it.name() == name && it.options.as_ref().is_some_and(|it| it.map_entry()));
            if let (Some((entry, of_entry)), Some(features)) = (entry, self.0.get(&path).copied()) {
                let fields = path::children(&of_entry, tag::MESSAGE_FIELD).take(entry.field.len());
                self.0.extend(fields.map(|path| (path, features)));
            }
        }
    }

    fn fields(&mut self, fields: &mut [FieldDescriptorProto], parent: &[i32], list: i32) -> Result<(), String> {
        for (field, path) in fields.iter_mut().zip(path::children(parent, list)) {
            if let Some(options) = &mut field.options {
                self.from(&mut options.uninterpreted_option, path)?;
            }
        }
        Ok(())
    }

    fn enums(&mut self, enums: &mut [EnumDescriptorProto], parent: &[i32], list: i32) -> Result<(), String> {
        for (of, path) in enums.iter_mut().zip(path::children(parent, list)) {
            if let Some(options) = &mut of.options {
                self.from(&mut options.uninterpreted_option, path)?;
            }
        }
        Ok(())
    }

    fn from(&mut self, options: &mut Vec<UninterpretedOption>, path: Vec<i32>) -> Result<(), String> {
        let is_feature =
            |option: &UninterpretedOption| option.name.first().is_some_and(|part| part.name_part == "features");
        let mut features = Features::default();
        for option in options.extract_if(.., |option| is_feature(option)) {
            let names: Vec<&str> = option.name.iter().skip(1).map(name).collect();
            let value = option.identifier_value.as_deref().ok_or("features between braces are not read")?;
            features.set(&names, value);
        }
        self.0.insert(path, features);
        Ok(())
    }
}

fn name(part: &NamePart) -> &str {
    part.name_part.trim_start_matches('.')
}

#[cfg(test)]
mod tests {
    use super::without;

    #[test]
    fn an_edition_becomes_proto3_and_reserved_names_become_strings() {
        let text = "// edition\nedition = \"2023\";\n/* ; reserved a; */ message M {\n  reserved a, b_2 ;\n  \
                    reserved 1, 4 to max;\n  string reserved = 3 [default = \"; reserved x;\"];\n}\nenum E { reserved A; A_B = 0; }";
        let expected = "// edition\nsyntax = \"proto3\";\n/* ; reserved a; */ message M {\n  reserved \"a\", \"b_2\" ;\n  \
                        reserved 1, 4 to max;\n  string reserved = 3 [default = \"; reserved x;\"];\n}\nenum E { reserved \"A\"; A_B = 0; }";
        assert_eq!(without(text), Some((1000, expected.to_owned())));
        assert_eq!(without("edition = '2024';").map(|(number, _)| number), Some(1001));
    }

    #[test]
    fn other_files_are_left_alone() {
        for text in [
            "",
            "syntax = \"proto3\";",
            "/*/ edition = \"2023\"; /**/",
            "message edition {}",
            "edition",
            "edition = \"",
            "/*",
            "edition = \"x\";",
        ] {
            assert_eq!(without(text), None, "{text}");
        }
    }
}
