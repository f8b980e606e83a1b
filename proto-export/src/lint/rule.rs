//! The rules of `buf lint`, and the categories that each version of buf.yaml has them in.

use crate::buf::Version;

/// A rule, with its categories in each version that has it.
pub(super) struct Rule {
    pub(super) name: &'static str,
    v1beta1: Option<Categories>,
    v1: Option<Categories>,
    v2: Option<Categories>,
}

type Categories = &'static [&'static str];

impl Rule {
    /// The categories of the rule, if the version has it.
    fn categories(&self, version: Version) -> Option<Categories> {
        match version {
            Version::V1Beta1 => self.v1beta1,
            Version::V1 => self.v1,
            Version::V2 => self.v2,
        }
    }
}

/// The category that counts where none is chosen.
pub(super) const STANDARD: &str = "STANDARD";

/// The rule of this name, or those of the category, as far as a version has them.
pub(super) fn chosen(name: &str, version: Version) -> Vec<&'static Rule> {
    let name = match name {
        "DEFAULT" => STANDARD,
        "STYLE_DEFAULT" => "STYLE_STANDARD",
        name => name,
    };
    let is_chosen = |rule: &&Rule| {
        rule.categories(version).is_some_and(|categories| rule.name == name || categories.contains(&name))
    };
    RULES.iter().filter(is_chosen).collect()
}

const NO_CATEGORY: Option<Categories> = Some(&[]);
const OTHER: Option<Categories> = Some(&["OTHER"]);
const MINIMAL: Option<Categories> = Some(&["MINIMAL", "BASIC", STANDARD]);
const BASIC: Option<Categories> = Some(&["BASIC", STANDARD]);
const ONLY_STANDARD: Option<Categories> = Some(&[STANDARD]);
const COMMENTS: Option<Categories> = Some(&["COMMENTS"]);
const UNARY: Option<Categories> = Some(&["UNARY_RPC"]);
const LAYOUT: Option<Categories> = Some(&["MINIMAL", "BASIC", STANDARD, "FILE_LAYOUT"]);
const AFFINITY: Option<Categories> = Some(&["MINIMAL", "BASIC", STANDARD, "PACKAGE_AFFINITY"]);
const SENSIBLE: Option<Categories> = Some(&["MINIMAL", "BASIC", STANDARD, "SENSIBLE"]);
const STYLE: Option<Categories> = Some(&["BASIC", STANDARD, "STYLE_BASIC", "STYLE_STANDARD"]);
const STYLE_STANDARD: Option<Categories> = Some(&[STANDARD, "STYLE_STANDARD"]);

const fn rule(name: &'static str, v1beta1: Option<Categories>, v1: Option<Categories>, v2: Option<Categories>) -> Rule {
    Rule { name, v1beta1, v1, v2 }
}

/// All rules.
const RULES: &[Rule] = &[
    rule("COMMENT_ENUM", COMMENTS, COMMENTS, COMMENTS),
    rule("COMMENT_ENUM_VALUE", COMMENTS, COMMENTS, COMMENTS),
    rule("COMMENT_FIELD", COMMENTS, COMMENTS, COMMENTS),
    rule("COMMENT_MESSAGE", COMMENTS, COMMENTS, COMMENTS),
    rule("COMMENT_ONEOF", COMMENTS, COMMENTS, COMMENTS),
    rule("COMMENT_RPC", COMMENTS, COMMENTS, COMMENTS),
    rule("COMMENT_SERVICE", COMMENTS, COMMENTS, COMMENTS),
    rule("DIRECTORY_SAME_PACKAGE", LAYOUT, MINIMAL, MINIMAL),
    rule("ENUM_FIRST_VALUE_ZERO", OTHER, BASIC, BASIC),
    rule("ENUM_NO_ALLOW_ALIAS", SENSIBLE, BASIC, BASIC),
    rule("ENUM_PASCAL_CASE", STYLE, BASIC, BASIC),
    rule("ENUM_VALUE_PREFIX", STYLE_STANDARD, ONLY_STANDARD, ONLY_STANDARD),
    rule("ENUM_VALUE_UPPER_SNAKE_CASE", STYLE, BASIC, BASIC),
    rule("ENUM_ZERO_VALUE_SUFFIX", STYLE_STANDARD, ONLY_STANDARD, ONLY_STANDARD),
    rule("FIELD_LOWER_SNAKE_CASE", STYLE, BASIC, BASIC),
    rule("FIELD_NOT_REQUIRED", None, None, BASIC),
    rule("FIELD_NO_DESCRIPTOR", SENSIBLE, None, None),
    rule("FILE_LOWER_SNAKE_CASE", STYLE_STANDARD, ONLY_STANDARD, ONLY_STANDARD),
    rule("IMPORT_NO_PUBLIC", SENSIBLE, BASIC, BASIC),
    rule("IMPORT_USED", None, BASIC, BASIC),
    rule("MESSAGE_PASCAL_CASE", STYLE, BASIC, BASIC),
    rule("ONEOF_LOWER_SNAKE_CASE", STYLE, BASIC, BASIC),
    rule("PACKAGE_DEFINED", SENSIBLE, MINIMAL, MINIMAL),
    rule("PACKAGE_DIRECTORY_MATCH", LAYOUT, MINIMAL, MINIMAL),
    rule("PACKAGE_LOWER_SNAKE_CASE", STYLE, BASIC, BASIC),
    rule("PACKAGE_NO_IMPORT_CYCLE", None, NO_CATEGORY, MINIMAL),
    rule("PACKAGE_SAME_CSHARP_NAMESPACE", AFFINITY, BASIC, BASIC),
    rule("PACKAGE_SAME_DIRECTORY", LAYOUT, MINIMAL, MINIMAL),
    rule("PACKAGE_SAME_GO_PACKAGE", AFFINITY, BASIC, BASIC),
    rule("PACKAGE_SAME_JAVA_MULTIPLE_FILES", AFFINITY, BASIC, BASIC),
    rule("PACKAGE_SAME_JAVA_PACKAGE", AFFINITY, BASIC, BASIC),
    rule("PACKAGE_SAME_PHP_NAMESPACE", AFFINITY, BASIC, BASIC),
    rule("PACKAGE_SAME_RUBY_PACKAGE", AFFINITY, BASIC, BASIC),
    rule("PACKAGE_SAME_SWIFT_PREFIX", AFFINITY, BASIC, BASIC),
    rule("PACKAGE_VERSION_SUFFIX", STYLE_STANDARD, ONLY_STANDARD, ONLY_STANDARD),
    rule("PROTOVALIDATE", None, ONLY_STANDARD, ONLY_STANDARD),
    rule("RPC_NO_CLIENT_STREAMING", UNARY, UNARY, UNARY),
    rule("RPC_NO_SERVER_STREAMING", UNARY, UNARY, UNARY),
    rule("RPC_PASCAL_CASE", STYLE, BASIC, BASIC),
    rule("RPC_REQUEST_RESPONSE_UNIQUE", STYLE_STANDARD, ONLY_STANDARD, ONLY_STANDARD),
    rule("RPC_REQUEST_STANDARD_NAME", STYLE_STANDARD, ONLY_STANDARD, ONLY_STANDARD),
    rule("RPC_RESPONSE_STANDARD_NAME", STYLE_STANDARD, ONLY_STANDARD, ONLY_STANDARD),
    rule("SERVICE_PASCAL_CASE", STYLE, BASIC, BASIC),
    rule("SERVICE_SUFFIX", STYLE_STANDARD, ONLY_STANDARD, ONLY_STANDARD),
    rule("STABLE_PACKAGE_NO_IMPORT_UNSTABLE", None, None, NO_CATEGORY),
    rule("SYNTAX_SPECIFIED", None, BASIC, BASIC),
];
