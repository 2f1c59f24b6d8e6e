-- All writing is an entry of some kind, with every change kept, links, ties to people, and words.
CREATE TABLE entry(
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK(kind IN('theme', 'system', 'evidence', 'method', 'story', 'question',
    'reply', 'tip', 'audit', 'answer', 'recommendation', 'statement', 'event', 'letter', 'offer',
    'resource', 'organisation', 'advice', 'page', 'word')),
  root INTEGER NOT NULL DEFAULT 0,      -- the entry at the head of the thread; itself where alone
  parent INTEGER REFERENCES entry(id),  -- what a reply, tip or answer is to
  author INTEGER REFERENCES person(id),
  seal BLOB CHECK(length(seal) = 32),   -- instead of an author: a keyed hash
  byline TEXT,
  slug TEXT NOT NULL DEFAULT '',
  title TEXT NOT NULL DEFAULT '' CHECK(length(title) <= 300),
  plain TEXT NOT NULL DEFAULT '' CHECK(length(plain) <= 2000),
  body TEXT NOT NULL DEFAULT '' CHECK(length(CAST(body AS BLOB)) <= 65536),
  html TEXT NOT NULL DEFAULT '',        -- of the body, made when it is saved
  data TEXT NOT NULL DEFAULT '{}',      -- the kind's own fields
  care TEXT NOT NULL DEFAULT '',        -- what to know before reading on
  lang TEXT NOT NULL DEFAULT 'en',
  state TEXT NOT NULL DEFAULT 'draft'
    CHECK(state IN('draft', 'waiting', 'live', 'hidden', 'withdrawn', 'erased')),
  locked INTEGER NOT NULL DEFAULT 0 CHECK(locked IN(0, 1)),
  version INTEGER NOT NULL DEFAULT 1,
  made INTEGER NOT NULL,
  changed INTEGER NOT NULL,             -- anything: orders lists and feeds
  edited INTEGER NOT NULL,              -- this version: when, by whom, why
  editor INTEGER,
  why TEXT NOT NULL DEFAULT '',
  moved INTEGER NOT NULL,               -- the last move of its state: when, by whom, why
  mover INTEGER,
  reason TEXT NOT NULL DEFAULT '',
  starts INTEGER,
  ends INTEGER,
  due INTEGER,
  press BLOB UNIQUE CHECK(length(press) = 32), -- of the form: two presses make one entry
  CHECK(author IS NULL OR seal IS NULL),
  CHECK((kind IN('reply', 'tip', 'answer')) = (parent IS NOT NULL)),
  CHECK(starts IS NULL OR ends IS NULL OR starts <= ends),
  CHECK(changed >= made),
  -- whoever wrote without a name is not to be found by the second
  CHECK(seal IS NULL OR (made % 86400 = 0 AND changed % 86400 = 0 AND edited % 86400 = 0
        AND (mover IS NOT NULL OR moved % 86400 = 0))),
  CHECK(state <> 'erased' OR (title = '' AND plain = '' AND body = '' AND html = '' AND data = '{}'
        AND care = '' AND slug = '' AND why = '' AND byline IS NULL AND author IS NULL
        AND seal IS NULL AND editor IS NULL AND press IS NULL AND starts IS NULL AND ends IS NULL
        AND due IS NULL))
) STRICT;
CREATE INDEX entry_list ON entry(kind, state, changed, id);
CREATE INDEX entry_thread ON entry(root, state, id);
CREATE INDEX entry_parent ON entry(parent) WHERE parent IS NOT NULL;
CREATE INDEX entry_author ON entry(author, id) WHERE author IS NOT NULL;
CREATE INDEX entry_editor ON entry(editor) WHERE editor IS NOT NULL;
CREATE INDEX entry_mover ON entry(mover) WHERE mover IS NOT NULL;
CREATE INDEX entry_seal ON entry(seal) WHERE seal IS NOT NULL;
CREATE INDEX entry_due ON entry(due, id) WHERE due IS NOT NULL AND state = 'live';
CREATE INDEX entry_starts ON entry(kind, starts, id) WHERE starts IS NOT NULL AND state = 'live';
CREATE INDEX entry_waiting ON entry(made, id) WHERE state = 'waiting';

-- Each former version, with who made it, when and why. Triggers write it: nobody can forget to.
CREATE TABLE rev(
  entry INTEGER NOT NULL REFERENCES entry(id),
  n INTEGER NOT NULL,
  at INTEGER NOT NULL,
  person INTEGER,
  why TEXT NOT NULL,
  byline TEXT,
  title TEXT NOT NULL,
  plain TEXT NOT NULL,
  body TEXT NOT NULL,
  data TEXT NOT NULL,
  care TEXT NOT NULL,
  lang TEXT NOT NULL,
  starts INTEGER,
  ends INTEGER,
  due INTEGER,
  PRIMARY KEY(entry, n)
) STRICT, WITHOUT ROWID;

-- Each move from one state to another. Triggers write it.
CREATE TABLE move(
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entry(id),
  at INTEGER NOT NULL,
  person INTEGER,
  was TEXT NOT NULL,
  now TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX move_entry ON move(entry, id);

CREATE TABLE link(
  a INTEGER NOT NULL REFERENCES entry(id),
  rel TEXT NOT NULL CHECK(rel IN('in', 'about', 'uses', 'supports', 'against', 'answers',
    'responds', 'to', 'covers', 'cites', 'replaces', 'easyread', 'translates', 'lists')),
  b INTEGER NOT NULL REFERENCES entry(id),
  at INTEGER NOT NULL,
  PRIMARY KEY(a, rel, b),
  CHECK(a <> b)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_back ON link(b, rel, a);

CREATE TABLE tie(
  entry INTEGER NOT NULL REFERENCES entry(id),
  role TEXT NOT NULL CHECK(role IN('lead', 'team', 'partner', 'adviser', 'author', 'speaker',
    'host', 'going', 'waitlist', 'follows', 'hand', 'owner', 'signs')),
  person INTEGER NOT NULL REFERENCES person(id),
  at INTEGER NOT NULL,
  data TEXT NOT NULL DEFAULT '{}',
  PRIMARY KEY(entry, role, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX tie_person ON tie(person, role, entry);

CREATE TABLE term(
  facet TEXT NOT NULL CHECK(length(facet) > 0),
  term TEXT NOT NULL CHECK(length(term) > 0),
  label TEXT NOT NULL CHECK(length(label) > 0),
  plain TEXT NOT NULL DEFAULT '',
  pos INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY(facet, term)
) STRICT, WITHOUT ROWID;

CREATE TABLE tag(
  facet TEXT NOT NULL,
  term TEXT NOT NULL,
  entry INTEGER NOT NULL REFERENCES entry(id),
  PRIMARY KEY(facet, term, entry),
  FOREIGN KEY(facet, term) REFERENCES term(facet, term)
) STRICT, WITHOUT ROWID;
CREATE INDEX tag_entry ON tag(entry, facet, term);

-- Words of live entries that are no replies. Triggers say whose words are to be looked at again,
-- and every commit does so: a trigger may not write to `search` in a schema that is not trusted.
CREATE VIRTUAL TABLE search USING fts5(title, plain, body,
  tokenize = 'porter unicode61 remove_diacritics 2');
CREATE TABLE search_due(entry INTEGER PRIMARY KEY) STRICT;

CREATE TRIGGER search_new AFTER INSERT ON entry WHEN new.parent IS NULL BEGIN
  INSERT OR IGNORE INTO search_due VALUES(new.id);
END;
CREATE TRIGGER search_again AFTER UPDATE OF title, plain, body, state ON entry
WHEN new.parent IS NULL BEGIN
  INSERT OR IGNORE INTO search_due VALUES(new.id);
END;

-- How an entry begins.
CREATE TRIGGER entry_begins BEFORE INSERT ON entry
WHEN new.state NOT IN('draft', 'waiting', 'live') BEGIN
  SELECT raise(ABORT, 'an entry begins as a draft, waiting or live; choose one of these');
END;
CREATE TRIGGER reply_begins BEFORE INSERT ON entry WHEN new.parent IS NOT NULL BEGIN
  SELECT raise(ABORT, 'what is answered is not there to be read; answer what is live')
  WHERE (SELECT state FROM entry WHERE id = new.parent) <> 'live';
  SELECT raise(ABORT, 'this is closed to new replies; begin a question of its own')
  WHERE (SELECT r.locked FROM entry p JOIN entry r ON r.id = p.root WHERE p.id = new.parent) = 1;
END;
CREATE TRIGGER entry_root AFTER INSERT ON entry BEGIN
  UPDATE entry SET root = CASE WHEN new.parent IS NULL THEN new.id
    ELSE (SELECT root FROM entry WHERE id = new.parent) END WHERE id = new.id;
END;

-- What stays as it is.
CREATE TRIGGER entry_stays BEFORE DELETE ON entry BEGIN
  SELECT raise(ABORT, 'an entry is never removed, its number lives for ever; erase it');
END;
CREATE TRIGGER entry_is_itself BEFORE UPDATE OF id, kind, root, parent, made ON entry
WHEN new.id <> old.id OR new.kind <> old.kind OR new.parent IS NOT old.parent
  OR new.made <> old.made OR (old.root <> 0 AND new.root <> old.root) BEGIN
  SELECT raise(ABORT, 'kind, place and first day of an entry stay; make another entry');
END;
CREATE TRIGGER entry_whose BEFORE UPDATE OF author, seal ON entry
WHEN (new.author IS NOT old.author AND new.author IS NOT NULL)
  OR (new.seal IS NOT old.seal AND new.seal IS NOT NULL) BEGIN
  SELECT raise(ABORT, 'who wrote an entry can be forgotten but not changed; make another entry');
END;

-- Without a name: only staff may stand in its history.
CREATE TRIGGER sealed_new BEFORE INSERT ON entry
WHEN new.seal IS NOT NULL AND (new.editor IS NOT NULL OR new.mover IS NOT NULL) BEGIN
  SELECT raise(ABORT, 'an entry without a name names nobody; leave out who sends it');
END;
CREATE TRIGGER sealed_change BEFORE UPDATE ON entry
WHEN new.seal IS NOT NULL
  AND ((SELECT power FROM person WHERE id = new.editor) = 0
    OR (SELECT power FROM person WHERE id = new.mover) = 0) BEGIN
  SELECT raise(ABORT, 'an entry without a name names nobody but staff; leave out who sends it');
END;

-- Every change is a version and is kept.
CREATE TRIGGER entry_version
BEFORE UPDATE OF byline, title, plain, body, data, care, lang, starts, ends, due ON entry
WHEN new.state <> 'erased' AND new.version <> old.version + 1
  AND (new.byline, new.title, new.plain, new.body, new.data, new.care, new.lang, new.starts,
       new.ends, new.due)
    IS NOT (old.byline, old.title, old.plain, old.body, old.data, old.care, old.lang, old.starts,
            old.ends, old.due) BEGIN
  SELECT raise(ABORT, 'a changed entry is a new version; count it by one');
END;
CREATE TRIGGER entry_kept AFTER UPDATE OF version ON entry
WHEN new.state <> 'erased' AND new.version <> old.version BEGIN
  INSERT INTO rev(entry, n, at, person, why, byline, title, plain, body, data, care, lang, starts,
                  ends, due)
  VALUES(old.id, old.version, old.edited, old.editor, old.why, old.byline, old.title, old.plain,
         old.body, old.data, old.care, old.lang, old.starts, old.ends, old.due);
END;
CREATE TRIGGER rev_same BEFORE UPDATE ON rev BEGIN
  SELECT raise(ABORT, 'a former version stays as it was; make a new one');
END;
CREATE TRIGGER rev_stays BEFORE DELETE ON rev
WHEN (SELECT state FROM entry WHERE id = old.entry) <> 'erased' BEGIN
  SELECT raise(ABORT, 'a former version is kept; erase the entry');
END;

-- Moves.
CREATE TRIGGER entry_moves BEFORE UPDATE OF state ON entry
WHEN old.state <> new.state AND old.state || '>' || new.state NOT IN(
  'draft>waiting', 'draft>live', 'draft>erased',
  'waiting>draft', 'waiting>live', 'waiting>hidden', 'waiting>withdrawn', 'waiting>erased',
  'live>waiting', 'live>hidden', 'live>withdrawn', 'live>erased',
  'hidden>live', 'hidden>withdrawn', 'hidden>erased',
  'withdrawn>draft', 'withdrawn>erased') BEGIN
  SELECT raise(ABORT, 'an entry cannot go from its state to this one; look at what it is now');
END;
CREATE TRIGGER entry_moved AFTER UPDATE OF state ON entry WHEN old.state <> new.state BEGIN
  DELETE FROM move WHERE entry = new.id AND new.state = 'erased';
  INSERT INTO move(entry, at, person, was, now, reason)
  VALUES(new.id, new.moved, new.mover, old.state, new.state, new.reason);
END;
CREATE TRIGGER move_same BEFORE UPDATE ON move BEGIN
  SELECT raise(ABORT, 'a move that was made stays; make another');
END;
CREATE TRIGGER move_stays BEFORE DELETE ON move
WHEN (SELECT state FROM entry WHERE id = old.entry) <> 'erased' BEGIN
  SELECT raise(ABORT, 'a move that was made is kept; erase the entry');
END;

-- Erased: nothing of it stays but its number.
CREATE TRIGGER entry_erased AFTER UPDATE OF state ON entry WHEN new.state = 'erased' BEGIN
  DELETE FROM rev WHERE entry = new.id;
  DELETE FROM link WHERE a = new.id;
  DELETE FROM link WHERE b = new.id;
  DELETE FROM tie WHERE entry = new.id;
  DELETE FROM tag WHERE entry = new.id;
END;
CREATE TRIGGER erased_link BEFORE INSERT ON link
WHEN 'erased' IN(SELECT state FROM entry WHERE id IN(new.a, new.b)) BEGIN
  SELECT raise(ABORT, 'what was erased is linked to nothing; choose another entry');
END;
CREATE TRIGGER erased_tie BEFORE INSERT ON tie
WHEN (SELECT state FROM entry WHERE id = new.entry) = 'erased' BEGIN
  SELECT raise(ABORT, 'what was erased is tied to nobody; choose another entry');
END;
CREATE TRIGGER erased_tag BEFORE INSERT ON tag
WHEN (SELECT state FROM entry WHERE id = new.entry) = 'erased' BEGIN
  SELECT raise(ABORT, 'what was erased has no words; choose another entry');
END;
CREATE TRIGGER person_unties AFTER UPDATE OF state ON person WHEN new.state = 'gone' BEGIN
  DELETE FROM tie WHERE person = new.id;
END;

PRAGMA user_version = 2;
