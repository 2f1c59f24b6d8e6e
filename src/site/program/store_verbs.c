/* Verbs of unknot commons: a store is begun or brought up to date, copied while it is in use, and
   looked at whether it is whole. */
#include "base/json.h"
#include "base/number.h"
#include "base/os_file.h"
#include "base/sha256.h"
#include "cli/output.h"
#include "site/program/fill_store.h"
#include "site/program/key_file.h"
#include "site/program/verbs.h"
#include "site/store/back_up.h"

#define NAME_SHOWN_MOST 200

/* What a verb leaves to be told. */
typedef struct Told {
    Str file;
    const char *of_it; /* for people, behind the file's name */
    StoreFacts facts;
} Told;

static Str shown(Context *context, Str name)
{
    return str_show(context->arena, name, NAME_SHOWN_MOST);
}

Str verb_operand(const Arguments *arguments, size_t at)
{
    return arguments->operands.items[at];
}

static Status path_in(Context *context, Str folder, const char *name, Str *out)
{
    *out = str_format(context->arena, "%.*s%s%s", STR_ARGS(folder),
                      str_ends_with(folder, STR("/")) ? "" : "/", name);
    return out->bytes == NULL ? fail_memory(context) : done();
}

Status verb_store_path(Context *context, Str folder, Str *out)
{
    return path_in(context, folder, STORE_NAME, out);
}

Status verb_key_path(Context *context, Str folder, Str *out)
{
    return path_in(context, folder, KEY_NAME, out);
}

Status verb_expect_store(Context *context, Str folder, Str path)
{
    Str named = shown(context, folder);

    if (file_facts(path).kind == FILE_MISSING) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    "there is no commons in '%.*s'; name its folder, or make one with 'unknot "
                    "commons init DIR'",
                    STR_ARGS(named));
    }
    return done();
}

/* Opens it for reading: neither looking nor copying writes to it. */
static Status open_in(Context *context, Str folder, StoreReader **out)
{
    Str path;

    TRY(verb_store_path(context, folder, &path));
    TRY(verb_expect_store(context, folder, path));
    return store_open_reader(context, path, STORE_WAIT_MILLISECONDS, out);
}

/* ---- the verbs ---- */

static Status make_store(Context *context, Str path, bool demo, StoreFacts *facts)
{
    AUTO(StoreWriter *, store_close_writer) writer = NULL;
    int64_t added = 0;

    TRY(store_open_writer(context, path, STORE_WAIT_MILLISECONDS, &writer));
    TRY(fill_store(context, writer, demo, &added));
    store_close_writer(&writer);
    return store_check_back_up(context, path, STR_NONE, facts);
}

/* One that is there stays as it is but for its schema: what was begun and failed is begun again. */
static Status begin(Context *context, const Arguments *arguments, Told *told)
{
    Str folder = verb_operand(arguments, 1);
    FileKind kind = file_facts(folder).kind;
    Str named = shown(context, folder);
    Str key;
    bool there;

    TRY(verb_store_path(context, folder, &told->file));
    if (kind != FILE_MISSING && kind != FILE_FOLDER) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    "'%.*s' is no folder; name one that is empty, or a new one", STR_ARGS(named));
    }
    there = file_facts(told->file).kind != FILE_MISSING;
    TRY(folder_make(context, folder));
    TRY(secrets_begin(context));
    TRY(verb_key_path(context, folder, &key));
    TRY(key_file_make(context, key));
    TRY(make_store(context, told->file, arguments_given(arguments, "demo"), &told->facts));
    told->of_it = there                      ? "was there and is up to date"
                  : told->facts.entries == 0 ? "is made, for its owner alone, and is empty"
                                             : "is made, for its owner alone, and holds the "
                                               "catalogue and made-up entries";
    return done();
}

static Status copy(Context *context, const Arguments *arguments, Told *told)
{
    AUTO(StoreReader *, store_close_reader) reader = NULL;

    told->file = verb_operand(arguments, 2);
    TRY(open_in(context, verb_operand(arguments, 1), &reader));
    TRY(store_back_up(context, reader, told->file, &told->facts));
    told->of_it = "is a whole copy";
    return done();
}

/* A head that nobody was told is a slip of the pen, and must not pass for a broken log. */
static Status read_head(Context *context, const Arguments *arguments, Str *out)
{
    *out = arguments_text(arguments, "head");
    if (arguments_given(arguments, "head") && !sha256_is_hex(*out)) {
        return fail(context, FAIL_INPUT, arguments_place("--head"),
                    "this is no head of a log; give the 64 digits that 'unknot commons verify' "
                    "told");
    }
    return done();
}

static Status look(Context *context, const Arguments *arguments, Told *told)
{
    AUTO(StoreReader *, store_close_reader) reader = NULL;
    Str head;

    TRY(read_head(context, arguments, &head));
    TRY(verb_store_path(context, verb_operand(arguments, 1), &told->file));
    TRY(open_in(context, verb_operand(arguments, 1), &reader));
    TRY(store_verify(context, reader, head, &told->facts));
    told->of_it =
        head.length > 0 ? "is whole, and its log holds the head that was told" : "is whole";
    return done();
}

static Status look_at_copy(Context *context, const Arguments *arguments, Told *told)
{
    Str named = shown(context, verb_operand(arguments, 1));

    told->file = verb_operand(arguments, 1);
    if (!arguments_given(arguments, "check")) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    "a backup is put in place by hand: stop the site, move '%s' and what begins "
                    "with that name aside, and copy the backup there; --check looks at it first",
                    STORE_NAME);
    }
    if (file_facts(told->file).kind == FILE_MISSING) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    "there is no file '%.*s'; name a file that 'unknot commons backup' wrote",
                    STR_ARGS(named));
    }
    TRY(store_check_back_up(context, told->file, STR_NONE, &told->facts));
    told->of_it = "is whole and can be put in place";
    return done();
}

/* ---- what is told ---- */

static void write_text(const Told *told, Text *text)
{
    const StoreFacts *facts = &told->facts;

    text_add_shown(text, told->file, NAME_SHOWN_MOST);
    text_format(text, " %s.\n", told->of_it);
    text_format(text,
                "Entries: %lld. Former versions: %lld. Links: %lld. People: %lld. Rows of the log: "
                "%lld.\n",
                (long long)facts->entries, (long long)facts->revs, (long long)facts->links,
                (long long)facts->people, (long long)facts->log.count);
    if (facts->log.count > 0) {
        text_format(text, "Head of the log: %.*s\n", STR_ARGS(facts->log.head));
    }
}

static void write_json(const Told *told, Text *text)
{
    JsonWriter json = json_writer(text, true);
    const StoreFacts *facts = &told->facts;
    const struct {
        const char *name;
        int64_t value;
    } numbers[] = {{"version", facts->version},      {"entries", facts->entries},
                   {"former_versions", facts->revs}, {"links", facts->links},
                   {"people", facts->people},        {"log_rows", facts->log.count}};

    json_object_open(&json);
    json_key(&json, "file");
    json_text(&json, told->file);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        json_key(&json, numbers[i].name);
        json_integer(&json, numbers[i].value);
    }
    json_key(&json, "log_head");
    json_text(&json, facts->log.head);
    json_object_close(&json);
    text_add_byte(text, '\n');
}

static Status tell(Context *context, const Arguments *arguments, const Told *told)
{
    Text text = text_new(context->arena);
    Str written;

    if (arguments_given(arguments, "json")) {
        write_json(told, &text);
    } else {
        write_text(told, &text);
    }
    TRY(text_finish(context, &text, &written));
    return output_print(context, written);
}

/* ---- the verbs, whole ---- */

Status verb_init(Context *context, const Arguments *arguments)
{
    Told told = {0};

    TRY(begin(context, arguments, &told));
    return tell(context, arguments, &told);
}

Status verb_backup(Context *context, const Arguments *arguments)
{
    Told told = {0};

    TRY(copy(context, arguments, &told));
    return tell(context, arguments, &told);
}

Status verb_verify(Context *context, const Arguments *arguments)
{
    Told told = {0};

    TRY(look(context, arguments, &told));
    return tell(context, arguments, &told);
}

Status verb_restore(Context *context, const Arguments *arguments)
{
    Told told = {0};

    TRY(look_at_copy(context, arguments, &told));
    return tell(context, arguments, &told);
}
