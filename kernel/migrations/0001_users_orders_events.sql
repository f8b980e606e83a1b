-- Users, orders and the log of their changes. Each row carries its contract, encoded, in `body`; the other
-- columns are what the rows are found by. Times are microseconds since 1970, identifiers the 16 bytes of a UUID.

CREATE TABLE users (
    sequence   INTEGER PRIMARY KEY AUTOINCREMENT,
    id         BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    email_key  TEXT    NOT NULL UNIQUE,
    status     INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    body       BLOB    NOT NULL
) STRICT;

CREATE INDEX users_by_status ON users (status, sequence);

-- An order outlives its user: what was sold stays on record. So `user_id` is no foreign key.
CREATE TABLE orders (
    sequence   INTEGER PRIMARY KEY AUTOINCREMENT,
    id         BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    user_id    BLOB    NOT NULL CHECK (length(user_id) = 16),
    status     INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    body       BLOB    NOT NULL
) STRICT;

CREATE INDEX orders_by_user ON orders (user_id, sequence);

-- Append only. AUTOINCREMENT, so that a position is never given twice.
CREATE TABLE events (
    position    INTEGER PRIMARY KEY AUTOINCREMENT,
    stream      INTEGER NOT NULL,
    subject     BLOB    NOT NULL CHECK (length(subject) = 16),
    occurred_at INTEGER NOT NULL,
    body        BLOB    NOT NULL
) STRICT;

CREATE INDEX events_by_stream ON events (stream, position);
CREATE INDEX events_by_subject ON events (subject, position);

CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
BEGIN
    SELECT RAISE(ABORT, 'events are never changed');
END;

CREATE TRIGGER events_are_never_removed BEFORE DELETE ON events
BEGIN
    SELECT RAISE(ABORT, 'events are never removed');
END;
