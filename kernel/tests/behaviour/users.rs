//! `UserService`: its answers, its errors, and its streams.

use std::pin::pin;

use contracts::{Code, Context, Message, Status};
use futures::stream::{self, StreamExt, TryStreamExt};
use kernel_api::common::{AppError, ErrorCode, PageRequest};
use kernel_api::user::*;
use uuid::Uuid;

use crate::clients::{Clients, both, in_process, is_silent, new_user, take};

#[tokio::test]
async fn a_user_is_created_found_changed_and_removed() {
    for kernel in both().await {
        let ada = kernel.create_user("ada@example.org").await.unwrap();
        assert_eq!((ada.role, ada.status), (UserRole::Member, UserStatus::Active));
        assert!(ada.api_key.len() > 32 && !format!("{ada:?}").contains(&ada.api_key));
        assert_eq!(kernel.users.get_user(GetUserRequest { id: ada.id }).await.unwrap().user, ada);

        let request = UpdateUserRequest { id: ada.id, status: Some(UserStatus::Suspended), ..Default::default() };
        let suspended = kernel.users.update_user(request).await.unwrap().user;
        assert!(suspended.updated_at > ada.updated_at);
        assert_eq!(suspended, User { status: UserStatus::Suspended, updated_at: suspended.updated_at, ..ada.clone() });

        kernel.users.delete_user(DeleteUserRequest { id: ada.id }).await.unwrap();
        for error in [
            kernel.users.get_user(GetUserRequest { id: ada.id }).await.unwrap_err(),
            kernel.users.update_user(UpdateUserRequest { id: ada.id, ..Default::default() }).await.unwrap_err(),
            kernel.users.delete_user(DeleteUserRequest { id: ada.id }).await.unwrap_err(),
        ] {
            let expected = AppError {
                code: ErrorCode::NotFound,
                message: format!("there is no user {}", ada.id),
                field: Some("id".to_owned()),
            };
            assert_eq!(error, UserError::NotFound(expected));
            assert_eq!(Status::from(error).code(), Code::NotFound);
        }
    }
}

#[tokio::test]
async fn what_every_user_has_is_the_users_own() {
    let kernel = in_process().await;
    let (ada, bob) = (kernel.create_user("ada@x").await.unwrap(), kernel.create_user("bob@x").await.unwrap());
    assert!(ada.id != bob.id && ada.api_key != bob.api_key);
}

#[tokio::test]
async fn an_email_belongs_to_one_user_in_whatever_case() {
    for kernel in both().await {
        kernel.create_user("ada@example.org").await.unwrap();
        let bob = kernel.create_user("bob@example.org").await.unwrap();
        let taken = "ADA@Example.org".to_owned();
        let change = UpdateUserRequest { id: bob.id, email: Some(taken.clone()), ..Default::default() };
        for error in
            [kernel.create_user(&taken).await.unwrap_err(), kernel.users.update_user(change).await.unwrap_err()]
        {
            let UserError::EmailTaken(error) = error else { panic!("{error:?}") };
            assert_eq!((error.code, error.field.as_deref()), (ErrorCode::AlreadyExists, Some("email")));
        }
        let own = UpdateUserRequest { id: bob.id, email: Some("Bob@example.org".to_owned()), ..Default::default() };
        assert_eq!(kernel.users.update_user(own).await.unwrap().user.email, "Bob@example.org");
    }
}

#[tokio::test]
async fn a_request_that_breaks_a_rule_is_answered_with_the_field() {
    for kernel in both().await {
        let postal = |country_code: &str| {
            let address = PostalAddress { country_code: country_code.to_owned(), ..Default::default() };
            Some(Contact::Postal(address))
        };
        let labels = |key: &str| [(key.to_owned(), String::new())].into();
        let ada = || new_user("ada@example.org");
        for (request, message) in [
            (new_user("ada"), "email must be an email address"),
            (new_user(""), "email must be an email address"),
            (new_user("ada lovelace@example.org"), "email must be an email address"),
            (
                CreateUserRequest { display_name: "a\u{7}".to_owned(), ..ada() },
                "display_name must not contain control characters",
            ),
            (
                CreateUserRequest { display_name: "a".repeat(201), ..ada() },
                "display_name must have at most 200 characters",
            ),
            (
                CreateUserRequest { role: UserRole::Other(9), ..ada() },
                "role must be a number that the enum names, and is 9",
            ),
            (
                CreateUserRequest { labels: labels(""), ..ada() },
                "the key of labels[\"\"] must have at least 1 characters",
            ),
            (
                CreateUserRequest { contact: Some(Contact::Phone("020".to_owned())), ..ada() },
                "phone must match the pattern \"^\\\\+[1-9][0-9]{1,14}$\"",
            ),
            (
                CreateUserRequest { contact: postal("uk"), ..ada() },
                "postal.country_code must match the pattern \"^[A-Z]{2}$\"",
            ),
        ] {
            let error = kernel.users.create_user(request, &Context::new()).await.unwrap_err();
            check_invalid(error, message);
        }
        for right in [Some(Contact::Phone("+442079460000".to_owned())), postal("GB"), Some(Contact::DoNotContact)] {
            let request = CreateUserRequest { contact: right, ..new_user(&format!("{}@x", Uuid::new_v4().simple())) };
            kernel.users.create_user(request, &Context::new()).await.unwrap();
        }

        let page = Some(PageRequest { page: 1, page_size: 101 });
        let error = kernel.users.list_users(ListUsersRequest { page, ..Default::default() }).await.unwrap_err();
        check_invalid(error, "page.page_size must be less than or equal to 100");
    }
}

#[tokio::test]
async fn a_change_names_what_it_changes() {
    for kernel in both().await {
        let id = kernel.create_user("ada@example.org").await.unwrap().id;
        for (request, message) in [
            (UpdateUserRequest::default(), "id must be there"),
            (
                UpdateUserRequest { id, email: Some("ada".to_owned()), ..Default::default() },
                "email must be an email address",
            ),
            (
                UpdateUserRequest { id, role: Some(UserRole::Unspecified), ..Default::default() },
                "role must be none of USER_ROLE_UNSPECIFIED",
            ),
            (
                UpdateUserRequest { id, status: Some(UserStatus::Other(7)), ..Default::default() },
                "status must be a number that the enum names, and is 7",
            ),
        ] {
            check_invalid(kernel.users.update_user(request).await.unwrap_err(), message);
        }
    }
}

#[track_caller]
fn check_invalid(error: UserError, message: &str) {
    let status = Status::from(error);
    assert_eq!((status.code(), status.message()), (Code::InvalidArgument, message));
}

#[tokio::test]
async fn users_are_listed_page_by_page_and_streamed() {
    for kernel in both().await {
        let requests = (0..300).map(|n| Ok(BatchCreateUsersRequest { user: new_user(&format!("{n}@example.org")) }));
        let users = kernel.users.batch_create_users(stream::iter(requests)).await.unwrap().users;
        for (page, page_size, first, count, has_next) in
            [(0, 0, 0, 20, true), (1, 20, 0, 20, true), (3, 100, 200, 100, false), (4, 100, 0, 0, false)]
        {
            let request = ListUsersRequest { page: Some(PageRequest { page, page_size }), ..Default::default() };
            let response = kernel.users.list_users(request).await.unwrap();
            assert_eq!(response.users, users[first..first + count]);
            assert_eq!((response.page.total, response.page.has_next), (300, has_next));
        }
        let streamed = kernel.users.stream_users(StreamUsersRequest::default()).await.unwrap();
        let streamed: Vec<User> = streamed.map_ok(|response| response.user).try_collect().await.unwrap();
        assert_eq!(streamed, users);
        let suspended = StreamUsersRequest { status: UserStatus::Suspended };
        assert_eq!(kernel.users.stream_users(suspended).await.unwrap().count().await, 0);
    }
}

#[tokio::test]
async fn of_a_batch_all_users_are_created_or_none() {
    for kernel in both().await {
        kernel.create_user("ada@example.org").await.unwrap();
        let batch =
            |emails: [&str; 3]| stream::iter(emails.map(|email| Ok(BatchCreateUsersRequest { user: new_user(email) })));
        for (emails, field) in [
            (["bob@x", "Ada@example.org", "eve@x"], "requests[1].user.email"),
            (["bob@x", "eve@x", "EVE@X"], "requests[2].user.email"),
        ] {
            let error = kernel.users.batch_create_users(batch(emails)).await.unwrap_err();
            let UserError::EmailTaken(error) = error else { panic!("{error:?}") };
            assert_eq!(error.field.as_deref(), Some(field));
        }
        let error = kernel.users.batch_create_users(batch(["bob@x", "eve@x", "mallory"])).await.unwrap_err();
        check_invalid(error, "requests[2].user.email must be an email address");
        assert_eq!(count(&kernel).await, 1);
        let empty = kernel.users.batch_create_users(stream::empty()).await.unwrap();
        assert_eq!(empty.users, []);
    }
}

#[tokio::test]
async fn a_batch_has_an_end() {
    for kernel in both().await {
        let requests = (0..1001).map(|n| Ok(BatchCreateUsersRequest { user: new_user(&format!("{n}@x")) }));
        let error = kernel.users.batch_create_users(stream::iter(requests)).await.unwrap_err();
        assert!(matches!(error, UserError::Invalid(error) if error.field.as_deref() == Some("requests")));
        assert_eq!(count(&kernel).await, 0);
    }
}

#[tokio::test]
async fn synchronization_answers_in_order_what_was_done() {
    for kernel in both().await {
        let ada = kernel.create_user("ada@example.org").await.unwrap();
        let foreign = User { id: Uuid::from_u128(7), email: "eve@x".to_owned(), ..Default::default() };
        let sent = [
            (ada.clone(), SyncStatus::Unchanged),
            (User { display_name: "Ada".to_owned(), ..ada.clone() }, SyncStatus::Updated),
            (User { id: Uuid::nil(), email: "ADA@example.org".to_owned(), ..ada.clone() }, SyncStatus::Updated),
            (User { email: "bob@x".to_owned(), ..Default::default() }, SyncStatus::Created),
            (User { email: "bob@x".to_owned(), ..Default::default() }, SyncStatus::Unchanged),
            (foreign.clone(), SyncStatus::Created),
        ];
        let requests = sent.clone().map(|(user, _)| Ok(SyncUsersRequest { user }));
        let responses = kernel.users.sync_users(stream::iter(requests)).await.unwrap();
        let responses: Vec<SyncUsersResponse> = responses.try_collect().await.unwrap();
        assert_eq!(responses.iter().map(|r| r.status).collect::<Vec<_>>(), sent.map(|(_, status)| status));
        assert_eq!((responses[2].user.id, responses[2].user.email.as_str()), (ada.id, "ADA@example.org"));
        assert_eq!((responses[5].user.id, responses[5].user.role), (foreign.id, UserRole::Member));
        assert_eq!(responses[1].user.api_key, ada.api_key);
    }
}

#[tokio::test]
async fn fields_of_a_newer_contract_survive_the_service() {
    for kernel in both().await {
        let mut newer = User { email: "ada@example.org".to_owned(), ..Default::default() };
        newer.merge(&[0xa2, 0x06, 0x02, b'h', b'i']).unwrap();
        let older = User { display_name: "Ada".to_owned(), unknown: Default::default(), ..newer.clone() };
        let requests = [newer, older].map(|user| Ok(SyncUsersRequest { user }));
        let responses = kernel.users.sync_users(stream::iter(requests)).await.unwrap();
        let responses: Vec<SyncUsersResponse> = responses.try_collect().await.unwrap();
        let user = kernel.users.get_user(GetUserRequest { id: responses[0].user.id }).await.unwrap().user;
        assert_eq!(user.unknown.numbers().collect::<Vec<_>>(), [100]);
        assert_eq!(user.display_name, "Ada");
    }
}

#[tokio::test]
async fn synchronization_ends_with_a_typed_error_at_the_user_that_is_wrong() {
    for kernel in both().await {
        let requests = ["ada@x", "nobody", "eve@x"];
        let requests =
            requests.map(|email| Ok(SyncUsersRequest { user: User { email: email.to_owned(), ..Default::default() } }));
        let responses = kernel.users.sync_users(stream::iter(requests)).await.unwrap();
        let responses: Vec<Result<SyncUsersResponse, Status>> = responses.collect().await;
        assert_eq!(responses.len(), 2);
        let error = UserError::from(responses[1].clone().unwrap_err());
        check_invalid(error, "requests[1].user.email must be an email address");
    }
}

#[tokio::test]
async fn a_watcher_sees_what_happened_since_its_position_and_then_what_happens() {
    for kernel in both().await {
        let ada = kernel.create_user("ada@example.org").await.unwrap();
        let cx = Context::new();
        let from_now = kernel.users.watch_users(WatchUsersRequest::default(), &cx).await.unwrap();
        let from_start = WatchUsersRequest { after_position: Some(0), ..Default::default() };
        let from_start = kernel.users.watch_users(from_start, &cx).await.unwrap();
        let (mut from_now, mut from_start) = (pin!(from_now), pin!(from_start));

        let request = UpdateUserRequest { id: ada.id, display_name: Some("A".to_owned()), ..Default::default() };
        let changed = kernel.users.update_user(request.clone()).await.unwrap().user;
        kernel.users.update_user(request).await.unwrap();
        kernel.users.delete_user(DeleteUserRequest { id: ada.id }).await.unwrap();

        let seen = changes(take(&mut from_start, 3).await);
        assert_eq!(
            seen,
            [(UserChange::Created, ada), (UserChange::Updated, changed.clone()), (UserChange::Deleted, changed)]
        );
        assert_eq!(changes(take(&mut from_now, 2).await), seen[1..]);
        assert!(is_silent(&mut from_now).await && is_silent(&mut from_start).await);
    }
}

#[tokio::test]
async fn a_watcher_that_comes_back_goes_on_where_it_was() {
    for kernel in both().await {
        for email in ["ada@x", "bob@x", "eve@x"] {
            kernel.create_user(email).await.unwrap();
        }
        let mut position = 0;
        for email in ["ada@x", "bob@x", "eve@x"] {
            let request = WatchUsersRequest { after_position: Some(position), ..Default::default() };
            let cx = Context::new();
            let mut changes = pin!(kernel.users.watch_users(request, &cx).await.unwrap());
            let change = take(&mut changes, 1).await.remove(0).unwrap();
            assert_eq!(change.user.email, email);
            position = change.position;
        }
        let beyond = WatchUsersRequest { after_position: Some(position + 1), ..Default::default() };
        let status = kernel.users.watch_users(beyond, &Context::new()).await.err().expect("there is no such position");
        assert_eq!(status.code(), Code::OutOfRange);
    }
}

#[tokio::test]
async fn a_watcher_that_is_slow_misses_nothing() {
    for kernel in both().await {
        let cx = Context::new();
        let mut watcher = pin!(kernel.users.watch_users(WatchUsersRequest::default(), &cx).await.unwrap());
        let mut created = Vec::new();
        for batch in 0..3 {
            let labels = [("text".to_owned(), "x".repeat(250))];
            let user = |number| CreateUserRequest {
                labels: labels.clone().into(),
                ..new_user(&format!("{batch}-{number}@example.org"))
            };
            let requests: Vec<_> = (0..300).map(|number| Ok(BatchCreateUsersRequest { user: user(number) })).collect();
            created.extend(kernel.users.batch_create_users(stream::iter(requests)).await.unwrap().users);
        }
        let seen = changes(take(&mut watcher, created.len()).await);
        assert!(seen.into_iter().map(|(_, user)| user).eq(created));
        assert!(is_silent(&mut watcher).await);
    }
}

#[tokio::test]
async fn a_watcher_of_a_status_sees_the_users_that_have_it_after_the_change() {
    for kernel in both().await {
        let ada = kernel.create_user("ada@x").await.unwrap();
        let suspend = UpdateUserRequest { id: ada.id, status: Some(UserStatus::Suspended), ..Default::default() };
        kernel.users.update_user(suspend).await.unwrap();
        kernel.users.delete_user(DeleteUserRequest { id: ada.id }).await.unwrap();
        for (status, kinds) in [
            (UserStatus::Active, &[UserChange::Created][..]),
            (UserStatus::Suspended, &[UserChange::Updated, UserChange::Deleted]),
        ] {
            let cx = Context::new();
            let request = WatchUsersRequest { status, after_position: Some(0) };
            let mut watcher = pin!(kernel.users.watch_users(request, &cx).await.unwrap());
            let seen = changes(take(&mut watcher, kinds.len()).await);
            assert_eq!(seen.into_iter().map(|(kind, _)| kind).collect::<Vec<_>>(), kinds);
            assert!(is_silent(&mut watcher).await);
        }
    }
}

fn changes(responses: Vec<Result<WatchUsersResponse, Status>>) -> Vec<(UserChange, User)> {
    responses.into_iter().map(|response| response.map(|change| (change.kind, change.user)).unwrap()).collect()
}

async fn count(kernel: &Clients) -> u64 {
    kernel.users.list_users(ListUsersRequest::default()).await.unwrap().page.total
}
