-- A knot pulls on others: a relation of its own, so that the table of links is made anew.
DROP TRIGGER entry_erased;
CREATE TABLE link_anew(
  a INTEGER NOT NULL REFERENCES entry(id),
  rel TEXT NOT NULL CHECK(rel IN('in', 'about', 'uses', 'supports', 'against', 'answers',
    'responds', 'to', 'covers', 'cites', 'replaces', 'easyread', 'translates', 'lists', 'pulls')),
  b INTEGER NOT NULL REFERENCES entry(id),
  at INTEGER NOT NULL,
  PRIMARY KEY(a, rel, b),
  CHECK(a <> b)
) STRICT, WITHOUT ROWID;
INSERT INTO link_anew(a, rel, b, at) SELECT a, rel, b, at FROM link;
DROP TABLE link;
ALTER TABLE link_anew RENAME TO link;
CREATE INDEX link_back ON link(b, rel, a);
CREATE TRIGGER erased_link BEFORE INSERT ON link
WHEN 'erased' IN(SELECT state FROM entry WHERE id IN(new.a, new.b)) BEGIN
  SELECT raise(ABORT, 'what was erased is linked to nothing; choose another entry');
END;
CREATE TRIGGER entry_erased AFTER UPDATE OF state ON entry WHEN new.state = 'erased' BEGIN
  DELETE FROM rev WHERE entry = new.id;
  DELETE FROM link WHERE a = new.id;
  DELETE FROM link WHERE b = new.id;
  DELETE FROM tie WHERE entry = new.id;
  DELETE FROM tag WHERE entry = new.id;
END;

PRAGMA user_version = 7;
