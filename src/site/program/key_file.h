/* The key of a commons: 32 bytes in a file of its own, which nobody but its owner may read. */
#ifndef UK_SITE_PROGRAM_KEY_FILE_H
#define UK_SITE_PROGRAM_KEY_FILE_H

#include "site/web/secrets.h"

/* Makes one with fresh bytes (mode 0400), or leaves the one that is there. It is in no backup:
   without it forms that are open must be loaded anew, and who wrote without a name stays unknown
   for ever. */
Status key_file_make(Context *context, Str path) UK_MUST_USE;

/* Fails when it is missing, broken, or open to others. */
Status key_file_read(Context *context, Str path, uint8_t key[SECRET_KEY_BYTES]) UK_MUST_USE;

#endif
