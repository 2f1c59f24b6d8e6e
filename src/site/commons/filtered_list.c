#include "site/commons/filtered_list.h"

static bool kind_has_facet(KindId kind, Str facet)
{
    KindFields fields = kind_fields(kind);

    for (size_t i = 0; i < fields.count; i++) {
        if (field_is_choice(&fields.items[i]) && str_equal(fields.items[i].of, facet)) {
            return true;
        }
    }
    /* the stop of the path follows from the knot; examples are marked in every kind */
    return str_equal(facet, STR("made-up")) ||
           (str_equal(facet, STR("stage")) && kind_has_facet(kind, STR("knot")));
}

bool list_filter(EntryList *list, Str facet, Str term)
{
    FacetTerm found;

    if (!kind_has_facet(list->kind, facet) || !facet_term_find(facet, term, &found)) {
        return false;
    }
    for (size_t i = 0; i < list->count; i++) {
        if (str_equal(list->filters[i].facet, facet) &&
            str_equal(list->filters[i].term, found.id)) {
            return true;
        }
    }
    if (list->count == FILTERS_MOST) {
        return false;
    }
    list->filters[list->count++] = (EntryFilter){facet, found.id};
    return true;
}

/* The rarest word leads: what the others are looked up for is then least. */
static Status rarest_first(Context *context, StoreReader *reader, const EntryList *list,
                           EntryFilter *out)
{
    int64_t least = INT64_MAX;
    size_t first = 0;
    size_t count = 1;

    for (size_t i = 0; i < list->count; i++) {
        TermUsesIn in = {list->filters[i].facet, list->filters[i].term};
        TermUsesRows uses;

        TRY(store_term_uses(context, reader, &in, &uses));
        if (uses.items[0].entries < least) {
            least = uses.items[0].entries;
            first = i;
        }
    }
    for (size_t i = 0; i < FILTERS_MOST; i++) {
        out[i] = (EntryFilter){STR_NONE, STR_NONE};
    }
    out[0] = list->filters[first];
    for (size_t i = 0; i < list->count; i++) {
        if (i != first) {
            out[count++] = list->filters[i];
        }
    }
    return done();
}

/* All of a kind: without a word to lead. */
static Status read_all(Context *context, StoreReader *reader, const KindNewestIn *in,
                       FilteredRows *out)
{
    KindNewestRows rows;
    FilteredRow *items;

    TRY(store_kind_newest(context, reader, in, &rows));
    items = TAKE(context, FilteredRow, rows.count);
    if (items == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < rows.count; i++) {
        const KindNewestRow *row = &rows.items[i];

        items[i] = (FilteredRow){.id = row->id,
                                 .slug = row->slug,
                                 .title = row->title,
                                 .plain = row->plain,
                                 .care = row->care,
                                 .lang = row->lang,
                                 .author = row->author,
                                 .byline = row->byline,
                                 .made = row->made,
                                 .changed = row->changed,
                                 .edited = row->edited,
                                 .starts = row->starts,
                                 .ends = row->ends,
                                 .due = row->due,
                                 .data = row->data};
    }
    *out = (FilteredRows){items, rows.count};
    return done();
}

Status list_read(Context *context, StoreReader *reader, const EntryList *list, int64_t before,
                 int64_t most, FilteredRows *out)
{
    Str kind = kind_of(list->kind)->id;
    EntryFilter by[FILTERS_MOST];

    if (list->count == 0) {
        return read_all(context, reader, &(KindNewestIn){kind, before, most}, out);
    }
    TRY(rarest_first(context, reader, list, by));
    return store_filtered(context, reader,
                          &(FilteredIn){by[0].facet, by[0].term, kind, before, by[1].facet,
                                        by[1].term, by[2].facet, by[2].term, by[3].facet,
                                        by[3].term, most},
                          out);
}

Status list_count(Context *context, StoreReader *reader, const EntryList *list, int64_t *out)
{
    Str kind = kind_of(list->kind)->id;
    EntryFilter by[FILTERS_MOST];
    FilteredCountRows rows;
    KindCountRows all;

    if (list->count == 0) {
        TRY(store_kind_count(context, reader, &(KindCountIn){kind, STR("live")}, &all));
        *out = all.items[0].entries;
        return done();
    }
    TRY(rarest_first(context, reader, list, by));
    TRY(store_filtered_count(context, reader,
                             &(FilteredCountIn){by[0].facet, by[0].term, kind, by[1].facet,
                                                by[1].term, by[2].facet, by[2].term, by[3].facet,
                                                by[3].term},
                             &rows));
    *out = rows.items[0].entries;
    return done();
}
