#include "site/handlers/alike.h"

#include "site/handlers/frame.h"
#include "site/store/search_words.h"
#include "site/store/statements.h"
#include "site/text/title_words.h"

/* A near title differs in at most one word of ten. Of so many sets of words that share none, one
   is then the same in both titles of up to 39 words, and is found whole. */
#define SETS ((size_t)4)
#define WORDS_IN_A_SET ((size_t)3)
#define FOUND_MOST 50

static bool has_row(const PageRows *rows, Str path)
{
    for (size_t i = 0; i < rows->count; i++) {
        if (str_equal(rows->items[i].path, path)) {
            return true;
        }
    }
    return false;
}

static Status add_row(const Request *request, const SearchRow *entry, Str facts, PageRows *rows)
{
    Str path;

    if (rows->items == NULL) {
        rows->items = TAKE(request->context, PageRow, ALIKE_MOST);
    }
    if (rows->items == NULL) {
        return fail_memory(request->context);
    }
    TRY(frame_address(request, entry->kind, entry->id, entry->slug, &path));
    if (rows->count < ALIKE_MOST && !has_row(rows, path)) {
        rows->items[rows->count++] =
            (PageRow){.path = path, .title = entry->title, .summary = entry->plain, .facts = facts};
    }
    return done();
}

Status alike_by_doi(const Request *request, Str doi, PageRows *rows)
{
    EntriesByDoiRows found;

    if (doi.length == 0) {
        return done();
    }
    TRY(store_entries_by_doi(request->context, request->reader, &(EntriesByDoiIn){doi}, &found));
    for (size_t i = 0; i < found.count && i < ALIKE_MOST; i++) {
        const EntriesByDoiRow *row = &found.items[i];
        SearchRow entry = {
            .id = row->id, .kind = row->kind, .slug = row->slug, .title = row->title};

        TRY(add_row(request, &entry, STR("From the same source"), rows));
    }
    return done();
}

/* The longest word that was not taken yet; empty after the last. */
static Str take_longest(StrSpan *words)
{
    size_t longest = 0;
    Str found;

    for (size_t i = 1; i < words->count; i++) {
        if (words->items[i].length > words->items[longest].length) {
            longest = i;
        }
    }
    if (words->count == 0) {
        return STR_NONE;
    }
    found = words->items[longest];
    words->items[longest] = words->items[--words->count];
    return found;
}

static Status compare(const Request *request, Str title, const SearchRows *found, PageRows *rows)
{
    Context *context = request->context;
    StrSpan words = title_words(context, title);

    for (size_t i = 0; i < found->count; i++) {
        const SearchRow *row = &found->items[i];

        if (str_equal(row->kind, STR("evidence")) &&
            title_overlap(words, title_words(context, row->title)) >= TITLE_NEAR) {
            TRY(add_row(request, row,
                        str_format(context->arena, "You wrote: %.*s", STR_ARGS(title)), rows));
        }
    }
    return done();
}

Status alike_by_title(const Request *request, Str title, PageRows *rows)
{
    Context *context = request->context;
    StrSpan words = title_words(context, title);

    for (size_t set = 0; set < SETS && words.count > 0; set++) {
        Text asked = text_new(context->arena);
        SearchIn in = {.most = FOUND_MOST};
        SearchRows found;

        for (size_t i = 0; i < WORDS_IN_A_SET; i++) {
            text_add(&asked, take_longest(&words));
            text_add_byte(&asked, ' ');
        }
        TRY(store_search_words(context, text_str(&asked), &in.words));
        in.words = str_format(context->arena, "title : (%.*s)", STR_ARGS(in.words));
        TRY(store_search(context, request->reader, &in, &found));
        TRY(compare(request, title, &found, rows));
    }
    return done();
}
