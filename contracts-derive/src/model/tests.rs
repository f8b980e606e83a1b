//! What the checks say of items, outside of any compiler.

use quote::quote;

use super::{Enumeration, Message, Oneof};
use crate::diagnostics::Diagnostics;
use crate::parse;

/// Where each mistake stands and the first line of what is said of it.
fn mistakes(diagnostics: Diagnostics) -> Vec<String> {
    let errors = diagnostics.into_compile_errors().to_string();
    let texts = errors.split("compile_error ! { \"").skip(1).filter_map(|rest| rest.split("\\n").next());
    texts.map(str::to_owned).collect()
}

fn of_message(members: proc_macro2::TokenStream) -> Vec<String> {
    let mut diagnostics = Diagnostics::default();
    let item = syn::parse_quote!(struct Thing { #members });
    let parsed = parse::Message::new(quote!(reserved(7, "gone")), item, &mut diagnostics);
    let is_sound = Message::check(&parsed, &mut diagnostics).is_ok();
    assert_eq!(is_sound, diagnostics.is_empty());
    mistakes(diagnostics)
}

#[test]
fn a_message_without_mistakes_has_a_model() {
    let members = quote! {
        #[member(1)] id: String,
        #[member(2, zigzag, unpacked)] deltas: Vec<i64>,
        #[member(3)] next: Option<Box<Thing>>,
        #[member(4, required, default = "nobody")] name: String,
        #[member(5, delimited)] groups: Vec<Box<Thing>>,
        #[member(6, default = Color::Red)] color: Option<Color>,
        #[member(8, default = f32::INFINITY)] limit: Option<f32>,
        #[member(9, default = -9_223_372_036_854_775_808)] least: Option<i64>,
        #[oneof] choice: Option<Choice>,
        #[unknown] unknown: contracts::UnknownFields,
    };
    assert_eq!(of_message(members), [] as [&str; 0]);
}

#[test]
fn each_mistake_of_a_member_is_one_mistake() {
    let table = [
        (quote!(#[member] a: u32), "`a` has no number"),
        (quote!(#[member(0)] a: u32), "0 cannot be the number of a member"),
        (quote!(#[member(19_000)] a: u32), "19_000 cannot be the number of a member"),
        (quote!(#[member(7)] a: u32), "the number 7 of `a` is reserved"),
        (quote!(#[member(1)] gone: u32), "the name `gone` is reserved"),
        (quote!(#[member(1, zigzga)] a: i32), "`#[member]` has no option `zigzga`"),
        (quote!(#[member(1, fixed, fixed)] a: i32), "`fixed` is said twice in `#[member]`"),
        (quote!(a: u32), "nothing says what `a` is in the message"),
        (quote!(#[member(1)] a: usize), "protobuf has nothing for `usize`"),
        (quote!(#[member(1)] a: Option<Vec<u32>>), "protobuf cannot tell whether `Vec<u32>` is absent"),
        (quote!(#[member(1)] a: HashMap<f32, u32>), "`f32` cannot be the key of a map"),
        (quote!(#[member(1)] a: Box<Thing>), "every `Thing` would hold another `Thing`, without an end"),
        (quote!(#[oneof] a: Choice), "the oneof `a` cannot be unset"),
        (quote!(#[member(1, required)] a: Option<u32>), "`Option<u32>` can be absent, so it cannot be required"),
        (
            quote!(#[member(1, required)] a: Vec<u32>),
            "`Vec<u32>` cannot be required: nothing tells whether it is absent or empty",
        ),
        (quote!(#[member(1, default = 1)] a: u32), "`u32` is zero when it is absent"),
        (quote!(#[member(1, default = 1)] a: Vec<u32>), "`Vec<u32>` is empty when it is absent"),
        (quote!(#[member(1, default = 1)] a: Option<f32>), "`1` is no `f32`"),
        (quote!(#[member(1, default = -1)] a: Option<u32>), "`-1` is no `u32`"),
        (quote!(#[member(1, default = 1e39)] a: Option<f32>), "`1e39` is too large for `f32`"),
        (quote!(#[member(1, default = 1 + 1)] a: Option<u32>), "`1 + 1` cannot be a default"),
        (quote!(#[member(1, default = 1)] a: Option<Uuid>), "the default of a member cannot be a `Uuid`"),
        (quote!(#[member(1, default = 1, as = M)] a: Option<u32>), "`default` and `as` cannot be said together"),
        (quote!(#[member(1, delimited)] a: Option<u32>), "`delimited` is for messages, not for `u32`"),
        (quote!(#[member(1, delimited, fixed)] a: Option<u32>), "`delimited` and `fixed` cannot be said together"),
        (quote!(#[member(1, delimited)] a: HashMap<u32, Thing>), "the entries of a map are never delimited"),
        (quote!(#[unknown] a: Vec<u8>), "unknown fields cannot be kept in `Vec<u8>`"),
    ];
    for (member, expected) in table {
        let text = member.to_string();
        assert_eq!(of_message(member), [expected], "{text}");
    }
}

#[test]
fn types_that_hold_one_value_are_not_mistaken_for_many() {
    for ty in ["Vec<u8>", "Option<Vec<u8>>", "Vec<Vec<u8>>", "HashMap<String, Vec<u8>>", "Box<str>", "[u8; 4]", "()"] {
        let ty: syn::Type = syn::parse_str(ty).expect("it is a type");
        assert_eq!(of_message(quote!(#[member(1)] a: #ty)), [] as [&str; 0], "{}", quote!(#ty));
    }
}

#[test]
fn all_mistakes_of_an_enum_are_told_of() {
    let mut diagnostics = Diagnostics::default();
    let item = syn::parse_quote! {
        #[derive(Clone, Copy)]
        enum Role { Admin = 1, Member = 1, Guest, #[unknown] Other(u32) }
    };
    let parsed = parse::Enumeration::new(quote!(), item, &mut diagnostics);
    assert!(Enumeration::check(&parsed, &mut diagnostics).is_none());
    assert_eq!(diagnostics.len(), 3);
}

#[test]
fn the_number_of_a_oneof_member_may_come_from_a_macro() {
    let number = proc_macro2::Group::new(proc_macro2::Delimiter::None, quote!(3));
    let mut diagnostics = Diagnostics::default();
    let parsed = parse::Oneof::new(
        quote!(),
        syn::parse_quote!(
            enum Choice {
                #[member(#number)]
                A(u32),
            }
        ),
        &mut diagnostics,
    );
    let model = Oneof::check(&parsed, &mut diagnostics).expect("there is no mistake");
    assert_eq!(model.members[0].field.number, 3);
}
