//! What the style asks of every file in Rust.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use crate::files::SourceFile;

const FILE_LINES: usize = 500;
const FUNCTION_LINES: usize = 50;
/// A test may be a table.
const TEST_LINES: usize = 60;
/// The only place where `unsafe` may stand.
const UNSAFE: &str = "contracts/src/wire/";

/// What is wrong with a file.
pub(crate) fn violations(file: &SourceFile) -> Vec<String> {
    let mut found = Vec::new();
    if !file.text.starts_with("//!") {
        found.push((1, "the file does not begin with `//!`".to_owned()));
    }
    let lines = file.text.lines().filter(|line| is_code(line)).count();
    if lines > FILE_LINES {
        found.push((1, format!("{lines} lines of code: at most {FILE_LINES}")));
    }
    let limit = if file.path.contains("/src/") { FUNCTION_LINES } else { TEST_LINES };
    let mut style = Style { found, limit };
    style.visit_file(&file.syntax);
    let mut found = style.found;
    if !file.path.starts_with(UNSAFE) {
        let places = unsafe_keywords(file.tokens()).into_iter();
        found.extend(
            places.map(|span| (span.start().line, format!("`unsafe` outside of {}", UNSAFE.trim_end_matches('/')))),
        );
    }
    found.into_iter().map(|(line, text)| format!("{}:{line}: {text}", file.path)).collect()
}

fn is_code(line: &str) -> bool {
    let line = line.trim_start();
    !line.is_empty() && !line.starts_with("//")
}

fn unsafe_keywords(tokens: TokenStream) -> Vec<Span> {
    let places = tokens.into_iter().flat_map(|token| match token {
        TokenTree::Ident(ident) if ident == "unsafe" => vec![ident.span()],
        TokenTree::Group(group) => unsafe_keywords(group.stream()),
        _ => vec![],
    });
    places.collect()
}

/// Collects what is wrong with items: the line and the text.
struct Style {
    found: Vec<(usize, String)>,
    /// How many lines a function may have.
    limit: usize,
}

impl Style {
    fn function(&mut self, name: &Ident, signature: Span, body: &syn::Block) {
        let first = signature.start().line;
        let lines = body.span().end().line + 1 - first;
        if lines > self.limit {
            self.found.push((first, format!("`{name}` has {lines} lines: at most {} fit on a screen", self.limit)));
        }
    }
}

impl<'ast> Visit<'ast> for Style {
    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        if attribute.path().is_ident("allow") {
            let text = "`#[allow]`: write `#[expect(.., reason = \"..\")]`".to_owned();
            self.found.push((attribute.span().start().line, text));
        }
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.function(&item.sig.ident, item.sig.span(), &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.function(&item.sig.ident, item.sig.span(), &item.block);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        if let Some(body) = &item.default {
            self.function(&item.sig.ident, item.sig.span(), body);
        }
        visit::visit_trait_item_fn(self, item);
    }
}
