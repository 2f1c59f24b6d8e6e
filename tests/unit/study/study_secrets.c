/* What of a study is not shown: connections to databases, however they are written. */
#include "study/connection.h"

#include "study_file_testing.h"

#define BEFORE "unknot: 1\ntitle: t\ndata:\n  t:\n"
#define AFTER "    table: y\ngroups:\n  sex:\n    column: sex\n"

typedef struct Case {
    const char *what;
    const char *line;  /* of the connection */
    const char *shown; /* the same as it may be shown */
} Case;

static const Case cases[] = {
    {"plain", "    odbc: DSN=x;PWD=hunter2\n", "    odbc: \"not shown\"\n"},
    {"double quotes", "    odbc: \"DSN=x;PWD=hunter2\"\n", "    odbc: \"not shown\"\n"},
    {"single quotes", "    odbc: 'DSN=x;PWD=hun''ter2'\n", "    odbc: \"not shown\"\n"},
    {"an escape", "    odbc: \"DSN=x;PWD=\\x68unter2\"\n", "    odbc: \"not shown\"\n"},
    {"a quote inside plain text", "    odbc: DSN=x;PWD=hunter2'\n", "    odbc: \"not shown\"\n"},
    {"letters of more than a byte before it", "    row: Zo\u00eb\n    odbc: 'DSN=x'\n",
     "    row: Zo\u00eb\n    odbc: \"not shown\"\n"},
    {"a comment behind it", "    odbc: DSN=x # was: DSN=x;UID=anna;pwd = hunter2\n",
     "    odbc: \"not shown\" # was: DSN=x;UID=...;pwd = ...\n"},
    {"a comment before it",
     "    # odbc: \"Driver={x};Password={hun;ter2};Port=1\"\n    odbc: DSN=x\n",
     "    # odbc: \"Driver={x};Password=...;Port=1\"\n    odbc: \"not shown\"\n"},
    {"a look-up in braces",
     "    odbc: DSN=x\n    look_up:\n      p: {odbc: DSN=z, table: p, by: id}\n",
     "    odbc: \"not shown\"\n    look_up:\n      p: {odbc: \"not shown\", table: p, by: id}\n"},
    {"what only ends as a key of a password", "    odbc: DSN=x # cpwd=1, PWD\n",
     "    odbc: \"not shown\" # cpwd=1, PWD\n"},
};

static void test_case(const Case *one)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(STUDY_ARENA_BYTES);
    Context context = {.arena = arena};
    Str file = str_format(arena, "%s%s%s", BEFORE, one->line, AFTER);
    Str want = str_format(arena, "%s%s%s", BEFORE, one->shown, AFTER);
    Str shown = STR_NONE;
    Study study;

    OK(!failed(study_read(&context, STR("s.yaml"), file, &study)) &&
           !failed(study_shown_text(&context, &study, &shown)),
       "%s: is read", one->what);
    study_expect(one->what, shown, want.bytes);
}

/* The sentence for a study with that in place of the connection; no message holds the secret. */
static void test_notes(const char *what, const char *lines, const char *want)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(STUDY_ARENA_BYTES);
    Context context = {.arena = arena};
    Str file = str_format(arena, "%s%sgroups:\n  sex:\n    column: sex\n", BEFORE, lines);
    Study study;
    Str notes;

    OK(failed(study_read(&context, STR("s.yaml"), file, &study)) ==
           (strstr(want, "note: ") == NULL),
       "%s: %s", what, strstr(want, "note: ") == NULL ? "refused" : "accepted");
    notes = study_notes(&context);
    study_expect(what, notes, want);
    OK(!str_contains_ignoring_case(notes, STR("hunter2")), "%s: the secret is kept", what);
}

static void test_mistakes(void)
{
    test_notes("a password", "    odbc: DSN=x;PWD=hunter2\n    table: y\n",
               "note: s.yaml:5:11: 'odbc' holds a password, for all who can read this file; keep "
               "it with the data source (odbc.ini), and write DSN=NAME alone\n");
    test_notes("several lines", "    odbc: >\n      DSN=x;\n      UID=hunter2\n    table: y\n",
               "s.yaml:6:1: 'odbc' of table 't' goes on over several lines; write it on one line, "
               "in quotes\n");
    test_notes("no table", "    odbc: DSN=hunter2\n",
               "s.yaml:5:11: table 't' has 'odbc' without 'table'; add the table's name in that "
               "database\n");
    test_notes("no connection", "    table: y\n",
               "s.yaml:5:12: table 't' has 'table' without 'odbc'; add how the database is "
               "reached: odbc: \"DSN=NAME\"\n");
    test_notes("a connection and no file", "    file: DSN=x;PWD=hunter2\n",
               "s.yaml:5:11: this is a connection to a database and no file; write it behind "
               "'odbc', and the table's name behind 'table'\n");
    test_notes("keys of files", "    odbc: DSN=x\n    table: y\n    skip: 2\n    sheet: z\n",
               "s.yaml:7:11: table 't' is in a database, and 'skip' is of files; take it out\n"
               "s.yaml:8:12: table 't' is in a database, and 'sheet' is of files; take it out\n");
    test_notes("look-ups",
               "    file: a.csv\n    look_up:\n      p: {table: p, by: id}\n"
               "      q: {by: id}\n      r: {file: DRIVER=x;PWD=hunter2, by: id}\n",
               "s.yaml:7:18: look-up 'p' has 'table' without 'odbc'; add how the database is "
               "reached: odbc: \"DSN=NAME\"\n"
               "s.yaml:8:7: look-up 'q' has no 'file'; add it: the other file\n"
               "s.yaml:9:17: this is a connection to a database and no file; write it behind "
               "'odbc', and the table's name behind 'table'\n");
}

static void test_pairs(void)
{
    Str rest = STR(" DSN = x ;PWD={a;b}}c};; Port=1;odd");
    ConnectionPair pair;

    OK(connection_next(&rest, &pair) && str_equal(pair.key, STR("DSN")) &&
           str_equal(pair.value, STR("x")),
       "a pair with blanks");
    OK(connection_next(&rest, &pair) && str_equal(pair.key, STR("PWD")) &&
           str_equal(pair.value, STR("a;b}}c")),
       "a value in braces may hold anything");
    OK(connection_next(&rest, &pair) && pair.key.length == 0 && pair.value.length == 0,
       "nothing between two semicolons");
    OK(connection_next(&rest, &pair) && str_equal(pair.key, STR("Port")), "the one behind them");
    OK(connection_next(&rest, &pair) && str_equal(pair.key, STR("odd")) && pair.value.length == 0,
       "a key without a value");
    OK(!connection_next(&rest, &pair), "and no more");
    OK(connection_has_password(STR("DSN=x;AccessToken=1")) &&
           !connection_has_password(STR("UID=x")),
       "tokens are passwords, users are not");
    OK(connection_is_one(STR("driver={x};a=b")) && !connection_is_one(STR("a=b.csv")) &&
           !connection_is_one(STR("dsn.csv")),
       "what is no file's name");
}

static void test_named(void)
{
    static const char *const WANT[] = {"id", "seen", "a b", "area", "sex", "born", "on", "step"};
    AUTO(Arena *, arena_cleanup) arena = arena_new(STUDY_ARENA_BYTES);
    Context context = {.arena = arena};
    StrSpan names = {NULL, 0};
    size_t found = 0;
    Study study;
    Str file = STR("unknot: 1\ntitle: t\ndata:\n  t:\n    odbc: DSN=x\n    table: y\n"
                   "    person: id\n    keep: seen = 1 or not ([a b] < 3 and known(id))\n"
                   "    look_up:\n      p: {table: p, by: area}\n"
                   "groups:\n  sex:\n    column: sex\n  age:\n    born: born\n    at: on\n"
                   "    bands: [0, 9]\n"
                   "pathways:\n  w:\n    first: on\n    last: step = 'x'\n");

    OK(!failed(study_read(&context, STR("s.yaml"), file, &study)) &&
           !failed(study_named_columns(&context, &study, &names)),
       "a study's columns are listed");
    for (size_t i = 0; i < sizeof WANT / sizeof WANT[0]; i++) {
        for (size_t k = 0; k < names.count; k++) {
            found += str_equal(names.items[k], str_from(WANT[i]));
        }
    }
    OK(found == 8 && names.count == 8, "each once (%zu of %zu)", found, names.count);
}

int main(void)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        test_case(&cases[i]);
    }
    test_mistakes();
    test_pairs();
    test_named();
    return tap_done();
}
