/* One entry as data and as a citation: /e/412.json, .bib, .ris. */
#include "site/handlers/cite.h"
#include "site/handlers/entry_find.h"

#include "base/number.h"
#include "site/commons/entry_values.h"
#include "site/handlers/entry_data.h"
#include "site/handlers/feed_place.h"
#include "site/text/reference.h"
#include "site/web/routes.h"

#define FORMS 3

/* What is live alone, whoever asks: an export is handed on. */
static Status find_live(const Request *request, const EntryRow **out)
{
    TRY(entry_find_asked(request, out));
    if (*out != NULL &&
        (!str_equal((*out)->state, STR("live")) || kind_find((*out)->kind) == NULL)) {
        *out = NULL;
    }
    return done();
}

static Str data_text(const JsonValue *data, Str key)
{
    const JsonValue *member = data_member(data, key);

    return member == NULL ? STR_NONE : member->text;
}

/* The plain summary, and of evidence what it was taken from. */
static Str summary_of(Arena *arena, const EntryRow *row, const JsonValue *data)
{
    Str source = data_text(data, STR("source"));
    Str doi = data_text(data, STR("doi"));
    Text text = text_new(arena);

    text_add(&text, row->plain);
    if (source.length > 0) {
        text_format(&text, " Source: %.*s", STR_ARGS(source));
    }
    if (doi.length > 0) {
        text_format(&text, " https://doi.org/%.*s", STR_ARGS(doi));
    }
    return text_str(&text);
}

static Status reference_of(const Request *request, const EntryRow *row, Reference *out)
{
    Context *context = request->context;
    DataEntry entry = data_entry_of(row);
    int32_t day = date_calendar_number(row->edited / 86400);
    ReferencePerson *person = TAKE(context, ReferencePerson, 1);
    FeedPlace place;
    JsonValue *data;

    if (person == NULL) {
        return fail_memory(context);
    }
    TRY(feed_place(request, &place));
    TRY(json_read(context, STR("data"), row->data, &data));
    *out = (Reference){
        .kind = REFERENCE_WEB,
        .key = str_format(context->arena, "%.*s-%lld", STR_ARGS(row->kind), (long long)row->id),
        .title = row->title,
        .within = place.site,
        .year = day / 10000,
        .month = day / 100 % 100,
        .day = day % 100,
        .summary = summary_of(context->arena, row, data),
        .language = row->lang,
        .is_withdrawn = str_equal(data_text(data, STR("standing")), STR("withdrawn"))};
    if (row->byline.length > 0) {
        person->family = row->byline;
        out->people.items = person;
        out->people.count = 1;
    }
    return data_address(context, request, kind_find(row->kind), &entry, &out->address);
}

Status entry_bib(Request *request, Reply *reply)
{
    const EntryRow *row;
    Reference reference;

    TRY(find_live(request, &row));
    if (row == NULL) {
        return reply_missing(request, reply);
    }
    TRY(reference_of(request, row, &reference));
    reference_write_bibtex(request->context,
                           reply_text(reply, STR("application/x-bibtex; charset=utf-8")),
                           &reference);
    reply_save_as(reply, str_format(request->context->arena, "%.*s.bib", STR_ARGS(reference.key)));
    return done();
}

Status entry_ris(Request *request, Reply *reply)
{
    const EntryRow *row;
    Reference reference;

    TRY(find_live(request, &row));
    if (row == NULL) {
        return reply_missing(request, reply);
    }
    TRY(reference_of(request, row, &reference));
    reference_write_ris(
        reply_text(reply, STR("application/x-research-info-systems; charset=utf-8")), &reference);
    reply_save_as(reply, str_format(request->context->arena, "%.*s.ris", STR_ARGS(reference.key)));
    return done();
}

static Status is_made_up(const Request *request, int64_t entry, bool *out)
{
    TagsRows tags;

    *out = false;
    TRY(store_tags(request->context, request->reader, &(TagsIn){entry}, &tags));
    for (size_t i = 0; i < tags.count; i++) {
        *out |= str_equal(tags.items[i].facet, STR("made-up"));
    }
    return done();
}

Status entry_json(Request *request, Reply *reply)
{
    Context *context = request->context;
    DataTable table = {.licence = DATA_LICENCE, .row_count = 1};
    const EntryRow *row;
    const Kind *kind;
    DataEntry entry;

    TRY(find_live(request, &row));
    if (row == NULL) {
        return reply_missing(request, reply);
    }
    kind = kind_find(row->kind);
    entry = data_entry_of(row);
    TRY(is_made_up(request, row->id, &entry.is_made_up));
    TRY(data_columns(context, kind, true, &table.names));
    table.cells = TAKE(context, DataCell, table.names.count);
    if (table.cells == NULL) {
        return fail_memory(context);
    }
    TRY(data_cells(context, request, kind, true, &entry, table.cells));
    TRY(data_address(context, request, kind, &entry, &table.page));
    table.about = kind->meaning;
    data_write_json(reply_text(reply, STR("application/json")), &table);
    return done();
}

/* ---- on the page ---- */

Status cite_show(EntryShown *shown)
{
    static const struct {
        const char *ending;
        const char *label;
    } WAYS[FORMS] = {{"bib", "BibTeX"}, {"ris", "RIS"}, {"json", "JSON"}};
    Context *context = shown->request->context;
    EntryPage *page = shown->page;
    Reference reference;
    Text line = text_new(context->arena);

    if (!str_equal(shown->row->state, STR("live"))) {
        return done();
    }
    page->cite.items = TAKE(context, PageLink, FORMS);
    if (page->cite.items == NULL) {
        return fail_memory(context);
    }
    for (; page->cite.count < FORMS; page->cite.count++) {
        page->cite.items[page->cite.count] =
            (PageLink){str_format(context->arena, "/e/%lld.%s", (long long)shown->row->id,
                                  WAYS[page->cite.count].ending),
                       str_from(WAYS[page->cite.count].label)};
    }
    if (shown->kind->number != KIND_EVIDENCE) {
        return done();
    }
    TRY(reference_of(shown->request, shown->row, &reference));
    reference_write_plain(&line, &reference);
    return text_finish(context, &line, &page->cite_line);
}

Status cite_warn(EntryShown *shown)
{
    Context *context = shown->request->context;
    EntryPage *page = shown->page;
    JsonValue *data;

    TRY(json_read(context, STR("data"), shown->row->data, &data));
    if (str_equal(data_text(data, STR("standing")), STR("withdrawn"))) {
        page->warning = STR("Its source was withdrawn: those who wrote or published it no longer "
                            "stand by it.");
        page->warning_path = data_text(data, STR("standing_link"));
        page->warning_label = STR("Where that is said");
    } else if (shown->row->due.known && shown->row->due.value < shown->request->today &&
               shown->kind->number == KIND_EVIDENCE) {
        Str day = frame_day_words(context->arena, shown->row->due.value);

        page->warning =
            str_format(context->arena, "It was due to be looked at again on %.*s.", STR_ARGS(day));
    }
    return done();
}
