/* Every answer of may() against the table of rights that is kept beside the tests, and what must
   hold whatever the table says. `commons_may --write` writes the table anew. */
#include "tap.h"

#include "site/commons/may.h"

#include <stdlib.h>

typedef struct Actor {
    const char *name;
    MayPerson person;
} Actor;

static const Actor ACTORS[] = {
    {"visitor", {false, false, false, 0}},
    {"paused", {true, true, true, 0}},
    {"new", {true, false, false, 0}},
    {"settled", {true, false, true, 0}},
    {"moderator", {true, false, true, POWER_MODERATOR}},
    {"editor", {true, false, true, POWER_EDITOR}},
    {"safeguarding", {true, false, true, POWER_SAFEGUARDING}},
    {"keeper", {true, false, true, POWER_KEEPER}},
};

/* How a person stands to an entry, and how it was written. */
typedef struct Stand {
    const char *name;
    MayEntry entry;
} Stand;

static const Stand STANDS[] = {
    {"other", {0}},
    {"own", {.own = true}},
    {"led", {.led = true}},
    {"owned", {.owned = true}},
    {"acted", {.acted = true}},
    {"unnamed", {.unnamed = true}},
    {"unnamed-own", {.unnamed = true, .own = true}},
    {"unnamed-led", {.unnamed = true, .led = true}},
    {"locked", {.locked = true}},
};

#define ACTORS_COUNT (sizeof ACTORS / sizeof ACTORS[0])
#define STANDS_COUNT (sizeof STANDS / sizeof STANDS[0])
#define CELLS ((size_t)STATE_COUNT * STANDS_COUNT + STATE_COUNT)

static MayAnswer ask(const MayPerson *person, MayVerb verb, KindId kind, const Stand *stand,
                     EntryState state)
{
    MayEntry entry = stand->entry;

    entry.kind = kind;
    entry.state = state;
    return may(person, verb, &entry);
}

/* A row of the table: for each state a group of letters, one for each stand. */
static void write_cells(const MayPerson *person, MayVerb verb, KindId kind, char *out)
{
    static const char LETTERS[] = {'-', 'w', 'y'};
    size_t at = 0;

    for (int state = 0; state < STATE_COUNT; state++) {
        for (size_t stand = 0; stand < STANDS_COUNT; stand++) {
            out[at++] = LETTERS[ask(person, verb, kind, &STANDS[stand], (EntryState)state)];
        }
        out[at++] = state + 1 == STATE_COUNT ? '\0' : ' ';
    }
}

/* Kinds with the same rights stand in one line. */
static void write_verb(FILE *file, const Actor *actor, MayVerb verb)
{
    char cells[KIND_COUNT][CELLS];
    bool written[KIND_COUNT] = {false};

    for (size_t i = 0; i < KIND_COUNT; i++) {
        write_cells(&actor->person, verb, (KindId)i, cells[i]);
    }
    for (size_t i = 0; i < KIND_COUNT; i++) {
        bool all = i == 0;

        if (written[i]) {
            continue;
        }
        for (size_t k = 1; k < KIND_COUNT && all; k++) {
            all = strcmp(cells[0], cells[k]) == 0;
        }
        fprintf(file, "%s %s %s", actor->name, may_verb_id(verb).bytes, cells[i]);
        for (size_t k = i; k < KIND_COUNT; k++) {
            if (strcmp(cells[i], cells[k]) == 0) {
                written[k] = true;
                if (!all) {
                    fprintf(file, " %s", kind_of((KindId)k)->id.bytes);
                }
            }
        }
        fprintf(file, "%s\n", all ? " all" : "");
    }
}

static void write_table(FILE *file)
{
    fprintf(file, "# Who may do what: y yes, w wait, - no. A group of letters for each state:\n#");
    for (int state = 0; state < STATE_COUNT; state++) {
        fprintf(file, " %s", entry_state_id((EntryState)state).bytes);
    }
    fprintf(file, ";\n# in a group a letter for each stand:");
    for (size_t i = 0; i < STANDS_COUNT; i++) {
        fprintf(file, " %s", STANDS[i].name);
    }
    fprintf(file, ".\n# Made by: commons_may --write. A changed line is a changed right.\n");
    for (size_t i = 0; i < ACTORS_COUNT; i++) {
        for (int verb = 0; verb < MAY_VERB_COUNT; verb++) {
            write_verb(file, &ACTORS[i], (MayVerb)verb);
        }
    }
}

static void golden(void)
{
    FILE *kept = fopen(MAY_TABLE, "r");
    FILE *now = tmpfile();
    char want[4096];
    char got[4096];
    size_t lines = 0;
    bool same = kept != NULL && now != NULL;

    if (same) {
        write_table(now);
        rewind(now);
    }
    while (same) {
        const char *a = fgets(want, sizeof want, kept);
        const char *b = fgets(got, sizeof got, now);

        if (a == NULL && b == NULL) {
            break;
        }
        lines++;
        same = a != NULL && b != NULL && strcmp(a, b) == 0;
        if (!same) {
            printf("# line %zu, kept: %s# now: %s", lines, a == NULL ? "nothing\n" : a,
                   b == NULL ? "nothing\n" : b);
        }
    }
    OK(same && lines > 200, "%zu rights are those of the table",
       ACTORS_COUNT * MAY_VERB_COUNT * KIND_COUNT * STATE_COUNT * STANDS_COUNT);
    if (kept != NULL) {
        (void)fclose(kept);
    }
    if (now != NULL) {
        (void)fclose(now);
    }
}

/* Calls `holds` for everything there is, with a person of every mixture of powers. */
typedef bool (*Property)(const MayPerson *person, const MayEntry *entry);

static void property(Property holds, const char *text)
{
    size_t broken = 0;

    for (int bits = 0; bits < 32 * 8; bits++) {
        MayPerson person = {(bits & 32) != 0, (bits & 64) != 0, (bits & 128) != 0,
                            (bits & 32) != 0 ? bits % 32 : 0};

        for (size_t i = 0; i < (size_t)KIND_COUNT * STATE_COUNT * 64; i++) {
            MayEntry entry = {.kind = (KindId)(i / 64 / STATE_COUNT),
                              .state = (EntryState)(i / 64 % STATE_COUNT),
                              .locked = (i & 1) != 0,
                              .unnamed = (i & 2) != 0,
                              .own = (i & 4) != 0,
                              .led = (i & 8) != 0,
                              .owned = (i & 16) != 0,
                              .acted = (i & 32) != 0};

            broken += holds(&person, &entry) ? 0 : 1;
        }
    }
    OK(broken == 0, "%s", text);
}

static bool keeper_reads_no_seal(const MayPerson *person, const MayEntry *entry)
{
    return (person->power & POWER_SAFEGUARDING) != 0 || may(person, MAY_UNSEAL, entry) == MAY_NO;
}

static bool nobody_unseals_alone(const MayPerson *person, const MayEntry *entry)
{
    return may(person, MAY_UNSEAL, entry) != MAY_YES &&
           (entry->unnamed || may(person, MAY_UNSEAL, entry) == MAY_NO);
}

static bool no_appeal_against_oneself(const MayPerson *person, const MayEntry *entry)
{
    return !(entry->acted || entry->own) || may(person, MAY_JUDGE_APPEAL, entry) == MAY_NO;
}

static bool new_and_unnamed_wait(const MayPerson *person, const MayEntry *entry)
{
    bool is_new = !person->settled && person->power == 0;

    return (!is_new && !entry->unnamed) ||
           (may(person, MAY_BEGIN, entry) != MAY_YES && may(person, MAY_REPLY, entry) != MAY_YES &&
            may(person, MAY_SEND, entry) != MAY_YES);
}

static bool words_are_ones_own(const MayPerson *person, const MayEntry *entry)
{
    bool personal = kind_of(entry->kind)->words == WORDS_OWN || entry->unnamed;

    return entry->own || !personal || may(person, MAY_EDIT, entry) == MAY_NO;
}

static bool only_moderators_edit_for_safety(const MayPerson *person, const MayEntry *entry)
{
    return (person->power & POWER_MODERATOR) != 0 ||
           may(person, MAY_EDIT_FOR_SAFETY, entry) == MAY_NO;
}

static bool nobody_decides_on_themselves(const MayPerson *person, const MayEntry *entry)
{
    return !entry->own ||
           (may(person, MAY_ACCEPT, entry) == MAY_NO && may(person, MAY_REFUSE, entry) == MAY_NO &&
            may(person, MAY_RESTORE, entry) == MAY_NO);
}

static bool paused_write_nothing(const MayPerson *person, const MayEntry *entry)
{
    static const MayVerb WRITES[] = {MAY_BEGIN,  MAY_REPLY,      MAY_EDIT, MAY_EDIT_FOR_SAFETY,
                                     MAY_SEND,   MAY_ACCEPT,     MAY_HIDE, MAY_RESTORE,
                                     MAY_UNSEAL, MAY_SIGN,       MAY_LOCK, MAY_ANSWER_OFFICIALLY,
                                     MAY_REFUSE, MAY_BEGIN_AGAIN};
    bool none = true;

    for (size_t i = 0; i < sizeof WRITES / sizeof WRITES[0]; i++) {
        none = none && may(person, WRITES[i], entry) == MAY_NO;
    }
    return none || !person->paused;
}

static bool own_words_can_be_taken_back(const MayPerson *person, const MayEntry *entry)
{
    return !entry->own || entry->state != STATE_LIVE ||
           may(person, MAY_TAKE_BACK, entry) == MAY_YES;
}

static bool the_erased_is_gone(const MayPerson *person, const MayEntry *entry)
{
    bool gone = true;

    for (int verb = 0; verb < MAY_VERB_COUNT; verb++) {
        gone = gone && (verb == MAY_BEGIN || may(person, (MayVerb)verb, entry) == MAY_NO);
    }
    return gone || entry->state != STATE_ERASED;
}

/* Who has more powers may no less. */
static bool powers_add_up(const MayPerson *person, const MayEntry *entry)
{
    MayPerson less = *person;
    bool no_less = true;

    less.power = person->power & ~(int64_t)POWER_EDITOR;
    less.settled = true;
    for (int verb = 0; verb < MAY_VERB_COUNT; verb++) {
        MayPerson more = less;

        more.power |= person->known ? POWER_EDITOR : 0;
        no_less = no_less && may(&more, (MayVerb)verb, entry) >= may(&less, (MayVerb)verb, entry);
    }
    return no_less;
}

static void replies(void)
{
    OK(kind_takes(KIND_METHOD, KIND_TIP) && !kind_takes(KIND_STORY, KIND_TIP) &&
           kind_takes(KIND_AUDIT, KIND_ANSWER) && !kind_takes(KIND_EVENT, KIND_ANSWER) &&
           kind_takes(KIND_QUESTION, KIND_REPLY) && !kind_takes(KIND_AUDIT, KIND_EVIDENCE),
       "tips stand under methods, answers under what somebody is asked, replies under anything");
}

int main(int count, char **arguments)
{
    if (count == 2 && strcmp(arguments[1], "--write") == 0) {
        FILE *file = fopen(MAY_TABLE, "w");

        if (file == NULL) {
            return EXIT_FAILURE;
        }
        write_table(file);
        return fclose(file) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
    }
    golden();
    property(keeper_reads_no_seal, "a keeper cannot read a seal, nor anybody but safeguarding");
    property(nobody_unseals_alone, "nobody unseals alone, and nothing but what is sealed");
    property(no_appeal_against_oneself, "nobody takes the appeal against their own act or words");
    property(new_and_unnamed_wait, "what is new people's or without a name always waits");
    property(words_are_ones_own, "nobody changes another's words");
    property(only_moderators_edit_for_safety, "but moderators, for safety");
    property(nobody_decides_on_themselves, "nobody accepts, refuses or restores their own words");
    property(paused_write_nothing, "who is paused writes and decides nothing");
    property(own_words_can_be_taken_back, "one's own words can always be taken back");
    property(the_erased_is_gone, "with what was erased nothing can be done");
    property(powers_add_up, "an editor may no less than the same person without that power");
    replies();
    return tap_done();
}
