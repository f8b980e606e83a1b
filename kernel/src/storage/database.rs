//! SQLite: one connection that writes, a few that read, and what makes a commit durable.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::pool::PoolConnection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Sqlite, Transaction};

use super::Error;

static MIGRATIONS: Migrator = sqlx::migrate!();

/// How many connections read at once.
const READERS: u32 = 4;

/// How long a statement waits for a lock that a program outside holds, as a backup.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// How long a call waits for a connection.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(30);

/// An open database file.
pub(super) struct Database {
    writer: SqlitePool,
    readers: SqlitePool,
    _lock: File,
}

impl Database {
    /// Opens the file and brings its tables up to date.
    pub(super) async fn open(file: &Path) -> Result<Database, Error> {
        make(file).map_err(|cause| Error::File { file: file.to_owned(), cause })?;
        let lock = lock(file)?;
        let unusable = |error: sqlx::Error| Error::Unusable { file: file.to_owned(), reason: reason(&error) };
        let writer = pool(1).connect_with(writing(file)).await.map_err(unusable)?;
        MIGRATIONS.run(&writer).await.map_err(|error| unusable(error.into()))?;
        let readers = pool(READERS).connect_with(reading(file)).await.map_err(unusable)?;
        Ok(Database { writer, readers, _lock: lock })
    }

    /// A connection that reads.
    pub(super) async fn reader(&self) -> Result<PoolConnection<Sqlite>, Error> {
        Ok(self.readers.acquire().await?)
    }

    /// A connection that reads the same state in all of its statements.
    pub(super) async fn begin_reading(&self) -> Result<Transaction<'static, Sqlite>, Error> {
        Ok(self.readers.begin().await?)
    }

    /// The connection that writes, with the lock for writing taken.
    pub(super) async fn begin_writing(&self) -> Result<Transaction<'static, Sqlite>, Error> {
        Ok(self.writer.begin_with("BEGIN IMMEDIATE").await?)
    }

    /// Waits for what is running, and closes the file.
    pub(super) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

fn pool(connections: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
}

/// In WAL mode, `synchronous=FULL` is what syncs the log at every commit.
fn writing(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY_TIMEOUT)
}

fn reading(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new().filename(file).read_only(true).busy_timeout(BUSY_TIMEOUT)
}

/// Makes the file, empty, and its folder where they are missing: for their owner alone, since users have secrets. The
/// files that SQLite puts beside it get the same permissions.
fn make(file: &Path) -> std::io::Result<()> {
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists()) {
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder)?;
    }
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)?.sync_all()
}

/// Followers of the log are woken within one process: so one process has the file.
fn lock(file: &Path) -> Result<File, Error> {
    let failed = |cause| Error::File { file: file.to_owned(), cause };
    let lock = File::create(lock_file(file)).map_err(failed)?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(Error::InUse { file: file.to_owned() }),
        Err(TryLockError::Error(cause)) => Err(failed(cause)),
    }
}

fn lock_file(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".lock");
    PathBuf::from(name)
}

fn reason(error: &sqlx::Error) -> String {
    match error {
        sqlx::Error::Database(refusal) => refusal.message().to_owned(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use sqlx::Row;

    use super::*;

    #[tokio::test]
    async fn a_commit_is_on_the_disk_before_it_is_acknowledged() {
        let folder = tempfile::TempDir::new().unwrap();
        let database = Database::open(&folder.path().join("kernel.db")).await.unwrap();
        for (pragma, expected) in
            [("PRAGMA journal_mode", "wal"), ("PRAGMA synchronous", "2"), ("PRAGMA foreign_keys", "1")]
        {
            let row = sqlx::query(pragma).fetch_one(&database.writer).await.unwrap();
            let value =
                row.try_get::<String, _>(0).or_else(|_| row.try_get::<i64, _>(0).map(|value| value.to_string()));
            assert_eq!(value.unwrap(), expected, "{pragma}");
        }
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn what_is_made_is_for_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::TempDir::new().unwrap();
        let file = folder.path().join("data/kernel.db");
        let _database = Database::open(&file).await.unwrap();
        for (path, mode) in [("data", 0o700), ("data/kernel.db", 0o600), ("data/kernel.db-wal", 0o600)] {
            let metadata = std::fs::metadata(folder.path().join(path)).unwrap();
            assert_eq!(metadata.permissions().mode() & 0o777, mode, "{path}");
        }
    }

    #[tokio::test]
    async fn a_connection_that_reads_cannot_write() {
        let folder = tempfile::TempDir::new().unwrap();
        let database = Database::open(&folder.path().join("kernel.db")).await.unwrap();
        let mut reader = database.reader().await.unwrap();
        let error = sqlx::query("DELETE FROM users").execute(&mut *reader).await.unwrap_err();
        assert!(error.to_string().contains("readonly"), "{error}");
    }
}
