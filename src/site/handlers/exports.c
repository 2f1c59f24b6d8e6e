/* Lists as tables and feeds, by the filters of their pages: /evidence.csv, .json, .atom. */
#include "site/handlers/entry_data.h"
#include "site/handlers/feed_place.h"
#include "site/handlers/frame.h"
#include "site/handlers/list_filters.h"
#include "site/web/reply.h"
#include "site/web/routes.h"

#include "base/number.h"

/* Rows that are made at once, in memory of their own. */
#define ROWS_AT_ONCE ((int64_t)200)
#define AT_ONCE_BYTES ((size_t)16 << 20)

/* What one answer holds; the next part begins after its last row. */
#define TABLE_BYTES_MOST ((size_t)6 << 20)

#define FEED_ENTRIES ((int64_t)50)

typedef struct Export {
    const Request *request;
    const Kind *kind;
    EntryList list;
    StrSpan columns;
    Text *body;
    JsonWriter json;
    bool is_json;
    int64_t before; /* the last row's number; rows that follow are below it */
    size_t rows;
    bool is_all;
} Export;

/* False, with the answer in the reply, when there is no such list. */
static Status begin(Request *request, Reply *reply, Export *out, bool *on)
{
    const Kind *kind = kind_find_list(request->parts.items[0]);

    *on = kind != NULL;
    if (kind == NULL) {
        return reply_missing(request, reply);
    }
    *out = (Export){.request = request, .kind = kind, .list = filters_chosen(request, kind)};
    if (!number_parse_integer(request_query(request, STR("before")), &out->before) ||
        out->before <= 0) {
        out->before = INT64_MAX;
    }
    reply->keep = REPLY_OPEN;
    return data_columns(request->context, kind, false, &out->columns);
}

/* Rows come by number, the greatest first, and so do those that are made up. */
static Status mark_made_up(Context *context, const Export *export, DataEntry *entries, size_t count)
{
    EntryList made_up = {.kind = export->kind->number};
    size_t at = 0;
    FilteredRows rows;

    if (!list_filter(&made_up, STR("made-up"), STR("made-up"))) {
        return done();
    }
    TRY(list_read(context, export->request->reader, &made_up, export->before, (int64_t)count,
                  &rows));
    for (size_t i = 0; i < count; i++) {
        while (at < rows.count && rows.items[at].id > entries[i].id) {
            at++;
        }
        entries[i].is_made_up = at < rows.count && rows.items[at].id == entries[i].id;
    }
    return done();
}

static Status read_entries(Context *context, Export *export, int64_t most, DataEntry **out,
                           size_t *count)
{
    FilteredRows rows;

    TRY(list_read(context, export->request->reader, &export->list, export->before, most, &rows));
    *count = rows.count;
    *out = TAKE(context, DataEntry, rows.count);
    if (*out == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < rows.count; i++) {
        (*out)[i] = data_entry_of_list(&rows.items[i]);
    }
    TRY(mark_made_up(context, export, *out, rows.count));
    export->is_all = rows.count < (size_t)most;
    export->before = rows.count > 0 ? rows.items[rows.count - 1].id : export->before;
    return done();
}

static Status write_part(Context *context, Export *export)
{
    DataTable table = {.names = export->columns};
    Text text = text_new(context->arena);
    DataEntry *entries;
    Str written;

    TRY(read_entries(context, export, ROWS_AT_ONCE, &entries, &table.row_count));
    table.cells = TAKE(context, DataCell, table.row_count * table.names.count);
    if (table.cells == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < table.row_count; i++) {
        TRY(data_cells(context, export->request, export->kind, false, &entries[i],
                       &table.cells[i * table.names.count]));
    }
    export->rows += table.row_count;
    if (export->is_json) {
        export->json.text = &text;
        data_json_rows(&export->json, &table);
        export->json.text = export->body;
    } else {
        data_csv_rows(&text, &table);
    }
    TRY(text_finish(context, &text, &written));
    text_add(export->body, written);
    return done();
}

/* Each part in an arena of its own: a table of thousands of rows is never held twice. */
static Status write_rows(Export *export)
{
    Context *context = export->request->context;

    while (!export->is_all && export->rows < STORE_ROWS_MOST &&
           export->body->length < TABLE_BYTES_MOST) {
        AUTO(Arena *, arena_cleanup) arena = arena_new(AT_ONCE_BYTES);
        Context own = {.arena = arena, .stop = context->stop};
        Status status = arena == NULL ? fail_memory(context) : write_part(&own, export);

        if (failed(status)) {
            return own.first == NULL
                       ? status
                       : fail(context, status.kind, PLACE_NONE, "%.*s", STR_ARGS(own.first->text));
        }
    }
    return done();
}

/* Whole addresses of this list: as a page, and from the next row on. */
static Str whole(const Export *export, Str ending, Str more)
{
    Arena *arena = export->request->context->arena;
    Str site = request_site_address(export->request);
    Str path = filters_path(arena, &export->list, ending, more);

    return str_format(arena, "%.*s%.*s", STR_ARGS(site), STR_ARGS(path));
}

static Str next_part(const Export *export, Str ending)
{
    Str before =
        str_format(export->request->context->arena, "before=%lld", (long long)export->before);

    return export->is_all ? STR_NONE : whole(export, ending, before);
}

Status list_csv(Request *request, Reply *reply)
{
    Export export;
    bool on;

    TRY(begin(request, reply, &export, &on));
    if (!on) {
        return done();
    }
    export.body = reply_text(reply, STR("text/csv; charset=utf-8; header=present"));
    reply_save_as(
        reply, str_format(request->context->arena, "%.*s.csv", STR_ARGS(request->parts.items[0])));
    data_csv_names(export.body, export.columns);
    return write_rows(&export);
}

Status list_json(Request *request, Reply *reply)
{
    DataTable table = {.licence = DATA_LICENCE};
    Export export;
    bool on;

    TRY(begin(request, reply, &export, &on));
    if (!on) {
        return done();
    }
    export.body = reply_text(reply, STR("application/json"));
    export.is_json = true;
    export.json = json_writer(export.body, true);
    table.about = export.kind->meaning;
    table.page = whole(&export, STR_NONE, STR_NONE);
    data_json_open(&export.json, &table);
    TRY(write_rows(&export));
    data_json_close(&export.json, next_part(&export, STR(".json")));
    return done();
}

/* ---- the feed ---- */

static Status feed_entry(const Export *export, const FeedPlace *place, const DataEntry *entry,
                         FeedEntry *out)
{
    Context *context = export->request->context;
    Str path = str_format(context->arena, "entry/%lld", (long long)entry->id);
    Str *sorts = TAKE(context, Str, 3);
    bool withdrawn;

    if (sorts == NULL) {
        return fail_memory(context);
    }
    TRY(data_is_withdrawn(context, entry->data, &withdrawn));
    *out = (FeedEntry){.id = feed_id(context, place->host, place->year, path),
                       .title = entry->title,
                       .summary = entry->plain,
                       .author = entry->by,
                       .published = feed_moment(context->arena, entry->made),
                       .updated = feed_moment(context->arena, entry->edited),
                       .sorts = {sorts, 0}};
    sorts[out->sorts.count++] = export->kind->id;
    if (withdrawn) {
        sorts[out->sorts.count++] = STR("withdrawn");
        out->summary =
            str_format(context->arena, "Its source was withdrawn. %.*s", STR_ARGS(entry->plain));
    }
    if (entry->is_made_up) {
        sorts[out->sorts.count++] = STR("made-up");
    }
    return data_address(context, export->request, export->kind, entry, &out->address);
}

static Status fill_feed(Export *export, const FeedPlace *place, Feed *feed)
{
    Context *context = export->request->context;
    DataEntry *entries;
    size_t count;
    int64_t newest = place->begun;

    TRY(read_entries(context, export, FEED_ENTRIES, &entries, &count));
    feed->entries.items = TAKE(context, FeedEntry, count);
    if (feed->entries.items == NULL) {
        return fail_memory(context);
    }
    for (; feed->entries.count < count; feed->entries.count++) {
        const DataEntry *entry = &entries[feed->entries.count];

        TRY(feed_entry(export, place, entry, &feed->entries.items[feed->entries.count]));
        newest = entry->edited > newest ? entry->edited : newest;
    }
    feed->updated = feed_moment(context->arena, newest);
    feed->next = next_part(export, STR(".atom"));
    return done();
}

Status list_atom(Request *request, Reply *reply)
{
    Arena *arena = request->context->arena;
    Feed feed = {.title = STR_NONE};
    FeedPlace place;
    Export export;
    bool on;
    Str path;
    Str before;

    TRY(begin(request, reply, &export, &on));
    if (!on) {
        return done();
    }
    TRY(feed_place(request, &place));
    path = filters_path(arena, &export.list, STR_NONE, STR_NONE);
    before = export.before == INT64_MAX
                 ? STR_NONE
                 : str_format(arena, "before=%lld", (long long)export.before);
    feed.id = feed_id(request->context, place.host, place.year,
                      str_format(arena, "list%.*s", STR_ARGS(path)));
    feed.title =
        str_format(arena, "%.*s: %.*s", STR_ARGS(place.site), STR_ARGS(export.kind->plural));
    feed.subtitle = filters_words(arena, &export.list);
    feed.author = place.site;
    feed.page = whole(&export, STR_NONE, STR_NONE);
    feed.self = whole(&export, STR(".atom"), before);
    TRY(fill_feed(&export, &place, &feed));
    feed_write(reply_text(reply, STR("application/atom+xml; charset=utf-8")), &feed);
    return done();
}
