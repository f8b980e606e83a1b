//! A oneof: its members in source order; and what makes it the error of a service.

use syn::{Ident, Lifetime, LitStr};

use super::message::{check_derives, json_name, number_span};
use super::{Declaration, Encoding, Field, Numbering, Presence, Rules, borrow, member_type};
use crate::diagnostics::{self, Diagnostics, borrow as mistakes};
use crate::names;
use crate::parse;

/// A oneof.
pub struct Oneof {
    pub declaration: Declaration,
    /// For how long the members borrow, if they do.
    pub lifetime: Option<Lifetime>,
    pub members: Vec<OneofMember>,
    /// The variant for other statuses, when the enum is the error of a service.
    pub status: Option<Ident>,
}

/// A member of a oneof.
pub struct OneofMember {
    pub field: Field,
    /// Whether the variant has data.
    pub has_payload: bool,
    /// What failure the variant is, when the enum is the error of a service.
    pub failure: Option<Failure>,
}

/// What failure the variant of an error is.
pub struct Failure {
    /// The gRPC code.
    pub code: Ident,
    /// The message, in which `{name}` stands for a field of the data.
    pub message: Option<LitStr>,
}

/// The gRPC codes that a failure can have, as their Rust variants.
const CODES: [&str; 16] = [
    "Cancelled",
    "Unknown",
    "InvalidArgument",
    "DeadlineExceeded",
    "NotFound",
    "AlreadyExists",
    "PermissionDenied",
    "ResourceExhausted",
    "FailedPrecondition",
    "Aborted",
    "OutOfRange",
    "Unimplemented",
    "Internal",
    "Unavailable",
    "DataLoss",
    "Unauthenticated",
];

impl Oneof {
    /// Checks an enum; nothing when there was any mistake.
    pub fn check(parsed: &parse::Oneof, diagnostics: &mut Diagnostics) -> Option<Self> {
        let item = &parsed.item;
        let lifetime = borrow::lifetime(&item.generics);
        if !item.generics.params.is_empty() && lifetime.is_none() {
            diagnostics.add(diagnostics::generic_enum(&item.generics, &item.ident));
        }
        if let Some(lifetime) = lifetime.filter(|_| parsed.is_error()) {
            diagnostics.add(mistakes::error(lifetime, &item.ident));
        }
        check_derives(&item.attrs, &item.ident, diagnostics);
        if parsed.members.is_empty() {
            diagnostics.add(diagnostics::empty_oneof(&item.ident));
        }
        if parsed.is_error() && parsed.status.is_none() {
            diagnostics.add(diagnostics::no_status_variant(&item.ident));
        }
        let options = parsed.members.iter().map(|member| &member.options);
        let numbering = Numbering::new(&parsed.options, options, diagnostics);
        let members: Vec<OneofMember> = parsed
            .members
            .iter()
            .filter_map(|parsed_member| member(parsed_member, parsed.is_error(), lifetime, &numbering, diagnostics))
            .collect();
        numbering.check_shared(members.iter().map(|member| &member.field), diagnostics);
        let about = (parse::doc(&item.attrs), parse::is_deprecated(&item.attrs));
        let declaration =
            Declaration::check(&item.ident, names::unraw(&item.ident), &parsed.options, about, diagnostics);
        let status = parsed.status.as_ref().map(|(ident, _)| ident.clone());
        let lifetime = lifetime.cloned();
        diagnostics.is_empty().then_some(Oneof { declaration, lifetime, members, status })
    }
}

fn member(
    parsed: &parse::OneofMember,
    is_error: bool,
    lifetime: Option<&Lifetime>,
    numbering: &Numbering,
    diagnostics: &mut Diagnostics,
) -> Option<OneofMember> {
    let failure = if is_error { failure(parsed, diagnostics) } else { None };
    let options = &parsed.options;
    let number = numbering.number(options, &parsed.ident, diagnostics);
    let encoding = Encoding::check(options, diagnostics);
    let ty = parsed.ty.clone().unwrap_or_else(|| syn::parse_quote!(()));
    let before = diagnostics.len();
    member_type::check_oneof_member(&ty, &encoding, diagnostics);
    if diagnostics.len() == before {
        borrow::check_member(&ty, lifetime, &encoding, diagnostics);
    }
    Presence::check_oneof_member(options, diagnostics);
    let about = (parsed.doc.clone(), parsed.deprecated);
    let declaration =
        Declaration::check(&parsed.ident, names::oneof_member(&parsed.ident), options, about, diagnostics);
    let rules = Rules::of_oneof_member(&ty, options, diagnostics);
    let field = Field {
        ident: parsed.ident.clone(),
        lifetime: borrow::named_by(&ty, lifetime),
        ty,
        number: number?,
        number_span: number_span(options),
        json_name: json_name(&declaration.name, options),
        declaration,
        encoding,
        presence: Presence::default(),
        redact: options.has("redact"),
        rules,
        is_in_oneof: true,
        conditions: parsed.conditions.clone(),
    };
    Some(OneofMember { field, has_payload: parsed.ty.is_some(), failure })
}

fn failure(parsed: &parse::OneofMember, diagnostics: &mut Diagnostics) -> Option<Failure> {
    let code = parsed.error.as_ref().and_then(|options| options.identifier("code"));
    let Some(code) = code else {
        diagnostics.add(diagnostics::error_without_code(&parsed.ident));
        return None;
    };
    if !CODES.iter().any(|known| code == known) {
        diagnostics.add(diagnostics::unknown_code(code, &CODES));
    }
    let message = parsed.error.as_ref().and_then(|options| options.text("message")).cloned();
    Some(Failure { code: code.clone(), message })
}
