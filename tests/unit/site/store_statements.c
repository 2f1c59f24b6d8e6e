/* Every line of statements.def against the schema: it can be prepared, has the parameters and the
   columns that it says, reads or writes as it says, and looks for its rows as it says. */
#define _GNU_SOURCE
#include "store_fixture.h"

/* A statement that writes wants a change, one that reads a reader; the compiler holds it. */
#define CONTROL(name, text)
#define STATEMENT(access, name, Name, parameters, columns, plan, text)                             \
    _Static_assert(_Generic(&store_##name,                                                         \
                            Status(*)(Context *, StoreChange *, const Name##In *, Name##Rows *)    \
                            : STATEMENT_##access == STATEMENT_WRITE,                               \
                              Status(*)(Context *, StoreReader *, const Name##In *, Name##Rows *)  \
                            : STATEMENT_##access == STATEMENT_READ),                               \
                   #name);
#include "site/store/statements.def"
#undef STATEMENT
#undef CONTROL

/* Does "a,b,c," have `name` as number `at`? */
static bool is_named(const char *names, int at, const char *name)
{
    StrSplit split = str_split(str_from(names), ',');
    Str piece = STR_NONE;

    for (int i = 0; i <= at; i++) {
        if (!str_split_next(&split, &piece)) {
            return false;
        }
    }
    return name != NULL && piece.length > 0 && str_equal(piece, str_from(name));
}

static int count_names(const char *names)
{
    int count = 0;

    for (; *names != '\0'; names++) {
        count += *names == ',' ? 1 : 0;
    }
    return count;
}

static bool names_agree(const StatementLine *line, sqlite3_stmt *statement)
{
    int parameters = sqlite3_bind_parameter_count(statement);
    int columns = sqlite3_column_count(statement);
    bool agree =
        parameters == count_names(line->parameters) && columns == count_names(line->columns);

    for (int i = 0; i < parameters; i++) {
        const char *name = sqlite3_bind_parameter_name(statement, i + 1);

        if (name == NULL || name[0] != ':' || !is_named(line->parameters, i, name + 1)) {
            printf("# %s: parameter %d is %s\n", line->name, i, name == NULL ? "?" : name);
            agree = false;
        }
    }
    for (int i = 0; i < columns; i++) {
        const char *name = sqlite3_column_name(statement, i);

        if (!is_named(line->columns, i, name)) {
            printf("# %s: column %d is %s\n", line->name, i, name);
            agree = false;
        }
    }
    return agree;
}

/* A step of a plan that reads a table or index whole. The index of words calls each look-up a scan
   and says after a colon that it matches. */
static bool step_scans(const char *step)
{
    const char *words = strstr(step, "VIRTUAL TABLE INDEX ");

    return strncmp(step, "SCAN ", 5) == 0 && strncmp(step, "SCAN CONSTANT", 13) != 0 &&
           (words == NULL || strstr(words, ":M") == NULL);
}

/* A list that is read in parts comes from an index in its order: sorting would read all of it. */
static bool sorts_for_a_part(const StatementLine *line, const char *step)
{
    return strstr(line->parameters, "most,") != NULL && strstr(step, "USE TEMP B-TREE") != NULL;
}

static bool plan_scans(sqlite3 *handle, const StatementLine *line)
{
    sqlite3_stmt *plan = NULL;
    char text[8192];
    bool scans = false;

    snprintf(text, sizeof text, "EXPLAIN QUERY PLAN %s", line->text);
    if (sqlite3_prepare_v2(handle, text, -1, &plan, NULL) != SQLITE_OK) {
        return true;
    }
    while (sqlite3_step(plan) == SQLITE_ROW) {
        const char *step = (const char *)sqlite3_column_text(plan, 3);

        if (step_scans(step) || sorts_for_a_part(line, step)) {
            scans = true;
            if (line->plan == PLAN_SEARCHES) {
                printf("# %s: %s\n", line->name, step);
            }
        }
    }
    (void)sqlite3_finalize(plan);
    return scans;
}

static void check_statement(sqlite3 *handle, const StatementLine *line)
{
    sqlite3_stmt *statement = NULL;
    const char *rest = NULL;

    if (!OK(sqlite3_prepare_v2(handle, line->text, -1, &statement, &rest) == SQLITE_OK &&
                *rest == '\0',
            "%s: is one statement that fits the schema", line->name)) {
        printf("# %s\n", sqlite3_errmsg(handle));
        return;
    }
    OK(names_agree(line, statement), "%s: its parameters and columns are those it names",
       line->name);
    OK((sqlite3_stmt_readonly(statement) != 0) == (line->access == STATEMENT_READ), "%s: %s",
       line->name, line->access == STATEMENT_READ ? "writes nothing" : "writes");
    OK(plan_scans(handle, line) == (line->plan == PLAN_SCANS), "%s: %s", line->name,
       line->plan == PLAN_SCANS ? "reads a table whole, as its line says"
                                : "an index leads to its rows");
    (void)sqlite3_finalize(statement);
}

static void the_test_bites(sqlite3 *handle)
{
    static const StatementLine BAD = {
        "bad",     "SELECT handle AS x FROM person WHERE name = :a", "b,", "y,", STATEMENT_READ,
        PLAN_SCANS};
    static const StatementLine SEARCH = {"search",       "SELECT id FROM person WHERE id = :id",
                                         "id,",          "id,",
                                         STATEMENT_READ, PLAN_SEARCHES};
    static const StatementLine SORT = {
        "sort",         "SELECT id FROM entry WHERE kind = :kind ORDER BY title LIMIT :most",
        "kind,most,",   "id,",
        STATEMENT_READ, PLAN_SCANS};
    sqlite3_stmt *statement = NULL;

    OK(sqlite3_prepare_v2(handle, BAD.text, -1, &statement, NULL) == SQLITE_OK &&
           !names_agree(&BAD, statement),
       "other names than the text has are noticed");
    (void)sqlite3_finalize(statement);
    OK(plan_scans(handle, &BAD) && !plan_scans(handle, &SEARCH),
       "reading all of a table is noticed");
    OK(plan_scans(handle, &SORT), "so is sorting all of a list for a part of it");
}

int main(void)
{
    Fixture fixture;

    if (!fixture_begin(&fixture)) {
        return tap_done();
    }
    if (fixture_open(&fixture)) {
        sqlite3 *handle = fixture.writer->connection.handle;

        for (size_t i = 0; i < STATEMENT_COUNT; i++) {
            check_statement(handle, &STATEMENT_LINES[i]);
        }
        for (size_t i = 0; i < CONTROL_COUNT; i++) {
            sqlite3_stmt *statement = NULL;

            OK(sqlite3_prepare_v2(handle, CONTROL_TEXTS[i], -1, &statement, NULL) == SQLITE_OK &&
                   sqlite3_bind_parameter_count(statement) == 0,
               "%s is understood", CONTROL_TEXTS[i]);
            (void)sqlite3_finalize(statement);
        }
        the_test_bites(handle);
    }
    fixture_end(&fixture);
    return tap_done();
}
