#include "engine/duckdb/duck_api.h"

#include "base/os_file.h"

#include <dlfcn.h>
#include <string.h>

/* Those that the test suite was run with. */
static const char *const TESTED_VERSIONS[] = {"v1.5.6", "v1.4.4"};

/* From the program's folder up to the root of its source tree: tests stand deepest. */
#define LEVELS_UP_MOST 6

static bool is_file(Str path)
{
    return file_facts(path).kind == FILE_REGULAR;
}

/* <source tree>/third_party/duckdb/libduckdb.so, for a program that runs where it was built. */
static Str find_in_source_tree(Arena *arena, Str folder)
{
    Str root = folder;

    for (int up = 0; up <= LEVELS_UP_MOST && root.length > 1; up++) {
        Str library = str_format(arena, "%.*s/third_party/duckdb/libduckdb.so", STR_ARGS(root));
        Str build_file = str_format(arena, "%.*s/meson.build", STR_ARGS(root));
        if (is_file(library) && is_file(build_file)) {
            return library;
        }
        while (root.length > 0 && root.bytes[root.length - 1] != '/') {
            root.length--;
        }
        root.length -= root.length > 0;
    }
    return STR_NONE;
}

static Str find_library(Arena *arena)
{
    Str folder = program_folder(arena);

    if (folder.length > 0) {
        Str installed = str_format(arena, "%.*s/../lib/unknot/libduckdb.so", STR_ARGS(folder));
        if (is_file(installed)) {
            return installed;
        }
    }
    return find_in_source_tree(arena, folder);
}

static void note_version(Context *context, const DuckApi *api)
{
    const char *version = api->library_version();

    for (size_t i = 0; i < sizeof TESTED_VERSIONS / sizeof TESTED_VERSIONS[0]; i++) {
        if (strcmp(version, TESTED_VERSIONS[i]) == 0) {
            return;
        }
    }
    note_warning(context, PLACE_NONE, "DuckDB %s was not tested with this program; %s was", version,
                 TESTED_VERSIONS[0]);
}

static Status find_functions(Context *context, void *library, Place place, DuckApi *out)
{
#define DUCK_FIND(name)                                                                            \
    {                                                                                              \
        void *found = dlsym(library, "duckdb_" #name);                                             \
        if (found == NULL) {                                                                       \
            return fail(context, FAIL_SYSTEM, place,                                               \
                        "this DuckDB library has no function duckdb_" #name                        \
                        "; get the right one with tools/get_duckdb.sh");                           \
        }                                                                                          \
        memcpy(&out->name, &found, sizeof found);                                                  \
    }
    DUCK_FUNCTIONS(DUCK_FIND)
#undef DUCK_FIND
    return done();
}

Status duck_api_load(Context *context, DuckApi *out)
{
    Str named = environment_text("UNKNOT_DUCKDB");
    Str path = named.length > 0 ? str_copy(context->arena, named) : find_library(context->arena);
    void *library = NULL;

    if (path.length == 0) {
        return fail(context, FAIL_SYSTEM, PLACE_NONE,
                    "the DuckDB library (libduckdb.so) is not there; get it with "
                    "tools/get_duckdb.sh, name it in UNKNOT_DUCKDB, or give --engine small for "
                    "text and Excel files of up to a million rows");
    }
    library = dlopen(path.bytes, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        Str reason = str_show(context->arena, str_from(dlerror()), 300);
        return fail(context, FAIL_SYSTEM, PLACE_NONE,
                    "the DuckDB library cannot be opened (%.*s); get it with tools/get_duckdb.sh, "
                    "or give --engine small",
                    STR_ARGS(reason));
    }
    TRY(find_functions(context, library, (Place){path, 0, 0}, out));
    note_version(context, out);
    return done();
}
