#include "site/commons/entry_keep.h"

#include "site/commons/entry_values.h"

#define DAY ((int64_t)86400)

/* More pages of one knot are not looked for. */
#define KNOT_PAGES_MOST 5

static int64_t day_of(int64_t at)
{
    return at - (at % DAY + DAY) % DAY;
}

/* NULL in the store where there is nothing. */
static Str or_null(Str text)
{
    return text.length == 0 ? STR_NONE : text;
}

static Status render_body(Context *context, BodyRender render, Str body, Str *html)
{
    *html = STR("");
    return render == NULL || body.length == 0 ? done() : render(context, body, html);
}

/* --- Tags and links --------------------------------------------------------------------------- */

/* The pages of a knot, to link to or to part from. */
static Status knot_pages(Context *context, StoreChange *change, Str knot, TaggedRows *out)
{
    TaggedIn in = {STR("knot"), knot, STR("page"), INT64_MAX, KNOT_PAGES_MOST};

    return store_tagged(context, store_change_reader(change), &in, out);
}

static Status link_knots(Context *context, StoreChange *change, const EntryWords *words,
                         const EntrySent *sent, int64_t at)
{
    for (size_t i = 0; i < words->tag_count && words->kind != KIND_PAGE; i++) {
        TaggedRows pages = {0};
        LinkAddRows rows;

        if (str_equal(words->tags[i].facet, STR("knot"))) {
            TRY(knot_pages(context, change, words->tags[i].term, &pages));
        }
        for (size_t k = 0; k < pages.count; k++) {
            LinkAddIn in = {sent->id, STR("about"), pages.items[k].id, at};

            TRY(store_link_add(context, change, &in, &rows));
        }
    }
    return done();
}

/* By which the same source is found before it is written down twice. */
static Status keep_doi(Context *context, StoreChange *change, const EntryWords *words, int64_t id)
{
    JsonValue *data = NULL;
    const JsonValue *doi;
    DoiAddRows rows;
    DoisEndRows ended;

    if (kind_field_find(words->kind, STR("doi")) == NULL) {
        return done();
    }
    TRY(json_read(context, STR("data"), words->data, &data));
    doi = data_member(data, STR("doi"));
    TRY(store_dois_end(context, change, &(DoisEndIn){id}, &ended));
    return doi == NULL ? done() : store_doi_add(context, change, &(DoiAddIn){doi->text, id}, &rows);
}

static Status keep_beside(Context *context, StoreChange *change, const EntryWords *words,
                          int64_t id, int64_t at)
{
    for (size_t i = 0; i < words->tag_count; i++) {
        TagAddIn in = {words->tags[i].facet, words->tags[i].term, id};
        TagAddRows rows;

        TRY(store_tag_add(context, change, &in, &rows));
    }
    for (size_t i = 0; i < words->tie_count; i++) {
        LinkAddIn in = {id, words->ties[i].relation, words->ties[i].entry, at};
        LinkAddRows rows;

        if (words->ties[i].entry != id) {
            TRY(store_link_add(context, change, &in, &rows));
        }
    }
    TRY(keep_doi(context, change, words, id));
    return link_knots(context, change, words, &(EntrySent){id, false}, at);
}

/* What the version before had beside it, and nothing that others added. */
static Status drop_links(Context *context, StoreChange *change, const EntryRow *row)
{
    KindFields fields = kind_fields(kind_find(row->kind)->number);
    JsonValue *data = NULL;

    TRY(json_read(context, STR("data"), row->data, &data));
    for (size_t i = 0; i < fields.count; i++) {
        FieldValues values;
        int64_t other = 0;
        LinkEndRows rows;

        if (fields.items[i].type != FIELD_LINK) {
            continue;
        }
        TRY(data_values(context, data, &fields.items[i], &values));
        for (size_t k = 0; k < values.count; k++) {
            if (entry_number(values.items[k], &other)) {
                LinkEndIn in = {row->id, field_relation(&fields.items[i]), other};

                TRY(store_link_end(context, change, &in, &rows));
            }
        }
    }
    return done();
}

static Status drop_tags(Context *context, StoreChange *change, const EntryRow *row)
{
    KindId kind = kind_find(row->kind)->number;
    KindFields fields = kind_fields(kind);
    TagsRows tags;
    TagsEndRows ended;

    TRY(store_tags(context, store_change_reader(change), &(TagsIn){row->id}, &tags));
    for (size_t i = 0; i < tags.count && kind != KIND_PAGE; i++) {
        TaggedRows pages = {0};
        LinkEndRows rows;

        if (str_equal(tags.items[i].facet, STR("knot"))) {
            TRY(knot_pages(context, change, tags.items[i].term, &pages));
        }
        for (size_t k = 0; k < pages.count; k++) {
            LinkEndIn in = {row->id, STR("about"), pages.items[k].id};

            TRY(store_link_end(context, change, &in, &rows));
        }
    }
    TRY(store_tags_end(context, change, &(TagsEndIn){row->id, STR("stage")}, &ended));
    for (size_t i = 0; i < fields.count; i++) {
        TagsEndIn in = {row->id, fields.items[i].of};

        if (field_is_choice(&fields.items[i])) {
            TRY(store_tags_end(context, change, &in, &ended));
        }
    }
    return done();
}

/* --- Entries ---------------------------------------------------------------------------------- */

static Status refuse_mistakes(Context *context, const EntryWords *words)
{
    if (words->mistake_count == 0) {
        return done();
    }
    return fail(context, FAIL_INPUT, PLACE_NONE, "%.*s", STR_ARGS(words->mistakes[0].sentence));
}

Status entry_send(Context *context, StoreChange *change, const EntryWords *words,
                  const EntrySender *sender, EntrySent *out)
{
    int64_t at = sender->seal.length == 0 ? sender->at : day_of(sender->at);
    EntryAddRows added;
    EntryByPressRows before;
    EntryAddIn in = {.kind = kind_of(words->kind)->id,
                     .parent = {sender->parent != 0, sender->parent},
                     .author = sender->author,
                     .seal = or_null(sender->seal),
                     .byline = or_null(sender->byline),
                     .slug = words->slug,
                     .title = words->title,
                     .plain = words->plain,
                     .body = words->body,
                     .data = words->data,
                     .care = words->care,
                     .lang = words->lang,
                     .state = sender->state,
                     .at = at,
                     .starts = words->starts,
                     .ends = words->ends,
                     .due = words->due,
                     .press = or_null(sender->press)};

    TRY(refuse_mistakes(context, words));
    TRY(render_body(context, sender->render, words->body, &in.html));
    TRY(store_entry_add(context, change, &in, &added));
    if (added.count > 0) {
        *out = (EntrySent){added.items[0].id, false};
        return keep_beside(context, change, words, out->id, at);
    }
    TRY(store_entry_by_press(context, store_change_reader(change), &(EntryByPressIn){sender->press},
                             &before));
    *out = (EntrySent){before.count > 0 ? before.items[0].id : 0, true};
    return done();
}

static Status find_same_kind(Context *context, StoreChange *change, int64_t id, KindId kind,
                             EntryRow *out)
{
    EntryRows rows;

    TRY(store_entry(context, store_change_reader(change), &(EntryIn){id}, &rows));
    if (rows.count == 0 || !str_equal(rows.items[0].kind, kind_of(kind)->id)) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    "there is no %s with the number %lld; look it up in its list",
                    kind_of(kind)->name.bytes, (long long)id);
    }
    *out = rows.items[0];
    return done();
}

Status entry_change(Context *context, StoreChange *change, const EntryWords *words,
                    const EntryEditor *editor, bool *kept)
{
    EntryRow row = {0};
    EntryEditRows edited;
    EntryEditIn in = {.slug = words->slug,
                      .title = words->title,
                      .plain = words->plain,
                      .body = words->body,
                      .data = words->data,
                      .care = words->care,
                      .lang = words->lang,
                      .starts = words->starts,
                      .ends = words->ends,
                      .due = words->due,
                      .at = editor->at,
                      .editor = editor->editor,
                      .why = editor->why,
                      .id = editor->entry,
                      .version = editor->version};

    TRY(refuse_mistakes(context, words));
    TRY(find_same_kind(context, change, editor->entry, words->kind, &row));
    in.byline = row.byline;
    in.at = row.seal.length == 0 ? in.at : day_of(in.at);
    TRY(render_body(context, editor->render, words->body, &in.html));
    TRY(store_entry_edit(context, change, &in, &edited));
    *kept = edited.count > 0;
    if (!*kept) {
        return done();
    }
    TRY(drop_links(context, change, &row));
    TRY(drop_tags(context, change, &row));
    return keep_beside(context, change, words, row.id, in.at);
}

Status facets_keep(Context *context, StoreChange *change)
{
    Facet facet;
    FacetTerm term;
    TermPutRows rows;

    for (size_t i = 0; facet_at(i, &facet); i++) {
        for (size_t k = 0; facet_term_at(facet.id, k, &term); k++) {
            TermPutIn in = {facet.id, term.id, term.label, term.plain, (int64_t)k};

            TRY(store_term_put(context, change, &in, &rows));
        }
    }
    return done();
}
