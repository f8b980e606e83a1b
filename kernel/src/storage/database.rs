//! SQLite: one connection that writes, a few that read, and what makes a commit durable.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::pool::PoolConnection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, Sqlite, Transaction};

use super::Error;

static MIGRATIONS: Migrator = sqlx::migrate!();

/// How many connections read at once.
const READERS: u32 = 4;

/// How long a statement waits for a lock that a program outside holds, as a backup.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// How long a call waits for a connection.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(30);

/// How many tables there are, where none says which of our migrations were applied.
const FOREIGN_TABLES: &str =
    "SELECT count(*) FROM sqlite_schema WHERE NOT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = '_sqlx_migrations')";

/// An open database file.
pub(super) struct Database {
    writer: SqlitePool,
    readers: SqlitePool,
    _lock: File,
}

impl Database {
    /// Opens the file and brings its tables up to date.
    pub(super) async fn open(file: &Path) -> Result<Database, Error> {
        refuse_foreign(file).await?;
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

/// Refuses a database that has tables and none of ours, before anything is written: not even the lock beside it.
async fn refuse_foreign(file: &Path) -> Result<(), Error> {
    let is_foreign = match std::fs::metadata(file) {
        Ok(metadata) => metadata.is_file() && metadata.len() > 0 && has_foreign_tables(file).await.unwrap_or(false),
        Err(_) => false,
    };
    if !is_foreign {
        // A file that cannot be read, or not yet, is judged by the opening that follows.
        return Ok(());
    }
    Err(Error::Unusable { file: file.to_owned(), reason: "it is no database of the kernel".to_owned() })
}

async fn has_foreign_tables(file: &Path) -> Result<bool, sqlx::Error> {
    // Only a log that is there needs to be read; otherwise SQLite would make one to read a file in WAL mode.
    let mut connection = reading(file).immutable(!beside(file, "-wal").exists()).connect().await?;
    let count = sqlx::query_scalar::<_, i64>(FOREIGN_TABLES).fetch_one(&mut connection).await?;
    connection.close().await?;
    Ok(count > 0)
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
    let lock = File::create(beside(file, ".lock")).map_err(failed)?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(Error::InUse { file: file.to_owned() }),
        Err(TryLockError::Error(cause)) => Err(failed(cause)),
    }
}

/// A file beside the database, by the end of its name.
fn beside(file: &Path, end: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(end);
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

    #[tokio::test]
    async fn a_database_of_another_program_is_refused_and_stays_as_it_is() {
        for mode in [SqliteJournalMode::Delete, SqliteJournalMode::Wal] {
            let folder = tempfile::TempDir::new().unwrap();
            let file = folder.path().join("mail.db");
            let options = SqliteConnectOptions::new().filename(&file).create_if_missing(true).journal_mode(mode);
            let mut other = options.connect().await.unwrap();
            sqlx::query("CREATE TABLE letters (body TEXT)").execute(&mut other).await.unwrap();
            let refusal = format!("cannot open the database {}: it is no database of the kernel", file.display());
            let before = std::fs::read(&file).unwrap();
            assert_eq!(Database::open(&file).await.map(drop).unwrap_err().to_string(), refusal);
            assert!(std::fs::read(&file).unwrap() == before, "{mode:?}");
            other.close().await.unwrap();
            let before = std::fs::read(&file).unwrap();
            assert_eq!(Database::open(&file).await.map(drop).unwrap_err().to_string(), refusal);
            assert!(std::fs::read(&file).unwrap() == before, "{mode:?}");
            let names = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name());
            assert_eq!(names.collect::<Vec<_>>(), ["mail.db"], "{mode:?}");
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
