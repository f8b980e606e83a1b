//! What each language leaves to a declaration: features, and what they are where nothing is said.

use std::fmt;

/// `CLOSED` of `google.protobuf.FeatureSet.EnumType`.
pub(super) const CLOSED: i32 = 2;
/// `DELIMITED` of `google.protobuf.FeatureSet.MessageEncoding`.
pub(super) const DELIMITED: i32 = 2;
/// `ALLOW` of `google.protobuf.FeatureSet.JsonFormat`.
pub(super) const ALLOW: i32 = 1;
/// `VERIFY` of `pb.JavaFeatures.Utf8Validation`.
pub(super) const JAVA_VERIFY: i32 = 2;

/// `EDITION_2023` of `google.protobuf.Edition`.
pub(crate) const EDITION_2023: i32 = 1000;
/// `EDITION_2024` of `google.protobuf.Edition`.
pub(crate) const EDITION_2024: i32 = 1001;

/// The language that a file is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    Proto2,
    Proto3,
    /// With the number that `google.protobuf.Edition` has for it.
    Edition(i32),
}

impl Language {
    /// The language by the `syntax` of a file.
    pub(super) fn of(syntax: &str, edition: Option<i32>) -> Self {
        match syntax {
            "proto3" => Language::Proto3,
            "editions" => Language::Edition(edition.unwrap_or(EDITION_2023)),
            _ => Language::Proto2,
        }
    }

    /// What holds where nothing is said.
    pub(super) fn defaults(self) -> Features {
        let of_2023 = Features {
            presence: Some(Presence::Explicit),
            is_closed: Some(false),
            utf8: Some(Utf8::Verify),
            is_delimited: Some(false),
            has_json: Some(true),
            cpp_string: Some(CppString::String),
            java_verifies: Some(false),
        };
        match self {
            Language::Proto2 => {
                Features { is_closed: Some(true), utf8: Some(Utf8::None), has_json: Some(false), ..of_2023 }
            }
            Language::Proto3 => Features { presence: Some(Presence::Implicit), ..of_2023 },
            Language::Edition(number) if number >= EDITION_2024 => {
                Features { cpp_string: Some(CppString::View), ..of_2023 }
            }
            Language::Edition(_) => of_2023,
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Language::Proto2 => "proto2",
            Language::Proto3 => "proto3",
            Language::Edition(_) => "editions",
        })
    }
}

/// The features of a declaration. Those of a file's declarations are all there once they are resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Features {
    pub(crate) presence: Option<Presence>,
    pub(crate) is_closed: Option<bool>,
    pub(crate) utf8: Option<Utf8>,
    pub(crate) is_delimited: Option<bool>,
    pub(crate) has_json: Option<bool>,
    pub(crate) cpp_string: Option<CppString>,
    pub(crate) java_verifies: Option<bool>,
}

impl Features {
    /// Sets a feature by its name and the name of its value, as they are written. Others say nothing that is compared.
    pub(crate) fn set(&mut self, name: &[&str], value: &str) {
        match name {
            ["field_presence"] => {
                self.presence = match value {
                    "EXPLICIT" => Some(Presence::Explicit),
                    "IMPLICIT" => Some(Presence::Implicit),
                    "LEGACY_REQUIRED" => Some(Presence::Required),
                    _ => None,
                }
            }
            ["enum_type"] => self.is_closed = Some(value == "CLOSED"),
            ["utf8_validation"] => self.utf8 = Some(if value == "NONE" { Utf8::None } else { Utf8::Verify }),
            ["message_encoding"] => self.is_delimited = Some(value == "DELIMITED"),
            ["json_format"] => self.has_json = Some(value == "ALLOW"),
            ["pb.cpp", "string_type"] => {
                self.cpp_string = match value {
                    "VIEW" => Some(CppString::View),
                    "CORD" => Some(CppString::Cord),
                    "STRING" => Some(CppString::String),
                    _ => None,
                }
            }
            ["pb.java", "utf8_validation"] => self.java_verifies = Some(value == "VERIFY"),
            _ => {}
        }
    }

    /// These, and for those that are not said the ones of what is around.
    pub(super) fn or(self, around: Features) -> Features {
        Features {
            presence: self.presence.or(around.presence),
            is_closed: self.is_closed.or(around.is_closed),
            utf8: self.utf8.or(around.utf8),
            is_delimited: self.is_delimited.or(around.is_delimited),
            has_json: self.has_json.or(around.has_json),
            cpp_string: self.cpp_string.or(around.cpp_string),
            java_verifies: self.java_verifies.or(around.java_verifies),
        }
    }
}

/// Whether a single field knows that it was not sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    Explicit,
    Implicit,
    Required,
}

impl Presence {
    pub(super) fn from_number(number: i32) -> Option<Self> {
        match number {
            1 => Some(Presence::Explicit),
            2 => Some(Presence::Implicit),
            3 => Some(Presence::Required),
            _ => None,
        }
    }
}

/// Whether strings are checked to be UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Utf8 {
    Verify,
    None,
}

impl Utf8 {
    pub(super) fn from_number(number: i32) -> Option<Self> {
        match number {
            2 => Some(Utf8::Verify),
            3 => Some(Utf8::None),
            _ => None,
        }
    }
}

impl fmt::Display for Utf8 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Utf8::Verify => "VERIFY",
            Utf8::None => "NONE",
        })
    }
}

/// How C++ holds a string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CppString {
    View,
    Cord,
    String,
    /// Which only the older option `ctype` has.
    Piece,
}

impl CppString {
    pub(super) fn from_number(number: i32) -> Option<Self> {
        match number {
            1 => Some(CppString::View),
            2 => Some(CppString::Cord),
            3 => Some(CppString::String),
            _ => None,
        }
    }
}

impl fmt::Display for CppString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            CppString::View => "VIEW",
            CppString::Cord => "CORD",
            CppString::String => "STRING",
            CppString::Piece => "STRING_PIECE",
        })
    }
}
