//! What the values of a member must be: each rule of a type that can have it, with a value that the type can have.

mod custom;
mod family;
mod operand;
mod pattern;
mod table;
mod time;

pub use custom::Custom;
pub use operand::Operand;
pub use pattern::Pattern;

use proc_macro2::{Span, TokenStream};
use syn::{Expr, Ident, Type};

use crate::diagnostics::{Diagnostics, validate as mistakes};
use crate::parse::{self, Options, RuleValue};
use family::{Family, Form};
use table::Argument;

/// What a member, a oneof or a message must be.
pub struct Rules {
    /// Where they stand.
    pub span: Span,
    pub required: Option<Span>,
    pub ignore: Ignore,
    pub rules: Vec<Rule>,
    pub keys: Option<Box<Rules>>,
    /// Of the elements of a list, or of the values of a map.
    pub items: Option<Box<Rules>>,
    /// Whether they are of a map.
    pub is_of_map: bool,
    pub custom: Vec<Custom>,
}

/// When the rules do not count.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Ignore {
    Never,
    IfZero,
    Always,
}

/// A rule.
pub struct Rule {
    pub span: Span,
    /// Whether the name of the type has told that its values can have the rule.
    pub is_judged: bool,
    pub what: What,
}

/// What a rule says: the variant of `schema::Rule`, and what is in it.
pub enum What {
    Flag(&'static str),
    Format(&'static str),
    Count(&'static str, Box<Expr>),
    One(&'static str, Operand),
    Some(&'static str, Vec<Operand>),
    Pattern(Pattern),
    Range(Option<Bound>, Option<Bound>),
}

/// One side of a range.
pub struct Bound {
    pub is_inclusive: bool,
    pub operand: Operand,
}

impl Rules {
    /// No rules, at this place.
    pub fn none(span: Span) -> Rules {
        Rules {
            span,
            required: None,
            ignore: Ignore::Never,
            rules: Vec::new(),
            keys: None,
            items: None,
            is_of_map: false,
            custom: Vec::new(),
        }
    }

    /// The rules of a member of this type, which a marker may send as anything.
    pub fn of_member(ty: &Type, options: &Options, diagnostics: &mut Diagnostics) -> Option<Rules> {
        let form = Form::of(ty, options.has("as"));
        let (tokens, span) = (options.list("validate")?, options.name("validate")?.span());
        Some(check((tokens, span), &form, Place::Member, diagnostics))
    }

    /// The rules of the member of a oneof.
    pub fn of_oneof_member(ty: &Type, options: &Options, diagnostics: &mut Diagnostics) -> Option<Rules> {
        let rules = Rules::of_member(ty, options, diagnostics)?;
        if let Some(span) = rules.required {
            diagnostics.add(mistakes::required_oneof_member(span));
        }
        Some(rules)
    }

    /// The rules of a oneof: that it must have a member.
    pub fn of_oneof(options: &Options, diagnostics: &mut Diagnostics) -> Option<Rules> {
        let mut rules = Rules::none(options.span);
        for rule in parse::Rule::list(options.list("validate")?, diagnostics) {
            match rule.value {
                RuleValue::Flag if rule.name == "required" => rules.required = Some(rule.name.span()),
                _ => diagnostics.add(mistakes::not_of_a_oneof(&rule.name)),
            }
        }
        Some(rules)
    }

    /// The rules of a message, each of which a function checks.
    pub fn of_message(options: &Options, diagnostics: &mut Diagnostics) -> Option<Rules> {
        let lists: Vec<_> = options.lists("validate").collect();
        let span = lists.first()?.0.span();
        let custom = lists.into_iter().filter_map(|(name, tokens)| Custom::check(name, tokens, "cel", diagnostics));
        Some(Rules { custom: custom.collect(), ..Rules::none(span) })
    }
}

/// Whether the name of a type, which a marker may send as anything, leaves open that there is a message in it.
pub fn may_hold_message(ty: &Type, is_marked: bool) -> bool {
    Form::of(ty, is_marked).may_hold_message()
}

/// Where rules stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Member,
    /// In `items(..)`, `keys(..)` or `values(..)`.
    Inside,
}

fn check((tokens, span): (&TokenStream, Span), form: &Form<'_>, place: Place, diagnostics: &mut Diagnostics) -> Rules {
    let mut checked = Checked { rules: Rules::none(span), from: None, to: None, loose: None, form, place };
    let mut seen: Vec<Ident> = Vec::new();
    for rule in parse::Rule::list(tokens, diagnostics) {
        if rule.name != "cel" && seen.contains(&rule.name) {
            diagnostics.add(mistakes::said_twice(&rule.name));
            continue;
        }
        checked.add(&rule, diagnostics);
        seen.push(rule.name);
    }
    checked.finish(diagnostics)
}

/// The rules that are checked so far.
struct Checked<'a> {
    rules: Rules,
    from: Option<(Ident, Bound)>,
    to: Option<(Ident, Bound)>,
    /// Where it is said that headers need not be those of the standard.
    loose: Option<Ident>,
    form: &'a Form<'a>,
    place: Place,
}

impl Checked<'_> {
    fn add(&mut self, rule: &parse::Rule, diagnostics: &mut Diagnostics) {
        let (name, form, is_inside) = (&rule.name, self.form, self.place == Place::Inside);
        match (name.to_string().as_str(), &rule.value, form) {
            ("required", ..) if is_inside => diagnostics.add(mistakes::of_a_whole_member(name)),
            ("required", RuleValue::Flag, _) => self.rules.required = Some(name.span()),
            ("ignore", RuleValue::Is(when), _) => self.rules.ignore = ignore(when, diagnostics),
            ("cel", RuleValue::List(list), _) => {
                self.rules.custom.extend(Custom::check(name, list, "expression", diagnostics));
            }
            ("items", RuleValue::List(list), Form::List(items)) => {
                self.rules.items = Some(Box::new(check((list, name.span()), items, Place::Inside, diagnostics)));
            }
            ("keys", RuleValue::List(list), Form::Map(keys, _)) => {
                self.rules.is_of_map = true;
                self.rules.keys = Some(Box::new(check((list, name.span()), keys, Place::Inside, diagnostics)));
            }
            ("values", RuleValue::List(list), Form::Map(_, values)) => {
                self.rules.is_of_map = true;
                self.rules.items = Some(Box::new(check((list, name.span()), values, Place::Inside, diagnostics)));
            }
            ("strict", RuleValue::Is(value), _) if operand::is_false(value) => self.loose = Some(name.clone()),
            ("strict", ..) => diagnostics.add(mistakes::form(name)),
            ("items", RuleValue::List(_), _) => diagnostics.add(mistakes::only_for(name, "lists", form.ty())),
            ("keys" | "values", RuleValue::List(_), _) => diagnostics.add(mistakes::only_for(name, "maps", form.ty())),
            ("required" | "ignore" | "cel" | "items" | "keys" | "values", ..) => diagnostics.add(mistakes::form(name)),
            _ => self.add_rule(rule, diagnostics),
        }
    }

    /// Adds a rule of the table.
    fn add_rule(&mut self, rule: &parse::Rule, diagnostics: &mut Diagnostics) {
        let name = &rule.name;
        let Some(known) = table::RULES.iter().find(|known| name == known.word) else {
            return diagnostics.add(mistakes::unknown(name, &table::words(self.form)));
        };
        if !self.form.can_have(known) {
            let help = table::instead(known.word, self.form);
            return diagnostics.add(mistakes::of_another_type(name, self.form.ty(), &help));
        }
        let family = self.form.family();
        let what = match (&known.argument, &rule.value) {
            (Argument::Nothing, RuleValue::Flag) => What::Flag(known.variant),
            (Argument::Format, RuleValue::Flag) => What::Format(known.variant),
            (Argument::Count, RuleValue::Is(count)) => match operand::is_count(count) {
                true => What::Count(known.variant, count.clone()),
                false => return diagnostics.add(mistakes::not_a_count(count)),
            },
            (Argument::Pattern, RuleValue::Is(pattern)) => match Pattern::check(name, pattern, diagnostics) {
                Some(pattern) => What::Pattern(pattern),
                None => return,
            },
            (Argument::Span, RuleValue::Is(value)) => match Operand::check(value, &Family::Duration, diagnostics) {
                Some(operand) => What::One(known.variant, operand),
                None => return,
            },
            (Argument::One, RuleValue::Is(value)) => match Operand::check_one(value, &family, diagnostics) {
                Some(operand) => What::One(known.variant, operand),
                None => return,
            },
            (Argument::Some, RuleValue::Is(values)) => match Operand::check_all(name, values, &family, diagnostics) {
                Some(operands) => What::Some(known.variant, operands),
                None => return,
            },
            (Argument::Examples, RuleValue::Is(values)) => {
                match Operand::check_whole(name, values, &family, diagnostics) {
                    Some(operands) => What::Some(known.variant, operands),
                    None => return,
                }
            }
            (Argument::Bound, RuleValue::Is(value)) => return self.add_bound(name, value, diagnostics),
            _ => return diagnostics.add(mistakes::form_of(name, known.argument.example())),
        };
        let is_judged = self.form.is_known();
        self.rules.rules.push(Rule { span: name.span(), is_judged, what });
    }

    fn add_bound(&mut self, name: &Ident, value: &Expr, diagnostics: &mut Diagnostics) {
        let Some(operand) = Operand::check(value, &self.form.family(), diagnostics) else { return };
        let bound = Bound { is_inclusive: name == "gte" || name == "lte", operand };
        let side = if name == "gt" || name == "gte" { &mut self.from } else { &mut self.to };
        match side {
            Some((earlier, _)) => diagnostics.add(mistakes::two_bounds(name, earlier)),
            None => *side = Some((name.clone(), bound)),
        }
    }

    fn finish(mut self, diagnostics: &mut Diagnostics) -> Rules {
        let span = self.from.as_ref().or(self.to.as_ref()).map(|(name, _)| name.span());
        if let Some(span) = span {
            let (from, to) = (self.from.map(|(_, bound)| bound), self.to.map(|(_, bound)| bound));
            let is_judged = self.form.is_known();
            self.rules.rules.push(Rule { span, is_judged, what: What::Range(from, to) });
        }
        check_counts(&self.rules.rules, diagnostics);
        if self.place == Place::Inside && self.rules.ignore == Ignore::IfZero && !self.rules.custom.is_empty() {
            diagnostics.add(mistakes::function_unless_zero(self.rules.span));
        }
        if let Some(strict) = self.loose {
            loosen(&strict, &mut self.rules.rules, diagnostics);
        }
        self.rules
    }
}

/// Makes the format of a header the loose one.
fn loosen(strict: &Ident, rules: &mut [Rule], diagnostics: &mut Diagnostics) {
    let formats = rules.iter_mut().filter_map(|rule| match &mut rule.what {
        What::Format(format @ ("HttpHeaderName" | "HttpHeaderValue")) => Some(format),
        _ => None,
    });
    let mut is_header = false;
    for format in formats {
        is_header = true;
        *format = if *format == "HttpHeaderName" { "LooseHttpHeaderName" } else { "LooseHttpHeaderValue" };
    }
    if !is_header {
        diagnostics.add(mistakes::strict_without_header(strict));
    }
}

/// Reports a least count that is larger than the most.
fn check_counts(rules: &[Rule], diagnostics: &mut Diagnostics) {
    let count = |variant: &str| {
        rules.iter().find_map(|rule| match &rule.what {
            What::Count(name, count) if *name == variant => operand::count(count).map(|number| (number, count)),
            _ => None,
        })
    };
    for (least, most) in
        [("MinLen", "MaxLen"), ("MinBytes", "MaxBytes"), ("MinItems", "MaxItems"), ("MinPairs", "MaxPairs")]
    {
        if let Some(((least, _), (most, written))) = count(least).zip(count(most))
            && least > most
        {
            diagnostics.add(mistakes::nothing_left(written, least, most));
        }
    }
}

fn ignore(when: &Expr, diagnostics: &mut Diagnostics) -> Ignore {
    match when {
        Expr::Path(path) if path.path.is_ident("always") => Ignore::Always,
        Expr::Path(path) if path.path.is_ident("if_zero") => Ignore::IfZero,
        _ => {
            diagnostics.add(mistakes::unknown_ignore(when));
            Ignore::Never
        }
    }
}
