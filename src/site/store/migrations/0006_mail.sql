-- Mail that is to go out: kept here until another process has handed it over, and erased then.
CREATE TABLE mail(
  id INTEGER PRIMARY KEY,
  recipient TEXT NOT NULL CHECK(length(recipient) BETWEEN 3 AND 254),
  subject TEXT NOT NULL CHECK(length(subject) BETWEEN 1 AND 200),
  body TEXT NOT NULL,
  made INTEGER NOT NULL,
  due INTEGER NOT NULL,                 -- not before: moved on after each try that failed
  tries INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX mail_due ON mail(due);
CREATE INDEX mail_recipient ON mail(recipient, made);

PRAGMA user_version = 6;
