#include "cli/arguments.h"

#include "cli/command_words.h"

#include <assert.h>
#include <string.h>

const CommandRow *command_rows(size_t *count)
{
    *count = COMMAND_ROW_COUNT;
    return COMMAND_ROWS;
}

const OptionRow *option_rows(size_t *count)
{
    *count = OPTION_ROW_COUNT;
    return OPTION_ROWS;
}

bool option_belongs(const OptionRow *option, const CommandRow *command)
{
    return strcmp(option->command, command->name) == 0 || strcmp(option->command, EVERY) == 0 ||
           (command->reads == READS_FILE && strcmp(option->command, ONE_FILE) == 0) ||
           (command->reads != READS_NOTHING && strcmp(option->command, READING) == 0);
}

/* How a file is read stands in the study, beside the file. */
static bool belongs_in_study(Context *context, const CommandRow *command, Str name)
{
    for (size_t i = 0; i < OPTION_ROW_COUNT && command->reads == READS_STUDY; i++) {
        if (strcmp(OPTION_ROWS[i].command, ONE_FILE) == 0 &&
            str_equal(str_from(OPTION_ROWS[i].name), name)) {
            note_error(context, FAIL_INPUT, PLACE_NONE,
                       "'--%s' belongs in the study: write '%s:' under the table it is for",
                       OPTION_ROWS[i].name, OPTION_ROWS[i].name);
            return true;
        }
    }
    return false;
}

/* The name that was likely meant, as " did you mean '...'?", or the remedy given. */
static Str meant(Context *context, Str word, StrSpan names, const char *before, const char *remedy)
{
    Str nearest = str_nearest(word, names);

    if (nearest.length > 0) {
        return str_format(context->arena, "did you mean '%s%.*s'?", before, STR_ARGS(nearest));
    }
    return str_from(remedy);
}

const CommandRow *command_find(Context *context, Str name)
{
    Str *names = TAKE(context, Str, COMMAND_ROW_COUNT);
    Str hint;
    Str shown;

    if (names == NULL) {
        note_memory(context);
        return NULL;
    }
    for (size_t i = 0; i < COMMAND_ROW_COUNT; i++) {
        if (str_equal(str_from(COMMAND_ROWS[i].name), name)) {
            return &COMMAND_ROWS[i];
        }
        names[i] = str_from(COMMAND_ROWS[i].name);
    }
    hint = meant(context, name, (StrSpan){names, COMMAND_ROW_COUNT}, "",
                 "'unknot --help' lists the commands");
    shown = str_show(context->arena, name, 80);
    note_error(context, FAIL_INPUT, PLACE_NONE, "there is no command '%.*s'; %.*s", STR_ARGS(shown),
               STR_ARGS(hint));
    return NULL;
}

/* The row's number, or OPTION_ROW_COUNT and a note. */
static size_t find_option(Context *context, const CommandRow *command, Str name)
{
    Str *names = TAKE(context, Str, OPTION_ROW_COUNT);
    size_t known = 0;
    Str help = str_format(context->arena, "'unknot %s --help' lists the options", command->name);
    Str hint;
    Str shown;

    for (size_t i = 0; i < OPTION_ROW_COUNT; i++) {
        if (!option_belongs(&OPTION_ROWS[i], command)) {
            continue;
        }
        if (str_equal(str_from(OPTION_ROWS[i].name), name)) {
            return i;
        }
        if (names != NULL) {
            names[known++] = str_from(OPTION_ROWS[i].name);
        }
    }
    if (belongs_in_study(context, command, name)) {
        return OPTION_ROW_COUNT;
    }
    hint = meant(context, name, (StrSpan){names, known}, "--", help.length > 0 ? help.bytes : "");
    shown = str_show(context->arena, name, 80);
    note_error(context, FAIL_INPUT, PLACE_NONE, "'unknot %s' has no option '--%.*s'; %.*s",
               command->name, STR_ARGS(shown), STR_ARGS(hint));
    return OPTION_ROW_COUNT;
}

static bool is_option_word(const char *word)
{
    return word[0] == '-' && word[1] != '\0';
}

/* Notes what is wrong with giving this option this value; true when it may be kept. */
static bool may_keep(Context *context, const Arguments *arguments, size_t row, const char *value)
{
    const OptionRow *option = &OPTION_ROWS[row];

    if (option->later) {
        note_error(context, FAIL_INPUT, PLACE_NONE, "'--%s' is not built yet; leave it out",
                   option->name);
    } else if (option->argument != NULL && value == NULL) {
        note_error(context, FAIL_INPUT, PLACE_NONE, "'--%s' needs a value; write --%s %s",
                   option->name, option->name, option->argument);
    } else if (option->argument != NULL && value[0] == '\0') { /* "$NAME" of a name never set */
        note_error(context, FAIL_INPUT, PLACE_NONE,
                   "'--%s' is given an empty value; write --%s %s, or leave it out", option->name,
                   option->name, option->argument);
    } else if (option->argument != NULL && strcmp(value, "-") == 0 &&
               strcmp(option->argument, "FILE") == 0) {
        note_error(context, FAIL_INPUT, PLACE_NONE,
                   "'--%s -' names no file; write /dev/stdout for standard output, or ./- for a "
                   "file of that name",
                   option->name);
    } else if (option->argument == NULL && value != NULL) {
        note_error(context, FAIL_INPUT, PLACE_NONE, "'--%s' takes no value; write --%s alone",
                   option->name, option->name);
    } else if (!option->repeats && option->argument != NULL && arguments->values[row].count > 0) {
        note_error(context, FAIL_INPUT, PLACE_NONE, "'--%s' is given twice; give it once",
                   option->name);
    } else {
        return true;
    }
    return false;
}

/* Values are kept in arrays as long as the command line, so that nothing grows. */
static Status keep(Context *context, StrSpan *values, const char *value, size_t most)
{
    if (values->items == NULL) {
        values->items = TAKE(context, Str, most);
        if (values->items == NULL) {
            return fail_memory(context);
        }
    }
    values->items[values->count++] = value != NULL ? str_from(value) : STR("");
    return done();
}

/* One "--name", "--name=value", or "--name value" at words[*at]; moves past what it used. */
static Status read_option(Context *context, Arguments *arguments, char *const *words, int count,
                          int *at)
{
    const char *word = words[(*at)++] + 2;
    const char *equals = strchr(word, '=');
    Str name = equals != NULL ? (Str){word, (size_t)(equals - word)} : str_from(word);
    size_t row = find_option(context, arguments->command, name);
    const char *value = equals != NULL ? equals + 1 : NULL;

    if (row == OPTION_ROW_COUNT) {
        /* its value, if it has one, is not a mistake of its own */
        if (equals == NULL && *at < count && !is_option_word(words[*at])) {
            (*at)++;
        }
        return done();
    }
    if (OPTION_ROWS[row].argument != NULL && value == NULL && *at < count &&
        strncmp(words[*at], "--", 2) != 0) {
        value = words[(*at)++];
    }
    if (may_keep(context, arguments, row, value)) {
        return keep(context, &arguments->values[row], value, (size_t)count + 1);
    }
    return done();
}

Status arguments_read(Context *context, const CommandRow *command, int count, char *const *words,
                      Arguments *out)
{
    size_t errors = context->error_count;
    bool options_over = false;
    int at = 0;

    *out = (Arguments){.command = command,
                       .words = words,
                       .word_count = count,
                       .values = TAKE(context, StrSpan, OPTION_ROW_COUNT)};
    if (out->values == NULL) {
        return fail_memory(context);
    }
    while (at < count) {
        const char *word = words[at];

        if (!options_over && strcmp(word, "--") == 0) {
            options_over = true;
            at++;
        } else if (!options_over && strcmp(word, "-h") == 0) {
            at++;
            TRY(keep(context, &out->values[find_option(context, command, STR("help"))], NULL,
                     (size_t)count + 1));
        } else if (!options_over && strncmp(word, "--", 2) == 0) {
            TRY(read_option(context, out, words, count, &at));
        } else if (!options_over && strcmp(word, "-o") == 0) {
            size_t row = find_option(context, command, STR("output"));
            const char *value = at + 1 < count ? words[at + 1] : NULL;

            if (row < OPTION_ROW_COUNT && may_keep(context, out, row, value)) {
                TRY(keep(context, &out->values[row], value, (size_t)count + 1));
            }
            at += 2;
        } else if (!options_over && is_option_word(word)) {
            Str shown = str_show(context->arena, str_from(word), 80);

            note_error(context, FAIL_INPUT, PLACE_NONE,
                       "there is no option '%.*s'; options are written with two dashes",
                       STR_ARGS(shown));
            at++;
        } else {
            TRY(keep(context, &out->operands, word, (size_t)count + 1));
            at++;
        }
    }
    return status_since(context, errors);
}

static const StrSpan *values_of(const Arguments *arguments, const char *name)
{
    for (size_t i = 0; i < OPTION_ROW_COUNT; i++) {
        if (option_belongs(&OPTION_ROWS[i], arguments->command) &&
            strcmp(OPTION_ROWS[i].name, name) == 0) {
            return &arguments->values[i];
        }
    }
    assert(false && "an option that is in no table");
    return NULL;
}

bool arguments_given(const Arguments *arguments, const char *name)
{
    return values_of(arguments, name)->count > 0;
}

Str arguments_text(const Arguments *arguments, const char *name)
{
    const StrSpan *values = values_of(arguments, name);

    return values->count > 0 ? values->items[0] : STR_NONE;
}

StrSpan arguments_list(const Arguments *arguments, const char *name)
{
    return *values_of(arguments, name);
}

Place arguments_place(const char *name_with_dashes)
{
    return (Place){str_from(name_with_dashes), 0, 0};
}
