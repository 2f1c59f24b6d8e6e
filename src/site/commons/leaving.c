#include "site/commons/leaving.h"

#include "site/commons/kinds.h"
#include "site/store/statements.h"

#define PART 500
#define DAY ((int64_t)86400)

static bool others_read(Str state)
{
    return str_equal(state, STR("live")) || str_equal(state, STR("hidden"));
}

static Status erase(Context *context, StoreChange *change, int64_t id, int64_t at)
{
    EntryEraseIn in = {.at = at, .reason = STR(""), .id = id};
    EntryEraseRows rows;

    return store_entry_erase(context, change, &in, &rows);
}

static Status leave_entry(Context *context, StoreChange *change, const Leaving *leaving,
                          const EntriesByAuthorRow *row, LeavingCounts *counts)
{
    const Kind *kind = kind_find(row->kind);
    bool shared = kind != NULL && kind->words == WORDS_SHARED;
    EntryForgetRows rows;

    if (others_read(row->state) && (shared || !leaving->erases)) {
        counts->kept++;
        return store_entry_forget(context, change, &(EntryForgetIn){row->id}, &rows);
    }
    counts->erased++;
    return erase(context, change, row->id, leaving->at);
}

/* From the newest on: what was done has its author no more. */
static Status leave_named(Context *context, StoreChange *change, const Leaving *leaving,
                          LeavingCounts *counts)
{
    EntriesByAuthorIn in = {leaving->person, INT64_MAX, PART};
    EntriesByAuthorRows rows;

    do {
        TRY(store_entries_by_author(context, store_change_reader(change), &in, &rows));
        for (size_t i = 0; i < rows.count; i++) {
            TRY(leave_entry(context, change, leaving, &rows.items[i], counts));
            in.before = rows.items[i].id;
        }
    } while (rows.count == PART);
    return done();
}

static Status leave_sealed(Context *context, StoreChange *change, const SealKey *key,
                           const Leaving *leaving, LeavingCounts *counts)
{
    SealedEntries sealed;
    EntryLetGoRows rows;

    TRY(sealed_of_person(context, store_change_reader(change), key, leaving->person, &sealed));
    for (size_t i = 0; i < sealed.count; i++) {
        if (leaving->erases) {
            TRY(erase(context, change, sealed.items[i], leaving->at - leaving->at % DAY));
            counts->erased++;
        } else {
            TRY(store_entry_let_go(context, change, &(EntryLetGoIn){sealed.items[i]}, &rows));
            counts->kept++;
        }
    }
    return done();
}

Status person_leave(Context *context, StoreChange *change, const SealKey *key,
                    const Leaving *leaving, LeavingCounts *out)
{
    PersonRows person;
    MailsEndRows mails;
    SettingPutRows set;
    PersonGoRows gone;
    PersonGoIn go = {.id = leaving->person};

    *out = (LeavingCounts){0, 0};
    TRY(store_person(context, store_change_reader(change), &(PersonIn){leaving->person}, &person));
    if (person.count == 0 || str_equal(person.items[0].state, STR("gone"))) {
        return fail(context, FAIL_INPUT, PLACE_NONE,
                    "this person is gone already; nothing is left "
                    "to erase");
    }
    TRY(leave_named(context, change, leaving, out));
    TRY(leave_sealed(context, change, key, leaving, out));
    if (person.items[0].email.length > 0) {
        TRY(store_mails_end(context, change, &(MailsEndIn){person.items[0].email}, &mails));
    }
    go.handle = str_format(context->arena, "gone-%lld", (long long)leaving->person);
    if (go.handle.bytes == NULL) {
        return fail_memory(context);
    }
    TRY(store_person_go(context, change, &go, &gone));
    /* no byte of it may stay in the file */
    return store_setting_put(context, change, &(SettingPutIn){STR("tidy"), STR("due")}, &set);
}
