//! The job for GitHub Actions.

use super::place::Place;

/// The version of buf that the job uses.
const BUF: &str = "1.75.0";

/// The text of the workflow, with the command that installs us, where we are not in the workspace ourselves.
pub(super) fn text(place: &Place, install: Option<&str>) -> String {
    let folder =
        place.workspace().map(|folder| format!("    defaults:\n      run:\n        working-directory: {folder}\n"));
    let install = install.map(|command| format!("      - name: Install proto-export\n        run: {command}\n"));
    let (program, out) = (place.program, &place.out);
    let at = |option: &str| if place.is_default() { String::new() } else { format!(" {option} {out}") };
    format!(
        "\
# What a change of the contracts has to pass.
name: contracts
on:
  pull_request:
  push:
    branches: [main]
permissions:
  contents: read
jobs:
  contracts:
    runs-on: ubuntu-latest
{folder}    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0 # a shallow clone has no past to compare with
      - uses: bufbuild/buf-action@v1
        with:
          version: {BUF}
          setup_only: true
{install}      - name: The files are what the contracts say
        run: {program} --check{out_option}
      - name: Nothing breaks those who built on the contracts
        if: github.event_name == 'pull_request'
        env:
          BASE: ${{{{ github.base_ref }}}}
        run: |
          # Where the contracts are new, there is nothing to compare with.
          if git cat-file -e \"origin/$BASE:./{out}\"; then
            {program} breaking --against \"origin/$BASE\"{proto_option} --format github
          fi
      - name: buf finds nothing wrong with the files
        run: buf lint
      - name: Every compiler takes them
        run: buf build
",
        folder = folder.unwrap_or_default(),
        install = install.unwrap_or_default(),
        out_option = at("--out"),
        proto_option = at("--proto"),
    )
}
