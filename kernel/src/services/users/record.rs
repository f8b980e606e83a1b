//! Users as values: how one begins, changes, and meets its copy in another system. No storage, no clock.

use std::time::SystemTime;

use kernel_api::user::{CreateUserRequest, UpdateUserRequest, User, UserRole, UserStatus};
use uuid::Uuid;

/// What a service gives to a new user.
pub(super) struct Birth {
    pub(super) id: Uuid,
    pub(super) api_key: String,
    pub(super) now: SystemTime,
}

/// The user that a request describes.
pub(super) fn created(request: CreateUserRequest, birth: Birth) -> User {
    let CreateUserRequest { email, display_name, role, labels, contact } = request;
    let sent = User { email, display_name, role, labels, contact, ..User::default() };
    adopted(sent, birth)
}

/// A new user as another system sends it.
pub(super) fn adopted(sent: User, birth: Birth) -> User {
    User {
        id: birth.id,
        api_key: birth.api_key,
        role: role_or(sent.role, UserRole::Member),
        status: status_or(sent.status, UserStatus::Active),
        created_at: birth.now,
        updated_at: birth.now,
        ..sent
    }
}

/// The user after a change; its time of change is left to the caller.
pub(super) fn changed(user: &User, request: UpdateUserRequest) -> User {
    let mut user = user.clone();
    user.email = request.email.unwrap_or(user.email);
    user.display_name = request.display_name.unwrap_or(user.display_name);
    user.role = request.role.unwrap_or(user.role);
    user.status = request.status.unwrap_or(user.status);
    user
}

/// The user after another system sent its copy: the copy wins, but for what this service gives (id, times, key) and
/// what the copy does not say (a role, a status, what a newer contract has added).
pub(super) fn synchronized(user: &User, sent: User) -> User {
    User {
        id: user.id,
        api_key: user.api_key.clone(),
        role: role_or(sent.role, user.role),
        status: status_or(sent.status, user.status),
        created_at: user.created_at,
        updated_at: user.updated_at,
        unknown: if sent.unknown.is_empty() { user.unknown.clone() } else { sent.unknown },
        ..sent
    }
}

fn role_or(role: UserRole, default: UserRole) -> UserRole {
    if role == UserRole::Unspecified { default } else { role }
}

fn status_or(status: UserStatus, default: UserStatus) -> UserStatus {
    if status == UserStatus::Unspecified { default } else { status }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use contracts::Message;

    use super::*;

    const NOON: SystemTime = UNIX_EPOCH;

    fn birth() -> Birth {
        Birth { id: Uuid::from_u128(7), api_key: "key".to_owned(), now: NOON }
    }

    fn ada() -> User {
        let request = CreateUserRequest { email: "ada@example.org".to_owned(), ..Default::default() };
        created(request, birth())
    }

    /// A user with field 100 of a newer contract.
    fn newer() -> User {
        User::decode(&[0xa2, 0x06, 0x02, b'h', b'i']).unwrap()
    }

    #[test]
    fn a_new_user_is_an_active_member_with_a_key() {
        let user = ada();
        assert_eq!((user.role, user.status), (UserRole::Member, UserStatus::Active));
        assert_eq!((user.id, user.api_key.as_str(), user.created_at), (Uuid::from_u128(7), "key", NOON));
    }

    #[test]
    fn what_a_change_leaves_out_stays() {
        let request = UpdateUserRequest { display_name: Some("Ada".to_owned()), ..Default::default() };
        assert_eq!(changed(&ada(), request), User { display_name: "Ada".to_owned(), ..ada() });
        assert_eq!(changed(&ada(), UpdateUserRequest::default()), ada());
    }

    #[test]
    fn a_copy_changes_neither_id_nor_times_nor_key() {
        let later = NOON + Duration::from_secs(1);
        let copy = User { id: Uuid::nil(), api_key: "other".to_owned(), created_at: later, updated_at: later, ..ada() };
        assert_eq!(synchronized(&ada(), copy), ada());
    }

    #[test]
    fn a_copy_without_role_status_and_unknown_fields_keeps_them() {
        let user = User { role: UserRole::Admin, unknown: newer().unknown, ..ada() };
        let copy = User { role: UserRole::Unspecified, status: UserStatus::Unspecified, ..ada() };
        assert_eq!(synchronized(&user, copy), user);
    }

    #[test]
    fn what_a_newer_contract_added_is_kept() {
        let adopted = adopted(newer(), birth());
        assert_eq!(adopted.unknown, newer().unknown);
        assert_eq!(synchronized(&ada(), User { unknown: newer().unknown, ..ada() }).unknown, newer().unknown);
    }
}
