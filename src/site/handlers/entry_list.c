/* GET of a list: /evidence, with a filter for each list of words that its kind has. */
#include "base/number.h"
#include "site/handlers/frame.h"
#include "site/handlers/list_filters.h"
#include "site/handlers/rights.h"
#include "site/pages/list_page.h"
#include "site/store/search_words.h"
#include "site/web/routes.h"

#define ROWS_ON_A_PAGE 25

/* What a search for words looks at: of all kinds, those that fit best. */
#define FOUND_MOST 1000

typedef struct Listing {
    const Request *request;
    const Kind *kind;
    EntryList chosen;
    Str words; /* that are looked for within the list */
    PageRow *rows;
    size_t row_count;
    int64_t last_changed;
    int64_t last_id;
    size_t all; /* entries that fit, on all parts of the list */
} Listing;

static Status add_row(Listing *listing, int64_t id, Str slug, PageRow row)
{
    PageRow *place = &listing->rows[listing->row_count];

    *place = row;
    TRY(frame_address(listing->request, listing->kind->id, id, slug, &place->path));
    TRY(frame_facts(listing->request, listing->kind, id, &place->facts));
    listing->row_count++;
    return done();
}

/* Where the part begins, from "changed-id" of the last entry of the part before. */
static void read_after(const Request *request, int64_t *changed, int64_t *id)
{
    Str text = request_query(request, STR("after"));
    size_t dash = str_find_byte(text, '-');

    *changed = INT64_MAX;
    *id = INT64_MAX;
    if (dash == text.length || !number_parse_integer(str_slice(text, 0, dash), changed) ||
        !number_parse_integer(str_slice(text, dash + 1, text.length - dash - 1), id)) {
        *changed = INT64_MAX;
        *id = INT64_MAX;
    }
}

static Status read_all(Listing *listing, int64_t changed, int64_t id)
{
    const Request *request = listing->request;
    EntriesIn in = {listing->kind->id, STR("live"), changed, id, ROWS_ON_A_PAGE + 1};
    KindCountRows count;
    EntriesRows rows;

    TRY(store_kind_count(request->context, request->reader,
                         &(KindCountIn){listing->kind->id, STR("live")}, &count));
    TRY(store_entries(request->context, request->reader, &in, &rows));
    listing->all = (size_t)count.items[0].entries;
    for (size_t i = 0; i < rows.count && i < ROWS_ON_A_PAGE; i++) {
        const EntriesRow *row = &rows.items[i];

        TRY(add_row(listing, row->id, row->slug,
                    (PageRow){.title = row->title, .summary = row->plain}));
        listing->last_changed = rows.count > ROWS_ON_A_PAGE ? row->changed : 0;
        listing->last_id = row->id;
    }
    return done();
}

static Status read_filtered(Listing *listing, int64_t id)
{
    const Request *request = listing->request;
    FilteredRows rows;
    int64_t all;

    TRY(list_count(request->context, request->reader, &listing->chosen, &all));
    TRY(list_read(request->context, request->reader, &listing->chosen, id, ROWS_ON_A_PAGE + 1,
                  &rows));
    listing->all = (size_t)all;
    for (size_t i = 0; i < rows.count && i < ROWS_ON_A_PAGE; i++) {
        const FilteredRow *row = &rows.items[i];

        TRY(add_row(listing, row->id, row->slug,
                    (PageRow){.title = row->title, .summary = row->plain}));
        listing->last_changed = rows.count > ROWS_ON_A_PAGE ? row->changed : 0;
        listing->last_id = row->id;
    }
    return done();
}

static Status has_chosen(const Listing *listing, int64_t entry, bool *out)
{
    TagsRows tags;
    size_t found = 0;

    TRY(store_tags(listing->request->context, listing->request->reader, &(TagsIn){entry}, &tags));
    for (size_t i = 0; i < listing->chosen.count; i++) {
        for (size_t k = 0; k < tags.count; k++) {
            found += str_equal(tags.items[k].facet, listing->chosen.filters[i].facet) &&
                             str_equal(tags.items[k].term, listing->chosen.filters[i].term)
                         ? 1
                         : 0;
        }
    }
    *out = found == listing->chosen.count;
    return done();
}

/* Those that fit best, as many as one page has. */
static Status read_found(Listing *listing)
{
    const Request *request = listing->request;
    SearchIn in = {.most = FOUND_MOST};
    SearchRows rows;

    TRY(store_search_words(request->context, listing->words, &in.words));
    TRY(store_search(request->context, request->reader, &in, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const SearchRow *row = &rows.items[i];
        bool fits = str_equal(row->kind, listing->kind->id);

        if (fits && listing->chosen.count > 0) {
            TRY(has_chosen(listing, row->id, &fits));
        }
        if (fits && listing->row_count < ROWS_ON_A_PAGE) {
            TRY(add_row(listing, row->id, row->slug,
                        (PageRow){.title = row->title, .summary = row->plain}));
        }
        listing->all += fits ? 1 : 0;
    }
    return done();
}

static Status read_rows(Listing *listing)
{
    int64_t changed;
    int64_t id;

    listing->rows = TAKE(listing->request->context, PageRow, ROWS_ON_A_PAGE);
    if (listing->rows == NULL) {
        return fail_memory(listing->request->context);
    }
    listing->chosen = filters_chosen(listing->request, listing->kind);
    listing->words = str_trim(request_query(listing->request, STR("q")));
    if (listing->words.length > 0) {
        return read_found(listing);
    }
    read_after(listing->request, &changed, &id);
    return listing->chosen.count > 0 ? read_filtered(listing, id) : read_all(listing, changed, id);
}

/* ---- the page ---- */

static Status add_filter(const Request *request, Str facet, Str label, ListFilter *filter)
{
    Context *context = request->context;
    Str chosen = request_query(request, facet);
    size_t count = 0;
    FacetTerm term;

    while (facet_term_at(facet, count, &term)) {
        count++;
    }
    *filter = (ListFilter){facet, label, {TAKE(context, PageChoice, count + 1), 1}};
    if (filter->choices.items == NULL) {
        return fail_memory(context);
    }
    filter->choices.items[0] = (PageChoice){.label = STR("All"), .is_chosen = chosen.length == 0};
    for (size_t i = 0; facet_term_at(facet, i, &term); i++) {
        filter->choices.items[filter->choices.count++] =
            (PageChoice){term.id, term.label, term.plain, str_equal(term.id, chosen)};
    }
    return done();
}

static Status add_filters(const Listing *listing, ListPage *page)
{
    Filters filters = filters_of(listing->kind);

    page->filters.items = TAKE(listing->request->context, ListFilter, FACETS_MOST);
    if (page->filters.items == NULL) {
        return fail_memory(listing->request->context);
    }
    for (size_t i = 0; i < filters.count; i++) {
        TRY(add_filter(listing->request, filters.facets[i], filters.labels[i],
                       &page->filters.items[page->filters.count++]));
    }
    return done();
}

/* The same list with the same words chosen, from `after` on; empty: from its beginning. */
static Str part_path(const Listing *listing, Str after)
{
    Arena *arena = listing->request->context->arena;

    return filters_path(arena, &listing->chosen, STR_NONE,
                        after.length == 0 ? after
                                          : str_format(arena, "after=%.*s", STR_ARGS(after)));
}

/* The same as a feed and as tables. */
static Status add_data(const Listing *listing, ListPage *page)
{
    static const struct {
        const char *ending;
        const char *label;
    } FORMS[] = {{".csv", "CSV table"}, {".json", "JSON"}, {".atom", "Atom feed"}};
    Context *context = listing->request->context;
    size_t count = sizeof FORMS / sizeof FORMS[0];

    if (listing->words.length > 0) { /* tables and feeds know no words */
        return done();
    }
    page->data.items = TAKE(context, PageLink, count);
    page->head.feeds.items = TAKE(context, PageLink, 1);
    if (page->data.items == NULL || page->head.feeds.items == NULL) {
        return fail_memory(context);
    }
    for (; page->data.count < count; page->data.count++) {
        page->data.items[page->data.count] =
            (PageLink){filters_path(context->arena, &listing->chosen,
                                    str_from(FORMS[page->data.count].ending), STR_NONE),
                       str_from(FORMS[page->data.count].label)};
    }
    page->head.feeds.count = 1;
    page->head.feeds.items[0] = (PageLink){page->data.items[count - 1].path, page->title};
    return done();
}

static Status add_ends(const Listing *listing, ListPage *page)
{
    Context *context = listing->request->context;
    MayAnswer begin;

    if (request_query(listing->request, STR("after")).length > 0) {
        page->first_path = part_path(listing, STR_NONE);
    }
    if (listing->last_changed > 0) {
        page->next_path = part_path(listing, str_format(context->arena, "%lld-%lld",
                                                        (long long)listing->last_changed,
                                                        (long long)listing->last_id));
    }
    TRY(rights_to_begin(listing->request, listing->kind->number, false, &begin));
    if (begin != MAY_NO) {
        page->new_path = str_format(context->arena, "%.*s/new", STR_ARGS(listing->kind->address));
        page->new_label = STR("Add one");
    }
    return done();
}

/* "75 pieces of evidence"; "the 25 that fit best of 40 methods" */
static Str count_words_of(const Listing *listing)
{
    Arena *arena = listing->request->context->arena;
    const Kind *kind = listing->kind;
    Str many = kind->number == KIND_EVIDENCE ? STR("pieces of evidence") : kind->plural;
    Str all = frame_count(arena, listing->all, kind->name, many);

    return listing->words.length > 0 && listing->all > listing->row_count
               ? str_format(arena, "The %zu that fit best of %.*s", listing->row_count,
                            STR_ARGS(all))
               : all;
}

static Str empty_words(const Listing *listing)
{
    if (listing->words.length > 0) {
        return STR("Nothing here has these words. Try fewer, or ask.");
    }
    if (listing->chosen.count == 0) {
        return STR("There is none yet. You could be the first to add one.");
    }
    return listing->kind->number == KIND_EVIDENCE
               ? STR("None yet that has all that you chose: nobody has looked, or nobody has told "
                     "us. Add some, or ask for it.")
               : STR("Nothing here has all that you chose. Choose less.");
}

/* Other views of the same. */
static Status add_ways(Context *context, const Kind *kind, ListPage *page)
{
    page->ways.items = TAKE(context, PageLink, 1);
    if (page->ways.items == NULL) {
        return fail_memory(context);
    }
    if (kind->number == KIND_EVIDENCE) {
        page->ways.items[page->ways.count++] =
            (PageLink){STR("/evidence/map"), STR("The map: what is known, and what is not")};
    }
    return done();
}

Status entry_list(Request *request, Reply *reply)
{
    const Kind *kind = kind_find_list(request->parts.items[0]);
    Listing listing = {.request = request, .kind = kind};
    ListPage page = {.title = STR_NONE};

    if (kind == NULL) {
        return reply_missing(request, reply);
    }
    TRY(read_rows(&listing));
    TRY(frame_head(request, frame_title(request->context->arena, kind->plural), kind->meaning,
                   frame_section(kind), &page.head));
    page.title = page.head.title;
    page.summary = kind->meaning;
    page.path = kind->address;
    page.query = listing.words;
    page.is_filtered = listing.chosen.count > 0 || listing.words.length > 0;
    page.count = count_words_of(&listing);
    page.found = (RowsPage){{listing.rows, listing.row_count}, empty_words(&listing)};
    TRY(add_filters(&listing, &page));
    TRY(add_data(&listing, &page));
    TRY(add_ways(request->context, kind, &page));
    TRY(add_ends(&listing, &page));
    page_list(reply_html(reply), &page);
    return done();
}
