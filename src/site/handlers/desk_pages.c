/* /desk: what is due, one list, and a page for each entry that waits. */
#include "site/handlers/entry_find.h"
#include "site/handlers/rights.h"
#include "site/handlers/sheet.h"
#include "site/store/log_chain.h"
#include "site/text/markdown.h"
#include "site/web/routes.h"

#define SHOWN_MOST 20
#define LOOKED_AT_MOST 200
/* Within so long somebody should have read what waits. */
#define DAY ((int64_t)86400)
#define FOREVER INT64_MAX

/* ---- the list ---- */

static Status rows_of(const Request *request, SheetPart *part, Str empty)
{
    part->has_rows = true;
    part->rows.empty = empty;
    part->rows.rows.items = TAKE(request->context, PageRow, SHOWN_MOST);
    return part->rows.rows.items == NULL ? fail_memory(request->context) : done();
}

static Status may_now(const Request *request, MayVerb verb, int64_t id, bool *yes)
{
    const EntryRow *row;
    MayAnswer answer = MAY_NO;

    *yes = false;
    TRY(entry_find(request, id, &row));
    if (row != NULL) {
        TRY(rights_of_entry(request, verb, row, &answer));
    }
    *yes = answer != MAY_NO;
    return done();
}

static Status add_waiting(const Request *request, SheetPage *page)
{
    Arena *arena = request->context->arena;
    SheetPart *part = sheet_part(page, "waiting", STR("To be read"));
    EntriesWaitingRows rows;
    PageRows *shown = &part->rows.rows;

    part->text = STR("The oldest first. Each should be read within a day.");
    TRY(rows_of(request, part, STR("Nothing waits for you.")));
    TRY(store_entries_waiting(request->context, request->reader,
                              &(EntriesWaitingIn){-FOREVER, 0, LOOKED_AT_MOST}, &rows));
    for (size_t i = 0; i < rows.count && shown->count < SHOWN_MOST; i++) {
        const EntriesWaitingRow *row = &rows.items[i];
        Str kind = sheet_kind(row->kind);
        bool named = row->author.known; /* of what has no name the day alone is known */
        Str age = named ? sheet_age(request, row->made) : frame_day_words(arena, row->made);
        Str by = named ? row->byline : STR("without a name");
        bool yes = false;

        TRY(may_now(request, MAY_ACCEPT, row->id, &yes));
        if (yes) {
            shown->items[shown->count++] = (PageRow){
                .path = str_format(arena, "/desk/%lld", (long long)row->id),
                .title = sheet_title(request, row->kind, row->title, row->id),
                .facts = str_format(arena, "%.*s \xc2\xb7 %.*s \xc2\xb7 %s %.*s", STR_ARGS(kind),
                                    STR_ARGS(by), named ? "waits" : "since", STR_ARGS(age)),
                .late = request->now - row->made > DAY ? STR("more than a day") : STR_NONE};
        }
    }
    return done();
}

static Status add_appeals(const Request *request, SheetPage *page)
{
    Arena *arena = request->context->arena;
    SheetPart *part = sheet_part(page, "appeals", STR("Second looks"));
    AppealsOpenRows rows;
    PageRows *shown = &part->rows.rows;

    TRY(rows_of(request, part,
                STR("Nobody asks for one, or you decided the first time and another "
                    "person looks now.")));
    TRY(store_appeals_open(request->context, request->reader, &(AppealsOpenIn){0, LOOKED_AT_MOST},
                           &rows));
    for (size_t i = 0; i < rows.count && shown->count < SHOWN_MOST; i++) {
        const AppealsOpenRow *row = &rows.items[i];
        Str kind = sheet_kind(row->kind);
        Str day = frame_day_words(arena, row->day);
        bool yes = false;

        TRY(may_now(request, MAY_JUDGE_APPEAL, row->entry, &yes));
        if (yes) {
            shown->items[shown->count++] = (PageRow){
                .path = str_format(arena, "/e/%lld/act/judge-appeal", (long long)row->entry),
                .title = sheet_title(request, row->kind, row->title, row->entry),
                .facts =
                    str_format(arena, "%.*s \xc2\xb7 asked on %.*s", STR_ARGS(kind), STR_ARGS(day)),
                .late = request->now - row->day > 2 * DAY ? STR("more than two days") : STR_NONE};
        }
    }
    return done();
}

static bool is_shown(const PageRows *shown, Str path)
{
    for (size_t i = 0; i < shown->count; i++) {
        if (str_equal(shown->items[i].path, path)) {
            return true;
        }
    }
    return false;
}

static Status add_flags(const Request *request, SheetPage *page)
{
    Arena *arena = request->context->arena;
    SheetPart *part = sheet_part(page, "flags", STR("People say that something is wrong"));
    FlagsOpenRows rows;
    PageRows *shown = &part->rows.rows;

    TRY(rows_of(request, part, STR("Nobody has said so, or all of it was looked at.")));
    TRY(store_flags_open(request->context, request->reader, &(FlagsOpenIn){0, LOOKED_AT_MOST},
                         &rows));
    for (size_t i = 0; i < rows.count && shown->count < SHOWN_MOST; i++) {
        const FlagsOpenRow *row = &rows.items[i];
        Str path = str_format(arena, "/desk/%lld/flags", (long long)row->entry);
        Str day = frame_day_words(arena, row->day);
        Reason reason = {.label = row->reason};

        (void)reason_find(row->reason, &reason);
        if (!is_shown(shown, path)) {
            shown->items[shown->count++] =
                (PageRow){.path = path,
                          .title = sheet_title(request, row->kind, row->title, row->entry),
                          .facts = str_format(arena, "%.*s \xc2\xb7 since %.*s",
                                              STR_ARGS(reason.label), STR_ARGS(day))};
        }
    }
    return done();
}

static Status add_due(const Request *request, SheetPage *page)
{
    Arena *arena = request->context->arena;
    SheetPart *part = sheet_part(page, "due", STR("To be looked at again"));
    EntriesDueRows rows;
    PageRows *shown = &part->rows.rows;

    TRY(rows_of(request, part, STR("No evidence or page is due.")));
    TRY(store_entries_due(request->context, request->reader,
                          &(EntriesDueIn){request->now, -FOREVER, 0, LOOKED_AT_MOST}, &rows));
    for (size_t i = 0; i < rows.count && shown->count < SHOWN_MOST; i++) {
        const EntriesDueRow *row = &rows.items[i];
        const Kind *kind = kind_find(row->kind);
        Str day = frame_day_words(arena, row->due);

        if (kind == NULL) {
            continue;
        }
        shown->items[shown->count++] =
            (PageRow){.path = str_format(arena, "/e/%lld", (long long)row->id),
                      .title = sheet_title(request, row->kind, row->title, row->id),
                      .facts = str_format(arena, "%.*s \xc2\xb7 %.*s: %.*s", STR_ARGS(kind->name),
                                          STR_ARGS(kind->due), STR_ARGS(day))};
    }
    return done();
}

static Status add_ways(const Request *request, SheetPage *page)
{
    PageLink *ways = TAKE(request->context, PageLink, 4);

    if (ways == NULL) {
        return fail_memory(request->context);
    }
    page->ways.items = ways;
    if ((request->person.power & POWER_KEEPER) != 0) {
        ways[page->ways.count++] = (PageLink){STR("/desk/people"), STR("Who does what")};
        ways[page->ways.count++] = (PageLink){STR("/desk/contact"), STR("How people reach you")};
    }
    if ((request->person.power & POWER_EDITOR) != 0) {
        ways[page->ways.count++] =
            (PageLink){STR("/what-stopped-you/said"), STR("What stopped people")};
    }
    ways[page->ways.count++] = (PageLink){STR("/openness"), STR("Openness")};
    return done();
}

static bool is_staff(const Request *request)
{
    return request->person.power != 0;
}

static Status not_yours(const Request *request, Reply *reply)
{
    return reply_error(request, reply, 403,
                       STR("The desk is for who moderates, edits or leads here. What you wrote "
                           "yourself is on your own page."));
}

Status desk_show(Request *request, Reply *reply)
{
    bool moderates = (request->person.power & POWER_MODERATOR) != 0;
    bool edits = (request->person.power & POWER_EDITOR) != 0;
    SheetPage page;

    if (!is_staff(request)) {
        return not_yours(request, reply);
    }
    TRY(sheet_begin(request, reply, STR("The desk"), &page));
    page.summary =
        STR("What is due. Each should take less than two minutes; stop when you have had "
            "enough for today.");
    TRY(add_ways(request, &page));
    TRY(add_waiting(request, &page));
    if (moderates) {
        TRY(add_appeals(request, &page));
        TRY(add_flags(request, &page));
    }
    if (edits) {
        TRY(add_due(request, &page));
    }
    sheet_end(request, reply, &page);
    return done();
}

/* ---- one that waits ---- */

static const struct {
    const char *id;
    const char *label;
    const char *hint;
    MayVerb verb;
} DECISIONS[] = {
    {"accept", "Accept", "Everybody can read it from then on.", MAY_ACCEPT},
    {"ask-for-changes", "Give it back", "It becomes a draft again; say what should change.",
     MAY_ASK_FOR_CHANGES},
    {"refuse", "Refuse", "With one of the eight reasons; who wrote it can ask for a second look.",
     MAY_REFUSE},
};
#define DECISION_COUNT (sizeof DECISIONS / sizeof DECISIONS[0])

static Status find(Request *request, Reply *reply, MayVerb verb, const EntryRow **out)
{
    const EntryRow *row;
    MayAnswer answer = MAY_NO;

    *out = NULL;
    TRY(entry_find_asked(request, &row));
    if (row == NULL) {
        return reply_missing(request, reply);
    }
    if (!is_staff(request)) {
        return not_yours(request, reply);
    }
    TRY(rights_of_entry(request, verb, row, &answer));
    if (answer == MAY_NO) {
        return reply_error(request, reply, 403,
                           STR("This is not for you to decide: it is your own, somebody decided "
                               "already, or it needs another power."));
    }
    *out = row;
    return done();
}

static Status add_decision(const Request *request, SheetForm *form)
{
    Str chosen = request_field(request, STR("do"));
    PageChoice *choices = TAKE(request->context, PageChoice, DECISION_COUNT);
    FormField reason;

    if (choices == NULL) {
        return fail_memory(request->context);
    }
    for (size_t i = 0; i < DECISION_COUNT; i++) {
        choices[i] = (PageChoice){.value = str_from(DECISIONS[i].id),
                                  .label = str_from(DECISIONS[i].label),
                                  .hint = str_from(DECISIONS[i].hint),
                                  .is_chosen = str_equal(chosen, str_from(DECISIONS[i].id))};
    }
    sheet_field(form, (FormField){.kind = INPUT_CHOICE,
                                  .name = STR("do"),
                                  .label = STR("What do you decide?"),
                                  .choices = {choices, DECISION_COUNT}});
    TRY(sheet_reasons(request, STR("reason"), request_field(request, STR("reason")), &reason));
    reason.label = STR("Reason, if you refuse");
    sheet_field(form, reason);
    sheet_field(form, (FormField){.kind = INPUT_LONG,
                                  .name = STR("words"),
                                  .label = STR("A word to who wrote it"),
                                  .hint = STR("They see it beside their words. Be kind and plain."),
                                  .is_optional = true,
                                  .value = request_field(request, STR("words")),
                                  .rows = 4});
    return done();
}

static Status add_entry(const Request *request, const EntryRow *row, SheetPage *page,
                        SheetPart **out)
{
    Arena *arena = request->context->arena;
    SheetPart *part = sheet_part(page, "words", STR("The words"));
    PageLink *ways = TAKE(request->context, PageLink, 2);
    MayAnswer unseal;

    if (ways == NULL) {
        return fail_memory(request->context);
    }
    TRY(sheet_fact(request, part, STR("What it is"), frame_title(arena, sheet_kind(row->kind))));
    TRY(sheet_fact(request, part, STR("Who wrote it"),
                   row->author.known ? row->byline : STR("Somebody without a name")));
    TRY(sheet_fact(request, part, STR("It is"), sheet_state(row->state)));
    TRY(sheet_fact(request, part, STR("Since"),
                   row->seal.length > 0 ? frame_day_words(arena, row->moved)
                                        : sheet_age(request, row->moved)));
    part->text = row->plain;
    part->strong =
        row->care.length > 0 ? str_format(arena, "Care note: %.*s", STR_ARGS(row->care)) : STR_NONE;
    part->folded = row->care.length > 0 ? STR("Show the words") : STR_NONE;
    TRY(markdown_render(request->context, PLACE_NONE, row->body, &part->words));
    ways[0] = (PageLink){str_format(arena, "/e/%lld", (long long)row->id),
                         STR("See all of it, as it will look")};
    part->ways = (PageLinks){ways, 1};
    TRY(rights_of_entry(request, MAY_UNSEAL, row, &unseal));
    if (unseal != MAY_NO) {
        ways[part->ways.count++] =
            (PageLink){str_format(arena, "/desk/%lld/unseal", (long long)row->id),
                       STR("Somebody may be in danger: find who wrote this")};
    }
    *out = part;
    return done();
}

/* Of what was read: who wrote it may change it in the meantime. */
static Str version_of(const Request *request, const EntryRow *row)
{
    return str_format(request->context->arena, "%lld", (long long)row->version);
}

static Status show(Request *request, Reply *reply, const EntryRow *row, Str field, Str mistake)
{
    SheetPage page;
    SheetPart *part;
    SheetForm *form;

    TRY(sheet_begin(request, reply, sheet_title(request, row->kind, row->title, row->id), &page));
    frame_crumb(&page.head, STR("/desk"), STR("The desk"));
    TRY(add_entry(request, row, &page, &part));
    part = sheet_part(&page, "decide", STR("Your decision"));
    TRY(sheet_form(request, part, request->path, STR("Decide"), &form));
    sheet_hidden(form, STR("version"), version_of(request, row));
    TRY(add_decision(request, form));
    if (mistake.length > 0) {
        sheet_mistake(request, reply, &page, field, mistake);
    }
    sheet_end(request, reply, &page);
    return done();
}

Status desk_entry_show(Request *request, Reply *reply)
{
    const EntryRow *row;

    TRY(find(request, reply, MAY_ACCEPT, &row));
    return row != NULL ? show(request, reply, row, STR_NONE, STR_NONE) : done();
}

Status desk_entry_decide(Request *request, Reply *reply)
{
    EntryAct act = {.verb = MAY_VERB_COUNT,
                    .actor = {true, request->person.id},
                    .reason = request_field(request, STR("reason")),
                    .words = str_trim(request_field(request, STR("words"))),
                    .at = request->now};
    Reason reason;
    bool acted;

    TRY(find(request, reply, MAY_ACCEPT, &act.row));
    if (act.row == NULL) {
        return done();
    }
    if (!str_equal(request_field(request, STR("version")), version_of(request, act.row))) {
        return show(request, reply, act.row, STR("do"),
                    STR("The words were changed while you read; read them again, and decide."));
    }
    for (size_t i = 0; i < DECISION_COUNT; i++) {
        if (str_equal(request_field(request, STR("do")), str_from(DECISIONS[i].id))) {
            act.verb = DECISIONS[i].verb;
        }
    }
    if (act.verb == MAY_VERB_COUNT) {
        return show(request, reply, act.row, STR("do"), STR("Choose what you decide."));
    }
    if (act_needs_reason(act.verb, false) && !reason_find(act.reason, &reason)) {
        return show(request, reply, act.row, STR("reason"), STR("Choose the reason."));
    }
    if ((act_needs_words(act.verb) && act.words.length == 0) ||
        act.words.length > DECIDE_WORDS_MOST) {
        return show(request, reply, act.row, STR("words"),
                    STR("Write what should change, in at most 2,000 letters."));
    }
    TRY(entry_act(request->context, request->change, &act, &acted));
    if (!acted) {
        return reply_error(request, reply, 409, STR("Somebody decided while you read."));
    }
    reply_see(reply, STR("/desk"));
    return done();
}

/* ---- what is said to be wrong ---- */

static Status find_flagged(Request *request, Reply *reply, const EntryRow **out)
{
    TRY(entry_find_asked(request, out));
    if (*out == NULL || str_equal((*out)->state, STR("erased"))) {
        *out = NULL;
        return reply_missing(request, reply);
    }
    return done();
}

static bool is_hidden(const EntryRow *row)
{
    return str_equal(row->state, STR("hidden"));
}

Status desk_flags_show(Request *request, Reply *reply)
{
    const EntryRow *row;
    FlagsOfEntryRows flags;
    SheetPage page;
    SheetPart *part;
    SheetForm *form;

    TRY(find_flagged(request, reply, &row));
    if (row == NULL) {
        return done();
    }
    TRY(store_flags_of_entry(request->context, request->reader, &(FlagsOfEntryIn){row->id},
                             &flags));
    TRY(sheet_begin(request, reply, sheet_title(request, row->kind, row->title, row->id), &page));
    frame_crumb(&page.head, STR("/desk"), STR("The desk"));
    TRY(add_entry(request, row, &page, &part));
    if (is_hidden(row)) {
        part->ways.items[0] = (PageLink){
            str_format(request->context->arena, "/e/%lld/act/restore", (long long)row->id),
            STR("Show it again")};
    } else {
        part->ways.items[0].label = STR("Its page, where you can hide it");
    }
    part = sheet_part(&page, "said", STR("What people say"));
    part->facts.items = TAKE(request->context, SheetFact, flags.count);
    if (part->facts.items == NULL) {
        return fail_memory(request->context);
    }
    for (size_t i = 0; i < flags.count; i++) {
        Reason reason = {.label = flags.items[i].reason};

        (void)reason_find(flags.items[i].reason, &reason);
        part->facts.items[part->facts.count++] =
            (SheetFact){reason.label, flags.items[i].words.length > 0 ? flags.items[i].words
                                                                      : STR("Nothing more.")};
    }
    TRY(sheet_form(request, part, request->path,
                   is_hidden(row) ? STR("Looked at: it stays hidden")
                                  : STR("Looked at: it can stay as it is"),
                   &form));
    sheet_end(request, reply, &page);
    return done();
}

Status desk_flags_done(Request *request, Reply *reply)
{
    LogWords words = {.at = request->now,
                      .actor = {true, request->person.id},
                      .verb = STR("looked-at"),
                      .is_open = true};
    FlagsOfEntryRows flags;
    FlagsDoneRows rows;
    const EntryRow *row;
    bool own;

    TRY(find_flagged(request, reply, &row));
    if (row == NULL) {
        return done();
    }
    TRY(rights_is_own(request, row, &own));
    if (own) {
        return reply_error(request, reply, 403,
                           STR("These are your own words; another moderator looks at this."));
    }
    TRY(store_flags_of_entry(request->context, request->reader, &(FlagsOfEntryIn){row->id},
                             &flags));
    if (flags.count > 0 && is_hidden(row)) {
        EntryAct act = {.row = row,
                        .verb = MAY_JUDGE_APPEAL,
                        .actor = {true, request->person.id},
                        .waits = true,
                        .at = request->now};

        TRY(entry_act(request->context, request->change, &act, &own));
    } else if (flags.count > 0) {
        words.entry = (StoreInteger){true, row->id};
        TRY(store_flags_done(request->context, request->change, &(FlagsDoneIn){row->id}, &rows));
        TRY(store_log_add(request->context, request->change, &words, NULL));
    }
    reply_see(reply, STR("/desk"));
    return done();
}
