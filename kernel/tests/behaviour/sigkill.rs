//! Killed in the middle of writes, the kernel comes back with every write it acknowledged and no half of one.

use std::collections::{BTreeMap, BTreeSet};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

use contracts::{Context, Status};
use futures::stream::{self, StreamExt, TryStreamExt};
use kernel_api::order::*;
use kernel_api::user::*;
use tempfile::TempDir;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use uuid::Uuid;

use crate::clients::{SOON, line, new_user};
use crate::process::Kernel;

const ROUNDS: u32 = 6;
const BATCH: usize = 7;

/// What the kernel has acknowledged.
#[derive(Debug, Default)]
struct Acknowledged {
    users: BTreeMap<Uuid, User>,
    removed: BTreeSet<Uuid>,
    orders: BTreeMap<Uuid, OrderStatus>,
}

impl Acknowledged {
    fn add(&mut self, other: Acknowledged) {
        self.users.extend(other.users);
        self.removed.extend(other.removed);
        self.orders.extend(other.orders);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_acknowledged_write_survives_and_none_is_there_in_half() {
    let folder = TempDir::new().unwrap();
    let mut acknowledged = Acknowledged::default();
    let mut watcher = Watcher::default();
    for round in 1..=ROUNDS {
        let kernel = Kernel::start(&folder).await;
        check(&kernel, &acknowledged).await;
        let written = Arc::new(Written::default());
        let writers = write(&kernel, round, &written).await;
        let watching = watcher.watch(kernel.users().await);
        let killing = async {
            written.wait_for(20 * round, 2 * round).await;
            kernel.sigkill().await;
        };
        tokio::join!(watching, killing);
        for written in timeout(SOON, writers.join_all()).await.expect("a call outlived its server") {
            acknowledged.add(written);
        }
    }
    let kernel = Kernel::start(&folder).await;
    let log = check(&kernel, &acknowledged).await;
    watcher.finish(&kernel, log).await;
}

/// How much the writers of a round have written.
#[derive(Debug, Default)]
struct Written {
    users: AtomicU32,
    orders: AtomicU32,
}

impl Written {
    async fn wait_for(&self, users: u32, orders: u32) {
        let enough = || self.users.load(Relaxed) >= users && self.orders.load(Relaxed) >= orders;
        let wait = async {
            while !enough() {
                sleep(Duration::from_millis(1)).await;
            }
        };
        timeout(SOON, wait).await.expect("hardly anything is written");
    }
}

/// Writers of every kind, each until the kernel is gone.
async fn write(kernel: &Kernel, round: u32, written: &Arc<Written>) -> JoinSet<Acknowledged> {
    let mut writers = JoinSet::new();
    for writer in 0..3 {
        writers.spawn(create_users(kernel.users().await, format!("{round}-{writer}"), written.clone()));
    }
    writers.spawn(create_batches(kernel.users().await, format!("{round}-batch")));
    writers.spawn(move_orders(kernel.users().await, kernel.orders().await, format!("{round}-buyer"), written.clone()));
    writers
}

/// Creates users and removes every fifth again.
async fn create_users(users: UserServiceClient, name: String, written: Arc<Written>) -> Acknowledged {
    let mut acknowledged = Acknowledged::default();
    for number in 0.. {
        let request = new_user(&format!("{name}-{number}@example.org"));
        let Ok(response) = users.create_user(request, &Context::new()).await else { break };
        written.users.fetch_add(1, Relaxed);
        let id = response.user.id;
        if number % 5 != 4 {
            acknowledged.users.insert(id, response.user);
        } else if users.delete_user(DeleteUserRequest { id }).await.is_ok() {
            acknowledged.removed.insert(id);
        }
    }
    acknowledged
}

async fn create_batches(users: UserServiceClient, name: String) -> Acknowledged {
    let mut acknowledged = Acknowledged::default();
    for number in 0.. {
        let batch = format!("{name}-{number}");
        let requests = (0..BATCH).map(|part| {
            let mut user = new_user(&format!("{batch}-{part}@example.org"));
            user.labels.insert("batch".to_owned(), batch.clone());
            Ok(BatchCreateUsersRequest { user })
        });
        let requests = stream::iter(requests.collect::<Vec<_>>());
        let Ok(response) = users.batch_create_users(requests).await else { break };
        acknowledged.users.extend(response.users.into_iter().map(|user| (user.id, user)));
    }
    acknowledged
}

async fn move_orders(
    users: UserServiceClient,
    orders: OrderServiceClient,
    name: String,
    written: Arc<Written>,
) -> Acknowledged {
    let mut acknowledged = Acknowledged::default();
    let Ok(buyer) = users.create_user(new_user(&format!("{name}@example.org")), &Context::new()).await else {
        return acknowledged;
    };
    loop {
        let request = CreateOrderRequest { user_id: buyer.user.id, lines: vec![line("tea", 1, 100)] };
        let Ok(response) = orders.create_order(request).await else { break };
        written.orders.fetch_add(1, Relaxed);
        let order_id = response.order.id;
        acknowledged.orders.insert(order_id, OrderStatus::Pending);
        for status in [OrderStatus::Confirmed, OrderStatus::Shipped] {
            let event = UploadOrderEventsRequest { order_id, status, ..Default::default() };
            let Ok(response) = orders.upload_order_events(stream::iter([Ok(event)])).await else { return acknowledged };
            assert_eq!(response.applied, 1);
            acknowledged.orders.insert(order_id, status);
        }
    }
    acknowledged
}

/// Compares what the kernel has with what it acknowledged, and its state with its log; returns the log.
async fn check(kernel: &Kernel, acknowledged: &Acknowledged) -> Vec<WatchUsersResponse> {
    let users = kernel.users().await;
    let stored = users.stream_users(StreamUsersRequest::default()).await.unwrap();
    let stored: BTreeMap<Uuid, User> = stored.map_ok(|r| (r.user.id, r.user)).try_collect().await.unwrap();
    for (id, user) in &acknowledged.users {
        assert_eq!(stored.get(id), Some(user), "an acknowledged user is lost");
    }
    for id in &acknowledged.removed {
        assert!(!stored.contains_key(id), "a user who was removed is back");
    }
    check_batches(&stored);
    let log = read_log(&users).await;
    assert_eq!(replay(&log), stored, "the log and the state differ");
    check_orders(&kernel.orders().await, &acknowledged.orders).await;
    log
}

fn check_batches(stored: &BTreeMap<Uuid, User>) {
    let mut sizes = BTreeMap::<&str, usize>::new();
    for batch in stored.values().filter_map(|user| user.labels.get("batch")) {
        *sizes.entry(batch).or_default() += 1;
    }
    assert!(sizes.values().all(|size| *size == BATCH), "a batch is there in part: {sizes:?}");
}

/// The state that the log leads to; every event must fit to those before it.
fn replay(log: &[WatchUsersResponse]) -> BTreeMap<Uuid, User> {
    let mut users = BTreeMap::new();
    for change in log {
        let before = match change.kind {
            UserChange::Deleted => users.remove(&change.user.id),
            _ => users.insert(change.user.id, change.user.clone()),
        };
        assert_eq!(before.is_some(), change.kind != UserChange::Created, "{change:?}");
    }
    users
}

/// All changes that there are: those before a change that is made to know the end.
async fn read_log(users: &UserServiceClient) -> Vec<WatchUsersResponse> {
    let email = format!("{}@example.org", Uuid::now_v7());
    let last = users.create_user(new_user(&email), &Context::new()).await.unwrap().user;
    users.delete_user(DeleteUserRequest { id: last.id }).await.unwrap();
    let cx = Context::new();
    let request = WatchUsersRequest { after_position: Some(0), ..Default::default() };
    let changes = users.watch_users(request, &cx).await.unwrap();
    let is_last = |change: &WatchUsersResponse| change.user.id == last.id && change.kind == UserChange::Deleted;
    let mut changes = pin!(changes);
    let mut log = Vec::new();
    while !log.last().is_some_and(is_last) {
        log.push(timeout(SOON, changes.next()).await.expect("the log is short").unwrap().unwrap());
    }
    log
}

/// Each order has come at least as far as was acknowledged, at most one step further, and its log says the same.
async fn check_orders(orders: &OrderServiceClient, acknowledged: &BTreeMap<Uuid, OrderStatus>) {
    let life = [OrderStatus::Unspecified, OrderStatus::Pending, OrderStatus::Confirmed, OrderStatus::Shipped];
    let place = |status| life.iter().position(|each| *each == status).unwrap();
    for (id, status) in acknowledged {
        let order = orders.get_order(GetOrderRequest { id: *id }).await.unwrap().order;
        assert!((place(*status)..=place(*status) + 1).contains(&place(order.status)), "{status:?} {order:?}");
        let request = StreamOrderUpdatesRequest { order_id: *id, after_position: Some(0), stop: false };
        let updates = orders.stream_order_updates(stream::iter([Ok(request)])).await.unwrap();
        let steps: Result<Vec<_>, Status> =
            updates.map_ok(|update| (update.previous_status, update.status)).try_collect().await;
        let lived = &life[..=place(order.status)];
        assert_eq!(steps.unwrap(), lived.windows(2).map(|pair| (pair[0], pair[1])).collect::<Vec<_>>());
    }
}

/// Watches over all rounds, each time from the last position it saw.
#[derive(Default)]
struct Watcher {
    seen: Vec<WatchUsersResponse>,
}

impl Watcher {
    fn request(&self) -> WatchUsersRequest {
        let after_position = Some(self.seen.last().map_or(0, |change| change.position));
        WatchUsersRequest { after_position, ..Default::default() }
    }

    /// Watches until the kernel is gone.
    async fn watch(&mut self, users: UserServiceClient) {
        let cx = Context::new();
        let Ok(changes) = users.watch_users(self.request(), &cx).await else { return };
        let mut changes = pin!(changes);
        while let Some(Ok(change)) = changes.next().await {
            self.seen.push(change);
        }
    }

    /// Watches to the end of the log, and compares.
    async fn finish(mut self, kernel: &Kernel, log: Vec<WatchUsersResponse>) {
        let (users, cx) = (kernel.users().await, Context::new());
        let mut changes = pin!(users.watch_users(self.request(), &cx).await.unwrap());
        while self.seen.len() < log.len() {
            self.seen.push(timeout(SOON, changes.next()).await.expect("the watcher missed a change").unwrap().unwrap());
        }
        assert_eq!(self.seen, log);
    }
}
