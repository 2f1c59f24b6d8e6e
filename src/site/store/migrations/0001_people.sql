-- People, their sign-ins and links, settings. Times are seconds since 1970 UTC; `seen` is a day.
PRAGMA application_id = 1970170740;

CREATE TABLE person(
  id INTEGER PRIMARY KEY,
  handle TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK(length(handle) BETWEEN 1 AND 60),
  name TEXT NOT NULL DEFAULT '' CHECK(length(name) <= 200),
  email TEXT UNIQUE COLLATE NOCASE CHECK(length(email) BETWEEN 3 AND 254),
  power INTEGER NOT NULL DEFAULT 0 CHECK(power >= 0),
  state TEXT NOT NULL DEFAULT 'asked'
    CHECK(state IN('asked', 'here', 'resting', 'paused', 'leaving', 'gone')),
  until INTEGER,
  pass TEXT,
  totp BLOB,
  prefs TEXT NOT NULL DEFAULT '{}',
  made INTEGER NOT NULL,
  seen INTEGER NOT NULL CHECK(seen % 86400 = 0),
  CHECK(state <> 'gone' OR
        (name = '' AND email IS NULL AND power = 0 AND pass IS NULL AND totp IS NULL AND prefs = '{}'))
) STRICT;

-- Only the hash of a secret is kept: who reads the file signs in as nobody.
CREATE TABLE session(
  hash BLOB PRIMARY KEY CHECK(length(hash) = 32),
  person INTEGER NOT NULL REFERENCES person(id),
  made INTEGER NOT NULL,
  seen INTEGER NOT NULL CHECK(seen % 86400 = 0),
  strong INTEGER NOT NULL DEFAULT 0 CHECK(strong IN(0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX session_person ON session(person);
CREATE INDEX session_seen ON session(seen);

CREATE TABLE token(
  hash BLOB PRIMARY KEY CHECK(length(hash) = 32),
  use TEXT NOT NULL CHECK(length(use) > 0),
  person INTEGER REFERENCES person(id),
  data TEXT NOT NULL DEFAULT '{}',
  ends INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX token_person ON token(person) WHERE person IS NOT NULL;
CREATE INDEX token_ends ON token(ends);

CREATE TABLE setting(
  name TEXT PRIMARY KEY CHECK(length(name) > 0),
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Whom an entry or the log names by number must be found for ever, if only as gone.
CREATE TRIGGER person_stays BEFORE DELETE ON person BEGIN
  SELECT raise(ABORT, 'a person is never removed; let them be gone');
END;

CREATE TRIGGER person_is_gone BEFORE UPDATE ON person WHEN old.state = 'gone' BEGIN
  SELECT raise(ABORT, 'who is gone stays so; let them join anew');
END;

CREATE TRIGGER person_goes AFTER UPDATE OF state ON person WHEN new.state = 'gone' BEGIN
  DELETE FROM session WHERE person = new.id;
  DELETE FROM token WHERE person = new.id;
END;

CREATE TRIGGER session_begins BEFORE INSERT ON session
WHEN (SELECT state FROM person WHERE id = new.person) = 'gone' BEGIN
  SELECT raise(ABORT, 'who is gone cannot sign in; let them join anew');
END;

PRAGMA user_version = 1;
