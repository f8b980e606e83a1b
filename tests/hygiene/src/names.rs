//! Members and types called as what generated code could call its own.

use contracts::{UnknownFields, contract};

/// What a macro could bind or import.
#[contract]
#[derive(Debug, Clone, PartialEq)]
#[expect(non_snake_case, reason = "the names are the test")]
pub struct Members {
    /// A member.
    #[member(1)]
    pub self_: u32,
    /// A member.
    #[member(2)]
    pub w: String,
    /// A member.
    #[member(3)]
    pub buf: Vec<u8>,
    /// A member.
    #[member(4)]
    pub tag: u64,
    /// A member.
    #[member(5)]
    pub Ok: bool,
    /// A member.
    #[member(6)]
    pub Some: Option<i32>,
    /// A member.
    #[member(7)]
    pub String: String,
    /// A member.
    #[member(8)]
    pub Result: Vec<i64>,
    /// A member.
    #[member(9)]
    pub r#type: String,
    /// A member.
    #[member(10)]
    pub key: u32,
    /// A member.
    #[member(11)]
    pub r: f32,
    /// A member.
    #[member(12)]
    pub value: std::collections::HashMap<String, u32>,
    /// A member.
    #[member(13)]
    pub name: Option<Box<Members>>,
    /// A member.
    #[member(14)]
    pub object: Option<Variants>,
    /// A member.
    #[member(15)]
    pub f: Numbers,
    /// A member.
    #[oneof]
    pub serializer: Option<Choices>,
    /// What is unknown.
    #[unknown]
    pub default: UnknownFields,
    /// A member.
    #[deprecated]
    #[member(16, redact)]
    pub schema: String,
}

/// A message that holds a oneof.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Variants {
    /// A member.
    #[oneof]
    pub put: Option<Choices>,
}

/// Variants as of the standard library.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub enum Choices {
    /// A variant.
    #[member(100)]
    Ok(String),
    /// A variant.
    #[member(101)]
    Err(u32),
    /// A variant.
    #[member(102)]
    Some(Box<Members>),
    /// A variant.
    #[member(103)]
    None,
    /// A variant.
    #[member(104)]
    Box(Vec<u8>),
    /// A variant.
    #[deprecated]
    #[member(105)]
    Default(()),
}

/// Variants as of the standard library.
#[contract]
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Numbers {
    /// A variant.
    None = 0,
    /// A variant.
    Some = 1,
    /// A variant.
    Ok = 2,
    /// A variant.
    #[deprecated]
    Err = -3,
    /// A variant.
    #[unknown]
    Option(i32),
}

/// A message called as a type of the prelude.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Option_ {
    /// A member.
    #[member(1)]
    pub some: Option<Vec<u8>>,
}

/// A generic message whose parameter is called as a trait of generated code.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Page<Message> {
    /// A member.
    #[member(1)]
    pub items: Vec<Message>,
    /// A member.
    #[member(2, redact)]
    pub next: Option<String>,
}

/// A message that uses a generic one.
#[contract]
#[derive(Debug, Clone, PartialEq)]
pub struct Pages {
    /// A member.
    #[member(1)]
    pub texts: Page<String>,
    /// A member.
    #[member(2)]
    pub options: Option<Page<Option_>>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survives;

    #[expect(deprecated, reason = "a member that is deprecated is sent all the same")]
    fn members() -> Members {
        Members {
            self_: 1,
            w: "w".to_owned(),
            buf: vec![1, 2],
            tag: 4,
            Ok: true,
            Some: Some(0),
            String: "s".to_owned(),
            Result: vec![-1, 1],
            r#type: "t".to_owned(),
            key: 10,
            r: 0.5,
            value: [("k".to_owned(), 0)].into(),
            name: Some(Box::default()),
            object: Some(Variants { put: Some(Choices::Default(())) }),
            f: Numbers::Err,
            serializer: Some(Choices::Some(Box::default())),
            default: UnknownFields::default(),
            schema: "secret".to_owned(),
        }
    }

    #[test]
    fn every_name_survives_the_wire() {
        survives(members());
        for choice in [Choices::Ok(String::new()), Choices::Err(0), Choices::None, Choices::Box(vec![0])] {
            survives(Variants { put: Some(choice) });
        }
        survives(Option_ { some: Some(Vec::new()) });
        let options = Page { items: vec![Option_ { some: None }], next: None };
        survives(Pages { texts: Page { items: vec!["a".to_owned()], next: None }, options: Some(options) });
    }

    #[test]
    fn every_name_survives_json() {
        let json = serde_json::to_string(&members()).expect("it is JSON");
        assert_eq!(serde_json::from_str::<Members>(&json).expect("it is the message"), members());
    }

    #[test]
    fn what_is_redacted_is_not_shown() {
        assert!(!format!("{:?}", members()).contains("secret"));
    }
}
