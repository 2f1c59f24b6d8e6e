/* unknot commons: another program does it, so that this one links nothing that opens a socket. */
#include "base/os_program.h"
#include "cli/commands.h"

#include <string.h>

/* Words of a command line may be changed by who gets them; literals may not. */
static char *own_word(Context *context, Str word)
{
    char *copy = TAKE(context, char, word.length + 1);

    if (copy != NULL) {
        memcpy(copy, word.bytes, word.length);
    }
    return copy;
}

/* The options were read here already, so that a slip of the pen needs no other program. */
Status commons_run(Context *context, const Arguments *arguments)
{
    size_t count = (size_t)arguments->word_count;
    char **words = TAKE(context, char *, count + 3);

    if (words == NULL) {
        return fail_memory(context);
    }
    words[0] = own_word(context, STR("unknot-site"));
    words[1] = own_word(context, STR("commons"));
    if (words[0] == NULL || words[1] == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < count; i++) {
        words[i + 2] = arguments->words[i];
    }
    return program_become(context, STR("unknot-site"), words);
}
