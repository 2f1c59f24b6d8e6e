/* A list of fixed texts of the catalogue. */
#ifndef UK_CATALOGUE_TEXTS_H
#define UK_CATALOGUE_TEXTS_H

#include "base/str.h"

/* `items` is NULL when count is 0. All memory of the catalogue lives as long as the program. */
typedef struct TextList {
    const Str *items;
    size_t count;
} TextList;

#endif
