/* unknot commons: which verb was typed, and whether the words that go with it are there. */
#include "site/program/verbs.h"

#define NAME_SHOWN_MOST 200
#define OPTIONS_MOST 4

typedef struct Verb {
    const char *name;
    const char *form; /* all of it, as it is typed */
    size_t operands;  /* behind its name */
    VerbRun *run;
    const char *options[OPTIONS_MOST]; /* those that go with it */
} Verb;

static const Verb VERBS[] = {
    {"init", "init DIR [--demo]", 1, verb_init, {"demo"}},
    {"serve", "serve DIR [--port N]", 1, verb_serve, {"port", "address", "unlimited"}},
    {"work",
     "work DIR [--once] --folder DIR | --sendmail PATH",
     1,
     verb_work,
     {"once", "folder", "sendmail"}},
    {"backup", "backup DIR FILE", 2, verb_backup, {NULL}},
    {"verify", "verify DIR [--head HASH]", 1, verb_verify, {"head"}},
    {"restore", "restore --check FILE", 1, verb_restore, {"check"}},
    {"selftest", "selftest sandbox", 1, verb_selftest, {NULL}},
};

#define VERB_COUNT (sizeof VERBS / sizeof VERBS[0])
#define VERB_NAMES "serve, work, backup, verify, restore or selftest"

/* NULL and a note when there is no such verb. */
static const Verb *find_verb(Context *context, const StrSpan *operands)
{
    Str names[VERB_COUNT];
    Str nearest;
    Str typed;

    if (operands->count == 0) {
        note_error(context, FAIL_INPUT, PLACE_NONE,
                   "nothing is asked for; write 'unknot commons init DIR' to begin one, "
                   "or " VERB_NAMES);
        return NULL;
    }
    for (size_t i = 0; i < VERB_COUNT; i++) {
        if (str_equal(str_from(VERBS[i].name), operands->items[0])) {
            return &VERBS[i];
        }
        names[i] = str_from(VERBS[i].name);
    }
    typed = str_show(context->arena, operands->items[0], NAME_SHOWN_MOST);
    nearest = str_nearest(operands->items[0], (StrSpan){names, VERB_COUNT});
    note_error(context, FAIL_INPUT, PLACE_NONE, "'unknot commons' cannot '%.*s'; %s%.*s%s",
               STR_ARGS(typed), nearest.length > 0 ? "did you mean '" : "write init, " VERB_NAMES,
               STR_ARGS(nearest), nearest.length > 0 ? "'?" : "");
    return NULL;
}

static bool goes_with(const Verb *verb, Str option)
{
    for (size_t i = 0; i < OPTIONS_MOST && verb->options[i] != NULL; i++) {
        if (str_equal(str_from(verb->options[i]), option)) {
            return true;
        }
    }
    return false;
}

/* Of the options that only one verb has. */
static void check_options(Context *context, const Arguments *arguments, const Verb *verb)
{
    for (size_t i = 0; i < VERB_COUNT; i++) {
        for (size_t j = 0; j < OPTIONS_MOST && VERBS[i].options[j] != NULL; j++) {
            const char *option = VERBS[i].options[j];

            if (arguments_given(arguments, option) && !goes_with(verb, str_from(option))) {
                note_error(context, FAIL_INPUT, PLACE_NONE,
                           "--%s goes with 'unknot commons %s' alone; leave it out", option,
                           VERBS[i].name);
            }
        }
    }
}

Status site_command_run(Context *context, const Arguments *arguments)
{
    size_t errors = context->error_count;
    const Verb *verb = find_verb(context, &arguments->operands);

    if (verb == NULL) {
        return status_since(context, errors);
    }
    check_options(context, arguments, verb);
    if (arguments->operands.count != verb->operands + 1) {
        note_error(context, FAIL_INPUT, PLACE_NONE, "%s is named; write 'unknot commons %s'",
                   arguments->operands.count <= verb->operands ? "too little" : "too much",
                   verb->form);
    }
    TRY(status_since(context, errors));
    return verb->run(context, arguments);
}
