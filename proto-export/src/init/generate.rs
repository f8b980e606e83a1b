//! buf.gen.yaml: what `buf generate` makes of the files.

use std::path::PathBuf;

use super::OPTION_FOLDERS;
use super::options::Language;
use super::place::Place;

/// grpcio-tools has its generator of stubs inside protoc; buf calls programs.
const GRPC_PYTHON: &str = include_str!("protoc_gen_grpc_python.py");

/// The template, and what it needs beside it.
pub(super) fn files(place: &Place, languages: &[Language]) -> Vec<(PathBuf, String)> {
    let stubs =
        languages.contains(&Language::Python).then(|| (place.root.join(GRPC_PYTHON_NAME), GRPC_PYTHON.to_owned()));
    [(place.root.join("buf.gen.yaml"), template(&place.out, languages))].into_iter().chain(stubs).collect()
}

const GRPC_PYTHON_NAME: &str = "protoc_gen_grpc_python.py";

const GO: &str = "\
  # go install google.golang.org/protobuf/cmd/protoc-gen-go@latest google.golang.org/grpc/cmd/protoc-gen-go-grpc@latest
  - local: protoc-gen-go
    out: gen/go
    opt: paths=source_relative
  - local: protoc-gen-go-grpc
    out: gen/go
    opt: paths=source_relative
";

const PYTHON: &str = "\
  # python3 -m pip install grpcio grpcio-tools
  - protoc_builtin: python
    protoc_path: [python3, -m, grpc_tools.protoc]
    out: gen/python
  - protoc_builtin: pyi
    protoc_path: [python3, -m, grpc_tools.protoc]
    out: gen/python
  - local: [python3, protoc_gen_grpc_python.py]
    out: gen/python
";

const TYPESCRIPT: &str = "\
  # npm install @bufbuild/protobuf @bufbuild/protoc-gen-es, and call buf with npx
  - local: protoc-gen-es
    out: gen/typescript
    opt: [target=ts, import_extension=js]
";

const JAVA: &str = "\
  # com.google.protobuf:protoc and io.grpc:protoc-gen-grpc-java of Maven Central, as programs on the PATH
  - protoc_builtin: java
    out: gen/java
  - local: protoc-gen-grpc-java
    out: gen/java
";

fn template(out: &str, languages: &[Language]) -> String {
    let list = |indent: &str, item: &dyn Fn(&str) -> String| -> String {
        OPTION_FOLDERS.iter().map(|folder| format!("{indent}{}\n", item(folder))).collect()
    };
    let excluded = list("      ", &|folder| format!("- {out}/{folder}"));
    let plugins: String = languages.iter().map(|language| plugins(*language)).collect();
    format!(
        "\
# What `buf generate` writes to gen/. Each generator is to be installed as the comment above it says.
version: v2
inputs:
  - directory: .
    # Every language has packages with the code of these.
    exclude_paths:
{excluded}{}plugins:
{plugins}",
        managed(languages, &list("    ", &|folder| format!("- path: {folder}")))
    )
}

fn plugins(language: Language) -> &'static str {
    match language {
        Language::Go => GO,
        Language::Python => PYTHON,
        Language::Typescript => TYPESCRIPT,
        Language::Java => JAVA,
    }
}

/// The options that Go and Java want in each file, and that no file has to say.
fn managed(languages: &[Language], disabled: &str) -> String {
    let go = "  override:\n    # Your Go module, and the folder in it.\n    - file_option: go_package_prefix\n      value: gen/go\n";
    let go = if languages.contains(&Language::Go) { go } else { "" };
    match languages.contains(&Language::Go) || languages.contains(&Language::Java) {
        true => format!("managed:\n  enabled: true\n  disable:\n{disabled}{go}"),
        false => String::new(),
    }
}
