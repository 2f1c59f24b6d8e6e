-- What is due on the desk: what people say is wrong, and who asks for a second look.
CREATE TABLE flag(
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entry(id),
  person INTEGER REFERENCES person(id), -- NULL: without an account
  reason TEXT NOT NULL CHECK(length(reason) > 0),
  words TEXT NOT NULL CHECK(length(words) <= 2000),
  day INTEGER NOT NULL CHECK(day % 86400 = 0),
  press TEXT NOT NULL UNIQUE CHECK(length(press) = 32), -- of the form: two presses make one
  done INTEGER NOT NULL DEFAULT 0 CHECK(done IN(0, 1))
) STRICT;
CREATE INDEX flag_open ON flag(entry, id) WHERE done = 0;
CREATE INDEX flag_due ON flag(id) WHERE done = 0;
CREATE INDEX flag_entry ON flag(entry);
CREATE INDEX flag_person ON flag(person) WHERE person IS NOT NULL;
CREATE UNIQUE INDEX flag_once ON flag(entry, person) WHERE done = 0 AND person IS NOT NULL;

-- Who appeals is who wrote it, and stands nowhere here.
CREATE TABLE appeal(
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entry(id),
  words TEXT NOT NULL CHECK(length(words) <= 2000),
  day INTEGER NOT NULL CHECK(day % 86400 = 0),
  done INTEGER NOT NULL DEFAULT 0 CHECK(done IN(0, 1))
) STRICT;
CREATE UNIQUE INDEX appeal_open ON appeal(entry) WHERE done = 0;
CREATE INDEX appeal_due ON appeal(id) WHERE done = 0;
CREATE INDEX appeal_entry ON appeal(entry);

-- Erased: what was said about it too.
CREATE TRIGGER desk_erased AFTER UPDATE OF state ON entry WHEN new.state = 'erased' BEGIN
  DELETE FROM flag WHERE entry = new.id;
  DELETE FROM appeal WHERE entry = new.id;
END;
CREATE TRIGGER desk_gone AFTER UPDATE OF state ON person WHEN new.state = 'gone' BEGIN
  UPDATE flag SET person = NULL WHERE person = new.id;
END;

-- A name can be forgotten, and is then forgotten in former versions too.
DROP TRIGGER entry_version;
CREATE TRIGGER entry_version
BEFORE UPDATE OF byline, title, plain, body, data, care, lang, starts, ends, due ON entry
WHEN new.state <> 'erased' AND new.version <> old.version + 1
  AND (ifnull(new.byline, ''), new.title, new.plain, new.body, new.data, new.care, new.lang,
       new.starts, new.ends, new.due)
    IS NOT (CASE WHEN new.byline IS NULL THEN '' ELSE ifnull(old.byline, '') END, old.title,
            old.plain, old.body, old.data, old.care, old.lang, old.starts, old.ends, old.due) BEGIN
  SELECT raise(ABORT, 'a changed entry is a new version; count it by one');
END;
DROP TRIGGER rev_same;
CREATE TRIGGER rev_same BEFORE UPDATE ON rev
WHEN new.byline IS NOT NULL
  OR (new.entry, new.n, new.at, new.person, new.why, new.title, new.plain, new.body, new.data,
      new.care, new.lang, new.starts, new.ends, new.due)
    IS NOT (old.entry, old.n, old.at, old.person, old.why, old.title, old.plain, old.body, old.data,
            old.care, old.lang, old.starts, old.ends, old.due) BEGIN
  SELECT raise(ABORT, 'a former version stays as it was; make a new one');
END;
CREATE TRIGGER rev_forgets AFTER UPDATE OF byline ON entry
WHEN new.byline IS NULL AND old.byline IS NOT NULL BEGIN
  UPDATE rev SET byline = NULL WHERE entry = new.id AND byline IS NOT NULL;
END;

PRAGMA user_version = 8;
