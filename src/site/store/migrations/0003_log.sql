-- What staff and the clock did. Each row's hash covers the row and the hash before it.
CREATE TABLE log(
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor INTEGER,                       -- NULL: the clock
  verb TEXT NOT NULL CHECK(length(verb) > 0),
  entry INTEGER,
  person INTEGER,
  why TEXT NOT NULL,
  open INTEGER NOT NULL CHECK(open IN(0, 1)), -- shown on the page of openness
  hash BLOB NOT NULL CHECK(length(hash) = 32)
) STRICT;
CREATE INDEX log_entry ON log(entry, id) WHERE entry IS NOT NULL;
CREATE INDEX log_open ON log(id) WHERE open = 1;

CREATE TRIGGER log_same BEFORE UPDATE ON log BEGIN
  SELECT raise(ABORT, 'what was logged stays as it is; log what came after');
END;
CREATE TRIGGER log_stays BEFORE DELETE ON log BEGIN
  SELECT raise(ABORT, 'what was logged is never removed; log what came after');
END;
CREATE TRIGGER log_grows BEFORE INSERT ON log
WHEN new.id IS NOT (SELECT ifnull(max(id), 0) + 1 FROM log) BEGIN
  SELECT raise(ABORT, 'the log has no gaps; log after the last row');
END;

PRAGMA user_version = 3;
