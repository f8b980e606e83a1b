//! What a valid user is, beside what the rules of its contract say.

use contracts::Message;
use kernel_api::user::User;

use crate::services::failure::Violation;

/// How many bytes a user has at most, also with what newer contracts have added: so that a page of a hundred users
/// fits into the four mebibytes that gRPC clients accept.
const MAX_USER_BYTES: usize = 32 * 1024;

/// Checks a user that another system sends. Roles and statuses of a later version are kept: they give no right here.
pub(super) fn check_size(user: &User) -> Result<(), Violation> {
    match user.encoded_len() {
        bytes if bytes > MAX_USER_BYTES => Err(Violation::new(
            "unknown",
            format!("makes the user {bytes} bytes long: at most {MAX_USER_BYTES} are kept"),
        )),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_has_an_end() {
        let user = |length: usize| User { display_name: "a".repeat(length), ..Default::default() };
        let shell = user(MAX_USER_BYTES).encoded_len() - MAX_USER_BYTES;
        for (length, right) in [(0, true), (MAX_USER_BYTES - shell, true), (MAX_USER_BYTES - shell + 1, false)] {
            let field = check_size(&user(length)).map_err(|violation| violation.field);
            assert_eq!(field, if right { Ok(()) } else { Err("unknown".to_owned()) }, "{length}");
        }
    }
}
