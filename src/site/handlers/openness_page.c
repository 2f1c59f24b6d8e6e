/* /openness: what was decided here, counted by month and reason, and how long people waited. */
#include "base/number.h"
#include "site/handlers/sheet.h"
#include "site/web/routes.h"

#include <stdlib.h>

#define MONTHS_SHOWN 12
#define PART 1000
#define PARTS_READ 20
#define DAY ((int64_t)86400)
#define WAITED_DAYS 30
#define REASONS_MOST ((size_t)9)
#define WAITS_MOST ((size_t)PART * PARTS_READ)

typedef struct Month {
    int32_t number; /* 202612 */
    int64_t accepted;
    int64_t given_back;
    int64_t hidden; /* or refused */
    int64_t restored;
    int64_t by_reason[REASONS_MOST]; /* the last: hidden by the clock, as people said so */
} Month;

typedef struct Openness {
    Month months[MONTHS_SHOWN];
    size_t count;
    int64_t *waits; /* seconds that each had waited which was decided in the last 30 days */
    size_t wait_count;
} Openness;

static size_t reason_index(Str id)
{
    Reason reason;
    size_t i = 0;

    while (reason_at(i, &reason) && !str_equal(reason.id, id)) {
        i++;
    }
    return i;
}

static int32_t month_of(int64_t at)
{
    return date_calendar_number(at / DAY) / 100;
}

static bool is_verb(const LogDecidedRow *row, MayVerb verb)
{
    return str_equal(row->verb, may_verb_id(verb));
}

/* Rows come from the newest on. */
static void count_row(const Request *request, const LogDecidedRow *row, Openness *out)
{
    int32_t number = month_of(row->at);
    bool decided =
        is_verb(row, MAY_ACCEPT) || is_verb(row, MAY_REFUSE) || is_verb(row, MAY_ASK_FOR_CHANGES);
    Month *month;

    if (decided && row->at > request->now - WAITED_DAYS * DAY) {
        out->waits[out->wait_count++] = row->at > row->since ? row->at - row->since : 0;
    }
    if (out->count == 0 || out->months[out->count - 1].number != number) {
        if (out->count == MONTHS_SHOWN) {
            return;
        }
        out->months[out->count++] = (Month){.number = number};
    }
    month = &out->months[out->count - 1];
    month->accepted += is_verb(row, MAY_ACCEPT) ? 1 : 0;
    month->given_back += is_verb(row, MAY_ASK_FOR_CHANGES) ? 1 : 0;
    month->restored += is_verb(row, MAY_RESTORE) || is_verb(row, MAY_JUDGE_APPEAL) ? 1 : 0;
    if (is_verb(row, MAY_HIDE) || is_verb(row, MAY_REFUSE)) {
        month->hidden++;
        month->by_reason[reason_index(row->why)]++;
    }
}

static Status read_log(const Request *request, Openness *out)
{
    LogDecidedIn in = {INT64_MAX, PART};
    LogDecidedRows rows = {NULL, 0};

    out->waits = TAKE(request->context, int64_t, WAITS_MOST);
    if (out->waits == NULL) {
        return fail_memory(request->context);
    }
    for (int part = 0; part < PARTS_READ && (part == 0 || rows.count == PART); part++) {
        TRY(store_log_decided(request->context, request->reader, &in, &rows));
        for (size_t i = 0; i < rows.count; i++) {
            count_row(request, &rows.items[i], out);
            in.before = rows.items[i].id;
        }
    }
    return done();
}

static int by_size(const void *a, const void *b)
{
    int64_t one = *(const int64_t *)a;
    int64_t other = *(const int64_t *)b;

    return one < other ? -1 : one > other;
}

static Status add_waits(const Request *request, Openness *openness, SheetPage *page)
{
    SheetPart *part = sheet_part(page, "waits", STR("How long people wait"));
    int64_t median;

    if (openness->wait_count == 0) {
        part->text = STR("In the last 30 days nothing that waited was decided.");
        return done();
    }
    qsort(openness->waits, openness->wait_count, sizeof *openness->waits, by_size);
    median = openness->waits[(openness->wait_count - 1) / 2];
    part->text = STR("From sending to a decision, in the last 30 days: half of them waited no "
                     "longer than this. Words without a name are known by their day alone, and "
                     "count from its beginning. What is aimed at is a day.");
    TRY(sheet_fact(request, part, STR("Half waited at most"),
                   sheet_age(request, request->now - median)));
    return sheet_fact(
        request, part, STR("Decided"),
        frame_count(request->context->arena, openness->wait_count, STR("entry"), STR("entries")));
}

static Str number_words(const Request *request, int64_t number)
{
    return str_format(request->context->arena, "%lld", (long long)number);
}

static Status add_month(const Request *request, const Month *month, SheetPage *page)
{
    Arena *arena = request->context->arena;
    Str day = frame_month_words(arena, month->number);
    Str id = str_format(arena, "m%d", month->number);
    SheetPart *part;
    Reason reason;

    if (id.length == 0 || day.length == 0) {
        return fail_memory(request->context);
    }
    part = sheet_part(page, "m", day);
    part->id = id;
    TRY(sheet_fact(request, part, STR("Accepted"), number_words(request, month->accepted)));
    TRY(sheet_fact(request, part, STR("Given back to be changed"),
                   number_words(request, month->given_back)));
    TRY(sheet_fact(request, part, STR("Shown again"), number_words(request, month->restored)));
    TRY(sheet_fact(request, part, STR("Hidden or refused"), number_words(request, month->hidden)));
    for (size_t i = 0; i < REASONS_MOST && month->hidden > 0; i++) {
        Str label = reason_at(i, &reason) ? reason.label : STR("Several people said so");

        if (month->by_reason[i] > 0) {
            TRY(sheet_fact(request, part, str_format(arena, "Why: %.*s", STR_ARGS(label)),
                           number_words(request, month->by_reason[i])));
        }
    }
    return done();
}

Status openness_show(Request *request, Reply *reply)
{
    Openness openness = {.count = 0};
    SheetPage page;

    TRY(sheet_begin(request, reply, STR("Openness"), &page));
    page.summary = STR("What was decided here about people's words, and why. Each decision has one "
                       "of eight reasons, is told to who wrote the words, and can be looked at "
                       "again by another person.");
    TRY(read_log(request, &openness));
    TRY(add_waits(request, &openness, &page));
    for (size_t i = 0; i < openness.count; i++) {
        TRY(add_month(request, &openness.months[i], &page));
    }
    sheet_end(request, reply, &page);
    return done();
}
