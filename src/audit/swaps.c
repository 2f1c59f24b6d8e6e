/* The same words, another name: texts that a program was given once with the words of each group,
   and what it said of them. A group's versions and those of the group compared with are of the same
   texts, so that the difference is one of pairs. */
#include "audit/audit_internal.h"

#include "catalogue/phrase.h"

#include <math.h>

/* More are no groups whose words were put in, but a column of something else; and the verdict puts
   groups together that are less than a tenth of all, which are not pairs any more. */
#define LEVELS_MOST ((size_t)10)

/* What the program said of one text in one group's words. */
typedef enum Said { SAID_NOT_THERE, SAID_NO, SAID_YES, SAID_UNKNOWN, SAID_TWICE } Said;

/* The texts of one swap, by one way of grouping. */
typedef struct Texts {
    const StudySwap *swap;
    const Room *room;
    const Grouping *grouping;
    const RowTable *rows; /* dimension 0 is the grouping, 1 blank where it is not recorded */
    uint32_t *levels;     /* of dimension 0: those whose words were put in, in their order */
    size_t count;         /* of levels */
    size_t *place;        /* of each level of dimension 0: where it stands in `levels` */
    unsigned char *said;  /* of each text and each of `levels` */
    size_t reference;     /* of `levels` */
    int64_t whole;        /* texts that have an answer in the words of each group */
    int64_t partial;      /* texts that do not */
    int64_t twice;        /* texts with two rows in the words of one group */
    int64_t *yes;         /* of whole texts, by levels */
    int64_t *apart;       /* of these, those with another answer than in the reference's words */
} Texts;

/* ---- texts and their versions ---- */

static bool is_recorded(const Texts *texts, size_t row)
{
    const RowTable *rows = texts->rows;

    return derived_label_is_recorded(rows->dimensions[1].levels.items[rows->levels[1][row]],
                                     (StrSpan){NULL, 0});
}

static Status find_levels(Context *context, Texts *texts)
{
    size_t count = texts->rows->dimensions[0].levels.count;

    texts->levels = TAKE(context, uint32_t, count);
    texts->place = TAKE(context, size_t, count);
    texts->yes = TAKE(context, int64_t, count);
    texts->apart = TAKE(context, int64_t, count);
    if (texts->levels == NULL || texts->place == NULL || texts->yes == NULL ||
        texts->apart == NULL) {
        return fail_memory(context);
    }
    for (size_t l = 0; l < count; l++) {
        texts->place[l] = SIZE_MAX;
    }
    for (size_t row = 0; row < texts->rows->count; row++) {
        uint32_t level = texts->rows->levels[0][row];

        if (texts->place[level] == SIZE_MAX && is_recorded(texts, row)) {
            texts->place[level] = 0;
        }
    }
    for (size_t l = 0; l < count; l++) {
        if (texts->place[l] != SIZE_MAX) {
            texts->place[l] = texts->count;
            texts->levels[texts->count++] = (uint32_t)l;
        }
    }
    return done();
}

static Status read_answers(Context *context, Texts *texts)
{
    const RowTable *rows = texts->rows;

    texts->said = TAKE(context, unsigned char, (size_t)rows->person_count * texts->count);
    if (texts->said == NULL) {
        return fail_memory(context);
    }
    for (size_t row = 0; row < rows->count; row++) {
        size_t place = texts->place[rows->levels[0][row]];
        unsigned char *said = NULL;

        if (place == SIZE_MAX || !is_recorded(texts, row)) {
            continue;
        }
        said = &texts->said[rows->person[row] * texts->count + place];
        if (*said != SAID_NOT_THERE) {
            *said = SAID_TWICE;
        } else if (isnan(rows->value[row])) {
            *said = SAID_UNKNOWN;
        } else {
            *said = rows->value[row] > 0 ? SAID_YES : SAID_NO;
        }
    }
    return done();
}

static size_t count_said(const Texts *texts, const unsigned char *said, Said what)
{
    size_t count = 0;

    for (size_t l = 0; l < texts->count; l++) {
        count += said[l] == (unsigned char)what;
    }
    return count;
}

static void add_text(Texts *texts, const unsigned char *said)
{
    size_t answers = count_said(texts, said, SAID_NO) + count_said(texts, said, SAID_YES);

    if (count_said(texts, said, SAID_TWICE) > 0) {
        texts->twice++;
    }
    if (answers < texts->count) {
        texts->partial += count_said(texts, said, SAID_NOT_THERE) < texts->count;
        return;
    }
    texts->whole++;
    for (size_t l = 0; l < texts->count; l++) {
        texts->yes[l] += said[l] == SAID_YES;
        texts->apart[l] += said[l] != said[texts->reference];
    }
}

/* By the study's compare_with; of two groups, where it names none, the first: it is one gap. */
static bool find_reference(Texts *texts)
{
    StrSpan labels = texts->rows->dimensions[0].levels;
    Str reference = texts->grouping->reference;

    for (size_t l = 0; l < texts->count && reference.length > 0; l++) {
        if (str_equal(labels.items[texts->levels[l]], reference)) {
            texts->reference = l;
            return true;
        }
    }
    return texts->count == 2;
}

/* ---- the table ---- */

static Quantity number(QuantityKind kind, uint32_t set, int64_t value)
{
    Quantity quantity = quantity_new(kind, METHOD_NONE, set, SET_NONE);

    quantity.exact.estimate = (double)value;
    return quantity;
}

static Quantity not_told(QuantityKind kind, uint32_t set, const char *why)
{
    Quantity quantity = quantity_new(kind, METHOD_NONE, set, SET_NONE);

    quantity.undefined = str_from(why);
    quantity.open_reason = true;
    return quantity;
}

static Quantity difference(const Texts *texts, const FindingTable *table, size_t level,
                           double confidence)
{
    uint32_t zero = (uint32_t)texts->reference;
    Quantity quantity = quantity_new(QUANTITY_DIFFERENCE, METHOD_PAIRED, (uint32_t)level, zero);

    if (level == texts->reference) {
        return not_told(QUANTITY_DIFFERENCE, zero, "the group compared with");
    }
    quantity.apart = (double)texts->apart[level];
    quantity.exact =
        quantity_evaluate_sets(&quantity, &table->sets[level], &table->sets[zero], confidence);
    return quantity;
}

static void fill_group(const Texts *texts, size_t level, double confidence, FindingTable *table)
{
    FindingGroup *group = &table->groups[level];
    uint32_t own = (uint32_t)level;

    *group = (FindingGroup){
        .level = texts->rows->dimensions[0].levels.items[texts->levels[level]],
        .recorded = true,
        .people = number(QUANTITY_PEOPLE, own, texts->whole),
        .total = number(QUANTITY_EVENTS, own, texts->yes[level]),
        .estimate = quantity_new(QUANTITY_SHARE, METHOD_WILSON, own, SET_NONE),
        .ratio = not_told(QUANTITY_RATIO, own, "pairs are compared by their difference")};
    group->estimate.exact =
        quantity_evaluate_sets(&group->estimate, &table->sets[own], NULL, confidence);
    group->difference = difference(texts, table, level, confidence);
}

/* Texts that are left out; protection drops the note where they are few. */
static Status note_partial(Context *context, const Texts *texts, FindingTable *table)
{
    uint32_t set = (uint32_t)(table->set_count - 1);
    FindingNote *note = TAKE(context, FindingNote, 1);
    Quantity *quantity = TAKE(context, Quantity, 1);

    if (note == NULL || quantity == NULL) {
        return fail_memory(context);
    }
    table->sets[set] = counted_set(SET_ROWS, 0, texts->partial, 0);
    *quantity = number(QUANTITY_PEOPLE, set, texts->partial);
    *note = (FindingNote){.text = STR("{0} texts are left out: they lack the words of a group, or "
                                      "what the program said of them is not known"),
                          .quantities = quantity,
                          .quantity_count = 1};
    table->notes = (FindingNotes){note, texts->partial > 0 ? 1 : 0, 1};
    return done();
}

/* Sets: the groups, then every version of every text, then the texts left out. */
static Status make_table(Context *context, const Texts *texts, double confidence, FindingTable *out)
{
    size_t everyone = texts->count;
    int64_t yes = 0;

    *out = (FindingTable){
        .dimension = texts->grouping->name,
        .said = texts->grouping->said,
        .has_reference = true,
        .compared_with = texts->rows->dimensions[0].levels.items[texts->levels[texts->reference]],
        .sets = TAKE(context, CellSet, texts->count + 2),
        .set_count = texts->count + 2,
        .groups = TAKE(context, FindingGroup, texts->count),
        .group_count = texts->count};
    if (out->sets == NULL || out->groups == NULL) {
        return fail_memory(context);
    }
    for (size_t l = 0; l < texts->count; l++) {
        out->sets[l] = counted_set(SET_LEVEL, l, texts->whole, texts->yes[l]);
        yes += texts->yes[l];
    }
    out->sets[everyone] = counted_set(SET_EVERYONE, 0, texts->whole * (int64_t)texts->count, yes);
    out->overall = not_told(QUANTITY_SHARE, (uint32_t)everyone, "each text stands in it again");
    for (size_t l = 0; l < texts->count; l++) {
        fill_group(texts, l, confidence, out);
    }
    return note_partial(context, texts, out);
}

/* ---- the finding ---- */

static Status make_findings(Auditing *auditing, const Texts *texts, Findings **out)
{
    Context *context = auditing->context;
    Audit *audit = auditing->audit;
    Findings *findings = TAKE(context, Findings, 1);

    *out = findings;
    if (findings == NULL) {
        return fail_memory(context);
    }
    /* what a program said of a few texts may tell which: the second rung */
    *findings = (Findings){.data = texts->room->table->name.text,
                           .outcome = texts->swap->outcome.source.text,
                           .finer = true,
                           .published = texts->room->table->status.value == STATUS_PUBLISHED,
                           .confidence = audit->confidence,
                           .rows_set = audit->data[texts->room->index].rows_set,
                           .tables = TAKE(context, FindingTable, 1),
                           .table_count = 1};
    findings->rows = number(QUANTITY_PEOPLE, 0, findings->rows_set.counts.people);
    if (findings->tables == NULL) {
        return fail_memory(context);
    }
    return make_table(context, texts, audit->confidence, findings->tables);
}

static Status add_finding(Auditing *auditing, const Texts *texts)
{
    Context *context = auditing->context;
    Str *note = TAKE(context, Str, 2);
    AuditFinding finding = {.check = CHECK_SWAP,
                            .subject = texts->swap->name.text,
                            .means = texts->swap->means.text,
                            .row = STR("text"),
                            .better = BETTER_NOT_SAID,
                            .unit = SHOWN_PER_100,
                            .matters = study_margin(&auditing->study->matters),
                            .notes = {note, 2}};
    Answered own = {.count = 1};
    Findings *findings;

    if (note == NULL) {
        return fail_memory(context);
    }
    note[0] = phrase_plain(PHRASE_NOTE_TEXTS);
    note[1] = phrase_plain(PHRASE_NOTE_PAIRS);
    TRY(make_findings(auditing, texts, &findings));
    TRY(audit_add_answer(auditing, findings, &own.answer));
    TRY(audit_parts(auditing, &own, &finding));
    return audit_add_finding(auditing, texts->room, texts->grouping, &finding);
}

/* ---- what is asked ---- */

/* What the rows alone can tell of a swap: more than one group's words, and each once. */
static bool can_be_paired(Auditing *auditing, const Texts *texts)
{
    const StudySwap *swap = texts->swap;
    Str name = str_show(auditing->context->arena, swap->name.text, 60);
    Str group = str_show(auditing->context->arena, swap->group.text, 60);

    if (texts->count > LEVELS_MOST) {
        note_error(auditing->context, FAIL_INPUT, swap->group.place,
                   "group '%.*s' of swap '%.*s' has %zu kinds of words, and more than %zu cannot "
                   "be set beside each other; name the group whose words were put in",
                   STR_ARGS(group), STR_ARGS(name), texts->count, LEVELS_MOST);
        return false;
    }
    return texts->count >= 2;
}

static Status count_texts(Auditing *auditing, Texts *texts)
{
    const StudySwap *swap = texts->swap;
    Str name = str_show(auditing->context->arena, swap->name.text, 60);
    Str group = str_show(auditing->context->arena, swap->group.text, 60);
    Str pair = str_show(auditing->context->arena, swap->pair.text, 60);

    if (!find_reference(texts)) {
        note_error(auditing->context, FAIL_INPUT, swap->group.place,
                   "group '%.*s' of swap '%.*s' has %zu kinds of words, and none to compare the "
                   "others with; name it in the group, as compare_with",
                   STR_ARGS(group), STR_ARGS(name), texts->count);
        return done();
    }
    TRY(read_answers(auditing->context, texts));
    for (size_t text = 0; text < texts->rows->person_count; text++) {
        add_text(texts, &texts->said[text * texts->count]);
    }
    if (texts->twice > 0) {
        note_error(auditing->context, FAIL_INPUT, swap->pair.place,
                   "%lld of the texts of swap '%.*s' have two rows or more with the same '%.*s' "
                   "and the words of one '%.*s' group; keep one of them",
                   (long long)texts->twice, STR_ARGS(name), STR_ARGS(pair), STR_ARGS(group));
        texts->whole = 0;
    }
    return done();
}

/* Every row that a condition of the study's keeps, with the text it is of and what was said. */
static Status check_grouping(Auditing *auditing, const StudySwap *swap, const Room *room,
                             const Grouping *grouping, bool *asked)
{
    Room paired = *room;
    Texts texts = {.swap = swap, .room = room, .grouping = grouping};
    const Tally *tally;
    RowTable rows;

    paired.person = column_of(room->source, swap->pair.text);
    paired.count = COLUMN_NONE;
    paired.everyone = swap->outcome.source.text;
    TRY(ask_crossed(auditing, &paired, grouping, grouping->recorded, &rows, &tally));
    if (rows.count == 0 || rows.person == NULL) {
        return done();
    }
    texts.rows = &rows;
    TRY(find_levels(auditing->context, &texts));
    if (!can_be_paired(auditing, &texts)) {
        return done();
    }
    TRY(count_texts(auditing, &texts));
    if (texts.whole == 0) {
        return done();
    }
    *asked = true;
    return add_finding(auditing, &texts);
}

static Status check_swap(Auditing *auditing, const StudySwap *swap)
{
    const Room *room = &auditing->rooms[swap->table];
    size_t errors = auditing->context->error_count;
    bool asked = false;

    TRY(check_stop(auditing->context));
    for (size_t g = 0; room->source != NULL && g < room->grouping_count; g++) {
        const Grouping *grouping = &room->groupings[g];

        if (!grouping->combination && !is_another_detail(room, g) &&
            str_equal(grouping->group->name.text, swap->group.text)) {
            TRY(check_grouping(auditing, swap, room, grouping, &asked));
        }
    }
    if (asked || auditing->context->error_count > errors) {
        return status_since(auditing->context, errors);
    }
    return audit_note_unseen(
        auditing,
        PHRASE(auditing->context->arena, PHRASE_UNSEEN_SWAP, {SLOT_LABEL, swap->name.text}),
        phrase_plain(PHRASE_NEEDED_SWAP));
}

Status check_swaps(Auditing *auditing)
{
    for (size_t i = 0; i < auditing->study->swaps.count; i++) {
        const StudySwap *swap = &auditing->study->swaps.items[i];

        if (swap->table != STUDY_NO_TABLE) {
            TRY(check_swap(auditing, swap));
        }
    }
    return done();
}
