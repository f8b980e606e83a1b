//! What an attribute allows: its options and how each is written.

/// What an attribute allows.
pub struct Grammar {
    /// The name of the attribute.
    pub attribute: &'static str,
    /// Its options and their forms.
    pub options: &'static [(&'static str, Form)],
}

/// How an option is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `zigzag`
    Flag,
    /// `name = "text"`
    Text,
    /// `as = Type`
    Type,
    /// `code = NotFound`
    Name,
    /// `default = 5`
    Value,
    /// `reserved(4, 9..=12)`
    List,
    /// `allow(RULE, reason = "..")` and `option(..)`, any number of times.
    Lists,
}

/// The lint rules that a declaration may break: on whatever is declared.
pub const ALLOW: (&str, Form) = ("allow", Form::Lists);

/// Options that no other word sets: on whatever is declared.
pub const OPTION: (&str, Form) = ("option", Form::Lists);
