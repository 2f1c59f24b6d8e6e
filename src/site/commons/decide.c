#include "site/commons/decide.h"

#include "base/text.h"
#include "site/store/log_chain.h"

#define DAY ((int64_t)86400)

static const Reason REASONS[] = {
#define REASON(id, label, plain)                                                                   \
    {{id, sizeof(id) - 1}, {label, sizeof(label) - 1}, {plain, sizeof(plain) - 1}},
#include "site/commons/reasons.def"
#undef REASON
};

bool reason_at(size_t index, Reason *out)
{
    if (index >= sizeof REASONS / sizeof REASONS[0]) {
        return false;
    }
    *out = REASONS[index];
    return true;
}

bool reason_find(Str id, Reason *out)
{
    for (size_t i = 0; reason_at(i, out); i++) {
        if (str_equal(out->id, id)) {
            return true;
        }
    }
    return false;
}

bool act_needs_reason(MayVerb verb, bool by_writer)
{
    return verb == MAY_REFUSE || verb == MAY_HIDE || (verb == MAY_ERASE && !by_writer);
}

bool act_needs_words(MayVerb verb)
{
    return verb == MAY_ASK_FOR_CHANGES || verb == MAY_APPEAL;
}

/* Nobody is to know the second at which somebody without a name did something. */
static int64_t moment_of(const EntryRow *row, StoreInteger actor, int64_t at)
{
    return row->seal.length > 0 && !actor.known ? at - (at % DAY + DAY) % DAY : at;
}

/* "It attacks a person or a group. Please leave out the last line." */
static Status told(Context *context, const EntryAct *act, Str *out)
{
    Text text = text_new(context->arena);
    Reason reason;
    Str words = str_trim(act->words);

    if (act_needs_reason(act->verb, act->by_writer)) {
        if (!reason_find(act->reason, &reason)) {
            return fail(context, FAIL_INPUT, PLACE_NONE,
                        "there is no reason; choose the one that fits best");
        }
        text_add(&text, reason.plain);
    }
    if (act_needs_words(act->verb) && words.length == 0) {
        return fail(context, FAIL_INPUT, PLACE_NONE, "there are no words; say it in a sentence");
    }
    if (words.length > 0) {
        text_add(&text, text.length > 0 ? STR(" ") : STR_NONE);
        text_add(&text, words);
    }
    return text_finish(context, &text, out);
}

/* Where it goes; false where it stays in its state. */
static bool goes_to(const EntryAct *act, EntryState *to)
{
    switch (act->verb) {
    case MAY_SEND:
        *to = act->waits ? STATE_WAITING : STATE_LIVE;
        return true;
    case MAY_ACCEPT:
    case MAY_RESTORE:
        *to = STATE_LIVE;
        return true;
    case MAY_JUDGE_APPEAL:
        *to = STATE_LIVE;
        return !act->waits;
    case MAY_ASK_FOR_CHANGES:
    case MAY_BEGIN_AGAIN:
        *to = STATE_DRAFT;
        return true;
    case MAY_REFUSE:
    case MAY_HIDE:
        *to = STATE_HIDDEN;
        return true;
    case MAY_TAKE_BACK:
        *to = STATE_WITHDRAWN;
        return true;
    case MAY_ERASE:
        *to = STATE_ERASED;
        return true;
    case MAY_READ:
    case MAY_READ_HISTORY:
    case MAY_BEGIN:
    case MAY_REPLY:
    case MAY_EDIT:
    case MAY_EDIT_FOR_SAFETY:
    case MAY_LOCK:
    case MAY_FLAG:
    case MAY_APPEAL:
    case MAY_ANSWER_OFFICIALLY:
    case MAY_MARK_WITHDRAWN:
    case MAY_UNSEAL:
    case MAY_FOLLOW:
    case MAY_SIGN:
    case MAY_SEE_STAFF_FIELDS:
    case MAY_VERB_COUNT:
        break;
    }
    return false;
}

/* ---- one move ---- */

static Status erase(Context *context, StoreChange *change, const EntryAct *act, Str reason,
                    bool *acted)
{
    EntryEraseRows rows;
    EntryEraseIn in = {.at = moment_of(act->row, act->actor, act->at),
                       .mover = act->actor,
                       .reason = act->by_writer ? STR("") : reason,
                       .id = act->row->id};

    TRY(store_entry_erase(context, change, &in, &rows));
    *acted = rows.count > 0;
    return store_setting_put(context, change, &(SettingPutIn){STR("tidy"), STR("due")},
                             &(SettingPutRows){0});
}

static Status move(Context *context, StoreChange *change, const EntryAct *act, EntryState to,
                   Str reason, bool *acted)
{
    EntryMoveRows rows;
    EntryMoveIn in = {.state = entry_state_id(to),
                      .at = moment_of(act->row, act->actor, act->at),
                      .mover = act->actor,
                      .reason = reason,
                      .id = act->row->id,
                      .was = act->row->state};

    TRY(store_entry_move(context, change, &in, &rows));
    *acted = rows.count > 0;
    return done();
}

/* What is said of a second look that changes nothing. */
static Status keep_hidden(Context *context, StoreChange *change, const EntryAct *act, Str reason,
                          bool *acted)
{
    EntryReasonRows rows;
    Text text = text_new(context->arena);
    EntryReasonIn in = {.at = act->at, .mover = act->actor, .id = act->row->id};

    text_add(&text, act->row->reason);
    text_add(&text, STR(" Somebody else has read it now, and it stays hidden. "));
    text_add(&text, reason);
    TRY(text_finish(context, &text, &in.reason));
    in.reason = str_trim(in.reason);
    in.was = act->row->state;
    TRY(store_entry_reason(context, change, &in, &rows));
    *acted = rows.count > 0;
    return done();
}

static Status log_act(Context *context, StoreChange *change, const EntryAct *act)
{
    bool kept = act->verb == MAY_JUDGE_APPEAL && act->waits;
    LogWords words = {.at = act->at,
                      .actor = act->actor,
                      .verb = kept ? STR("keep-hidden") : may_verb_id(act->verb),
                      .entry = {true, act->row->id},
                      .person = act->row->author,
                      .why = act_needs_reason(act->verb, act->by_writer) ? act->reason : STR(""),
                      .is_open = true};

    return store_log_add(context, change, &words, NULL);
}

/* What was on the desk about it is done. */
static Status clear_desk(Context *context, StoreChange *change, int64_t entry)
{
    FlagsDoneRows flags;
    AppealsDoneRows appeals;

    TRY(store_flags_done(context, change, &(FlagsDoneIn){entry}, &flags));
    return store_appeals_done(context, change, &(AppealsDoneIn){entry}, &appeals);
}

static Status appeal(Context *context, StoreChange *change, const EntryAct *act, Str words,
                     bool *acted)
{
    AppealAddRows rows;
    AppealAddIn in = {act->row->id, words, act->at - (act->at % DAY + DAY) % DAY};

    TRY(store_appeal_add(context, change, &in, &rows));
    *acted = rows.count > 0;
    return done();
}

Status entry_act(Context *context, StoreChange *change, const EntryAct *act, bool *acted)
{
    EntryState to = STATE_COUNT;
    Str words;

    *acted = false;
    TRY(told(context, act, &words));
    if (act->verb == MAY_APPEAL) {
        return appeal(context, change, act, words, acted);
    }
    if (!goes_to(act, &to)) {
        TRY(keep_hidden(context, change, act, words, acted));
    } else if (to == STATE_ERASED) {
        TRY(erase(context, change, act, words, acted));
    } else {
        TRY(move(context, change, act, to, words, acted));
    }
    if (!*acted || act->verb == MAY_SEND || act->verb == MAY_BEGIN_AGAIN) {
        return done();
    }
    TRY(clear_desk(context, change, act->row->id));
    return act->by_writer ? done() : log_act(context, change, act);
}

Status entry_was_hidden(Context *context, StoreReader *reader, int64_t entry, bool *hidden)
{
    LogOfEntryRows rows;

    TRY(store_log_of_entry(context, reader, &(LogOfEntryIn){entry}, &rows));
    *hidden = false;
    for (size_t i = 0; i < rows.count; i++) {
        *hidden |= str_equal(rows.items[i].verb, may_verb_id(MAY_HIDE)) ||
                   str_equal(rows.items[i].verb, may_verb_id(MAY_REFUSE));
    }
    return done();
}

/* ---- flags ---- */

static Status is_enough(Context *context, StoreReader *reader, const EntryRow *row, bool *enough)
{
    FlagsOfEntryRows flags;
    FlagsOfAuthorRows author;
    size_t people = 0;
    bool unknown = false;

    TRY(store_flags_of_entry(context, reader, &(FlagsOfEntryIn){row->id}, &flags));
    for (size_t i = 0; i < flags.count; i++) {
        people += flags.items[i].person.known ? 1 : 0; /* one open flag for each person */
        unknown |= !flags.items[i].person.known;
    }
    people += unknown ? 1 : 0;
    *enough = people >= FLAGS_OF_ENTRY;
    if (!*enough && row->author.known) {
        TRY(store_flags_of_author(context, reader, &(FlagsOfAuthorIn){row->author.value}, &author));
        *enough = author.items[0].flags >= FLAGS_OF_AUTHOR;
    }
    return done();
}

static Status hide_until_read(Context *context, StoreChange *change, const EntryFlag *flag)
{
    const StoreInteger nobody = {false, 0};
    LogWords words = {.at = flag->at,
                      .verb = may_verb_id(MAY_HIDE),
                      .entry = {true, flag->row->id},
                      .person = flag->row->author,
                      .why = STR("flags"),
                      .is_open = true};
    EntryMoveRows rows;
    EntryMoveIn in = {.state = entry_state_id(STATE_HIDDEN),
                      .at = moment_of(flag->row, nobody, flag->at),
                      .mover = nobody,
                      .reason = STR("Several people said that something is wrong with it. It is "
                                    "hidden until somebody of the staff has read it."),
                      .id = flag->row->id,
                      .was = flag->row->state};

    TRY(store_entry_move(context, change, &in, &rows));
    return rows.count > 0 ? store_log_add(context, change, &words, NULL) : done();
}

Status entry_flag(Context *context, StoreChange *change, const EntryFlag *flag, bool *added)
{
    const Kind *kind = kind_find(flag->row->kind);
    bool enough;
    FlagAddRows rows;
    FlagAddIn in = {.entry = flag->row->id,
                    .person = flag->person,
                    .reason = flag->reason,
                    .words = flag->words,
                    .day = flag->at - (flag->at % DAY + DAY) % DAY,
                    .press = flag->press};

    TRY(store_flag_add(context, change, &in, &rows));
    *added = rows.count > 0;
    if (!*added || kind == NULL || kind->words == WORDS_SHARED) {
        return done();
    }
    TRY(is_enough(context, store_change_reader(change), flag->row, &enough));
    return enough ? hide_until_read(context, change, flag) : done();
}
