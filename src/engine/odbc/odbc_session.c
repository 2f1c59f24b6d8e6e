#include "engine/odbc/odbc_session.h"

#include "study/connection.h"

#include <string.h>

#define STATE_LENGTH 5
#define WORDS_MOST 1024
/* So long an unreachable database is waited for, where the driver lets us say so. */
#define LOGIN_SECONDS 30

static bool is_fine(SQLRETURN code)
{
    return code == SQL_SUCCESS || code == SQL_SUCCESS_WITH_INFO;
}

/* ---- what drivers say ---- */

/* "[unixODBC][Driver Manager]Data source name not found": without who says it. */
static Str without_senders(Str words)
{
    words = str_trim(words);
    while (str_starts_with(words, STR("["))) {
        words = str_trim(str_slice(words, str_find_byte(words, ']') + 1, words.length));
    }
    return words;
}

/* Their lines become one. */
static Str join_lines(Context *context, Str words)
{
    Text text = text_new(context->arena);

    for (size_t i = 0; i < words.length; i++) {
        bool blank = (unsigned char)words.bytes[i] <= ' ';

        if (!blank) {
            text_add_byte(&text, words.bytes[i]);
        } else if (text.length > 0 && text.bytes[text.length - 1] != ' ') {
            text_add_byte(&text, ' ');
        }
    }
    return text_str(&text);
}

static bool holds_secret(Str connection, Str words)
{
    ConnectionPair pair;

    while (connection_next(&connection, &pair)) {
        if (connection_is_secret(pair.key) && pair.value.length > 0 &&
            str_contains_ignoring_case(words, pair.value)) {
            return true;
        }
    }
    return false;
}

Str odbc_words(OdbcSession *session, SQLSMALLINT kind, SQLHANDLE handle, char *state)
{
    Arena *arena = session->context->arena;
    Text text = text_new(arena);
    SQLWCHAR wide_state[STATE_LENGTH + 1] = {0};
    SQLWCHAR words[WORDS_MOST] = {0};
    SQLSMALLINT length = 0;
    SQLINTEGER native = 0;
    size_t bad = 0;
    Str said;

    state[0] = 0;
    if (!is_fine(session->api.SQLGetDiagRecW(kind, handle, 1, wide_state, &native, words,
                                             WORDS_MOST, &length)) ||
        length < 0) {
        return STR("nothing");
    }
    for (size_t i = 0; i <= STATE_LENGTH; i++) {
        state[i] = wide_state[i] < 128 ? (char)wide_state[i] : '?';
    }
    state[STATE_LENGTH] = 0;
    odbc_add_wide(&text, words, length < WORDS_MOST ? (size_t)length : WORDS_MOST - 1, &bad);
    said = join_lines(session->context, without_senders(text_str(&text)));
    if (holds_secret(session->table->connection, said)) {
        return STR("its words name a user or a password, and are not told");
    }
    while (said.length > 0 && said.bytes[said.length - 1] == '.') {
        said.length--;
    }
    return str_show(arena, said, 300);
}

typedef struct Remedy {
    const char *state; /* how it begins */
    FailKind kind;
    const char *sentence;
} Remedy;

/* Where a connection fails; the last one fits all. */
static const Remedy REMEDIES[] = {
    {"IM002", FAIL_INPUT,
     "no data source of that name is known, or no driver is named; 'odbcinst -q -s' lists those "
     "there are (odbc.ini)"},
    {"IM", FAIL_SYSTEM, "its driver cannot be used; 'odbcinst -q -d' lists those there are"},
    {"01000", FAIL_SYSTEM,
     "its driver cannot be opened; install it, on Debian one of odbc-postgresql, tdsodbc, "
     "odbc-mariadb, libsqliteodbc ('odbcinst -q -d' lists those there are)"},
    {"28", FAIL_SYSTEM,
     "the database refuses the user or the password; mend them with the data source (odbc.ini)"},
    {"", FAIL_SYSTEM,
     "the database cannot be reached; is it running, and are address, user and password right "
     "(odbc.ini)?"},
};

static Status fail_connect(OdbcSession *session)
{
    char state[STATE_LENGTH + 1];
    Str words = odbc_words(session, SQL_HANDLE_DBC, session->connection, state);
    const Remedy *remedy = REMEDIES;

    while (strncmp(state, remedy->state, strlen(remedy->state)) != 0) {
        remedy++;
    }
    return fail(session->context, remedy->kind, session->table->connection_place,
                "%s (the driver says: %.*s, %s)", remedy->sentence, STR_ARGS(words),
                state[0] == 0 ? "no code" : state);
}

Status odbc_fail_statement(const OdbcStatement *statement)
{
    char state[STATE_LENGTH + 1];
    Str words = odbc_words(statement->session, SQL_HANDLE_STMT, statement->handle, state);
    const DatabaseTable *table = statement->session->table;
    Str name = str_show(statement->session->context->arena, table->name, 80);

    return fail(statement->session->context, FAIL_SYSTEM, table->name_place,
                "table '%.*s' cannot be read; mend what its driver says: %.*s (%s)", STR_ARGS(name),
                STR_ARGS(words), state[0] == 0 ? "no code" : state);
}

/* ---- connecting ---- */

static Status fail_manager(OdbcSession *session)
{
    return fail(session->context, FAIL_SYSTEM, session->table->connection_place,
                "the ODBC driver manager does not start; is unixODBC installed whole?");
}

/* An attribute that is a whole number stands in the pointer itself. */
static SQLPOINTER in_pointer(SQLULEN value)
{
    return (SQLPOINTER)(uintptr_t)value; /* NOLINT(performance-no-int-to-ptr): ODBC asks for it */
}

/* A driver may not have the attribute. */
static void wish(OdbcSession *session, SQLINTEGER attribute, SQLULEN value)
{
    SQLRETURN code = session->api.SQLSetConnectAttr(session->connection, attribute,
                                                    in_pointer(value), SQL_IS_UINTEGER);

    (void)code; /* not granted: the account's own rights hold */
}

static Status connect_to(OdbcSession *session)
{
    size_t length;
    SQLWCHAR *wide = odbc_wide(session->context, session->table->connection, &length);
    SQLSMALLINT given;

    if (wide == NULL) {
        return fail_memory(session->context);
    }
    if (length > 4096) {
        return fail(session->context, FAIL_INPUT, session->table->connection_place,
                    "'odbc' is longer than any connection; write DSN=NAME, and keep the rest with "
                    "the data source (odbc.ini)");
    }
    wish(session, SQL_ATTR_ACCESS_MODE, SQL_MODE_READ_ONLY);
    wish(session, SQL_ATTR_LOGIN_TIMEOUT, LOGIN_SECONDS);
    if (!is_fine(session->api.SQLDriverConnectW(session->connection, NULL, wide,
                                                (SQLSMALLINT)length, NULL, 0, &given,
                                                SQL_DRIVER_NOPROMPT))) {
        return fail_connect(session);
    }
    session->connected = true;
    return done();
}

static Status ask_quote(OdbcSession *session)
{
    SQLWCHAR wide[8] = {0};
    SQLSMALLINT bytes = 0;
    Text text = text_new(session->context->arena);
    size_t bad = 0;

    if (is_fine(session->api.SQLGetInfoW(session->connection, SQL_IDENTIFIER_QUOTE_CHAR, wide,
                                         (SQLSMALLINT)sizeof wide, &bytes)) &&
        bytes > 0) {
        size_t length = (size_t)bytes / sizeof wide[0];

        odbc_add_wide(&text, wide, length < 7 ? length : 7, &bad);
    }
    TRY(text_finish(session->context, &text, &session->quote));
    session->quote = str_trim(session->quote);
    return done();
}

Status odbc_session_open(Context *context, const DatabaseTable *table, OdbcSession *out)
{
    OdbcApi *api = &out->api;

    *out = (OdbcSession){.context = context, .table = table};
    TRY(odbc_api_load(context, table->connection_place, api));
    if (!is_fine(api->SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &out->environment)) ||
        !is_fine(api->SQLSetEnvAttr(out->environment, SQL_ATTR_ODBC_VERSION,
                                    in_pointer(SQL_OV_ODBC3), 0)) ||
        !is_fine(api->SQLAllocHandle(SQL_HANDLE_DBC, out->environment, &out->connection))) {
        return fail_manager(out);
    }
    TRY(connect_to(out));
    return ask_quote(out);
}

/* Nothing can be done where letting go fails, and nothing was changed. */
static void let_go(SQLRETURN code)
{
    (void)code;
}

void odbc_session_close(OdbcSession *session)
{
    if (session->connected) {
        let_go(session->api.SQLDisconnect(session->connection));
    }
    if (session->connection != NULL) {
        let_go(session->api.SQLFreeHandle(SQL_HANDLE_DBC, session->connection));
    }
    if (session->environment != NULL) {
        let_go(session->api.SQLFreeHandle(SQL_HANDLE_ENV, session->environment));
    }
    *session = (OdbcSession){0};
}

Status odbc_statement_new(OdbcSession *session, OdbcStatement *out)
{
    *out = (OdbcStatement){.session = session};
    if (!is_fine(session->api.SQLAllocHandle(SQL_HANDLE_STMT, session->connection, &out->handle))) {
        out->handle = NULL;
        return fail_manager(session);
    }
    return done();
}

void odbc_statement_close(OdbcStatement *statement)
{
    if (statement->handle != NULL) {
        let_go(statement->session->api.SQLFreeHandle(SQL_HANDLE_STMT, statement->handle));
    }
    *statement = (OdbcStatement){0};
}

Status odbc_run(OdbcStatement *statement, Str sql, SQLRETURN *out)
{
    OdbcSession *session = statement->session;
    size_t length;
    SQLWCHAR *wide = odbc_wide(session->context, sql, &length);

    if (wide == NULL) {
        return fail_memory(session->context);
    }
    *out = session->api.SQLExecDirectW(statement->handle, wide, (SQLINTEGER)length);
    return check_stop(session->context);
}
