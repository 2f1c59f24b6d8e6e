/* The gap map: /evidence/map, of one stop's knots /evidence/map?stage=use, and as a table. */
#include "catalogue/knot.h"
#include "catalogue/stages.h"
#include "site/commons/gap_map.h"
#include "site/handlers/entry_data.h"
#include "site/handlers/frame.h"
#include "site/pages/map_page.h"
#include "site/web/routes.h"
#include "site/web/site.h"

#define BAR_WIDTH 32.0
#define BARS_MOST 3

/* A line of the map that is shown: all stops, or the knots of one. */
typedef struct Lines {
    const GapMap *map;
    size_t *items; /* of the map's rows */
    size_t count;
    Str stage; /* empty: all stops */
} Lines;

static Status read_map(const Request *request, KeptMap which, const GapMap **out)
{
    Str facet = which == KEPT_MAP_STAGES ? STR("stage") : STR("knot");
    GapMapKept *kept = site_kept_map(request->site, request->reader, which);
    GapMap *map;

    if (kept != NULL) {
        return gap_map_keep(request->context, kept, request->reader, facet, out);
    }
    map = TAKE(request->context, GapMap, 1);
    *out = map;
    return map == NULL ? fail_memory(request->context)
                       : gap_map_read(request->context, request->reader, facet, map);
}

/* Lines of the stop that the address names; of all stops when it names none. */
static Status read_lines(const Request *request, Lines *out)
{
    Str stage = request_query(request, STR("stage"));
    FacetTerm found;

    *out = (Lines){.stage = facet_term_find(STR("stage"), stage, &found) ? found.id : STR_NONE};
    TRY(read_map(request, out->stage.length > 0 ? KEPT_MAP_KNOTS : KEPT_MAP_STAGES, &out->map));
    out->items = TAKE(request->context, size_t, out->map->rows.count);
    if (out->items == NULL) {
        return fail_memory(request->context);
    }
    for (size_t i = 0; i < out->map->rows.count; i++) {
        const Knot *knot = knot_find(out->map->rows.items[i].id);

        if (out->stage.length == 0 ||
            (knot != NULL && str_equal(stage_info(knot->stage)->id, out->stage))) {
            out->items[out->count++] = i;
        }
    }
    return done();
}

/* ---- the page ---- */

static Str list_path(Arena *arena, Str facet, Str term, Str group)
{
    return group.length == 0
               ? str_format(arena, "/evidence?%.*s=%.*s", STR_ARGS(facet), STR_ARGS(term))
               : str_format(arena, "/evidence?%.*s=%.*s&group=%.*s", STR_ARGS(facet),
                            STR_ARGS(term), STR_ARGS(group));
}

static Str level_of(int64_t entries)
{
    return entries == 0 ? STR("z") : entries < 3 ? STR("b1") : entries < 6 ? STR("b2") : STR("b3");
}

/* How many pieces of a cell a kind of bar stands for. */
static int64_t bar_entries(const GapMap *map, const GapCell *cell, size_t bar)
{
    static const char *const EFFECTS[BARS_MOST][2] = {
        {"worse", ""}, {"better", "mitigated"}, {"both", "unclear"}};
    int64_t sum = 0;

    for (size_t i = 0; i < map->effects.count; i++) {
        for (size_t k = 0; k < 2; k++) {
            sum += str_equal(map->effects.items[i].id, str_from(EFFECTS[bar][k])) ? cell->effects[i]
                                                                                  : 0;
        }
    }
    return sum;
}

/* Bars that have an edge are a little smaller, so that the edge is within. */
static Status add_bars(Context *context, const GapMap *map, const GapCell *cell, MapCell *out)
{
    static const char *const KINDS[BARS_MOST] = {"mw", "mb", "mu"};
    double x = 0;

    out->bars.items = TAKE(context, MapBar, BARS_MOST);
    if (out->bars.items == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < BARS_MOST; i++) {
        int64_t entries = bar_entries(map, cell, i);
        double width = BAR_WIDTH * (double)entries / (double)cell->entries;
        double edge = i == 0 ? 0 : 0.8;

        if (entries > 0) {
            double inner = width > 2.2 * edge ? width - 2 * edge : width;

            out->bars.items[out->bars.count++] = (MapBar){
                str_from(KINDS[i]), i == 0 ? str_format(context->arena, "M0 0H%.1fV8H0z", inner)
                                           : str_format(context->arena, "M%.1f .8H%.1fV7.2H%.1fz",
                                                        x + edge, x + edge + inner, x + edge)};
        }
        x += width;
    }
    return done();
}

static Status fill_cell(Context *context, const Lines *lines, size_t row, size_t group,
                        MapCell *out)
{
    const GapMap *map = lines->map;
    const GapCell *cell = gap_cell(map, row, group);
    Str line = map->rows.items[row].label;
    Str column = map->groups.items[group].label;
    Str words;

    TRY(gap_cell_words(context, map, cell, &words));
    if (cell->entries == 0) {
        words = STR("0, none yet");
    }
    /* a knot is a long sentence: its line begins with it, and no cell says it again */
    *out = (MapCell){
        .group = column,
        .path = list_path(context->arena, map->facet, map->rows.items[row].id,
                          map->groups.items[group].id),
        .count = str_format(context->arena, "%lld", (long long)cell->entries),
        .heard = lines->stage.length > 0
                     ? str_format(context->arena, "%.*s: %.*s", STR_ARGS(column), STR_ARGS(words))
                     : str_format(context->arena, "%.*s, %.*s: %.*s", STR_ARGS(line),
                                  STR_ARGS(column), STR_ARGS(words)),
        .level = level_of(cell->entries)};
    return cell->entries > 0 ? add_bars(context, map, cell, out) : done();
}

static Status fill_row(Context *context, const Lines *lines, size_t row, MapRow *out)
{
    const GapMap *map = lines->map;
    FacetTerm term = map->rows.items[row];

    *out = (MapRow){
        .label = term.label,
        .path = lines->stage.length > 0
                    ? STR_NONE
                    : str_format(context->arena, "/evidence/map?stage=%.*s", STR_ARGS(term.id)),
        .total_path = list_path(context->arena, map->facet, term.id, STR_NONE),
        .total = str_format(context->arena, "%lld", (long long)map->of_rows[row])};
    out->cells.items = TAKE(context, MapCell, map->groups.count);
    if (out->cells.items == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < map->groups.count; i++) {
        TRY(fill_cell(context, lines, row, i, &out->cells.items[out->cells.count++]));
    }
    return done();
}

/* The last line counts all evidence about a group, also where the knots of one stop are shown. */
static Status fill_groups(Context *context, const GapMap *map, MapPage *page)
{
    page->groups.items = TAKE(context, PageLink, map->groups.count);
    page->totals.items = TAKE(context, MapCell, map->groups.count);
    if (page->groups.items == NULL || page->totals.items == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < map->groups.count; i++) {
        FacetTerm group = map->groups.items[i];
        Str path = list_path(context->arena, STR("group"), group.id, STR_NONE);

        page->groups.items[page->groups.count++] = (PageLink){path, group.label};
        page->totals.items[page->totals.count++] =
            (MapCell){.group = group.label,
                      .path = path,
                      .count = str_format(context->arena, "%lld", (long long)map->of_groups[i]),
                      .heard = str_format(context->arena, "All evidence, %.*s: %lld",
                                          STR_ARGS(group.label), (long long)map->of_groups[i])};
    }
    return done();
}

static size_t count_empty(const Lines *lines)
{
    size_t empty = 0;

    for (size_t i = 0; i < lines->count; i++) {
        for (size_t k = 0; k < lines->map->groups.count; k++) {
            empty += gap_cell(lines->map, lines->items[i], k)->entries == 0 ? 1 : 0;
        }
    }
    return empty;
}

static int64_t sum_of_cells(const Lines *lines)
{
    int64_t sum = 0;

    for (size_t i = 0; i < lines->count; i++) {
        for (size_t k = 0; k < lines->map->groups.count; k++) {
            sum += gap_cell(lines->map, lines->items[i], k)->entries;
        }
    }
    return sum;
}

static void fill_words(Arena *arena, const Lines *lines, MapPage *page)
{
    size_t cells = lines->count * lines->map->groups.count;
    Str pieces = frame_count(arena, (size_t)lines->map->entries, STR("piece of evidence"),
                             STR("pieces of evidence"));
    Str stop = frame_term(STR("stage"), lines->stage);
    bool knots = lines->stage.length > 0;

    page->title = knots ? str_format(arena, "Knots of this stop: %.*s", STR_ARGS(stop))
                        : STR("What is known, and what is not");
    page->summary = str_format(arena,
                               "%.*s, by the %s and the people it is about. %zu of %zu cells are "
                               "empty.",
                               STR_ARGS(pieces), knots ? "knot it speaks of" : "stop it speaks of",
                               count_empty(lines), cells);
    page->sum =
        str_format(arena,
                   "One piece can speak of several %s and be about several groups, and is "
                   "then in several cells: these add up to %lld. In the last column and the "
                   "last line each piece is counted once.",
                   knots ? "knots" : "stops", (long long)sum_of_cells(lines));
    page->rows_label = knots ? STR("Knot") : STR("Stop");
    page->caption = str_format(arena,
                               "Pieces of evidence by %s (rows) and group (columns). Each number "
                               "opens its list.",
                               knots ? "knot" : "stop");
    page->total = str_format(arena, "%lld", (long long)lines->map->entries);
}

static Status fill_ways(Context *context, const Lines *lines, MapPage *page)
{
    page->ways.items = TAKE(context, PageLink, 4);
    if (page->ways.items == NULL) {
        return fail_memory(context);
    }
    if (lines->stage.length > 0) {
        page->ways.items[page->ways.count++] = (PageLink){STR("/evidence/map"), STR("All stops")};
    }
    page->ways.items[page->ways.count++] = (PageLink){
        lines->stage.length > 0
            ? str_format(context->arena, "/evidence/map.csv?stage=%.*s", STR_ARGS(lines->stage))
            : STR("/evidence/map.csv"),
        STR("This map as a CSV table")};
    page->ways.items[page->ways.count++] = (PageLink){STR("/evidence/new"), STR("Add evidence")};
    page->ways.items[page->ways.count++] = (PageLink){STR("/numbers"), STR("Who is not here")};
    return done();
}

Status gap_map_show(Request *request, Reply *reply)
{
    Context *context = request->context;
    MapPage page = {.title = STR_NONE};
    Lines lines;

    TRY(read_lines(request, &lines));
    fill_words(context->arena, &lines, &page);
    TRY(frame_head(request, page.title, page.summary, SECTION_EVIDENCE, &page.head));
    frame_crumb(&page.head, STR("/evidence"), STR("Evidence"));
    if (lines.stage.length > 0) {
        frame_crumb(&page.head, STR("/evidence/map"), STR("Map"));
    }
    page.rows.items = TAKE(context, MapRow, lines.count);
    if (page.rows.items == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < lines.count; i++) {
        TRY(fill_row(context, &lines, lines.items[i], &page.rows.items[page.rows.count++]));
    }
    TRY(fill_groups(context, lines.map, &page));
    TRY(fill_ways(context, &lines, &page));
    page_map(reply_html(reply), &page);
    return done();
}

/* ---- the table ---- */

/* Cells of a line: its names, the group's, the number, and a number for each effect. */
#define FIRST_COLUMNS ((size_t)5)

static Status table_names(Context *context, const GapMap *map, DataTable *table)
{
    const Str first[FIRST_COLUMNS] = {map->facet, STR("name"), STR("group"), STR("group_name"),
                                      STR("entries")};

    table->names = (StrSpan){TAKE(context, Str, FIRST_COLUMNS + map->effects.count + 1), 0};
    if (table->names.items == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < FIRST_COLUMNS; i++) {
        table->names.items[table->names.count++] = first[i];
    }
    for (size_t i = 0; i < map->effects.count; i++) {
        table->names.items[table->names.count++] = map->effects.items[i].id;
    }
    table->names.items[table->names.count++] = STR("withdrawn");
    return done();
}

static void table_row(const GapMap *map, size_t row, size_t group, DataCell *cells)
{
    const GapCell *cell = gap_cell(map, row, group);
    const Str texts[] = {map->rows.items[row].id, map->rows.items[row].label,
                         map->groups.items[group].id, map->groups.items[group].label};

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        *cells++ = (DataCell){.kind = DATA_TEXT, .text = texts[i]};
    }
    *cells++ = (DataCell){.kind = DATA_NUMBER, .number = cell->entries};
    for (size_t i = 0; i < map->effects.count; i++) {
        *cells++ = (DataCell){.kind = DATA_NUMBER, .number = cell->effects[i]};
    }
    *cells = (DataCell){.kind = DATA_NUMBER, .number = cell->withdrawn};
}

Status gap_map_csv(Request *request, Reply *reply)
{
    Context *context = request->context;
    DataTable table = {.row_count = 0};
    Lines lines;

    TRY(read_lines(request, &lines));
    TRY(table_names(context, lines.map, &table));
    table.cells =
        TAKE(context, DataCell, lines.count * lines.map->groups.count * table.names.count);
    if (table.cells == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < lines.count; i++) {
        for (size_t k = 0; k < lines.map->groups.count; k++) {
            table_row(lines.map, lines.items[i], k,
                      &table.cells[table.row_count++ * table.names.count]);
        }
    }
    data_write_csv(reply_text(reply, STR("text/csv; charset=utf-8; header=present")), &table);
    reply_save_as(reply, STR("evidence-map.csv"));
    return done();
}
