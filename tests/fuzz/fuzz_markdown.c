/* Markdown from any bytes: what is rendered has elements of the closed list alone, each of them
   closed in its order, no sign that could begin another, and stays below its size. */
#include "fuzz.h"
#include "site/text/markdown.h"

#include <stdlib.h>
#include <string.h>

#define ARENA_BYTES ((size_t)64 << 20)
#define OPEN_MOST 400

static const char *const elements[] = {"p",  "br",  "hr",         "h3",     "h4",   "h5",
                                       "ul", "ol",  "li",         "pre",    "code", "em",
                                       "a",  "del", "blockquote", "strong", "span"};

static void must(bool promise)
{
    if (!promise) {
        abort();
    }
}

static size_t element_of(Str name)
{
    size_t i;

    for (i = 0; i < sizeof elements / sizeof elements[0]; i++) {
        if (str_equal(name, str_from(elements[i]))) {
            return i;
        }
    }
    abort();
}

static bool is_void(size_t element)
{
    return element == 1 || element == 2;
}

/* One tag that begins at `words.bytes[*at]`; moves behind it. */
static void check_tag(Str words, size_t *at, size_t *open, size_t *count)
{
    bool is_end = *at + 1 < words.length && words.bytes[*at + 1] == '/';
    size_t begin = *at + (is_end ? 2 : 1);
    size_t end = begin;
    size_t element;

    while (end < words.length && words.bytes[end] != '>' && words.bytes[end] != ' ') {
        end++;
    }
    element = element_of(str_slice(words, begin, end - begin));
    while (end < words.length && words.bytes[end] != '>') {
        must(words.bytes[end] != '<');
        end++;
    }
    must(end < words.length);
    if (is_end) {
        must(*count > 0 && open[*count - 1] == element);
        (*count)--;
    } else if (!is_void(element)) {
        must(*count < OPEN_MOST);
        open[(*count)++] = element;
    }
    *at = end + 1;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(ARENA_BYTES);
    Context context = {.arena = arena};
    Str text = {(const char *)bytes, count};
    RichText rich;
    size_t *open;
    size_t depth = 0;
    size_t at = 0;
    Str words;

    must(arena != NULL);
    open = TAKE(&context, size_t, OPEN_MOST);
    if (failed(markdown_render(&context, PLACE_NONE, text, &rich))) {
        must(context.error_count > 0 && rich.markup.length == 0);
        return 0;
    }
    words = (Str){rich.markup.bytes, rich.markup.length};
    must(count <= MARKDOWN_BYTES_MOST && words.length <= ((size_t)1 << 20) + 4096);
    while (at < words.length) {
        if (words.bytes[at] == '<') {
            check_tag(words, &at, open, &depth);
        } else {
            must(words.bytes[at] != '>');
            at++;
        }
    }
    must(depth == 0);
    must(markdown_plain(&context, text, 200).length <= 204);
    return 0;
}
