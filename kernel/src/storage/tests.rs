//! The storage: what is acknowledged is there, what is not is not, and whoever follows the log sees each event once.

use std::time::{Duration, SystemTime};

use super::{Error, Log, Span, Store, Transaction, Window};
use contracts::Message;
use kernel_api::user::{User, UserStatus};
use tempfile::TempDir;
use tokio::time::timeout;
use uuid::Uuid;

const SOON: Duration = Duration::from_secs(20);

async fn open(folder: &TempDir) -> Store {
    Store::open(&folder.path().join("data/kernel.db")).await.unwrap()
}

fn user(email: &str) -> User {
    User { id: Uuid::now_v7(), email: email.to_owned(), status: UserStatus::Active, ..User::default() }
}

async fn insert(transaction: &mut Transaction, user: &User) -> Result<(), Error> {
    transaction.insert_user(user).await?;
    transaction.append(Log::Users, user.id, SystemTime::now(), user).await
}

async fn create(store: &Store, email: &str) -> Result<User, Error> {
    let user = user(email);
    let mut transaction = store.begin().await?;
    insert(&mut transaction, &user).await?;
    transaction.commit().await?;
    Ok(user)
}

/// The emails of users in the log, as their creations were logged.
async fn logged(store: &Store) -> Vec<String> {
    let events = store.events(Log::Users, 0, u32::MAX).await.unwrap();
    events.iter().map(|event| event.contract::<User>().unwrap().email).collect()
}

#[tokio::test]
async fn what_was_committed_is_there_when_the_file_is_opened_again() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder).await;
    let ada = create(&store, "ada@example.org").await.unwrap();
    store.close().await;
    drop(store);

    let store = open(&folder).await;
    assert_eq!(store.user(ada.id).await.unwrap(), Some(ada));
    assert_eq!(logged(&store).await, ["ada@example.org"]);
    assert_eq!(store.head().await.unwrap(), 1);
}

#[tokio::test]
async fn a_transaction_that_is_dropped_leaves_nothing_and_blocks_nobody() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder).await;
    let mut transaction = store.begin().await.unwrap();
    insert(&mut transaction, &user("ada@example.org")).await.unwrap();
    drop(transaction);

    timeout(SOON, create(&store, "bob@example.org")).await.unwrap().unwrap();
    assert_eq!(logged(&store).await, ["bob@example.org"]);
    assert_eq!(store.users(None, Window { offset: 0, limit: 9 }).await.unwrap().total, 1);
}

#[tokio::test]
async fn an_email_is_taken_in_whatever_case_it_is_written() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder).await;
    create(&store, "Ada@Example.org").await.unwrap();
    for taken in ["Ada@Example.org", "ada@example.org", "ADA@EXAMPLE.ORG"] {
        let error = create(&store, taken).await.unwrap_err();
        assert!(matches!(error, Error::EmailTaken(email) if email == taken));
    }
    let found = store.begin().await.unwrap().user_by_email("aDA@example.ORG").await.unwrap();
    assert_eq!(found.map(|user| user.email).as_deref(), Some("Ada@Example.org"));
}

#[tokio::test]
async fn an_email_is_free_again_when_its_user_is_removed_or_changes_it() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder).await;
    let ada = create(&store, "ada@example.org").await.unwrap();
    let bob = create(&store, "bob@example.org").await.unwrap();
    let mut transaction = store.begin().await.unwrap();
    transaction.remove_user(ada.id).await.unwrap();
    transaction.replace_user(&User { email: "robert@example.org".to_owned(), ..bob }).await.unwrap();
    transaction.commit().await.unwrap();
    create(&store, "ada@example.org").await.unwrap();
    create(&store, "bob@example.org").await.unwrap();
}

#[tokio::test]
async fn fields_that_the_contract_does_not_name_survive() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder).await;
    let mut sent = user("ada@example.org");
    sent.merge(&[0xa2, 0x06, 0x02, b'h', b'i']).unwrap();
    let mut transaction = store.begin().await.unwrap();
    transaction.insert_user(&sent).await.unwrap();
    transaction.commit().await.unwrap();

    let kept = store.user(sent.id).await.unwrap().unwrap();
    assert_eq!(kept.unknown.numbers().collect::<Vec<_>>(), [100]);
    assert_eq!(kept, sent);
}

#[tokio::test]
async fn lists_are_in_order_of_age_and_filtered_by_status() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder).await;
    for name in ["zoe", "adam", "mia"] {
        create(&store, name).await.unwrap();
    }
    for (status, offset, limit, names, total) in [
        (None, 0, 9, &["zoe", "adam", "mia"][..], 3),
        (None, 1, 1, &["adam"], 3),
        (None, 3, 9, &[], 3),
        (Some(UserStatus::Active), 2, 9, &["mia"], 3),
        (Some(UserStatus::Suspended), 0, 9, &[], 0),
    ] {
        let slice = store.users(status, Window { offset, limit }).await.unwrap();
        let emails: Vec<_> = slice.entries.iter().map(|user| user.email.as_str()).collect();
        assert_eq!((&emails[..], slice.total), (names, total));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_follower_that_reconnects_sees_each_event_once_while_many_write() {
    const WRITERS: usize = 4;
    const EACH: usize = 40;
    let folder = TempDir::new().unwrap();
    let store = open(&folder).await;
    let follower = tokio::spawn(follow(store.clone(), WRITERS * EACH));
    let mut writers = tokio::task::JoinSet::new();
    for writer in 0..WRITERS {
        let store = store.clone();
        writers.spawn(async move {
            for number in 0..EACH {
                create(&store, &format!("{writer}-{number}")).await.unwrap();
            }
        });
    }
    writers.join_all().await;
    let seen = timeout(SOON, follower).await.expect("the follower waits for an event that it missed").unwrap();
    assert_eq!(seen, logged(&store).await);
}

/// Follows until it has seen so many events, and reconnects after every few.
async fn follow(store: Store, events: usize) -> Vec<String> {
    let mut seen = Vec::new();
    let mut position = 0;
    while seen.len() < events {
        let mut tail = store.tail(Log::Users, position);
        for _ in 0..3 {
            let Ok(batch) = timeout(Duration::from_millis(3), tail.next()).await else { continue };
            for event in batch.unwrap() {
                assert!(event.position > position, "an event came twice or out of order");
                position = event.position;
                seen.push(event.contract::<User>().unwrap().email);
            }
        }
    }
    seen
}

#[tokio::test]
async fn a_follower_is_woken_also_by_a_commit_whose_caller_went_away() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder).await;
    let mut tail = store.tail(Log::Users, 0);
    let follower = tokio::spawn(async move { tail.next().await.unwrap().len() });
    tokio::task::yield_now().await;

    let mut transaction = store.begin().await.unwrap();
    insert(&mut transaction, &user("ada@example.org")).await.unwrap();
    let mut commit = Box::pin(transaction.commit());
    assert!(futures::poll!(commit.as_mut()).is_pending());
    drop(commit);
    assert_eq!(timeout(SOON, follower).await.unwrap().unwrap(), 1);
}

#[tokio::test]
async fn a_slow_follower_reads_in_batches_and_misses_nothing() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder).await;
    let mut tail = store.tail(Log::Users, 0);
    let mut transaction = store.begin().await.unwrap();
    for number in 0..1000 {
        insert(&mut transaction, &user(&number.to_string())).await.unwrap();
    }
    transaction.commit().await.unwrap();

    let mut seen = Vec::new();
    while seen.len() < 1000 {
        let batch = timeout(SOON, tail.next()).await.unwrap().unwrap();
        assert!(batch.len() <= 128);
        seen.extend(batch.into_iter().map(|event| event.position));
    }
    assert_eq!(seen, (1..=1000).collect::<Vec<_>>());
    assert!(tail.read().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_follower_of_one_log_does_not_see_another() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder).await;
    let mut tail = store.tail(Log::Orders, 0);
    create(&store, "ada@example.org").await.unwrap();
    assert!(timeout(Duration::from_millis(50), tail.next()).await.is_err());
    assert_eq!(tail.position(), 1);
}

#[tokio::test]
async fn the_past_of_one_subject_is_read_by_position() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder).await;
    let (ada, bob) = (user("ada"), user("bob"));
    let mut transaction = store.begin().await.unwrap();
    for subject in [&ada, &bob, &ada, &ada, &bob] {
        transaction.append(Log::Users, subject.id, SystemTime::now(), subject).await.unwrap();
    }
    transaction.commit().await.unwrap();
    for (after, until, limit, positions) in [
        (0, 5, 9, &[1, 3, 4][..]),
        (1, 5, 9, &[3, 4]),
        (0, 3, 9, &[1, 3]),
        (0, 5, 1, &[1]),
        (4, 5, 9, &[]),
        (4, 2, 9, &[]),
    ] {
        let events = store.events_of(Log::Users, ada.id, Span { after, until }, limit).await.unwrap();
        assert_eq!(events.iter().map(|event| event.position).collect::<Vec<_>>(), positions);
    }
}

#[tokio::test]
async fn a_database_that_cannot_be_opened_is_one_line_with_its_name() {
    let folder = TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name);
    std::fs::write(
        path("letter.txt"),
        "Dear Ada, this is not a database, and long enough to be looked at. ".repeat(99),
    )
    .unwrap();
    std::fs::create_dir(path("folder")).unwrap();
    let _open = Store::open(&path("open.db")).await.unwrap();
    for (name, expected) in [
        ("letter.txt", "file is not a database"),
        ("folder", "Is a directory"),
        ("letter.txt/kernel.db", "os error"),
        ("open.db", "another process has it open"),
    ] {
        let error = Store::open(&path(name)).await.err().expect(name).to_string();
        assert!(error.starts_with(&format!("cannot open the database {}: ", path(name).display())), "{error}");
        assert!(error.contains(expected) && !error.contains('\n'), "{error}");
    }
}

#[tokio::test]
async fn a_database_of_a_newer_kernel_is_left_alone() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("kernel.db");
    Store::open(&file).await.unwrap().close().await;
    let pool = sqlx::SqlitePool::connect(&format!("sqlite://{}", file.display())).await.unwrap();
    sqlx::query("INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES (9, '', 1, x'', 0)")
        .execute(&pool)
        .await
        .unwrap();
    pool.close().await;
    let error = Store::open(&file).await.err().unwrap().to_string();
    assert!(error.contains("migration 9"), "{error}");
}

#[tokio::test]
async fn the_log_is_append_only() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("kernel.db");
    let store = Store::open(&file).await.unwrap();
    create(&store, "ada@example.org").await.unwrap();
    let pool = sqlx::SqlitePool::connect(&format!("sqlite://{}", file.display())).await.unwrap();
    for statement in ["DELETE FROM events", "UPDATE events SET body = x''"] {
        let error = sqlx::query(statement).execute(&pool).await.unwrap_err();
        assert!(error.to_string().contains("events are never"), "{error}");
    }
}
