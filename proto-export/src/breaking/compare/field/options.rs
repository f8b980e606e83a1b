//! Options and features of fields: what other languages make of them.

use super::{Change, Findings, Pair, spot};
use crate::breaking::finding::Spot;
use crate::breaking::schema::{CppString, EDITION_2024, FieldItem, Kind, Language, Utf8};

impl Pair<'_> {
    pub(super) fn options(&self, findings: &mut Findings) {
        self.utf8(findings);
        self.java_utf8(findings);
        self.cpp_string(findings);
        self.js_type(findings);
    }

    /// A change of an option, which may be set at these paths.
    fn change_at(&self, at: impl Fn(&FieldItem<'_>) -> Option<Vec<i32>>, change: Change) -> Change {
        let spot = |field: &FieldItem<'_>| match at(field) {
            Some(path) => Spot::new(field.item.file, Some(path), &field.item.path),
            None => spot(field, &[]),
        };
        Change { present: Some(spot(self.present)), past: Some(spot(self.past)), ..change }
    }

    fn are_strings(&self) -> bool {
        Kind::of(self.past) == Kind::String && Kind::of(self.present) == Kind::String
    }

    fn utf8(&self, findings: &mut Findings) {
        let (was, is) = (utf8(self.past), utf8(self.present));
        if !self.are_strings() || was == is {
            return;
        }
        let help = "leave `utf8_validation` and the syntax of the package as they were".to_owned();
        let what = "is no longer checked to be UTF-8 as it was";
        let change = self.change(&[], what, [was.to_string(), is.to_string()], help);
        let change = self.change_at(|field| field.item.locate_feature([8, 21], &[4]), change);
        findings.add("FIELD_SAME_UTF8_VALIDATION", change);
    }

    fn java_utf8(&self, findings: &mut Findings) {
        let (was, is) = (java_utf8(self.past), java_utf8(self.present));
        if !self.are_strings() || was == is {
            return;
        }
        let at = |field: &FieldItem<'_>| {
            let of_file = field.item.file.first_located([vec![8, 27]]);
            of_file.or_else(|| field.item.locate_feature([8, 21], &[1001, 2]))
        };
        let help = "leave `java_string_check_utf8` and Java's `utf8_validation` as they were".to_owned();
        let what = "is no longer checked by Java to be UTF-8 as it was";
        let change = self.change_at(at, self.change(&[], what, [was.to_string(), is.to_string()], help));
        findings.add("FIELD_SAME_JAVA_UTF8_VALIDATION", change);
    }

    fn cpp_string(&self, findings: &mut Findings) {
        let is_text = |field: &FieldItem<'_>| matches!(Kind::of(field), Kind::String | Kind::Bytes);
        let (was, is) = (cpp_string(self.past), cpp_string(self.present));
        let narrows = was == CppString::Piece && is == CppString::String;
        if self.is_in_map_entry() || !is_text(self.past) || !is_text(self.present) || was == is || narrows {
            return;
        }
        let at = |field: &FieldItem<'_>| {
            let of_field = field.item.file.first_located([field.item.below(&[8, 1])]);
            of_field.or_else(|| field.item.locate_feature([8, 21], &[1000, 2]))
        };
        let help = format!("leave `ctype` and C++'s `string_type` as they were: `{was}`");
        let what = format!("is `{is}` in C++ and was `{was}`");
        let change = self.change_at(at, self.change(&[], &what, [was.to_string(), is.to_string()], help));
        findings.add("FIELD_SAME_CPP_STRING_TYPE", change);
    }

    fn js_type(&self, findings: &mut Findings) {
        let js_type = |field: &FieldItem<'_>| field.item.proto.options.clone().unwrap_or_default().jstype();
        let (was, is) = (js_type(self.past), js_type(self.present));
        let are_wide = Kind::of(self.past).is_64_bit_integer() && Kind::of(self.present).is_64_bit_integer();
        if !are_wide || was == is {
            return;
        }
        let (was, is) = (was.as_str_name().to_owned(), is.as_str_name().to_owned());
        let what = format!("is `{is}` in JavaScript and was `{was}`");
        let help = format!("leave the option `jstype` as it was: `{was}`");
        findings.add("FIELD_SAME_JSTYPE", self.change(&[&[8, 6]], &what, [was, is], help));
    }
}

fn utf8(field: &FieldItem<'_>) -> Utf8 {
    field.item.features.utf8.unwrap_or(Utf8::Verify)
}

/// What Java checks: more than others, where its own option or feature says so.
fn java_utf8(field: &FieldItem<'_>) -> Utf8 {
    let option = field.item.file.proto.options.as_ref().and_then(|options| options.java_string_check_utf8);
    let verifies = match (field.item.file.language, option) {
        (_, Some(verifies)) => verifies,
        (Language::Edition(_), None) => field.item.features.java_verifies == Some(true),
        (_, None) => false,
    };
    if verifies { Utf8::Verify } else { utf8(field) }
}

/// How C++ holds it: by the older option, where the language still has it.
fn cpp_string(field: &FieldItem<'_>) -> CppString {
    use prost_types::field_options::CType;
    let is_older = !matches!(field.item.file.language, Language::Edition(number) if number >= EDITION_2024);
    let options = field.item.proto.options.as_ref().filter(|options| is_older && options.ctype.is_some());
    match options.map(|options| options.ctype()) {
        Some(CType::Cord) => CppString::Cord,
        Some(CType::StringPiece) => CppString::Piece,
        Some(CType::String) => CppString::String,
        None => field.item.features.cpp_string.unwrap_or(CppString::String),
    }
}
