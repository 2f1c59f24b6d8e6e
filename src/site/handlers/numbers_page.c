/* GET /numbers: what is here by kind, stop and group, and who is not. */
#include "site/pages/numbers_page.h"
#include "site/handlers/frame.h"
#include "site/store/statements.h"
#include "site/web/routes.h"

/* What is counted for each word of a list: kinds with a field of that list. */
#define COUNTED_MOST 4
#define WORDS_MOST 40

typedef struct Counted {
    Str facet;
    KindId kinds[COUNTED_MOST];
    size_t kind_count;
    Str missing[COUNTED_MOST]; /* "No %s: ": before the names of what nobody has written of */
} Counted;

static const Counted *counted(bool groups)
{
    static const Counted STOPS = {{"stage", 5},
                                  {KIND_EVIDENCE, KIND_METHOD, KIND_RECOMMENDATION, KIND_STORY},
                                  4,
                                  {{"There is no evidence on these stops: ", 37},
                                   {"No method is for these stops: ", 30},
                                   {"Nobody is asked to change anything at these stops: ", 51},
                                   {"No story tells of these stops: ", 31}}};
    static const Counted GROUPS = {{"group", 5},
                                   {KIND_EVIDENCE, KIND_STORY, KIND_SYSTEM, KIND_AUDIT},
                                   4,
                                   {{"There is no evidence about these groups: ", 41},
                                    {"No story tells of these groups: ", 32},
                                    {"No system here says that it matters to these groups: ", 53},
                                    {"No audit compared these groups: ", 32}}};

    return groups ? &GROUPS : &STOPS;
}

typedef struct Counting {
    const Request *request;
    const Counted *of;
    FacetTerm terms[WORDS_MOST];
    size_t term_count;
    int64_t counts[COUNTED_MOST][WORDS_MOST];
} Counting;

static Status count(Counting *counting)
{
    const Request *request = counting->request;
    const Counted *of = counting->of;

    while (counting->term_count < WORDS_MOST &&
           facet_term_at(of->facet, counting->term_count, &counting->terms[counting->term_count])) {
        counting->term_count++;
    }
    for (size_t k = 0; k < of->kind_count; k++) {
        KindTermsIn in = {of->facet, kind_of(of->kinds[k])->id};
        KindTermsRows rows;

        TRY(store_kind_terms(request->context, request->reader, &in, &rows));
        for (size_t i = 0; i < rows.count; i++) {
            for (size_t t = 0; t < counting->term_count; t++) {
                if (str_equal(counting->terms[t].id, rows.items[i].term)) {
                    counting->counts[k][t] = rows.items[i].entries;
                }
            }
        }
    }
    return done();
}

/* "No group in particular" and "Another group" are nobody who could be missing. */
static bool is_somebody(Str term)
{
    return !str_equal(term, STR("any")) && !str_equal(term, STR("other"));
}

static Status add_missing(const Counting *counting, size_t kind, NumbersPage *page)
{
    Context *context = counting->request->context;
    Text text = text_new(context->arena);
    size_t found = 0;

    text_add(&text, counting->of->missing[kind]);
    for (size_t t = 0; t < counting->term_count; t++) {
        if (counting->counts[kind][t] == 0 && is_somebody(counting->terms[t].id)) {
            text_add(&text, found++ > 0 ? STR("; ") : STR_NONE);
            text_add(&text, counting->terms[t].label);
        }
    }
    text_add(&text, STR("."));
    return found == 0 ? done()
                      : text_finish(context, &text, &page->missing.items[page->missing.count++]);
}

/* "12 pieces of evidence, 1 story, no audits" */
static Status words_of(const Counting *counting, size_t term, Str *out)
{
    Text text = text_new(counting->request->context->arena);

    for (size_t k = 0; k < counting->of->kind_count; k++) {
        const Kind *kind = kind_of(counting->of->kinds[k]);
        int64_t entries = counting->counts[k][term];
        Str many = kind->number == KIND_EVIDENCE ? STR("pieces of evidence") : kind->plural;
        Str name = entries == 1 ? kind->name : entries == 0 ? kind->plural : many;

        text_add(&text, k > 0 ? STR(", ") : STR_NONE);
        if (entries == 0) {
            text_format(&text, "no %.*s", STR_ARGS(name));
        } else {
            text_format(&text, "%lld %.*s", (long long)entries, STR_ARGS(name));
        }
    }
    return text_finish(counting->request->context, &text, out);
}

static Status fill_rows(const Request *request, bool groups, RowsPage *rows, NumbersPage *page)
{
    Context *context = request->context;
    Counting *counting = TAKE(context, Counting, 1);

    rows->rows.items = TAKE(context, PageRow, WORDS_MOST);
    if (counting == NULL || rows->rows.items == NULL) {
        return fail_memory(context);
    }
    counting->request = request;
    counting->of = counted(groups);
    TRY(count(counting));
    for (size_t t = 0; t < counting->term_count; t++) {
        FacetTerm term = counting->terms[t];
        PageRow *row = &rows->rows.items[rows->rows.count++];

        *row = (PageRow){.path = str_format(context->arena, "/evidence?%.*s=%.*s",
                                            STR_ARGS(counting->of->facet), STR_ARGS(term.id)),
                         .title = term.label};
        TRY(words_of(counting, t, &row->facts));
    }
    for (size_t k = 0; k < counting->of->kind_count; k++) {
        TRY(add_missing(counting, k, page));
    }
    return done();
}

static Status fill_kinds(const Request *request, NumbersPage *page)
{
    Context *context = request->context;

    page->kinds.items = TAKE(context, NumbersKind, KIND_COUNT);
    page->missing.items = TAKE(context, Str, COUNTED_MOST * 2 + 1);
    if (page->kinds.items == NULL || page->missing.items == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < KIND_COUNT; i++) {
        const Kind *kind = kind_of((KindId)i);
        KindCountRows rows;

        if (kind->address.length > 0) {
            TRY(store_kind_count(context, request->reader, &(KindCountIn){kind->id, STR("live")},
                                 &rows));
            page->kinds.items[page->kinds.count++] =
                (NumbersKind){frame_title(context->arena, kind->plural), kind->address,
                              str_format(context->arena, "%lld", (long long)rows.items[0].entries)};
        }
    }
    return done();
}

Status numbers_show(Request *request, Reply *reply)
{
    PageLink ways[] = {{STR("/evidence/map"), STR("The map of evidence")},
                       {STR("/evidence/new"), STR("Add evidence")},
                       {STR("/ask/new"), STR("Ask for it")}};
    NumbersPage page = {
        .title = STR("What is here, and who is not"),
        .summary = STR("Every number is counted from the entries that anyone can read."),
        .nobody = STR("Every stop and every group has something here. That does not mean enough."),
        .ways = {ways, sizeof ways / sizeof ways[0]}};

    TRY(frame_head(request, page.title, page.summary, SECTION_NONE, &page.head));
    TRY(fill_kinds(request, &page));
    TRY(fill_rows(request, true, &page.groups, &page));
    TRY(fill_rows(request, false, &page.stops, &page));
    page_numbers(reply_html(reply), &page);
    return done();
}
