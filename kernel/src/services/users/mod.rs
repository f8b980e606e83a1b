//! `user.v1.UserService`: the people who can sign in.

mod record;
mod rules;

use std::pin::pin;
use std::time::SystemTime;

use async_stream::try_stream;
use contracts::{Context, Message, Status, contract};
use futures::{Stream, StreamExt};
use kernel_api::common::AppError;
use kernel_api::user::*;
use uuid::Uuid;

use super::failure::{Violation, not_found};
use super::page::Page;
use super::watch::starting_position;
use crate::storage::{Log, Store, Transaction};
use record::Birth;

/// How many users a batch has at most.
const MAX_BATCH: usize = 1000;

/// How many bytes the users of a batch have at most: its response must fit into one message.
const MAX_BATCH_BYTES: usize = 3 * 1024 * 1024;

/// How many users are in memory at once while all are sent.
const CHUNK: u32 = 128;

/// Manages users in a store.
#[derive(Clone)]
pub struct Users {
    store: Store,
}

impl Users {
    /// Manages the users in this store.
    pub fn new(store: Store) -> Self {
        Users { store }
    }
}

#[contract]
impl UserService for Users {
    async fn get_user(&self, request: GetUserRequest) -> Result<GetUserResponse, UserError> {
        let user = self.store.user(request.id).await?;
        Ok(GetUserResponse { user: user.ok_or_else(|| no_user(request.id))? })
    }

    async fn list_users(&self, request: ListUsersRequest) -> Result<ListUsersResponse, UserError> {
        let page = Page::of(request.page);
        let slice = self.store.users(named(request.status), page.window()).await?;
        Ok(ListUsersResponse { users: slice.entries, page: page.response(slice.total) })
    }

    async fn stream_users(
        &self,
        request: StreamUsersRequest,
    ) -> Result<impl Stream<Item = Result<StreamUsersResponse, Status>>, Status> {
        Ok(try_stream! {
            let mut sequence = 0;
            loop {
                let users = self.store.users_after(sequence, named(request.status), CHUNK).await?;
                let Some(last) = users.last() else { break };
                sequence = last.sequence;
                for user in users {
                    yield StreamUsersResponse { user: user.user };
                }
            }
        })
    }

    async fn create_user(&self, request: CreateUserRequest, _cx: &Context) -> Result<CreateUserResponse, UserError> {
        let user = record::created(request, birth());
        let mut transaction = self.store.begin().await?;
        insert(&mut transaction, &user).await?;
        transaction.commit().await?;
        Ok(CreateUserResponse { user })
    }

    async fn update_user(&self, request: UpdateUserRequest) -> Result<UpdateUserResponse, UserError> {
        let mut transaction = self.store.begin().await?;
        let before = transaction.user(request.id).await?.ok_or_else(|| no_user(request.id))?;
        let mut user = record::changed(&before, request);
        if user != before {
            user.updated_at = SystemTime::now();
            replace(&mut transaction, &user).await?;
            transaction.commit().await?;
        }
        Ok(UpdateUserResponse { user })
    }

    async fn delete_user(&self, request: DeleteUserRequest) -> Result<(), UserError> {
        let mut transaction = self.store.begin().await?;
        let user = transaction.user(request.id).await?.ok_or_else(|| no_user(request.id))?;
        remove(&mut transaction, &user).await?;
        transaction.commit().await?;
        Ok(())
    }

    async fn batch_create_users(
        &self,
        requests: impl Stream<Item = Result<BatchCreateUsersRequest, Status>>,
    ) -> Result<BatchCreateUsersResponse, UserError> {
        let users = read_batch(requests).await?;
        let mut transaction = self.store.begin().await?;
        for (index, user) in users.iter().enumerate() {
            insert(&mut transaction, user).await.map_err(|error| in_batch(index, error))?;
        }
        transaction.commit().await?;
        Ok(BatchCreateUsersResponse { users })
    }

    async fn sync_users(
        &self,
        requests: impl Stream<Item = Result<SyncUsersRequest, Status>>,
    ) -> Result<impl Stream<Item = Result<SyncUsersResponse, Status>>, Status> {
        Ok(try_stream! {
            let mut requests = pin!(requests);
            while let Some(request) = requests.next().await {
                yield self.synchronize(request?.user).await?;
            }
        })
    }

    async fn watch_users(
        &self,
        request: WatchUsersRequest,
        _cx: &Context,
    ) -> Result<impl Stream<Item = Result<WatchUsersResponse, Status>>, Status> {
        let position = starting_position(&self.store, request.after_position).await?;
        let mut tail = self.store.tail(Log::Users, position);
        Ok(try_stream! {
            loop {
                for event in tail.next().await? {
                    let change = WatchUsersResponse { position: event.position, ..event.contract()? };
                    if named(request.status).is_none_or(|status| status == change.user.status) {
                        yield change;
                    }
                }
            }
        })
    }
}

impl Users {
    async fn synchronize(&self, sent: User) -> Result<SyncUsersResponse, UserError> {
        rules::check_size(&sent).map_err(|violation| violation.inside("user"))?;
        let mut transaction = self.store.begin().await?;
        let Some(before) = find_match(&mut transaction, &sent).await? else {
            let id = if sent.id.is_nil() { Uuid::now_v7() } else { sent.id };
            let user = record::adopted(sent, Birth { id, ..birth() });
            insert(&mut transaction, &user).await?;
            transaction.commit().await?;
            return Ok(SyncUsersResponse { user, status: SyncStatus::Created });
        };
        let mut user = record::synchronized(&before, sent);
        if user == before {
            return Ok(SyncUsersResponse { user, status: SyncStatus::Unchanged });
        }
        user.updated_at = SystemTime::now();
        replace(&mut transaction, &user).await?;
        transaction.commit().await?;
        Ok(SyncUsersResponse { user, status: SyncStatus::Updated })
    }
}

async fn find_match(transaction: &mut Transaction, sent: &User) -> Result<Option<User>, UserError> {
    Ok(match sent.id.is_nil() {
        true => transaction.user_by_email(&sent.email).await?,
        false => transaction.user(sent.id).await?,
    })
}

/// Reads a whole batch before anything is written, so that no slow caller keeps others from writing.
async fn read_batch(
    requests: impl Stream<Item = Result<BatchCreateUsersRequest, Status>>,
) -> Result<Vec<User>, UserError> {
    let mut users = Vec::new();
    let mut bytes = 0;
    let mut requests = pin!(requests);
    while let Some(request) = requests.next().await {
        let request = request.map_err(UserError::Other)?.user;
        if users.len() == MAX_BATCH {
            return Err(Violation::new("requests", format!("are more than {MAX_BATCH}")).into());
        }
        let user = record::created(request, birth());
        bytes += user.encoded_len();
        if bytes > MAX_BATCH_BYTES {
            return Err(Violation::new("requests", format!("are longer than {MAX_BATCH_BYTES} bytes")).into());
        }
        users.push(user);
    }
    Ok(users)
}

/// Names the request of a batch that failed.
fn in_batch(index: usize, error: UserError) -> UserError {
    match error {
        UserError::EmailTaken(AppError { code, message, field }) => {
            let field = field.map(|field| format!("{}.{field}", batch_field(index)));
            UserError::EmailTaken(AppError { code, message, field })
        }
        other => other,
    }
}

fn batch_field(index: usize) -> String {
    format!("requests[{index}].user")
}

async fn insert(transaction: &mut Transaction, user: &User) -> Result<(), UserError> {
    transaction.insert_user(user).await?;
    log(transaction, UserChange::Created, user, user.created_at).await
}

async fn replace(transaction: &mut Transaction, user: &User) -> Result<(), UserError> {
    transaction.replace_user(user).await?;
    log(transaction, UserChange::Updated, user, user.updated_at).await
}

async fn remove(transaction: &mut Transaction, user: &User) -> Result<(), UserError> {
    transaction.remove_user(user.id).await?;
    log(transaction, UserChange::Deleted, user, SystemTime::now()).await
}

/// What watchers are sent is what is logged; the log adds the position.
async fn log(
    transaction: &mut Transaction,
    kind: UserChange,
    user: &User,
    occurred_at: SystemTime,
) -> Result<(), UserError> {
    let change = WatchUsersResponse { position: 0, kind, user: user.clone(), occurred_at };
    transaction.append(Log::Users, user.id, occurred_at, &change).await?;
    Ok(())
}

fn birth() -> Birth {
    let api_key = format!("key_{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple());
    Birth { id: Uuid::now_v7(), api_key, now: SystemTime::now() }
}

fn no_user(id: Uuid) -> UserError {
    UserError::NotFound(not_found(format_args!("user {id}"), "id"))
}

fn named(status: UserStatus) -> Option<UserStatus> {
    (status != UserStatus::Unspecified).then_some(status)
}
