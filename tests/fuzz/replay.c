/* Runs a fuzz target over its committed corpus, in the order of the names, as a TAP program. CORPUS
   is the folder's path from the project's root; an argument replaces it. */
#define _POSIX_C_SOURCE 200809L

#include "fuzz.h"

#include "tap.h"

#include <dirent.h>
#include <stdlib.h>

static int is_shown(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

/* The whole file in memory of exactly its size, so that a sanitizer sees a read past its end; NULL
   when it cannot be read. */
static uint8_t *read_whole(const char *folder, const char *name, size_t *count)
{
    char path[4096];
    FILE *file;
    uint8_t *bytes = NULL;
    long size;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "rb");
    if (file == NULL) {
        return NULL;
    }
    if (fseek(file, 0, SEEK_END) == 0 && (size = ftell(file)) >= 0) {
        *count = (size_t)size;
        bytes = malloc(*count + (*count == 0));
        rewind(file);
        if (bytes != NULL && fread(bytes, 1, *count, file) != *count) {
            free(bytes);
            bytes = NULL;
        }
    }
    fclose(file);
    return bytes;
}

static void replay(const char *folder, const char *name)
{
    size_t count = 0;
    uint8_t *bytes = read_whole(folder, name, &count);

    /* said beforehand: after a crash this is the last line */
    printf("# %s\n", name);
    fflush(stdout);
    OK(bytes != NULL && LLVMFuzzerTestOneInput(bytes, count) == 0, "%s", name);
    free(bytes);
}

int main(int argc, char **argv)
{
    const char *folder = argc > 1 ? argv[1] : CORPUS;
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, is_shown, alphasort);

    OK(count > 0, "%s holds inputs", folder);
    for (int i = 0; i < count; i++) {
        replay(folder, entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
    return tap_done();
}
