//! buf.yaml: where the files are, and by which rules they are judged.

use std::collections::BTreeSet;

use super::OPTION_FOLDERS;

/// The text of a buf.yaml for the files in a folder, and of these the files and folders that are brought along beside those
/// that always can be.
pub(crate) fn configuration(out: &str, brought: &BTreeSet<String>) -> String {
    let paths: BTreeSet<&str> = OPTION_FOLDERS.into_iter().chain(brought.iter().map(String::as_str)).collect();
    let ignored: String = paths.iter().map(|path| format!("    - {out}/{path}\n")).collect();
    format!(
        "\
# The rules for what proto-export writes. It is not to be judged by them what the files import from elsewhere.
version: v2
modules:
  - path: {out}
lint:
  use:
    - STANDARD
    - COMMENTS
  ignore:
{ignored}  rpc_allow_google_protobuf_empty_responses: true
breaking:
  use:
    - FILE
  ignore:
{ignored}"
    )
}
