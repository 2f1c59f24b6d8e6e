/* Internal: cells by their key, in the order they came, and then sorted by key. */
#ifndef UK_TALLY_CELL_SET_H
#define UK_TALLY_CELL_SET_H

#include "tally/tally.h"

typedef struct CellSet {
    size_t width;   /* numbers in a key */
    uint32_t *keys; /* capacity x width */
    Cell *cells;
    size_t count;
    size_t capacity;
    uint32_t *slots; /* open addressing: a cell's index + 1; 0: free */
    size_t slot_count;
} CellSet;

Status cell_set_new(Context *context, size_t width, CellSet *out) UK_MUST_USE;

/* The cell of `key`, made when it is new; valid until the next call. */
Status cell_set_at(Context *context, CellSet *set, const uint32_t *key, Cell **cell) UK_MUST_USE;

/* Fills out->keys, cells and cell_count in ascending order of keys; `out->dimensions` is set
   already and bounds the numbers in the keys. */
Status cell_set_sort(Context *context, const CellSet *set, Tally *out) UK_MUST_USE;

#endif
