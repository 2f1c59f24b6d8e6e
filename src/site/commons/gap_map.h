/* The gap map: how much evidence there is for each stop of the path (or knot) and group, by effect.
   An empty cell is a gap. What was withdrawn is counted in its cell, and said. */
#ifndef UK_SITE_COMMONS_GAP_MAP_H
#define UK_SITE_COMMONS_GAP_MAP_H

#include "site/commons/kinds.h"
#include "site/store/statements.h"

typedef struct GapCell {
    int64_t entries;   /* as many as the list of the cell has */
    int64_t withdrawn; /* of these */
    int64_t *effects;  /* of `entries`, in the order of the map's effects */
} GapCell;

typedef struct FacetTerms {
    FacetTerm *items;
    size_t count;
} FacetTerms;

typedef struct GapMap {
    Str facet;         /* of the rows: "stage" or "knot" */
    FacetTerms rows;   /* all of the list, those without evidence too */
    FacetTerms groups; /* the columns */
    FacetTerms effects;
    GapCell *cells;   /* rows x groups, row after row */
    int64_t entries;  /* live evidence; one piece may be in several cells */
    int64_t in_cells; /* the sum over all cells */
    int64_t *of_rows; /* pieces of each row, and of each group: each counted once */
    int64_t *of_groups;
} GapMap;

/* `facet` is "stage" or "knot". */
Status gap_map_read(Context *context, StoreReader *reader, Str facet, GapMap *out) UK_MUST_USE;

const GapCell *gap_cell(const GapMap *map, size_t row, size_t group);

/* "4 pieces of evidence: 3 worse, 1 better", or "none yet": for who hears the table. */
Status gap_cell_words(Context *context, const GapMap *map, const GapCell *cell,
                      Str *out) UK_MUST_USE;

/* A map that is kept until the store changes. Its arena is its own; for one thread at a time. */
typedef struct GapMapKept GapMapKept;

GapMapKept *gap_map_kept_new(Context *context);
/* Frees its map; NULL is allowed. */
void gap_map_kept_end(GapMapKept **kept);
/* Of this reader, always the same one: its counter tells whether anybody wrote since. `*out` lives
   until the next call. */
Status gap_map_keep(Context *context, GapMapKept *kept, StoreReader *reader, Str facet,
                    const GapMap **out) UK_MUST_USE;

#endif
