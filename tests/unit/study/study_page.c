/* docs/study-file.md lists every key as the schema has it. With "print" as its argument this writes
   the list, to stand in the page between its two marks. */
#include "base/os_file.h"
#include "study/schema.h"

#include "tap.h"

#define PAGE "docs/study-file.md"
#define BEGIN "<!-- keys: written by the test study_page -->\n"
#define END "\n<!-- end of keys -->"

static size_t find(Str text, Str part)
{
    for (size_t i = 0; i + part.length <= text.length; i++) {
        if (str_equal(str_slice(text, i, part.length), part)) {
            return i;
        }
    }
    return text.length;
}

/* Each row that a person reads is whole, and fills a member that is there. */
static size_t count_faults(const SchemaSection *section)
{
    size_t faults = 0;

    for (size_t i = 0; i < section->count; i++) {
        const SchemaKey *key = &section->keys[i];

        faults += key->meaning[0] == 0 || strchr(key->meaning, '|') != NULL ||
                  key->offset >= section->size || schema_type_words(key->type)[0] == 0;
        faults += key->section == NULL ? 0 : count_faults(key->section);
    }
    return faults;
}

/* Every example of the page that is a whole study is read as it stands. */
static void test_examples(Context *context, Str page)
{
    size_t whole = 0;

    for (size_t at = find(page, STR("```yaml\n")); at < page.length;) {
        Str rest = str_slice(page, at + 8, page.length);
        Str example = str_slice(rest, 0, find(rest, STR("```")));
        Study study;

        if (str_starts_with(example, STR("unknot: 1"))) {
            whole++;
            OK(!failed(study_read(context, STR(PAGE), example, &study)), "example %zu is read",
               whole);
        }
        at += 8 + example.length + 3;
        at += find(str_slice(page, at, page.length), STR("```yaml\n"));
    }
    OK(whole >= 2, "%zu examples", whole);
}

static void test_page(Context *context, Str keys)
{
    Str page;
    size_t begin;
    size_t end;

    if (!OK(!failed(file_read_start(context, STR(PAGE), (size_t)1 << 20, &page)), PAGE)) {
        return;
    }
    test_examples(context, page);
    begin = find(page, STR(BEGIN));
    end = find(page, STR(END));
    if (OK(begin < end && end < page.length, "the page has its two marks")) {
        begin += strlen(BEGIN);
        OK(str_equal(str_slice(page, begin, end - begin), keys),
           "the keys in between are those of the schema (else: study_page print)");
    }
}

int main(int argc, char **argv)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new((size_t)1 << 24);
    Context context = {.arena = arena};
    Text keys = text_new(arena);

    schema_write_page(&keys);
    if (argc > 1 && strcmp(argv[1], "print") == 0) {
        (void)fwrite(keys.bytes, 1, keys.length, stdout);
        return 0;
    }
    OK(!keys.spent && keys.length > 5000, "a list of keys");
    test_page(&context, text_str(&keys));
    OK(count_faults(&schema_study) == 0, "every key has a meaning that a table can hold");
    return tap_done();
}
