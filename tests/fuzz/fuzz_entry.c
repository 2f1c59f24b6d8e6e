/* What somebody sends as an entry, of any bytes: the first says which kind, then a line "key=value"
   for each field. Mistakes have sentences; what has none comes back as it was sent. Slips, numbers
   and addresses of the same bytes too. */
#include "fuzz.h"

#include "site/commons/entry_form.h"
#include "site/commons/seal.h"

#include <stdlib.h>

#define ARENA_BYTES ((size_t)64 << 20)
#define VALUES_MOST ((size_t)200)

static void must(bool promise)
{
    if (!promise) {
        abort();
    }
}

/* Links are looked up in a store, which there is none of here. */
static size_t read_values(KindId kind, Str text, FormValue *values)
{
    StrSplit lines = str_split(text, '\n');
    Str line;
    size_t count = 0;

    while (count < VALUES_MOST && str_split_next(&lines, &line)) {
        size_t equals = str_find_byte(line, '=');
        Str key = str_slice(line, 0, equals);
        const KindField *field = kind_field_find(kind, key);

        if (field == NULL || field->type != FIELD_LINK) {
            values[count++] = (FormValue){key, str_slice(line, equals + 1, line.length)};
        }
    }
    return count;
}

static void small_readers(Context *context, Str text)
{
    Str out = STR_NONE;
    bool is_one = false;
    int64_t id = 0;

    must(!failed(entry_slug(context, text, &out)) && out.length <= 60);
    must(!entry_number(text, &id) || id > 0);
    must(!failed(entry_doi(context, text, &is_one, &out)));
    must(!failed(slip_read(context, text, &is_one, &out)));
    if (is_one) {
        Str again = STR_NONE;

        must(!failed(slip_read(context, out, &is_one, &again)) && is_one && str_equal(out, again));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(ARENA_BYTES);
    Context context = {.arena = arena};
    Str text = {(const char *)bytes, count};
    FormValue values[VALUES_MOST];
    EntryForm form = {.today = 20000 * (int64_t)86400};
    EntryWords words = {0};
    EntryWords again = {0};

    must(arena != NULL);
    if (count == 0) {
        return 0;
    }
    form.kind = (KindId)(bytes[0] % KIND_COUNT);
    form.by_editor = (bytes[0] & 0x80) != 0;
    form.values = (FormValues){values, read_values(form.kind, str_slice(text, 1, count), values)};
    must(!failed(entry_form_check(&context, NULL, &form, &words)));
    for (size_t i = 0; i < words.mistake_count; i++) {
        must(words.mistakes[i].sentence.length > 0);
    }
    if (words.mistake_count == 0) {
        FormValues back = {0};

        must(!failed(entry_values_read(&context, &words, &back)));
        form.values = back;
        form.kept = words.data;
        must(!failed(entry_form_check(&context, NULL, &form, &again)));
        must(again.mistake_count == 0 && str_equal(again.data, words.data) &&
             str_equal(again.title, words.title) && again.tag_count == words.tag_count);
    }
    small_readers(&context, str_slice(text, 1, count));
    return 0;
}
