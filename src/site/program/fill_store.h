/* What a store that is begun has in it before anybody writes. */
#ifndef UK_SITE_PROGRAM_FILL_STORE_H
#define UK_SITE_PROGRAM_FILL_STORE_H

#include "site/store/store.h"

/* The lists of words, which every entry refers to; brought up to date when they are there. With
   `demo` the catalogue and made-up entries too, once: `*added` is then how many entries. */
Status fill_store(Context *context, StoreWriter *writer, bool demo, int64_t *added) UK_MUST_USE;

#endif
