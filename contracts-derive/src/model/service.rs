//! A service: its operations in source order.

use proc_macro2::TokenStream;
use syn::spanned::Spanned;
use syn::{Attribute, Ident, LitStr, Signature, Type};

use super::Declaration;
use super::signature::{Outcome, Parameter, Payload};
use crate::diagnostics::{Diagnostics, service as mistakes};
use crate::names;
use crate::parse;

/// A service.
pub struct Service {
    pub declaration: Declaration,
    pub operations: Vec<Operation>,
}

/// An operation of a service.
pub struct Operation {
    pub ident: Ident,
    pub declaration: Declaration,
    /// Under which `#[cfg(..)]` the operation is there.
    pub conditions: Vec<Attribute>,
    /// What the method takes behind `&self`, in order.
    pub parameters: Vec<Parameter>,
    /// The whole type that the method returns.
    pub returned: Type,
    /// What the method returns, and what it fails with.
    pub outcome: Outcome,
    /// The REST bindings, that of the operation first.
    pub http: Vec<Http>,
    pub idempotency: Option<Idempotency>,
}

/// A REST binding.
pub struct Http {
    /// In upper case.
    pub method: String,
    pub path: LitStr,
    pub body: Option<LitStr>,
    pub response_body: Option<LitStr>,
}

/// What a repeated call does.
#[derive(Clone, Copy)]
pub enum Idempotency {
    NoSideEffects,
    Idempotent,
}

/// The levels of idempotency, as they are written.
const LEVELS: [(&str, Idempotency); 2] =
    [("no_side_effects", Idempotency::NoSideEffects), ("idempotent", Idempotency::Idempotent)];

impl Service {
    /// Checks a trait; nothing when there was any mistake.
    pub fn check(parsed: &parse::Service, diagnostics: &mut Diagnostics) -> Option<Self> {
        let item = &parsed.item;
        check_trait(item, diagnostics);
        let about = (parse::doc(&item.attrs), parse::is_deprecated(&item.attrs));
        let declaration =
            Declaration::check(&item.ident, names::unraw(&item.ident), &parsed.options, about, diagnostics);
        let operations: Vec<Operation> =
            parsed.operations.iter().filter_map(|parsed| operation(parsed, diagnostics)).collect();
        if item.items.is_empty() {
            diagnostics.add(mistakes::empty_service(&item.ident));
        }
        check_names(&operations, diagnostics);
        diagnostics.is_empty().then_some(Service { declaration, operations })
    }
}

impl Operation {
    /// The parameter that is the request, one or a stream.
    pub fn request(&self) -> Option<&Payload> {
        self.parameters.iter().find_map(|parameter| match parameter {
            Parameter::Request(payload) => Some(&**payload),
            Parameter::Context(_) => None,
        })
    }

    /// Whether the method takes the context.
    pub fn takes_context(&self) -> bool {
        self.parameters.iter().any(|parameter| matches!(parameter, Parameter::Context(_)))
    }

    /// Whether the client sends a stream.
    pub fn client_streams(&self) -> bool {
        self.request().is_some_and(|payload| payload.stream.is_some())
    }

    /// Whether the request borrows.
    pub fn borrows(&self) -> bool {
        self.request().is_some_and(|payload| payload.borrows)
    }

    /// Whether the server sends a stream.
    pub fn server_streams(&self) -> bool {
        self.outcome.payload.stream.is_some()
    }
}

fn check_trait(item: &syn::ItemTrait, diagnostics: &mut Diagnostics) {
    if !item.generics.params.is_empty() || item.generics.where_clause.is_some() {
        diagnostics.add(mistakes::generic_service(&item.generics, &item.ident));
    }
    if let Some(token) = &item.unsafety {
        diagnostics.add(mistakes::qualified_service(token, &item.ident));
    }
    let is_ours = |bound: &syn::TypeParamBound| match bound {
        syn::TypeParamBound::Lifetime(lifetime) => lifetime.ident == "static",
        syn::TypeParamBound::Trait(bound) => {
            bound.path.segments.last().is_some_and(|last| last.ident == "Send" || last.ident == "Sync")
        }
        _ => false,
    };
    for bound in item.supertraits.iter().filter(|bound| !is_ours(bound)) {
        diagnostics.add(mistakes::supertrait(bound, &item.ident));
    }
}

/// Operations under the same `#[cfg(..)]`s have different names.
fn check_names(operations: &[Operation], diagnostics: &mut Diagnostics) {
    for (index, operation) in operations.iter().enumerate() {
        let name = &operation.declaration.name;
        let is_twin =
            |earlier: &&Operation| earlier.declaration.name == *name && earlier.conditions == operation.conditions;
        if let Some(earlier) = operations[..index].iter().find(is_twin) {
            let (span, first) = (operation.declaration.span, earlier.declaration.span);
            diagnostics.add(mistakes::operation_name_used_twice(name, span, first));
        }
    }
}

fn operation(parsed: &parse::Operation, diagnostics: &mut Diagnostics) -> Option<Operation> {
    let signature = &parsed.signature;
    check_signature(signature, diagnostics);
    if let Some(body) = parsed.body {
        diagnostics.add(mistakes::operation_with_body(body, &signature.ident));
    }
    let parameters = Parameter::check_all(signature, diagnostics);
    let outcome = Outcome::check(signature, diagnostics);
    let about = (parsed.doc.clone(), parsed.deprecated);
    let name = names::operation(&signature.ident);
    let declaration = Declaration::check(&signature.ident, name, &parsed.options, about, diagnostics);
    let http = parsed.http.iter().filter_map(|options| http(options, diagnostics)).collect();
    let idempotency = parsed.options.identifier("idempotency").and_then(|level| idempotency(level, diagnostics));
    let (returned, outcome) = outcome?;
    Some(Operation {
        ident: signature.ident.clone(),
        declaration,
        conditions: parsed.conditions.clone(),
        parameters,
        returned,
        outcome,
        http,
        idempotency,
    })
}

fn check_signature(signature: &Signature, diagnostics: &mut Diagnostics) {
    let ident = &signature.ident;
    if signature.asyncness.is_none() {
        diagnostics.add(mistakes::operation_not_async(signature.fn_token.span, ident));
    }
    if let Some(token) = &signature.constness {
        diagnostics.add(mistakes::qualified_operation(token, ident));
    }
    if let syn::Safety::Unsafe(token) = &signature.safety {
        diagnostics.add(mistakes::qualified_operation(token, ident));
    }
    if let Some(abi) = &signature.abi {
        diagnostics.add(mistakes::qualified_operation(abi, ident));
    }
    if !signature.generics.params.is_empty() {
        diagnostics.add(mistakes::generic_operation(&signature.generics, ident));
    }
    if let Some(clause) = &signature.generics.where_clause {
        diagnostics.add(mistakes::generic_operation(clause, ident));
    }
}

fn http(options: &parse::Options, diagnostics: &mut Diagnostics) -> Option<Http> {
    const METHODS: [&str; 5] = ["get", "put", "post", "delete", "patch"];
    let mut written = METHODS.iter().filter_map(|method| options.name(method).zip(options.text(method)));
    let Some((method, path)) = written.next() else {
        diagnostics.add(mistakes::http_without_method(options.span));
        return None;
    };
    written.for_each(|(second, _)| diagnostics.add(mistakes::second_http_method(second)));
    if !path.value().starts_with('/') {
        diagnostics.add(mistakes::http_path(path));
    }
    let (method, body) = (method.to_string().to_uppercase(), options.text("body").cloned());
    if let Some(body) = body.as_ref().filter(|_| method == "GET" || method == "DELETE") {
        diagnostics.add(mistakes::http_body(body, &method));
    }
    let response_body = options.text("response_body").cloned();
    if let Some(text) = response_body.as_ref().filter(|text| ["", "*"].contains(&&*text.value())) {
        diagnostics.add(mistakes::http_whole_response(text));
    }
    Some(Http { method, path: path.clone(), body, response_body })
}

fn idempotency(level: &Ident, diagnostics: &mut Diagnostics) -> Option<Idempotency> {
    let found = LEVELS.iter().find(|(name, _)| level == name).map(|(_, level)| *level);
    if found.is_none() {
        diagnostics.add(mistakes::unknown_idempotency(level, &LEVELS.map(|(name, _)| name)));
    }
    found
}

/// Checks an implementation of a service.
pub fn check_service_impl(arguments: &TokenStream, item: &syn::ItemImpl, diagnostics: &mut Diagnostics) {
    if !arguments.is_empty() {
        diagnostics.add(mistakes::argument_on_impl(arguments.span()));
    }
    if item.trait_.is_none() {
        diagnostics.add(mistakes::inherent_impl(item));
    }
}
