#include "site/commons/unseal.h"

#include "site/commons/powers.h"
#include "site/store/log_chain.h"

#define VERB_ASKED STR("unseal asked")
#define VERB_DONE STR("unsealed")

static Status find_sealed(Context *context, StoreChange *change, const UnsealAct *act,
                          EntryRow *out)
{
    StoreReader *reader = store_change_reader(change);
    EntryRows rows;
    PersonRows people;

    TRY(store_entry(context, reader, &(EntryIn){act->entry}, &rows));
    if (rows.count == 0 || rows.items[0].seal.length != SEAL_BYTES) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    "entry %lld was not written without a name; there is nothing to unseal",
                    (long long)act->entry);
    }
    TRY(store_person(context, reader, &(PersonIn){act->holder}, &people));
    if (people.count == 0 || (people.items[0].power & POWER_SAFEGUARDING) == 0 ||
        !str_equal(people.items[0].state, STR("here"))) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    "only who is named for safeguarding may unseal; ask one of them");
    }
    if (str_trim(act->why).length == 0) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    "there is no reason; write why somebody must be found");
    }
    *out = rows.items[0];
    return done();
}

static Status log_act(Context *context, StoreChange *change, const UnsealAct *act, Str verb)
{
    LogWords words = {.at = act->at,
                      .actor = {true, act->holder},
                      .verb = verb,
                      .entry = {true, act->entry},
                      .why = act->why};

    return store_log_add(context, change, &words, NULL);
}

Status unseal_ask(Context *context, StoreChange *change, const UnsealAct *act)
{
    EntryRow entry = {0};

    TRY(find_sealed(context, change, act, &entry));
    return log_act(context, change, act, VERB_ASKED);
}

/* Another person asked, not too long ago, and it was not done since. */
static Status somebody_else_asked(Context *context, StoreChange *change, const UnsealAct *act,
                                  bool *asked)
{
    LogOfEntryRows rows;

    TRY(store_log_of_entry(context, store_change_reader(change), &(LogOfEntryIn){act->entry},
                           &rows));
    *asked = false;
    for (size_t i = 0; i < rows.count; i++) {
        const LogOfEntryRow *row = &rows.items[i];

        if (str_equal(row->verb, VERB_DONE)) {
            *asked = false;
        } else if (str_equal(row->verb, VERB_ASKED) && row->actor.known &&
                   row->actor.value != act->holder && act->at - row->at <= UNSEAL_SECONDS) {
            *asked = true;
        }
    }
    return done();
}

static Status find_person(Context *context, StoreReader *reader, const SealKey *key,
                          const EntryRow *entry, StoreInteger *person)
{
    PeopleIn in = {0, 1000};
    PeopleRows rows;

    *person = (StoreInteger){false, 0};
    do {
        TRY(store_people(context, reader, &in, &rows));
        for (size_t i = 0; i < rows.count; i++) {
            bool is_own = false;

            TRY(sealed_is_of_person(context, key, entry, rows.items[i].id, &is_own));
            if (is_own) {
                *person = (StoreInteger){true, rows.items[i].id};
                return done();
            }
        }
        in.after = rows.count == 0 ? in.after : rows.items[rows.count - 1].id;
    } while (rows.count == 1000);
    return done();
}

Status unseal(Context *context, StoreChange *change, const SealKey *key, const UnsealAct *act,
              StoreInteger *person)
{
    LogWords counted = {.at = act->at, .verb = VERB_DONE, .is_open = true};
    EntryRow entry = {0};
    bool asked = false;

    TRY(find_sealed(context, change, act, &entry));
    TRY(somebody_else_asked(context, change, act, &asked));
    if (!asked) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    "nobody else has asked for this in the last 7 days; let a second person ask "
                    "first");
    }
    TRY(log_act(context, change, act, VERB_DONE));
    TRY(store_log_add(context, change, &counted, NULL));
    return find_person(context, store_change_reader(change), key, &entry, person);
}
