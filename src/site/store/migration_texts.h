/* Internal: the scripts of migrations/, compiled in. */
#ifndef UK_SITE_STORE_MIGRATION_TEXTS_H
#define UK_SITE_STORE_MIGRATION_TEXTS_H

#include <stddef.h>

extern const char migration_0001[];
extern const size_t migration_0001_length;
extern const char migration_0002[];
extern const size_t migration_0002_length;
extern const char migration_0003[];
extern const size_t migration_0003_length;
extern const char migration_0004[];
extern const size_t migration_0004_length;
extern const char migration_0005[];
extern const size_t migration_0005_length;
extern const char migration_0006[];
extern const size_t migration_0006_length;
extern const char migration_0007[];
extern const size_t migration_0007_length;
extern const char migration_0008[];
extern const size_t migration_0008_length;

#endif
