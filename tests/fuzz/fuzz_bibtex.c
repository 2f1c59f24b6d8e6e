/* References from any bytes: refused with words, or read; what was read is written and reads back
   as the same title, year and number of people. */
#include "fuzz.h"
#include "site/text/reference.h"

#include <stdlib.h>

#define ARENA_BYTES ((size_t)256 << 20)
#define AGAIN_MOST 5

static void must(bool promise)
{
    if (!promise) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(ARENA_BYTES);
    Context context = {.arena = arena};
    References found;
    size_t i;

    must(arena != NULL);
    if (failed(bibtex_read(&context, STR("pasted"), (Str){(const char *)bytes, count}, &found))) {
        must(context.error_count > 0);
        return 0;
    }
    must(found.count > 0 && found.count <= REFERENCE_COUNT_MOST);
    for (i = 0; i < found.count && i < AGAIN_MOST; i++) {
        Text text = text_new(arena);
        Text plain = text_new(arena);
        References again;

        must(found.items[i].title.length > 0);
        reference_write_plain(&plain, &found.items[i]);
        reference_write_bibtex(&context, &text, &found.items[i]);
        must(!failed(bibtex_read(&context, STR("written"), text_str(&text), &again)));
        must(again.count == 1 && again.items[0].year == found.items[i].year);
        must(again.items[0].people.count == found.items[i].people.count);
        must(again.items[0].month == found.items[i].month || found.items[i].year == 0);
    }
    return 0;
}
