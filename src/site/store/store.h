/* The store: one SQLite file that holds the commons. One writer, many readers, which cannot write.

   A reader is for one thread at a time and sees what was committed when each statement began. A
   change is a transaction: all that is written in it stays, or nothing. What is asked and written
   are the statements of site/store/statements.h, and nothing else. */
#ifndef UK_SITE_STORE_STORE_H
#define UK_SITE_STORE_STORE_H

#include "base/status.h"

typedef struct StoreReader StoreReader;
typedef struct StoreWriter StoreWriter;
typedef struct StoreChange StoreChange;

/* How long to wait for another writer: what people can bear on a page. */
#define STORE_WAIT_MILLISECONDS 5000

/* The most rows that one statement gives; of more it fails with FAIL_LIMIT. */
#define STORE_ROWS_MOST ((size_t)10000)

/* A number that may be missing. */
typedef struct StoreInteger {
    bool known;
    int64_t value; /* 0 when not known */
} StoreInteger;

/* Opens the file for writing, makes it (for its owner alone) where there is none, and brings an
   older one up to date, whole or not at all. Fails, and leaves the file as it is, when that is no
   store, or one of a newer version. `context` must outlive the store: it lives in its arena. */
Status store_open_writer(Context *context, Str path, int wait_milliseconds,
                         StoreWriter **out) UK_MUST_USE;

/* Opens an up-to-date store for reading; SQLite itself then refuses every write. */
Status store_open_reader(Context *context, Str path, int wait_milliseconds,
                         StoreReader **out) UK_MUST_USE;

/* Close and empty the variable, for AUTO(). An open change is rolled back. Of the writer all is in
   the one file afterwards, when no reader is in between. */
void store_close_writer(StoreWriter **writer);
void store_close_reader(StoreReader **reader);

/* Begins a change, for AUTO(StoreChange *, store_change_end): what is not committed by then is
   rolled back. One at a time for each writer; others wait, and fail when they waited too long. */
Status store_begin(Context *context, StoreWriter *writer, StoreChange **out) UK_MUST_USE;

/* On the disk when this is done. Fails when any statement of the change failed: a change is whole
   or it is not. Either way the change has ended. */
Status store_commit(Context *context, StoreChange *change) UK_MUST_USE;
void store_change_end(StoreChange **change);

/* After something was erased, and each night: no byte of it stays, neither in the index of words
   nor in what was written ahead. Not within a change. Waits for readers, and fails when it waited
   too long: nothing is lost then, call it again. */
Status store_tidy(Context *context, StoreWriter *writer) UK_MUST_USE;

/* Reads what the change has written so far. */
StoreReader *store_change_reader(StoreChange *change);

/* Begins and ends a reading: in between every statement sees the same moment. */
Status store_begin_reading(Context *context, StoreReader *reader) UK_MUST_USE;
void store_end_reading(StoreReader *reader);

#endif
