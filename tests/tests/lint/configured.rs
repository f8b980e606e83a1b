//! Configurations of `buf lint`: buf and we find the same under each.

use std::path::Path;

use proto_export::lint::Config;
use tests::lint::{Verdicts, of_buf_with, ours};

use crate::described;

/// Each a buf.yaml for the folder that it is in.
const CONFIGURATIONS: &[&str] = &[
    "version: v2\n",
    "version: v2\nlint:\n  use: [MINIMAL]\n",
    "version: v2\nlint:\n  use: [BASIC, COMMENT_RPC]\n  except: [ENUM_NO_ALLOW_ALIAS, COMMENTS]\n",
    "version: v2\nlint:\n  use: [STANDARD, COMMENTS, UNARY_RPC, STABLE_PACKAGE_NO_IMPORT_UNSTABLE]\n",
    "version: v2\nlint:\n  use: [STANDARD, UNARY_RPC]\n  disallow_comment_ignores: true\n",
    "version: v2\nlint:\n  use: [STANDARD]\n  rpc_allow_google_protobuf_empty_requests: true\n",
    "version: v2\nlint:\n  use: [STANDARD]\n  rpc_allow_google_protobuf_empty_responses: true\n",
    "version: v2\nlint:\n  use: [STANDARD]\n  rpc_allow_google_protobuf_empty_requests: true\n  \
     rpc_allow_google_protobuf_empty_responses: true\n",
    "version: v2\nlint:\n  use: [STANDARD]\n  rpc_allow_same_request_response: true\n",
    "version: v2\nlint:\n  use: [ENUM_ZERO_VALUE_SUFFIX, SERVICE_SUFFIX]\n  enum_zero_value_suffix: _NONE\n  service_suffix: API\n",
    "version: v2\nlint:\n  use: [STANDARD, COMMENTS]\n  ignore: [configured/late, corpus/extension/v1/extension.proto]\n",
    "version: v2\nlint:\n  use: [STANDARD, COMMENTS]\n  ignore_only:\n    COMMENTS: [corpus/extension]\n    \
     SERVICE_SUFFIX: [configured/late/v1/late.proto]\n",
    "version: v2\nmodules:\n  - path: .\n    lint:\n      use: [COMMENTS]\nlint:\n  use: [STANDARD]\n",
    "version: v1\n",
    "version: v1\nlint:\n  use: [DEFAULT, COMMENTS]\n  allow_comment_ignores: true\n",
    "version: v1\nlint:\n  use: [BASIC, UNARY_RPC]\n  rpc_allow_same_request_response: true\n  ignore: [corpus/edition]\n",
    "version: v1beta1\n",
    "version: v1beta1\nlint:\n  use: [SENSIBLE, OTHER, STYLE_BASIC]\n  allow_comment_ignores: true\n",
];

#[test]
fn buf_and_we_find_the_same_under_every_configuration() {
    let descriptors = described(&["corpus.", "configured."]);
    let configurations: Vec<Option<&str>> = CONFIGURATIONS.iter().copied().map(Some).collect();
    let theirs = of_buf_with(&configurations, &descriptors).unwrap_or_else(|error| panic!("{error:#}"));
    let mut differences = Vec::new();
    let mut all: Vec<Verdicts> = Vec::new();
    for (text, theirs) in CONFIGURATIONS.iter().zip(theirs) {
        let config = Config::read(text, Path::new("")).unwrap_or_else(|error| panic!("{text}{error:#}"));
        let ours = ours(&descriptors, &config);
        let only = |a: &Verdicts, b: &Verdicts| {
            a.iter().filter(|(verdict, count)| b.get(*verdict) != Some(count)).map(|it| format!("{it:?}")).collect()
        };
        let (only_ours, only_theirs): (Vec<String>, Vec<String>) = (only(&ours, &theirs), only(&theirs, &ours));
        if (&only_ours, &only_theirs) != (&Vec::new(), &Vec::new()) {
            differences.push(format!("{text}ours alone: {only_ours:#?}\nbuf's alone: {only_theirs:#?}"));
        }
        all.push(ours);
    }
    assert!(differences.is_empty(), "{}", differences.join("\n\n"));
    all.dedup();
    assert!(all.len() > CONFIGURATIONS.len() / 2, "configurations differ in what they find");
}
