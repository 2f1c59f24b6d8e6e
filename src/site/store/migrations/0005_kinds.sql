-- What the kinds of entry need beside their words: the staff are found without reading everybody,
-- and a source that is here already is found by its DOI.
CREATE INDEX person_staff ON person(power) WHERE power > 0;

-- Lists by number, beside those by the last change.
CREATE INDEX entry_number ON entry(kind, state, id);

CREATE TABLE doi(
  doi TEXT NOT NULL CHECK(doi LIKE '10.%'),
  entry INTEGER NOT NULL REFERENCES entry(id),
  PRIMARY KEY(doi, entry)
) STRICT, WITHOUT ROWID;
CREATE INDEX doi_entry ON doi(entry);

CREATE TRIGGER doi_erased AFTER UPDATE OF state ON entry WHEN new.state = 'erased' BEGIN
  DELETE FROM doi WHERE entry = new.id;
END;

PRAGMA user_version = 5;
