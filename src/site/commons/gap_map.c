#include "site/commons/gap_map.h"

#include "base/text.h"

#define KEPT_BYTES ((size_t)1 << 24)

static Status read_terms(Context *context, Str facet, FacetTerms *out)
{
    FacetTerm term;
    size_t count = 0;

    while (facet_term_at(facet, count, &term)) {
        count++;
    }
    *out = (FacetTerms){TAKE(context, FacetTerm, count), count};
    if (out->items == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < count; i++) {
        (void)facet_term_at(facet, i, &out->items[i]);
    }
    return done();
}

/* terms->count when the list has it no longer. */
static size_t place_of(const FacetTerms *terms, Str id)
{
    size_t place = 0;

    while (place < terms->count && !str_equal(terms->items[place].id, id)) {
        place++;
    }
    return place;
}

const GapCell *gap_cell(const GapMap *map, size_t row, size_t group)
{
    return &map->cells[row * map->groups.count + group];
}

static Status make_cells(Context *context, GapMap *map)
{
    size_t count = map->rows.count * map->groups.count;
    int64_t *effects = TAKE(context, int64_t, count * map->effects.count);

    map->cells = TAKE(context, GapCell, count);
    if (map->cells == NULL || effects == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < count; i++) {
        map->cells[i].effects = effects + i * map->effects.count;
    }
    return done();
}

/* Each piece once, however many cells of the line it is in. */
static Status count_lines(Context *context, StoreReader *reader, Str facet, const FacetTerms *terms,
                          int64_t **out)
{
    KindTermsRows rows;

    *out = TAKE(context, int64_t, terms->count);
    if (*out == NULL) {
        return fail_memory(context);
    }
    TRY(store_kind_terms(context, reader, &(KindTermsIn){facet, STR("evidence")}, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        size_t place = place_of(terms, rows.items[i].term);

        if (place < terms->count) {
            (*out)[place] = rows.items[i].entries;
        }
    }
    return done();
}

Status gap_map_read(Context *context, StoreReader *reader, Str facet, GapMap *out)
{
    GapCellsRows rows;
    KindCountRows all;

    *out = (GapMap){.facet = facet};
    TRY(read_terms(context, facet, &out->rows));
    TRY(read_terms(context, STR("group"), &out->groups));
    TRY(read_terms(context, STR("effect"), &out->effects));
    TRY(make_cells(context, out));
    TRY(store_gap_cells(context, reader, &(GapCellsIn){facet}, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const GapCellsRow *row = &rows.items[i];
        size_t down = place_of(&out->rows, row->row);
        size_t across = place_of(&out->groups, row->whom);
        size_t effect = place_of(&out->effects, row->effect);
        GapCell *cell;

        if (down == out->rows.count || across == out->groups.count ||
            effect == out->effects.count) {
            continue; /* a word that the lists no longer have */
        }
        cell = &out->cells[down * out->groups.count + across];
        cell->entries += row->entries;
        cell->withdrawn += row->withdrawn;
        cell->effects[effect] += row->entries;
        out->in_cells += row->entries;
    }
    TRY(count_lines(context, reader, facet, &out->rows, &out->of_rows));
    TRY(count_lines(context, reader, STR("group"), &out->groups, &out->of_groups));
    TRY(store_kind_count(context, reader, &(KindCountIn){STR("evidence"), STR("live")}, &all));
    out->entries = all.items[0].entries;
    return done();
}

Status gap_cell_words(Context *context, const GapMap *map, const GapCell *cell, Str *out)
{
    Text text = text_new(context->arena);
    bool first = true;

    if (cell->entries == 0) {
        text_add(&text, STR("none yet"));
    } else {
        text_format(&text, "%lld %s: ", (long long)cell->entries,
                    cell->entries == 1 ? "piece of evidence" : "pieces of evidence");
    }
    for (size_t i = 0; i < map->effects.count; i++) {
        if (cell->effects[i] > 0) {
            Str effect = map->effects.items[i].id;

            text_format(&text, "%s%lld %.*s", first ? "" : ", ", (long long)cell->effects[i],
                        STR_ARGS(effect));
            first = false;
        }
    }
    if (cell->withdrawn > 0) {
        text_format(&text, "; %lld withdrawn", (long long)cell->withdrawn);
    }
    return text_finish(context, &text, out);
}

/* --- Kept until the store changes ------------------------------------------------------------- */

struct GapMapKept {
    Arena *arena; /* of the map alone; NULL before the first */
    int64_t changes;
    Str facet;
    GapMap map;
};

GapMapKept *gap_map_kept_new(Context *context)
{
    return TAKE(context, GapMapKept, 1);
}

void gap_map_kept_end(GapMapKept **kept)
{
    if (*kept != NULL) {
        arena_free((*kept)->arena);
        (*kept)->arena = NULL;
        *kept = NULL;
    }
}

static Status read_anew(Context *context, GapMapKept *kept, StoreReader *reader, Str facet)
{
    Context own = {.arena = arena_new(KEPT_BYTES), .stop = context->stop};
    Status status;

    arena_free(kept->arena);
    kept->arena = own.arena;
    kept->facet = STR_NONE;
    if (own.arena == NULL) {
        return fail_memory(context);
    }
    status = gap_map_read(&own, reader, facet, &kept->map);
    if (failed(status)) { /* its words are gone with its arena */
        return own.first == NULL
                   ? status
                   : fail(context, status.kind, PLACE_NONE, "%.*s", STR_ARGS(own.first->text));
    }
    kept->facet = kept->map.facet;
    return done();
}

Status gap_map_keep(Context *context, GapMapKept *kept, StoreReader *reader, Str facet,
                    const GapMap **out)
{
    ChangeCounterRows rows;

    TRY(store_change_counter(context, reader, &(ChangeCounterIn){0}, &rows));
    if (kept->arena == NULL || kept->changes != rows.items[0].changes ||
        !str_equal(kept->facet, facet)) {
        TRY(read_anew(context, kept, reader, facet));
        kept->changes = rows.items[0].changes;
    }
    *out = &kept->map;
    return done();
}
