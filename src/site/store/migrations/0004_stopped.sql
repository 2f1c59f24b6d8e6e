-- What stopped people from doing what they came for: without a name, by the day.
CREATE TABLE stopped(
  id INTEGER PRIMARY KEY,
  day INTEGER NOT NULL CHECK(day % 86400 = 0),
  words TEXT NOT NULL CHECK(length(words) BETWEEN 1 AND 2000),
  press BLOB NOT NULL UNIQUE CHECK(length(press) = 16) -- of the form: two presses make one row
) STRICT;

PRAGMA user_version = 4;
