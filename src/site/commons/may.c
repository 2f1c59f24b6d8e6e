#include "site/commons/may.h"

#include "site/store/statements.h"

static const struct {
    Str id;
    Str meaning;
} VERBS[MAY_VERB_COUNT] = {
#define VERB(NAME, id, meaning) {{id, sizeof(id) - 1}, {meaning, sizeof(meaning) - 1}},
#include "site/commons/may.def"
#undef VERB
};

Str may_verb_id(MayVerb verb)
{
    return VERBS[verb].id;
}

Str may_verb_meaning(MayVerb verb)
{
    return VERBS[verb].meaning;
}

Str entry_state_id(EntryState state)
{
    switch (state) {
    case STATE_DRAFT:
        return STR("draft");
    case STATE_WAITING:
        return STR("waiting");
    case STATE_LIVE:
        return STR("live");
    case STATE_HIDDEN:
        return STR("hidden");
    case STATE_WITHDRAWN:
        return STR("withdrawn");
    case STATE_ERASED:
    case STATE_COUNT:
        break;
    }
    return STR("erased");
}

bool entry_state_find(Str id, EntryState *out)
{
    for (int i = 0; i < STATE_COUNT; i++) {
        if (str_equal(entry_state_id((EntryState)i), id)) {
            *out = (EntryState)i;
            return true;
        }
    }
    return false;
}

bool kind_may_be_unnamed(KindId kind)
{
    return kind_of(kind)->begins == BEGINS_ANYONE || kind == KIND_STORY;
}

static bool is_asked_of_somebody(KindId kind)
{
    return kind == KIND_AUDIT || kind == KIND_RECOMMENDATION || kind == KIND_STATEMENT ||
           kind == KIND_ADVICE;
}

bool kind_takes(KindId parent, KindId reply)
{
    return reply == KIND_REPLY || (reply == KIND_TIP && parent == KIND_METHOD) ||
           (reply == KIND_ANSWER && is_asked_of_somebody(parent));
}

/* --- The rules, a function for each group of verbs -------------------------------------------- */

static bool has(const MayPerson *person, Power power)
{
    return person->known && !person->paused && (person->power & (int64_t)power) != 0;
}

static bool is_settled(const MayPerson *person)
{
    return person->settled || person->power != 0;
}

static MayAnswer when(bool it_is_so)
{
    return it_is_so ? MAY_YES : MAY_NO;
}

/* Of kinds that speak for the whole community, an editor reads before they show. */
static bool editors_accept(KindId kind)
{
    return kind_of(kind)->begins >= BEGINS_SETTLED;
}

static MayAnswer may_read(const MayPerson *person, const MayEntry *entry)
{
    switch (entry->state) {
    case STATE_LIVE:
        return MAY_YES;
    case STATE_WAITING:
        return when(entry->own || has(person, POWER_MODERATOR) || has(person, POWER_SAFEGUARDING) ||
                    (has(person, POWER_EDITOR) && !entry->unnamed) ||
                    (entry->led && !person->paused && !entry->unnamed));
    case STATE_HIDDEN:
        return when(entry->own || has(person, POWER_MODERATOR) || has(person, POWER_SAFEGUARDING));
    case STATE_DRAFT:
    case STATE_WITHDRAWN:
        return when(entry->own);
    case STATE_ERASED:
    case STATE_COUNT:
        break;
    }
    return MAY_NO;
}

/* What a moderator took out for safety stands in the history. */
static MayAnswer may_read_history(const MayPerson *person, const MayEntry *entry)
{
    bool open = entry->state == STATE_LIVE && kind_of(entry->kind)->words == WORDS_SHARED;

    return when(
        may_read(person, entry) == MAY_YES &&
        (open || entry->own || has(person, POWER_MODERATOR) || has(person, POWER_SAFEGUARDING)));
}

/* New people's words and words without a name always wait. */
static MayAnswer may_begin(const MayPerson *person, const MayEntry *entry)
{
    KindBegins begins = kind_of(entry->kind)->begins;

    if (person->paused || (entry->unnamed && !kind_may_be_unnamed(entry->kind))) {
        return MAY_NO;
    }
    if (!person->known) {
        return entry->unnamed && begins == BEGINS_ANYONE ? MAY_WAIT : MAY_NO;
    }
    if (entry->unnamed) {
        return MAY_WAIT;
    }
    if (has(person, POWER_EDITOR)) {
        return MAY_YES;
    }
    switch (begins) {
    case BEGINS_ANYONE:
    case BEGINS_MEMBER:
        return is_settled(person) ? MAY_YES : MAY_WAIT;
    case BEGINS_SETTLED:
        return is_settled(person) ? MAY_WAIT : MAY_NO;
    case BEGINS_TEAM:
        return entry->led ? MAY_WAIT : MAY_NO;
    case BEGINS_EDITOR:
        break;
    }
    return MAY_NO;
}

static MayAnswer may_reply(const MayPerson *person, const MayEntry *entry)
{
    MayEntry reply = {.kind = KIND_REPLY, .unnamed = entry->unnamed || !person->known};

    return entry->state == STATE_LIVE && !entry->locked ? may_begin(person, &reply) : MAY_NO;
}

/* Nobody changes another's words; what is kept together, its editors and leads do. */
static MayAnswer may_edit(const MayPerson *person, const MayEntry *entry)
{
    bool shared = kind_of(entry->kind)->words == WORDS_SHARED && !entry->unnamed;
    bool seen = entry->state == STATE_LIVE || entry->state == STATE_WAITING;

    if (person->paused) {
        return MAY_NO;
    }
    if (seen && shared && (has(person, POWER_EDITOR) || (person->known && entry->led))) {
        return MAY_YES;
    }
    if (!entry->own) {
        return MAY_NO;
    }
    if (entry->state == STATE_LIVE) {
        return is_settled(person) && !entry->unnamed ? MAY_YES : MAY_WAIT;
    }
    return when(entry->state == STATE_DRAFT || entry->state == STATE_WAITING);
}

/* Nobody decides on their own words. */
static MayAnswer may_decide(const MayPerson *person, const MayEntry *entry)
{
    bool of_a_theme = entry->kind == KIND_STORY || entry->kind == KIND_OFFER ||
                      entry->kind == KIND_TIP || entry->kind == KIND_EVENT;

    if (entry->state != STATE_WAITING || entry->own || person->paused) {
        return MAY_NO;
    }
    if (editors_accept(entry->kind)) {
        return when(has(person, POWER_EDITOR));
    }
    return when(has(person, POWER_MODERATOR) ||
                (person->known && entry->led && of_a_theme && !entry->unnamed));
}

static MayAnswer may_erase(const MayPerson *person, const MayEntry *entry)
{
    bool begun = entry->state == STATE_DRAFT || entry->state == STATE_WAITING ||
                 entry->state == STATE_WITHDRAWN;

    if (entry->state == STATE_ERASED) {
        return MAY_NO;
    }
    if (entry->own) {
        return when(begun || kind_of(entry->kind)->words == WORDS_OWN);
    }
    return when(entry->state == STATE_HIDDEN && has(person, POWER_MODERATOR));
}

static MayAnswer may_see_staff_fields(const MayPerson *person, const MayEntry *entry)
{
    bool near = (entry->kind == KIND_EVENT && (entry->led || entry->own)) ||
                (entry->kind == KIND_ORGANISATION && entry->owned);

    return when(may_read(person, entry) == MAY_YES &&
                (has(person, POWER_EDITOR) || (person->known && !person->paused && near)));
}

static MayAnswer may_of_moderators(const MayPerson *person, MayVerb verb, const MayEntry *entry)
{
    bool moderates = has(person, POWER_MODERATOR) && !entry->own;
    bool live = entry->state == STATE_LIVE;

    if (verb == MAY_EDIT_FOR_SAFETY) {
        return when(moderates && (live || entry->state == STATE_WAITING));
    }
    if (verb == MAY_HIDE) {
        return when(moderates && live);
    }
    if (verb == MAY_RESTORE) {
        return when(moderates && entry->state == STATE_HIDDEN);
    }
    return when(moderates && entry->state == STATE_HIDDEN && !entry->acted);
}

static MayAnswer may_of_all(const MayPerson *person, MayVerb verb, const MayEntry *entry)
{
    bool live = entry->state == STATE_LIVE;

    if (verb == MAY_FLAG) {
        return when(live && !entry->own);
    }
    if (verb == MAY_FOLLOW) {
        return when(live && person->known);
    }
    if (verb == MAY_SIGN) {
        return when(live && person->known && !person->paused && entry->kind == KIND_STATEMENT);
    }
    if (verb == MAY_APPEAL) {
        return when(entry->own && entry->state == STATE_HIDDEN);
    }
    if (verb == MAY_TAKE_BACK) {
        return when(entry->own &&
                    (live || entry->state == STATE_WAITING || entry->state == STATE_HIDDEN));
    }
    return when(entry->own && entry->state == STATE_WITHDRAWN && !person->paused);
}

MayAnswer may(const MayPerson *person, MayVerb verb, const MayEntry *entry)
{
    bool live = entry->state == STATE_LIVE;

    switch (verb) {
    case MAY_READ:
        return may_read(person, entry);
    case MAY_READ_HISTORY:
        return may_read_history(person, entry);
    case MAY_BEGIN:
        return may_begin(person, entry);
    case MAY_REPLY:
        return may_reply(person, entry);
    case MAY_EDIT:
        return may_edit(person, entry);
    case MAY_SEND:
        return entry->own && entry->state == STATE_DRAFT ? may_begin(person, entry) : MAY_NO;
    case MAY_ACCEPT:
    case MAY_ASK_FOR_CHANGES:
    case MAY_REFUSE:
        return may_decide(person, entry);
    case MAY_EDIT_FOR_SAFETY:
    case MAY_HIDE:
    case MAY_RESTORE:
    case MAY_JUDGE_APPEAL:
        return may_of_moderators(person, verb, entry);
    case MAY_ERASE:
        return may_erase(person, entry);
    case MAY_LOCK:
        return when(live && (has(person, POWER_MODERATOR) || has(person, POWER_EDITOR) ||
                             (person->known && !person->paused && entry->led)));
    case MAY_ANSWER_OFFICIALLY:
        return when(
            live && is_asked_of_somebody(entry->kind) &&
            (has(person, POWER_EDITOR) || (person->known && !person->paused && entry->owned)));
    case MAY_MARK_WITHDRAWN:
        return when(live && entry->kind == KIND_EVIDENCE && has(person, POWER_EDITOR));
    case MAY_UNSEAL:
        return entry->unnamed && !entry->own && has(person, POWER_SAFEGUARDING) &&
                       entry->state != STATE_DRAFT && entry->state != STATE_ERASED
                   ? MAY_WAIT
                   : MAY_NO;
    case MAY_TAKE_BACK:
    case MAY_BEGIN_AGAIN:
    case MAY_FLAG:
    case MAY_APPEAL:
    case MAY_FOLLOW:
    case MAY_SIGN:
        return may_of_all(person, verb, entry);
    case MAY_SEE_STAFF_FIELDS:
        return may_see_staff_fields(person, entry);
    case MAY_VERB_COUNT:
        break;
    }
    return MAY_NO;
}

/* --- What is known of people ------------------------------------------------------------------ */

Status unnamed_is_open(Context *context, StoreReader *reader, bool *open)
{
    StaffRows staff;
    size_t holders = 0;

    TRY(store_staff(context, reader, &(StaffIn){0}, &staff));
    for (size_t i = 0; i < staff.count; i++) {
        holders += (staff.items[i].power & POWER_SAFEGUARDING) != 0 ? 1 : 0;
    }
    *open = holders >= 2;
    return done();
}

Status person_is_settled(Context *context, StoreReader *reader, int64_t person, bool *settled)
{
    PersonRecordRows rows;

    TRY(store_person_record(context, reader, &(PersonRecordIn){person}, &rows));
    *settled =
        rows.count > 0 && (rows.items[0].power != 0 ||
                           (rows.items[0].accepted >= SETTLED_AFTER && rows.items[0].hidden == 0));
    return done();
}
