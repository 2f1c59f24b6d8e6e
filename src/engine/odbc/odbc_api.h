/* ODBC's C functions, found in libodbc.so.2 when a study needs them: the program does not link it.
 */
#ifndef UK_ENGINE_ODBC_ODBC_API_H
#define UK_ENGINE_ODBC_ODBC_API_H

#include "base/text.h"

#include <sql.h>
#include <sqlext.h>

/* Every function used, once. Those of wide characters: the others would go by the locale. */
#define ODBC_FUNCTIONS(X)                                                                          \
    X(SQLAllocHandle)                                                                              \
    X(SQLFreeHandle)                                                                               \
    X(SQLSetEnvAttr)                                                                               \
    X(SQLSetConnectAttr)                                                                           \
    X(SQLDriverConnectW)                                                                           \
    X(SQLDisconnect)                                                                               \
    X(SQLGetInfoW)                                                                                 \
    X(SQLTablesW)                                                                                  \
    X(SQLExecDirectW)                                                                              \
    X(SQLNumResultCols)                                                                            \
    X(SQLDescribeColW)                                                                             \
    X(SQLFetch)                                                                                    \
    X(SQLGetData)                                                                                  \
    X(SQLGetDiagRecW)

typedef struct OdbcApi {
#define ODBC_MEMBER(name) __typeof__(&name) name;
    ODBC_FUNCTIONS(ODBC_MEMBER)
#undef ODBC_MEMBER
} OdbcApi;

/* Opens libodbc.so.2, or the file that UNKNOT_ODBC names. FAIL_SYSTEM with the remedy when there is
   none or it lacks a function; `place` is where the study asks for it. It stays open as long as the
   program runs. */
Status odbc_api_load(Context *context, Place place, OdbcApi *out) UK_MUST_USE;

/* For texts that go in: UTF-16 in the arena; NULL when memory is spent. `*length` in characters. */
SQLWCHAR *odbc_wide(Context *context, Str text, size_t *length);

/* For texts that come out: adds them as UTF-8; lone surrogates are counted in `*bad`. */
void odbc_add_wide(Text *text, const SQLWCHAR *wide, size_t length, size_t *bad);

#endif
