/* Every version of an entry, and two of them compared: /e/412/history?from=1&to=3, and
   /e/412/history/3 against the one before. */
#include "base/number.h"
#include "site/handlers/entry_find.h"
#include "site/handlers/entry_shown.h"
#include "site/handlers/rights.h"
#include "site/pages/history_page.h"
#include "site/web/routes.h"

typedef struct History {
    const Request *request;
    const EntryRow *row; /* as it is now: version row->version */
    const Kind *kind;
    RevsRows revs; /* the versions before, the oldest first */
    bool sees_staff;
    int64_t from;
    int64_t to;
} History;

/* False, with the answer in the reply, for who may not read what it was. */
static Status begin(Request *request, Reply *reply, History *out, bool *on)
{
    MayAnswer may = MAY_NO;
    MayAnswer staff = MAY_NO;
    const EntryRow *row;

    *on = false;
    TRY(entry_find_asked(request, &row));
    if (row != NULL) {
        TRY(rights_of_entry(request, MAY_READ_HISTORY, row, &may));
        TRY(rights_of_entry(request, MAY_SEE_STAFF_FIELDS, row, &staff));
    }
    if (may != MAY_YES) {
        return reply_missing(request, reply);
    }
    *out = (History){.request = request,
                     .row = row,
                     .kind = kind_find(row->kind),
                     .sees_staff = staff != MAY_NO};
    *on = true;
    return store_revs(request->context, request->reader, &(RevsIn){out->row->id}, &out->revs);
}

static Str version_what(int64_t number, Str why)
{
    return why.length > 0 ? why : number == 1 ? STR("Written.") : STR("Changed.");
}

static Status add_version(const History *history, int64_t number, int64_t at, StoreInteger person,
                          HistoryVersion *out)
{
    Arena *arena = history->request->context->arena;

    *out = (HistoryVersion){.number = number,
                            .when = frame_day_words(arena, at),
                            .day = frame_day(arena, at),
                            .is_from = number == history->from,
                            .is_to = number == history->to};
    if (number > 1) {
        out->path = str_format(arena, "/e/%lld/history/%lld", (long long)history->row->id,
                               (long long)number);
    }
    return entry_version_by(history->request, history->row, person, &out->by);
}

static Status add_versions(const History *history, HistoryPage *page)
{
    const EntryRow *row = history->row;
    HistoryVersion *items =
        TAKE(history->request->context, HistoryVersion, history->revs.count + 1);

    if (items == NULL) {
        return fail_memory(history->request->context);
    }
    page->versions.items = items;
    TRY(add_version(history, row->version, row->edited, row->editor, items));
    items[page->versions.count++].what = version_what(row->version, row->why);
    for (size_t i = history->revs.count; i > 0; i--) {
        const RevsRow *rev = &history->revs.items[i - 1];
        HistoryVersion *version = &items[page->versions.count++];

        TRY(add_version(history, rev->n, rev->at, rev->person, version));
        version->what = version_what(rev->n, rev->why);
    }
    return done();
}

/* ---- two of them ---- */

static Status read_version(const History *history, int64_t number, EntryWords *out, bool *found)
{
    Context *context = history->request->context;
    RevRows rows;
    const RevRow *rev;

    *found = true;
    TRY(entry_row_words(context, history->row, out));
    if (number == history->row->version) {
        return done();
    }
    TRY(store_rev(context, history->request->reader, &(RevIn){history->row->id, number}, &rows));
    *found = rows.count > 0;
    if (rows.count == 0) {
        return done();
    }
    rev = &rows.items[0];
    out->title = rev->title;
    out->plain = rev->plain;
    out->body = rev->body;
    out->data = rev->data;
    out->care = rev->care;
    out->lang = rev->lang;
    out->starts = rev->starts;
    out->ends = rev->ends;
    out->due = rev->due;
    return done();
}

static Str shown_value(Arena *arena, const KindField *field, Str value)
{
    int64_t days;

    if (field->type == FIELD_DATE && date_parse(value, &days)) {
        return frame_day_words(arena, days * 86400);
    }
    return field_is_choice(field) ? frame_term(field->of, value) : value;
}

/* All values of a field in one text, choices by what they are called. */
static Str field_words(Arena *arena, const FormValues *values, const KindField *field)
{
    Text text = text_new(arena);

    for (size_t i = 0; i < values->count; i++) {
        if (str_equal(values->items[i].key, field->key)) {
            Str value = values->items[i].value;

            text_add(&text, text.length > 0 ? STR("; ") : STR_NONE);
            text_add(&text, shown_value(arena, field, value));
        }
    }
    return text_str(&text);
}

static Status add_changes(const History *history, const EntryWords *older, const EntryWords *newer,
                          HistoryPage *page)
{
    Context *context = history->request->context;
    KindFields fields = kind_fields(history->kind->number);
    FormValues before;
    FormValues after;

    TRY(entry_values_read(context, older, &before));
    TRY(entry_values_read(context, newer, &after));
    page->changes.items = TAKE(context, HistoryChange, fields.count);
    if (page->changes.items == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < fields.count; i++) {
        Str was = field_words(context->arena, &before, &fields.items[i]);
        Str is = field_words(context->arena, &after, &fields.items[i]);

        if (!str_equal(was, is) && (fields.items[i].need != FIELD_STAFF || history->sees_staff)) {
            page->changes.items[page->changes.count++] =
                (HistoryChange){fields.items[i].label, words_compare(context, was, is)};
        }
    }
    page->nothing = page->changes.count == 0
                        ? STR("No words that you can see differ between the two.")
                        : STR_NONE;
    return done();
}

static Status compare(const History *history, HistoryPage *page)
{
    Arena *arena = history->request->context->arena;
    EntryWords older;
    EntryWords newer;
    bool has_older;
    bool has_newer;

    TRY(read_version(history, history->from, &older, &has_older));
    TRY(read_version(history, history->to, &newer, &has_newer));
    if (!has_older || !has_newer) {
        return done();
    }
    page->compared = str_format(arena, "Version %lld compared with version %lld",
                                (long long)history->to, (long long)history->from);
    return add_changes(history, &older, &newer, page);
}

static Status show(History *history, Reply *reply)
{
    const Request *request = history->request;
    Arena *arena = request->context->arena;
    const EntryRow *row = history->row;
    Str title = row->title.length > 0 ? row->title : history->kind->name;
    HistoryPage page = {.entry_title = title};

    page.title = str_format(arena, "What changed in: %.*s", STR_ARGS(title));
    page.path = str_format(arena, "/e/%lld/history", (long long)row->id);
    TRY(frame_address(request, row->kind, row->id, row->slug, &page.entry_path));
    TRY(frame_head(request, page.title, STR_NONE, frame_section(history->kind), &page.head));
    if (history->kind->address.length > 0) {
        frame_crumb(&page.head, history->kind->address, frame_title(arena, history->kind->plural));
    }
    page.head.care = row->care;
    if (history->from > 0 && history->to > 0) {
        TRY(compare(history, &page));
    }
    TRY(add_versions(history, &page));
    page_history(reply_html(reply), &page);
    return done();
}

/* 0 where the query says no number of a version. */
static int64_t chosen_version(const History *history, Str name)
{
    int64_t number;

    return number_parse_integer(request_query(history->request, name), &number) && number > 0 &&
                   number <= history->row->version
               ? number
               : 0;
}

Status history_show(Request *request, Reply *reply)
{
    History history;
    bool on;

    TRY(begin(request, reply, &history, &on));
    if (!on) {
        return done();
    }
    history.from = chosen_version(&history, STR("from"));
    history.to = chosen_version(&history, STR("to"));
    if (history.from > history.to && history.to > 0) { /* the other way round is meant so too */
        int64_t newer = history.from;

        history.from = history.to;
        history.to = newer;
    }
    return show(&history, reply);
}

Status history_version(Request *request, Reply *reply)
{
    History history;
    bool on;

    TRY(begin(request, reply, &history, &on));
    if (!on) {
        return done();
    }
    history.to = request_number(request, 1);
    history.from = history.to - 1;
    return history.from < 1 || history.to > history.row->version ? reply_missing(request, reply)
                                                                 : show(&history, reply);
}
