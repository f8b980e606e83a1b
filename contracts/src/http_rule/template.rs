//! Path templates of `google.api.http`: `/v1/{name=shelves/*}/books/{id}:publish`
//! (<https://github.com/googleapis/googleapis/blob/master/google/api/http.proto>).

#[cfg(feature = "rest")]
use percent_encoding::percent_decode_str;

/// A parsed template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Template {
    segments: Vec<Segment>,
    /// Which segments a field takes: from the first, up to the one behind the last.
    variables: Vec<Variable>,
    verb: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Segment {
    Literal(String),
    /// `*`: one segment.
    One,
    /// `**`: all that is left.
    Rest,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Variable {
    field: String,
    from: usize,
    to: usize,
}

/// A part of a path that is not the same in all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OpenPart<'a> {
    /// What it is called.
    pub(crate) name: String,
    /// The field whose whole value it is, if it is one's.
    pub(crate) field: Option<&'a str>,
}

/// What a path binds: field paths and values, decoded.
#[cfg(feature = "rest")]
pub(crate) type Bindings = Vec<(String, String)>;

impl Template {
    /// Parses a template.
    pub(crate) fn parse(template: &str) -> Result<Self, String> {
        let path =
            template.strip_prefix('/').ok_or_else(|| format!("the path {template:?} does not begin with `/`"))?;
        let (path, verb) = match path.rsplit_once(':') {
            Some((path, verb)) if !verb.contains(['/', '}']) => (path, Some(verb.to_owned())),
            _ => (path, None),
        };
        let mut parsed = Template { segments: Vec::new(), variables: Vec::new(), verb };
        for part in split_outside_braces(path) {
            parsed.add(part).map_err(|reason| format!("the path {template:?}: {reason}"))?;
        }
        let last = parsed.segments.len().saturating_sub(1);
        if parsed.segments[..last].contains(&Segment::Rest) {
            return Err(format!("the path {template:?} has `**` before its end"));
        }
        Ok(parsed)
    }

    fn add(&mut self, part: &str) -> Result<(), String> {
        let Some(variable) = part.strip_prefix('{') else {
            self.segments.push(segment(part)?);
            return Ok(());
        };
        let variable = variable.strip_suffix('}').ok_or_else(|| format!("`{part}` has no `}}` at its end"))?;
        let (field, pattern) = variable.split_once('=').unwrap_or((variable, "*"));
        if field.is_empty() {
            return Err(format!("`{part}` names no field"));
        }
        let from = self.segments.len();
        for part in pattern.split('/') {
            self.segments.push(segment(part)?);
        }
        self.variables.push(Variable { field: field.to_owned(), from, to: self.segments.len() });
        Ok(())
    }

    /// What a path binds, when it is one of the template.
    #[cfg(feature = "rest")]
    pub(crate) fn matches(&self, path: &str) -> Option<Bindings> {
        let path = path.strip_prefix('/')?;
        let path = match &self.verb {
            Some(verb) => path.strip_suffix(verb)?.strip_suffix(':')?,
            None => path,
        };
        let parts: Vec<&str> = path.split('/').collect();
        let ends_open = self.segments.last() == Some(&Segment::Rest);
        let closed = self.segments.len() - usize::from(ends_open);
        if parts.len() < closed || (!ends_open && parts.len() > closed) {
            return None;
        }
        let fits = |(segment, part): (&Segment, &&str)| match segment {
            Segment::Literal(literal) => decoded(part).as_deref() == Some(literal),
            Segment::One => !part.is_empty(),
            Segment::Rest => true,
        };
        if !self.segments.iter().zip(&parts).all(fits) {
            return None;
        }
        let bound = self.variables.iter().map(|variable| {
            let to = if variable.to == self.segments.len() { parts.len() } else { variable.to };
            let value = decoded(&parts[variable.from..to].join("/"))?;
            Some((variable.field.clone(), value))
        });
        bound.collect()
    }

    /// The path with each of its parts that is open under a name in braces, and what these parts are, in their order.
    pub(crate) fn open_parts(&self) -> (String, Vec<OpenPart<'_>>) {
        let mut path = String::new();
        let mut parts = Vec::new();
        for (index, segment) in self.segments.iter().enumerate() {
            path.push('/');
            match segment {
                Segment::Literal(literal) => path.push_str(literal),
                Segment::One | Segment::Rest => {
                    let part = self.open_part(index);
                    path.extend(["{", &part.name, "}"]);
                    parts.push(part);
                }
            }
        }
        self.verb.iter().for_each(|verb| path.extend([":", verb]));
        (path, parts)
    }

    /// The path without the names of its open parts: what tells it apart from others.
    pub(crate) fn shape(&self) -> String {
        let segments = self.segments.iter().map(|segment| match segment {
            Segment::Literal(literal) => format!("/{literal}"),
            Segment::One => "/{}".to_owned(),
            Segment::Rest => "/{**}".to_owned(),
        });
        let verb = self.verb.iter().map(|verb| format!(":{verb}"));
        segments.chain(verb).collect()
    }

    /// The part at a segment that is open: named as the field that takes it, where it is the field's only one.
    fn open_part(&self, index: usize) -> OpenPart<'_> {
        let Some(variable) = self.variables.iter().find(|it| (it.from..it.to).contains(&index)) else {
            return OpenPart { name: format!("segment_{}", index + 1), field: None };
        };
        let is_open = |at: &usize| !matches!(self.segments[*at], Segment::Literal(_));
        let open: Vec<usize> = (variable.from..variable.to).filter(is_open).collect();
        let name = match open.iter().position(|at| *at == index) {
            Some(position) if open.len() > 1 => format!("{}_{}", variable.field, position + 1),
            _ => variable.field.clone(),
        };
        OpenPart { name, field: (variable.to - variable.from == 1).then_some(&*variable.field) }
    }

    /// The fields that the path binds.
    pub(crate) fn fields(&self) -> impl Iterator<Item = &str> {
        self.variables.iter().map(|variable| variable.field.as_str())
    }
}

fn segment(part: &str) -> Result<Segment, String> {
    match part {
        "*" => Ok(Segment::One),
        "**" => Ok(Segment::Rest),
        "" => Err("a segment is empty".to_owned()),
        literal if literal.contains(['{', '}', '*']) => Err(format!("`{literal}` is no segment")),
        literal => Ok(Segment::Literal(literal.to_owned())),
    }
}

/// Splits at slashes that are not between braces.
fn split_outside_braces(path: &str) -> Vec<&str> {
    let mut depth = 0;
    let at_slash = |letter: char| {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        letter == '/' && depth == 0
    };
    path.split(at_slash).collect()
}

#[cfg(feature = "rest")]
fn decoded(part: &str) -> Option<String> {
    percent_decode_str(part).decode_utf8().ok().map(Into::into)
}

#[cfg(all(test, feature = "rest"))]
mod tests {
    use super::*;

    fn check(template: &str, path: &str, expected: Option<&[(&str, &str)]>) {
        let matched = Template::parse(template).unwrap().matches(path);
        let owned = |(field, value): &(&str, &str)| ((*field).to_owned(), (*value).to_owned());
        assert_eq!(matched, expected.map(|bindings| bindings.iter().map(owned).collect()), "{template} {path}");
    }

    #[test]
    fn a_path_binds_the_fields_of_its_template() {
        check("/v1/users", "/v1/users", Some(&[]));
        check("/v1/users", "/v1/users/", None);
        check("/v1/users/{id}", "/v1/users/7", Some(&[("id", "7")]));
        check("/v1/users/{id}", "/v1/users/a%2Fb%20c", Some(&[("id", "a/b c")]));
        check("/v1/users/{id}", "/v1/users/", None);
        check("/v1/users/{id}", "/v1/users/7/orders", None);
        check("/v1/orders/{id}:cancel", "/v1/orders/7:cancel", Some(&[("id", "7")]));
        check("/v1/orders/{id}:cancel", "/v1/orders/7", None);
        check("/v1/{name=shelves/*}/books", "/v1/shelves/3/books", Some(&[("name", "shelves/3")]));
        check("/v1/{user.id}/x", "/v1/5/x", Some(&[("user.id", "5")]));
        check("/files/{path=**}", "/files/a/b/c", Some(&[("path", "a/b/c")]));
        check("/files/{path=**}", "/files", Some(&[("path", "")]));
    }

    fn check_open(template: &str, path: &str, parts: &[(&str, Option<&str>)]) {
        let template = Template::parse(template).unwrap();
        let (open, found) = template.open_parts();
        let found: Vec<_> = found.iter().map(|part| (&*part.name, part.field)).collect();
        assert_eq!((&*open, &*found), (path, parts));
    }

    #[test]
    fn the_open_parts_of_a_path_have_names() {
        check_open("/v1/users", "/v1/users", &[]);
        check_open("/v1/{user.id}:stop", "/v1/{user.id}:stop", &[("user.id", Some("user.id"))]);
        check_open("/v1/{name=shelves/*}/books", "/v1/shelves/{name}/books", &[("name", None)]);
        check_open("/v1/{name=a/*/b/*}", "/v1/a/{name_1}/b/{name_2}", &[("name_1", None), ("name_2", None)]);
        check_open("/v1/*/{path=**}", "/v1/{segment_2}/{path}", &[("segment_2", None), ("path", Some("path"))]);
    }

    #[test]
    fn what_is_no_template_is_refused() {
        for template in ["v1", "/v1//x", "/v1/{id", "/v1/{}", "/v1/a*", "/{x=**}/y"] {
            assert!(Template::parse(template).is_err(), "{template}");
        }
    }
}
