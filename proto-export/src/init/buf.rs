//! buf.yaml: where the files are, and by which rules they are judged.

use super::OPTION_FOLDERS;

/// The text of a buf.yaml for the files in a folder.
pub(crate) fn configuration(out: &str) -> String {
    let ignored: String = OPTION_FOLDERS.iter().map(|folder| format!("    - {out}/{folder}\n")).collect();
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
