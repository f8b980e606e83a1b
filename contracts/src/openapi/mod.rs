//! OpenAPI (3.1) of the operations that have an `http` binding: what `rpc::rest::Rest` answers, for those who call it.
//!
//! ```
//! use contracts::openapi::{self, Info};
//! use contracts::{Status, contract};
//!
//! contracts::package!("shop.v1");
//!
//! /// Which article.
//! #[contract]
//! struct GetArticleRequest {
//!     /// Its number.
//!     #[member(1)]
//!     number: u32,
//! }
//!
//! /// An article.
//! #[contract]
//! struct GetArticleResponse {
//!     /// What it is called.
//!     #[member(1)]
//!     name: String,
//! }
//!
//! /// Knows the articles.
//! #[contract]
//! trait ArticleService {
//!     /// Finds an article.
//!     #[operation(http(get = "/v1/articles/{number}"))]
//!     async fn get_article(&self, request: GetArticleRequest) -> Result<GetArticleResponse, Status>;
//! }
//!
//! let document = openapi::of_registry(&Info::new("Shop", "1.0.0")).unwrap();
//! let operation = &document["paths"]["/v1/articles/{number}"]["get"];
//! assert_eq!(operation["summary"], "Finds an article.");
//! assert_eq!(operation["parameters"][0]["schema"]["format"], "uint32");
//! ```
//!
//! Schemas say what is sent: the names and forms that canonical ProtoJSON has. What the server takes beside them, as numbers
//! in place of texts, is in the JSON Schema of a contract (feature `schemars`). An enum's names are those known now; a server
//! that is newer may answer with a number that has none yet. Streams have no form in REST and are left out.
//!
//! The rules of `validate(..)` are said as far as JSON Schema has words for them: lengths, patterns, formats, ranges, `required`.
//! What must not be zero must be sent, since absence is zero. A server checks requests; of answers the rules are the service's to
//! keep.

mod operation;
mod schema;
mod value;

use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

use self::schema::Schemas;
use crate::http_rule::{self, OpenPart};
use crate::registry::{self, Root};
use crate::schema::{Http, Method, Service, Source, Streaming};

/// What a document says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Info {
    /// The name of the API.
    pub title: String,
    /// The version of the document.
    pub version: String,
    /// What the API is for, in CommonMark; may be empty.
    pub description: String,
}

impl Info {
    /// A title and a version, no description.
    pub fn new(title: impl Into<String>, version: impl Into<String>) -> Self {
        Info { title: title.into(), version: version.into(), description: String::new() }
    }
}

/// Why an operation is in no document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {method}: {reason}")]
pub struct Mistake {
    /// Where the operation is declared.
    pub place: Source,
    /// The operation, as `/shop.v1.ArticleService/GetArticle`.
    pub method: &'static str,
    /// What is wrong with its binding.
    pub reason: String,
}

/// The document of all services that are linked into the program.
///
/// # Errors
/// As [`document`].
pub fn of_registry(info: &Info) -> Result<Value, Vec<Mistake>> {
    let services = registry::roots().filter_map(|root| match root {
        Root::Service(service) => Some(*service),
        _ => None,
    });
    document(info, services)
}

/// Writes the document of all services that are linked into the program, for `proto-export` to read.
///
/// # Errors
/// When it cannot be written, or [`of_registry`] finds mistakes.
pub fn write_registry(out: &mut impl std::io::Write, title: &str, version: &str) -> std::io::Result<()> {
    let document = of_registry(&Info::new(title, version)).map_err(|mistakes| {
        let mistakes: Vec<String> = mistakes.iter().map(Mistake::to_string).collect();
        std::io::Error::other(mistakes.join("\n"))
    })?;
    Ok(serde_json::to_writer(out, &document)?)
}

/// The document of services, sorted by path and name.
///
/// # Errors
/// Every binding whose path is no template or names no field, and every one that another operation has already.
pub fn document(info: &Info, services: impl IntoIterator<Item = &'static Service>) -> Result<Value, Vec<Mistake>> {
    let mut services: Vec<&Service> = services.into_iter().collect();
    services.sort_by_key(|service| service.full_name());
    let mut document = Document::default();
    for service in services {
        document.add(service);
    }
    document.finish(info)
}

/// A document that is being written.
#[derive(Default)]
struct Document {
    /// Path, then HTTP method.
    paths: BTreeMap<String, Map<String, Value>>,
    /// By the shape of each path, the path as it is spelled here: OpenAPI does not tell apart those that differ in the names of
    /// their open parts alone.
    spelled: BTreeMap<String, (String, Vec<String>)>,
    ids: BTreeSet<String>,
    tags: Vec<Value>,
    schemas: Schemas,
    mistakes: Vec<Mistake>,
}

impl Document {
    fn add(&mut self, service: &'static Service) {
        let before = self.ids.len();
        for method in service.methods.iter().filter(|method| method.streaming == Streaming::None) {
            for (index, http) in method.bindings().enumerate() {
                if let Err(reason) = self.add_binding(service, method, (index, http)) {
                    let place = method.declaration.source;
                    self.mistakes.push(Mistake { place, method: method.path, reason });
                }
            }
        }
        if self.ids.len() > before {
            self.tags.push(json!({ "name": service.full_name(), "description": service.declaration.doc }));
        }
    }

    fn add_binding(&mut self, service: &Service, method: &Method, (index, http): (usize, &Http)) -> Result<(), String> {
        let template = http_rule::checked(http, (method.request)(), (method.response)())?;
        let (path, mut parts) = template.open_parts();
        let path = self.spelled_as_before(template.shape(), path, &mut parts);
        let key = http.method.to_ascii_lowercase();
        if self.paths.get(&path).is_some_and(|methods| methods.contains_key(&key)) {
            return Err(format!("{} {:?} is bound already, by another operation", http.method, http.path));
        }
        let mut operation = operation::object(service, method, http, &parts, &mut self.schemas);
        operation["operationId"] = self.id(service, method, index).into();
        self.paths.entry(path).or_default().insert(key, operation);
        Ok(())
    }

    /// The path, and the names of its open parts, as another operation spelled them that has the same but for these names.
    fn spelled_as_before(&mut self, shape: String, path: String, parts: &mut [OpenPart<'_>]) -> String {
        let names = || parts.iter().map(|part| part.name.clone()).collect();
        let spelled = self.spelled.entry(shape);
        let (path, names) = spelled.or_insert_with(|| (path, names()));
        parts.iter_mut().zip(names).for_each(|(part, name)| part.name.clone_from(name));
        path.clone()
    }

    /// A name for the operation: with the service's package where another service has the same name.
    /// The id of an operation: of the further bindings of a method with their numbers.
    fn id(&mut self, service: &Service, method: &Method, index: usize) -> String {
        let number = if index == 0 { String::new() } else { format!("_{}", index + 1) };
        let of = |service: &str| format!("{service}_{}{number}", method.declaration.name);
        let short = of(service.declaration.name);
        let id = if self.ids.contains(&short) { of(&service.full_name().replace('.', "_")) } else { short };
        self.ids.insert(id.clone());
        id
    }

    fn finish(mut self, info: &Info) -> Result<Value, Vec<Mistake>> {
        if !self.mistakes.is_empty() {
            return Err(self.mistakes);
        }
        self.schemas.define("Problem", operation::problem());
        let mut about = json!({ "title": info.title, "version": info.version });
        if !info.description.is_empty() {
            about["description"] = info.description.clone().into();
        }
        Ok(json!({
            "openapi": "3.1.0",
            "info": about,
            "tags": self.tags,
            "paths": self.paths,
            "components": { "schemas": self.schemas.into_defined() },
        }))
    }
}
