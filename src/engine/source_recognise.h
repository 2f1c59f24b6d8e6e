/* What a file is, by its bytes. For source*.c alone. */
#ifndef UK_ENGINE_SOURCE_RECOGNISE_H
#define UK_ENGINE_SOURCE_RECOGNISE_H

#include "engine/source.h"

/* Sets source->format from the whole file's bytes; what cannot be read is refused, saying what it
   is and what to do. `bytes` holds at least one. Anything that is not known is SOURCE_DELIMITED. */
Status source_recognise(Context *context, Source *source, Str bytes) UK_MUST_USE;

#endif
