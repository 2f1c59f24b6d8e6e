/* Findings as they are added: what the study says of them, the verdict, knots and an id. */
#include "audit/audit_internal.h"

#include "catalogue/check_kind.h"
#include "catalogue/knot.h"
#include "catalogue/phrase.h"

#include <math.h>

#define ID_BYTES_MOST ((size_t)180)

/* Room for one more of `items`, a variable with a type of its own. */
#define ROOM_FOR_ONE(auditing, items, count, capacity)                                             \
    do {                                                                                           \
        size_t wanted = (count) < (capacity) ? (capacity) : 16 + 2 * (capacity);                   \
                                                                                                   \
        (items) = arena_grow((auditing)->context->arena, (items), (capacity) * sizeof *(items),    \
                             wanted * sizeof *(items));                                            \
        if ((items) == NULL) {                                                                     \
            return fail_memory((auditing)->context);                                               \
        }                                                                                          \
        (capacity) = wanted;                                                                       \
    } while (false)

CellSet counted_set(CellSetKind kind, size_t level, int64_t all, int64_t own)
{
    return (CellSet){.kind = kind,
                     .level = (uint32_t)level,
                     .counts = {.rows = all,
                                .people = all,
                                .people_most = all,
                                .events = own,
                                .events_most = own,
                                .persons = all,
                                .persons_with = own,
                                .persons_without = all - own},
                     .summary = {.people = (double)all,
                                 .events = (double)own,
                                 .mean = (double)NAN,
                                 .sd = (double)NAN,
                                 .design_effect = 1,
                                 .units = (double)all}};
}

Status audit_add_answer(Auditing *auditing, Findings *findings, size_t *index)
{
    Audit *audit = auditing->audit;

    ROOM_FOR_ONE(auditing, audit->answers, audit->answer_count, audit->answer_capacity);
    *index = audit->answer_count;
    audit->answers[audit->answer_count++] = findings;
    return done();
}

Status audit_add_score(Auditing *auditing, ScoreFindings *score, size_t *index)
{
    Audit *audit = auditing->audit;

    ROOM_FOR_ONE(auditing, audit->scores, audit->score_count, audit->score_capacity);
    *index = audit->score_count;
    audit->scores[audit->score_count++] = score;
    return done();
}

Status audit_add_scored(Auditing *auditing, const AuditScored *scored)
{
    Audit *audit = auditing->audit;

    ROOM_FOR_ONE(auditing, audit->scored, audit->scored_count, audit->scored_capacity);
    audit->scored[audit->scored_count++] = *scored;
    return done();
}

Status audit_note_unseen(Auditing *auditing, Str what, Str needed)
{
    Audit *audit = auditing->audit;

    if (what.length == 0) {
        return fail_memory(auditing->context);
    }
    ROOM_FOR_ONE(auditing, audit->unseen, audit->unseen_count, audit->unseen_capacity);
    audit->unseen[audit->unseen_count++] = (AuditUnseen){what, needed};
    return done();
}

Status audit_parts(Auditing *auditing, const Answered *answered, AuditFinding *finding)
{
    finding->parts = TAKE(auditing->context, AuditPart, answered->count);
    if (finding->parts == NULL) {
        return fail_memory(auditing->context);
    }
    for (size_t i = 0; i < answered->count; i++) {
        finding->parts[i] = (AuditPart){.answer = answered->answer, .table = answered->first + i};
    }
    finding->part_count = answered->count;
    return done();
}

/* Lower case letters and digits, all else a dash; bytes of other alphabets as their numbers, so
   that two names of those do not become one. */
static void add_slug(Text *text, Str name)
{
    bool dash = false;

    for (size_t i = 0; i < name.length; i++) {
        char byte = name.bytes[i];
        unsigned char code = (unsigned char)byte;

        if (byte >= 'A' && byte <= 'Z') {
            byte = (char)(byte - 'A' + 'a');
        }
        if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || code > 127) {
            text_add(text, dash ? STR("-") : STR_NONE);
            dash = false;
            if (code > 127) {
                text_format(text, "%02x", code);
            } else {
                text_add_byte(text, byte);
            }
        } else {
            dash = text->length > 0 && text->bytes[text->length - 1] != '-';
        }
    }
}

static bool id_is_taken(const Audit *audit, Str id)
{
    for (size_t i = 0; i < audit->finding_count; i++) {
        if (str_equal(audit->findings[i].id, id)) {
            return true;
        }
    }
    return false;
}

static Status make_id(Auditing *auditing, const Grouping *grouping, AuditFinding *finding)
{
    Text text = text_new(auditing->context->arena);
    Str id;

    /* more would be no id that a bundle takes; the number behind tells apart what was cut */
    text_add(&text, check_kind(finding->check)->id);
    text_add_byte(&text, '-');
    add_slug(&text, finding->subject);
    text_add(&text, STR("-by-"));
    add_slug(&text, grouping->name);
    TRY(text_finish(auditing->context, &text, &id));
    id.length = id.length > ID_BYTES_MOST ? ID_BYTES_MOST : id.length;
    finding->id = id;
    for (size_t i = 2; id_is_taken(auditing->audit, finding->id); i++) {
        TRY(text_of(auditing->context, &finding->id, "%.*s-%zu", STR_ARGS(id), i));
    }
    return done();
}

/* Knots that one more check of the catalogue speaks to, each once. */
static Status add_knots(Auditing *auditing, Str check, Str topic, AuditFinding *finding)
{
    KnotList list;
    Str *ids;

    TRY(knots_of_check(auditing->context, check, topic, &list));
    ids = TAKE(auditing->context, Str, finding->knots.count + list.count);
    if (ids == NULL) {
        return fail_memory(auditing->context);
    }
    for (size_t i = 0; i < finding->knots.count; i++) {
        ids[i] = finding->knots.items[i];
    }
    finding->knots.items = ids;
    for (size_t i = 0; i < list.count; i++) {
        bool there = false;

        for (size_t k = 0; k < finding->knots.count; k++) {
            there |= str_equal(ids[k], list.items[i]->id);
        }
        if (!there) {
            ids[finding->knots.count++] = list.items[i]->id;
        }
    }
    return done();
}

static const FindingTable *table_of(const Audit *audit, const AuditPart *part)
{
    return &audit->answers[part->answer]->tables[part->table];
}

/* People who reached the step before and not this one. */
static double lost_at(const Audit *audit, const AuditPart *part)
{
    const FindingTable *table = table_of(audit, part);
    const Counts *counts = &table->sets[table->overall.one].counts;

    return (double)(counts->people - counts->events);
}

/* A gap at any step is a gap; that one step has none says nothing while another cannot be told. */
static int step_rank(DataSay say)
{
    static const int RANK[] = {
        [DATA_UNSEEN] = 0, [DATA_NONE] = 1, [DATA_UNCLEAR] = 2, [DATA_FOUND] = 3};

    return RANK[say];
}

/* Every step has a verdict, all of them together with the whole confidence. The one told is the
   step that most people leave at, unless more must be said of another. */
static Status judge_steps(Auditing *auditing, AuditFinding *finding, double matters)
{
    const Audit *audit = auditing->audit;
    size_t steps = finding->part_count - 1;
    size_t leak = 1;

    for (size_t p = 2; p < finding->part_count; p++) {
        leak =
            lost_at(audit, &finding->parts[p]) > lost_at(audit, &finding->parts[leak]) ? p : leak;
    }
    finding->judged = leak;
    finding->largest_leak = leak;
    for (size_t p = 1; p < finding->part_count && !isnan(matters); p++) {
        Verdict verdict = {.say = DATA_UNSEEN};
        int rank;

        TRY(check_verdict_of_several(auditing->context, table_of(audit, &finding->parts[p]), steps,
                                     matters, audit->confidence, &verdict));
        rank = step_rank(verdict.say) - step_rank(finding->verdict.say);
        if (p == 1 || rank > 0 || (p == leak && rank == 0)) {
            finding->verdict = verdict;
            finding->judged = p;
        }
    }
    return done();
}

static Status judge(Auditing *auditing, AuditFinding *finding)
{
    double matters = finding->unit == SHOWN_PER_100 ? finding->matters / 100.0 : finding->matters;
    const Audit *audit = auditing->audit;

    if (finding->check == CHECK_PATHWAY && finding->part_count > 1) {
        return judge_steps(auditing, finding, matters);
    }
    finding->judged = finding->part_count - 1;
    if (isnan(matters)) {
        return done();
    }
    return check_verdict(auditing->context, table_of(audit, &finding->parts[finding->judged]),
                         matters, audit->confidence, &finding->verdict);
}

static Status add_note(Auditing *auditing, AuditFinding *finding, Str note)
{
    Str *notes = TAKE(auditing->context, Str, finding->notes.count + 1);

    if (notes == NULL || note.length == 0) {
        return fail_memory(auditing->context);
    }
    for (size_t i = 0; i < finding->notes.count; i++) {
        notes[i] = finding->notes.items[i];
    }
    notes[finding->notes.count] = note;
    finding->notes = (StrSpan){notes, finding->notes.count + 1};
    return done();
}

/* Why a group is compared with another one than everyone else, who is in most need, what is not of
   a survey's design, and whom to ask first. */
static Status add_notes(Auditing *auditing, const Room *room, const Grouping *grouping,
                        AuditFinding *finding)
{
    if (room->surveyed && !auditing->audit->answers[finding->parts[0].answer]->weighted) {
        TRY(add_note(auditing, finding,
                     STR("Rows are counted here as they are in the file, without the survey's "
                         "weights, strata and clusters.")));
    }

    if (grouping->reference.length > 0 && grouping->group->because.text.length > 0) {
        TRY(add_note(auditing, finding,
                     PHRASE(auditing->context->arena, PHRASE_NOTE_COMPARED,
                            {SLOT_LABEL, grouping->reference},
                            {SLOT_WHY, grouping->group->because.text})));
    }
    if (finding->among_kind == AMONG_MOST_NEED) {
        TRY(add_note(auditing, finding, phrase_plain(PHRASE_NOTE_HIGHEST_TENTH)));
    }
    if (grouping->ask_first) {
        TRY(add_note(auditing, finding, phrase_plain(PHRASE_NOTE_ASK_FIRST)));
    }
    return done();
}

/* What the knots of a shift are about is a tool, and other people than it was made for: where a
   table has no score, another mix of people speaks to none of them. */
static bool has_knots(const Study *study, const AuditFinding *finding)
{
    for (size_t i = 0; i < study->scores.count; i++) {
        if (study->scores.items[i].table == finding->data) {
            return true;
        }
    }
    return finding->check != CHECK_SHIFT_MIX;
}

Status audit_add_finding(Auditing *auditing, const Room *room, const Grouping *grouping,
                         AuditFinding *finding)
{
    Audit *audit = auditing->audit;
    const CheckKindInfo *kind = check_kind(finding->check);

    finding->stage = kind->stage;
    finding->data = room->index;
    finding->dimension = grouping->name;
    finding->about = grouping->combination ? STR_NONE : grouping->about;
    finding->combination = grouping->combination;
    finding->sensitive = grouping->sensitive;
    finding->all_periods = room->period != COLUMN_NONE && finding->check != CHECK_CHANGE &&
                           finding->part_count > 0 &&
                           !table_of(audit, &finding->parts[0])->has_period;
    TRY(make_id(auditing, grouping, finding));
    if (finding->topic.length == 0) {
        finding->topic = grouping->topic;
    }
    if (finding->linkage) {
        TRY(add_knots(auditing, STR("linkage"), finding->topic, finding));
    }
    if (has_knots(auditing->study, finding)) {
        TRY(add_knots(auditing, kind->catalogue, finding->topic, finding));
    }
    if (grouping->combination) {
        TRY(add_knots(auditing, STR("combinations"), grouping->topic, finding));
    }
    TRY(add_notes(auditing, room, grouping, finding));
    TRY(judge(auditing, finding));
    ROOM_FOR_ONE(auditing, audit->findings, audit->finding_count, audit->finding_capacity);
    audit->findings[audit->finding_count++] = *finding;
    return done();
}
