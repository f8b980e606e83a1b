//! What a valid user is.

use contracts::Message;
use kernel_api::user::{Contact, CreateUserRequest, PostalAddress, UpdateUserRequest, User, UserRole, UserStatus};

use crate::services::failure::Violation;
use crate::services::text::{check_code, check_length, check_line, check_optional_line};

/// How many characters an email has at most (RFC 5321, 4.5.3.1.3).
const MAX_EMAIL: usize = 254;

/// How many characters a name on screen has at most.
const MAX_NAME: usize = 200;

/// How many labels a user has at most.
const MAX_LABELS: usize = 64;

/// How many characters the key of a label has at most.
const MAX_LABEL_KEY: usize = 63;

/// How many characters the value of a label has at most.
const MAX_LABEL_VALUE: usize = 255;

/// How many characters a postal code has at most.
const MAX_POSTAL_CODE: usize = 20;

/// How many lines a postal address has at most.
const MAX_ADDRESS_LINES: usize = 10;

/// How many bytes a user has at most, also with what newer contracts have added: so that a page of a hundred users
/// fits into the four mebibytes that gRPC clients accept.
const MAX_USER_BYTES: usize = 32 * 1024;

/// Checks a request to create a user.
pub(super) fn check_new(request: &CreateUserRequest) -> Result<(), Violation> {
    check_email(&request.email)?;
    check_optional_line("display_name", &request.display_name, MAX_NAME)?;
    check_role(request.role)?;
    check_labels(&request.labels)?;
    check_contact(request.contact.as_ref())
}

/// Checks a change of a user.
pub(super) fn check_change(request: &UpdateUserRequest) -> Result<(), Violation> {
    request.email.as_deref().map_or(Ok(()), check_email)?;
    request.display_name.as_deref().map_or(Ok(()), |name| check_optional_line("display_name", name, MAX_NAME))?;
    request.role.map_or(Ok(()), check_named_role)?;
    request.status.map_or(Ok(()), check_named_status)
}

/// Checks a user that another system sends. Roles and statuses of a later version are kept: they give no right here.
pub(super) fn check_foreign(user: &User) -> Result<(), Violation> {
    check_email(&user.email)?;
    check_optional_line("display_name", &user.display_name, MAX_NAME)?;
    check_labels(&user.labels)?;
    check_contact(user.contact.as_ref())?;
    check_size(user)
}

fn check_size(user: &User) -> Result<(), Violation> {
    match user.encoded_len() {
        bytes if bytes > MAX_USER_BYTES => Err(Violation::new(
            "unknown",
            format!("makes the user {bytes} bytes long: at most {MAX_USER_BYTES} are kept"),
        )),
        _ => Ok(()),
    }
}

fn check_email(email: &str) -> Result<(), Violation> {
    check_line("email", email, MAX_EMAIL)?;
    let (name, domain) = email.rsplit_once('@').unwrap_or_default();
    let right = !name.is_empty() && !domain.is_empty() && !email.contains(char::is_whitespace);
    if right { Ok(()) } else { Err(Violation::new("email", "must be an address such as ada@example.org")) }
}

fn check_role(role: UserRole) -> Result<(), Violation> {
    match role {
        UserRole::Other(number) => Err(Violation::new("role", format!("has the unknown value {number}"))),
        UserRole::Unspecified | UserRole::Admin | UserRole::Member => Ok(()),
    }
}

fn check_named_role(role: UserRole) -> Result<(), Violation> {
    match role {
        UserRole::Unspecified => Err(Violation::new("role", "must be named: leave it out to keep the role")),
        named => check_role(named),
    }
}

fn check_named_status(status: UserStatus) -> Result<(), Violation> {
    match status {
        UserStatus::Active | UserStatus::Suspended => Ok(()),
        UserStatus::Unspecified => Err(Violation::new("status", "must be named: leave it out to keep the status")),
        UserStatus::Other(number) => Err(Violation::new("status", format!("has the unknown value {number}"))),
    }
}

fn check_labels(labels: &std::collections::BTreeMap<String, String>) -> Result<(), Violation> {
    if labels.len() > MAX_LABELS {
        return Err(Violation::new("labels", format!("are {}: at most {MAX_LABELS} are allowed", labels.len())));
    }
    for (key, value) in labels {
        check_line("labels", key, MAX_LABEL_KEY)?;
        check_length(&format!("labels[{key:?}]"), value, MAX_LABEL_VALUE)?;
    }
    Ok(())
}

fn check_contact(contact: Option<&Contact>) -> Result<(), Violation> {
    match contact {
        Some(Contact::Phone(number)) => check_phone(number),
        Some(Contact::Postal(address)) => check_address(address).map_err(|violation| violation.inside("postal")),
        Some(Contact::DoNotContact) | None => Ok(()),
    }
}

fn check_address(address: &PostalAddress) -> Result<(), Violation> {
    if address.lines.len() > MAX_ADDRESS_LINES {
        return Err(Violation::new("lines", format!("are more than {MAX_ADDRESS_LINES}")));
    }
    for (index, line) in address.lines.iter().enumerate() {
        check_length(&format!("lines[{index}]"), line, MAX_NAME)?;
    }
    check_length("city", &address.city, MAX_NAME)?;
    check_length("postal_code", &address.postal_code, MAX_POSTAL_CODE)?;
    check_code("country_code", &address.country_code, 2)
}

/// E.164: a plus and up to 15 digits, the first of which is not 0.
fn check_phone(number: &str) -> Result<(), Violation> {
    let digits = number.strip_prefix('+').unwrap_or_default();
    let right =
        (2..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
    if right { Ok(()) } else { Err(Violation::new("phone", "must be a number such as +442079460000")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(email: &str) -> CreateUserRequest {
        CreateUserRequest { email: email.to_owned(), display_name: "Ada".to_owned(), ..Default::default() }
    }

    fn broken_field(result: Result<(), Violation>) -> Option<String> {
        result.err().map(|violation| violation.field)
    }

    #[test]
    fn an_email_is_a_name_an_at_and_a_domain() {
        for (email, right) in [
            ("ada@example.org", true),
            ("a@b", true),
            ("ada+tag@example.org", true),
            ("", false),
            ("ada", false),
            ("@example.org", false),
            ("ada@", false),
            ("ada lovelace@example.org", false),
        ] {
            assert_eq!(check_new(&request(email)).is_ok(), right, "{email:?}");
        }
    }

    #[test]
    fn a_broken_rule_is_named_with_its_field() {
        let valid = request("ada@example.org");
        let postal = |country_code: &str| PostalAddress { country_code: country_code.to_owned(), ..Default::default() };
        for (request, field) in [
            (valid.clone(), None),
            (CreateUserRequest { display_name: "a\u{7}".to_owned(), ..valid.clone() }, Some("display_name")),
            (CreateUserRequest { display_name: "a".repeat(MAX_NAME + 1), ..valid.clone() }, Some("display_name")),
            (CreateUserRequest { role: UserRole::Other(9), ..valid.clone() }, Some("role")),
            (CreateUserRequest { labels: [(String::new(), String::new())].into(), ..valid.clone() }, Some("labels")),
            (CreateUserRequest { contact: Some(Contact::Phone("+442079460000".to_owned())), ..valid.clone() }, None),
            (CreateUserRequest { contact: Some(Contact::Phone("020".to_owned())), ..valid.clone() }, Some("phone")),
            (CreateUserRequest { contact: Some(Contact::Postal(postal("GB"))), ..valid.clone() }, None),
            (CreateUserRequest { contact: Some(Contact::Postal(postal("uk"))), ..valid }, Some("postal.country_code")),
        ] {
            assert_eq!(broken_field(check_new(&request)).as_deref(), field, "{request:?}");
        }
    }

    #[test]
    fn a_change_names_what_it_changes() {
        for (request, field) in [
            (UpdateUserRequest::default(), None),
            (UpdateUserRequest { email: Some("ada".to_owned()), ..Default::default() }, Some("email")),
            (UpdateUserRequest { role: Some(UserRole::Unspecified), ..Default::default() }, Some("role")),
            (UpdateUserRequest { status: Some(UserStatus::Other(7)), ..Default::default() }, Some("status")),
            (UpdateUserRequest { status: Some(UserStatus::Suspended), ..Default::default() }, None),
        ] {
            assert_eq!(broken_field(check_change(&request)).as_deref(), field, "{request:?}");
        }
    }
}
