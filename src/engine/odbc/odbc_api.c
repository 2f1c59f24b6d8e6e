#include "engine/odbc/odbc_api.h"

#include "base/os_file.h"
#include "base/utf8.h"

#include <dlfcn.h>
#include <string.h>

static Status find_functions(Context *context, void *library, Place place, OdbcApi *out)
{
#define ODBC_FIND(name)                                                                            \
    {                                                                                              \
        void *found = dlsym(library, #name);                                                       \
        if (found == NULL) {                                                                       \
            return fail(context, FAIL_SYSTEM, place,                                               \
                        "this ODBC driver manager has no function " #name                          \
                        "; install unixODBC 2.3 or later");                                        \
        }                                                                                          \
        memcpy(&out->name, &found, sizeof found);                                                  \
    }
    ODBC_FUNCTIONS(ODBC_FIND)
#undef ODBC_FIND
    return done();
}

Status odbc_api_load(Context *context, Place place, OdbcApi *out)
{
    Str named = environment_text("UNKNOT_ODBC");
    Str path = str_copy(context->arena, named.length > 0 ? named : STR("libodbc.so.2"));
    void *library;

    if (path.bytes == NULL) {
        return fail_memory(context);
    }
    library = dlopen(path.bytes, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        Str reason = str_show(context->arena, str_from(dlerror()), 200);

        return fail(context, FAIL_SYSTEM, place,
                    "databases are read through unixODBC, which cannot be opened (%.*s); install "
                    "it and the database's driver, on Debian: libodbc2, and odbc-postgresql, "
                    "tdsodbc, odbc-mariadb or libsqliteodbc",
                    STR_ARGS(reason));
    }
    return find_functions(context, library, place, out);
}

SQLWCHAR *odbc_wide(Context *context, Str text, size_t *length)
{
    SQLWCHAR *wide = TAKE(context, SQLWCHAR, text.length + 1);

    *length = 0;
    for (size_t at = 0; wide != NULL && at < text.length;) {
        uint32_t point = utf8_next(text, &at);

        if (point >= 0x10000) {
            wide[(*length)++] = (SQLWCHAR)(0xd800 + ((point - 0x10000) >> 10));
            wide[(*length)++] = (SQLWCHAR)(0xdc00 + ((point - 0x10000) & 0x3ff));
        } else {
            wide[(*length)++] = (SQLWCHAR)point;
        }
    }
    return wide;
}

void odbc_add_wide(Text *text, const SQLWCHAR *wide, size_t length, size_t *bad)
{
    const uint16_t one = 1;
    bool big_endian = *(const unsigned char *)&one == 0;

    utf8_from_utf16(text, (Str){(const char *)wide, length * sizeof wide[0]}, big_endian, bad);
}
