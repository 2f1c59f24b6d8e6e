/* One question to one table: read once for all groupings that look at the same rows. */
#include "audit/audit_internal.h"

#include <math.h>

/* Groupings that one reading serves. */
typedef struct Class {
    Str where;
    bool finer;
    size_t *groupings; /* of the room */
    size_t count;
} Class;

/* What was read for it. */
typedef struct Read {
    Reading reading;
    RowTable rows;
    Moments **moments;    /* for each grouping one for each period, or NULL */
    Adjusting *adjusting; /* for each grouping, or NULL */
} Read;

/* ---- conditions ---- */

static Status parse_typed(Context *context, const Source *source, Str text, Place place,
                          Expression **out)
{
    *out = NULL;
    if (text.length == 0) {
        return done();
    }
    TRY(expression_parse(context, text, place, out));
    return expression_type(context, *out, source->columns, source->name);
}

static Status rows_asked(Auditing *auditing, const Room *room, const Question *question, Str where,
                         Str *text, Expression **out)
{
    Context *context = auditing->context;
    const StudyText *keep = &room->table->keep.source;

    *text = question->without_keep ? STR_NONE : keep->text;
    TRY(both_conditions(context, *text, where, text));
    TRY(both_conditions(context, *text, question->among, text));
    return parse_typed(context, room->source, *text, keep->place, out);
}

/* ---- reading ---- */

/* One question in words, and how it is read: in SQL, perhaps, and there the words are a comment. */
static Status tell(Auditing *auditing, const Room *room, const Request *request, Str what,
                   Str where)
{
    Text *asked = auditing->asked;

    if (asked == NULL) {
        return done();
    }
    text_add(asked, STR("-- "));
    text_add_shown(asked, room->table->name.text, 80);
    text_add(asked, STR(": "));
    text_add_shown(asked, what, 200);
    if (where.length > 0) {
        text_add(asked, STR(", of rows with "));
        text_add_shown(asked, where, 400);
    }
    text_add_byte(asked, '\n');
    return room->engine->explain(auditing->context, request, asked);
}

static Status build_moments(Context *context, const Room *room, const Class *class, bool by_period,
                            Read *read)
{
    const Str *columns = room->source->columns.items;

    read->moments = TAKE(context, Moments *, class->count);
    if (read->moments == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < class->count; i++) {
        TRY(moments_by_period(context, &read->rows,
                              columns[room->groupings[class->groupings[i]].column],
                              by_period ? columns[room->period] : STR_NONE, &read->moments[i]));
    }
    return done();
}

/* Where the outcome is not known it counts as yes, or as no, in every cell and row. */
static Status take_unknown_as(Context *context, const Class *class, bool yes, Read *read)
{
    for (size_t i = 0; i < class->count; i++) {
        Tally *tally = &read->reading.tallies[i];

        for (size_t c = 0; c < tally->cell_count; c++) {
            int64_t unknown = tally->cells[c].unknown;
            Cell known = {.people = unknown,
                          .people_most = unknown,
                          .events = yes ? unknown : 0,
                          .events_most = yes ? unknown : 0};

            if (!cell_add(&tally->cells[c], &known)) {
                return tally_fail_overflow(context);
            }
            tally->cells[c].unknown = 0;
        }
    }
    for (size_t i = 0; i < read->rows.count; i++) {
        read->rows.value[i] = isnan(read->rows.value[i]) ? (yes ? 1.0 : 0.0) : read->rows.value[i];
    }
    return done();
}

/* Behind the plain cuboids those of what is adjusted for, where that can be. */
static Status add_adjusting(Auditing *auditing, const Room *room, const Class *class,
                            Request *request, Read *read)
{
    Context *context = auditing->context;
    Cuboid *cuboids = TAKE(context, Cuboid, 2 * class->count);
    size_t count = class->count;

    read->adjusting = TAKE(context, Adjusting, class->count);
    if (cuboids == NULL || read->adjusting == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < class->count; i++) {
        cuboids[i] = request->cuboids[i];
        TRY(room_adjusting(auditing, room, &room->groupings[class->groupings[i]],
                           &read->adjusting[i]));
        if (read->adjusting[i].names.count > 0) {
            cuboids[count++] = read->adjusting[i].cuboid;
        }
    }
    request->cuboids = cuboids;
    request->cuboid_count = count;
    return done();
}

static bool goes_by_design(const Room *room, const Question *question)
{
    return room->surveyed && !question->as_counted && question->form != GAP_EVENTS_OF;
}

/* Row by row where they are of persons or of a survey, whose clusters without anybody asked about
   count too; else counted where they are. */
static Status read_request(Auditing *auditing, const Room *room, const Question *question,
                           const Request *request, Str where, Read *read)
{
    Context *context = auditing->context;
    bool survey = goes_by_design(room, question) && room->by_survey;
    Request asked = *request;

    if (survey) {
        TRY(survey_request(context, request, &room->design, &asked));
    }
    TRY(tell(auditing, room, &asked, question->outcome, where));
    if (survey) {
        return survey_rows(context, room->engine, request, &room->design, &read->rows,
                           &read->reading);
    }
    return request->person != COLUMN_NONE || request->weight != COLUMN_NONE
               ? room->engine->rows(context, request, &read->rows, &read->reading)
               : room->engine->tally(context, request, &read->reading);
}

static Status read_class(Auditing *auditing, const Room *room, const Question *question,
                         const Class *class, Read *read)
{
    Context *context = auditing->context;
    Cuboid *cuboids = TAKE(context, Cuboid, class->count);
    uint32_t *columns = TAKE(context, uint32_t, 2 * class->count);
    bool persons = room->person != COLUMN_NONE && question->form != GAP_EVENTS_OF;
    bool designed = goes_by_design(room, question);
    bool counted = question->form == GAP_SHARE;
    Expression *where;
    Expression *outcome;
    Request request;
    Str rows;

    if (cuboids == NULL || columns == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < class->count; i++) {
        columns[2 * i] = room->groupings[class->groupings[i]].column;
        columns[2 * i + 1] = room->period;
        cuboids[i] = (Cuboid){&columns[2 * i], question->by_period ? 2 : 1};
    }
    TRY(rows_asked(auditing, room, question, class->where, &rows, &where));
    TRY(parse_typed(context, room->source, question->condition, room->table->place, &outcome));
    request = (Request){.source = room->source,
                        .where = where,
                        .outcome = outcome,
                        .amount = question->amount,
                        .events = question->events,
                        .out_of = question->out_of,
                        .count = counted ? room->count : COLUMN_NONE,
                        .person = persons ? room->person : COLUMN_NONE,
                        .weight = designed ? room->design.weight : COLUMN_NONE,
                        .cuboids = cuboids,
                        .cuboid_count = class->count,
                        .options = auditing->options};
    *read = (Read){.moments = NULL};
    if (question->adjusted && counted && !persons && !designed && !question->by_period) {
        TRY(add_adjusting(auditing, room, class, &request, read));
    }
    TRY(read_request(auditing, room, question, &request, rows, read));
    if (question->unknown_is_yes || question->unknown_is_no) {
        TRY(take_unknown_as(context, class, question->unknown_is_yes, read));
    }
    if (!persons && !designed) {
        return done();
    }
    return build_moments(context, room, class, question->by_period, read);
}

typedef struct Everyone {
    Cuboid cuboid;
    Str where;
    uint32_t count;
    RowTable *rows; /* NULL: not wanted; else they come with their persons */
} Everyone;

/* A plain count of everyone whom the condition keeps; it also tells how many rows the table has. */
static Status count_everyone(Auditing *auditing, const Room *room, const Everyone *everyone,
                             Reading *reading)
{
    Context *context = auditing->context;
    Expression *rows;
    Expression *outcome;
    Request request;

    TRY(parse_typed(context, room->source, everyone->where, room->table->keep.source.place, &rows));
    TRY(parse_typed(context, room->source, room->everyone, room->table->place, &outcome));
    request = (Request){.source = room->source,
                        .where = rows,
                        .outcome = outcome,
                        .amount = COLUMN_NONE,
                        .events = COLUMN_NONE,
                        .out_of = COLUMN_NONE,
                        .count = everyone->count,
                        .person = everyone->rows == NULL ? COLUMN_NONE : room->person,
                        .weight = COLUMN_NONE,
                        .cuboids = &everyone->cuboid,
                        .cuboid_count = 1,
                        .options = auditing->options};
    TRY(tell(auditing, room, &request, STR("how many"), everyone->where));
    if (everyone->rows == NULL) {
        TRY(room->engine->tally(context, &request, reading));
    } else {
        TRY(room->engine->rows(context, &request, everyone->rows, reading));
    }
    auditing->audit->data[room->index].rows_set =
        (CellSet){.kind = SET_ALL_ROWS,
                  .counts = {.rows = reading->rows_read,
                             .people = reading->rows_read,
                             .people_most = reading->rows_read,
                             .persons = reading->rows_read}};
    return done();
}

Status ask_levels(Auditing *auditing, const Room *room, uint32_t column, Str where,
                  const Tally **out)
{
    Everyone everyone = {.cuboid = {&column, 1}, .where = where, .count = COLUMN_NONE};
    Reading reading;

    TRY(count_everyone(auditing, room, &everyone, &reading));
    *out = reading.tallies;
    return done();
}

Status ask_people(Auditing *auditing, const Room *room, uint32_t column, const Tally **out)
{
    Everyone everyone = {
        .cuboid = {&column, 1}, .where = room->table->keep.source.text, .count = room->count};
    Reading reading;

    TRY(count_everyone(auditing, room, &everyone, &reading));
    *out = reading.tallies;
    return done();
}

Status ask_crossed(Auditing *auditing, const Room *room, const Grouping *grouping, uint32_t column,
                   RowTable *rows, const Tally **out)
{
    uint32_t columns[2] = {grouping->column, column};
    Everyone everyone = {.cuboid = {columns, 2}, .count = room->count, .rows = rows};
    Reading reading;

    TRY(both_conditions(auditing->context, room->table->keep.source.text, grouping->where,
                        &everyone.where));
    TRY(count_everyone(auditing, room, &everyone, &reading));
    *out = reading.tallies;
    return done();
}

/* ---- the check ---- */

static bool has_level(const Tally *tally, Str label)
{
    StrSpan levels = tally->dimensions[0].levels;

    for (size_t i = 0; i < levels.count; i++) {
        if (str_equal(levels.items[i], label)) {
            return true;
        }
    }
    return false;
}

Status labels_there(Context *context, const Tally *tally, StrSpan labels, StrSpan *out)
{
    *out = (StrSpan){TAKE(context, Str, labels.count), 0};
    if (out->items == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < labels.count; i++) {
        if (has_level(tally, labels.items[i])) {
            out->items[out->count++] = labels.items[i];
        }
    }
    return done();
}

Status grouping_dimension(Context *context, const Grouping *grouping, const Tally *tally,
                          const Moments *moments, GapDimension *out)
{
    static const GapOrder ORDERS[] = {[ORDER_NOT_GIVEN] = GAP_ORDER_UNSAID,
                                      [ORDER_ASCENDING] = GAP_ORDER_ASCENDING,
                                      [ORDER_DESCENDING] = GAP_ORDER_DESCENDING,
                                      [ORDER_LIST] = GAP_ORDER_LIST};
    const StudyGroup *group = grouping->group;

    *out = (GapDimension){.column = grouping->name,
                          .tally = tally,
                          .moments = moments,
                          .order = grouping->combination ? GAP_ORDER_UNSAID : ORDERS[group->order],
                          .order_place = group->worst_first.place,
                          .has_reference = grouping->reference.length > 0 &&
                                           has_level(tally, grouping->reference),
                          .reference = grouping->reference,
                          .reference_place = group->compare_with.place,
                          .not_recorded_place = group->not_recorded.place,
                          .said = grouping->said};
    TRY(labels_there(context, tally, grouping->order_list, &out->order_list));
    return labels_there(context, tally, grouping->not_recorded, &out->not_recorded);
}

/* Rows that the study's own conditions leave out, and those left out for another reason. */
static Status left_out_by(Context *context, const Room *room, const Question *question,
                          const Class *class, Str *out)
{
    bool kept = room->table->keep.source.text.length > 0 && !question->without_keep;

    *out = question->also_left_out;
    if (out->length == 0 || !(kept || class->where.length > 0 || question->conditioned)) {
        return done();
    }
    return text_of(context, out, "the study's conditions or by %.*s", STR_ARGS(*out));
}

static Status check_class(Auditing *auditing, const Room *room, const Question *question,
                          const Class *class, const Read *read, Findings **out)
{
    Context *context = auditing->context;
    GapDimension *dimensions = TAKE(context, GapDimension, class->count);
    size_t adjusted = class->count; /* the tally of what the next one adjusts for */
    bool designed = goes_by_design(room, question);
    GapQuestion gap = {.form = question->form,
                       .of_study = true,
                       .data = room->table->name.text,
                       .outcome = question->outcome,
                       .has_period = question->by_period,
                       .period_place = room->table->period.place,
                       .published = room->table->status.value == STATUS_PUBLISHED,
                       .counted = question->form == GAP_SHARE && room->count != COLUMN_NONE,
                       .persons = read->moments != NULL && room->person != COLUMN_NONE,
                       .weighted = designed && room->design.weight != COLUMN_NONE,
                       .has_strata = designed && room->design.strata != COLUMN_NONE,
                       .has_clusters = designed && room->design.cluster != COLUMN_NONE,
                       .without_design = read->rows.design_missing,
                       .better = question->better,
                       .rows_read = read->reading.rows_read,
                       .rows_kept = read->reading.rows_kept,
                       .where_unknown = read->reading.where_unknown,
                       .repeating = read->reading.repeating,
                       .repeating_distinct = read->reading.repeating_distinct,
                       .small_amounts = read->reading.small_amounts,
                       .person_missing = read->rows.person_missing,
                       .dimensions = dimensions,
                       .dimension_count = class->count};

    if (dimensions == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < class->count; i++) {
        TRY(grouping_dimension(context, &room->groupings[class->groupings[i]],
                               &read->reading.tallies[i],
                               read->moments == NULL ? NULL : read->moments[i], &dimensions[i]));
        if (read->adjusting != NULL && read->adjusting[i].names.count > 0) {
            dimensions[i].adjusting = &read->reading.tallies[adjusted++];
            dimensions[i].adjusting_names = read->adjusting[i].names;
        }
    }
    gap.adjusts = adjusted > class->count;
    TRY(left_out_by(context, room, question, class, &gap.left_out_by));
    TRY(check_gap(context, &gap, out));
    (*out)->finer = class->finer;
    return done();
}

FindingTable *answered_table(const Auditing *auditing, const Answered *answered)
{
    return &auditing->audit->answers[answered->answer]->tables[answered->first];
}

/* ---- classes ---- */

static bool is_asked(const Question *question, const Grouping *grouping, size_t index)
{
    return index != question->but && !(question->alone && grouping->combination);
}

static bool is_finer(const Question *question, const Grouping *grouping)
{
    return grouping->crossed + (question->by_period ? 1 : 0) > 2 || grouping->sensitive;
}

/* All groupings that can be asked together with the one at `first`. */
static Status make_class(Context *context, const Room *room, const Question *question, size_t first,
                         bool *asked, Class *out)
{
    const Grouping *lead = &room->groupings[first];

    *out = (Class){.where = lead->where,
                   .finer = is_finer(question, lead),
                   .groupings = TAKE(context, size_t, room->grouping_count)};
    if (out->groupings == NULL) {
        return fail_memory(context);
    }
    for (size_t i = first; i < room->grouping_count; i++) {
        const Grouping *grouping = &room->groupings[i];

        if (!asked[i] && is_asked(question, grouping, i) &&
            str_equal(grouping->where, lead->where) && is_finer(question, grouping) == out->finer) {
            asked[i] = true;
            out->groupings[out->count++] = i;
        }
    }
    return done();
}

/* Dimensions come in the order asked, each with its periods. */
static void find_tables(const Room *room, const Class *class, const Findings *findings,
                        size_t answer, Answered *answered)
{
    for (size_t i = 0; i < class->count; i++) {
        Answered *own = &answered[class->groupings[i]];
        Str name = room->groupings[class->groupings[i]].name;

        for (size_t t = 0; t < findings->table_count; t++) {
            if (str_equal(findings->tables[t].dimension, name)) {
                own->first = own->count == 0 ? t : own->first;
                own->count++;
            }
        }
        own->answer = own->count == 0 ? NO_ANSWER : answer;
    }
}

static Status ask_class(Auditing *auditing, const Room *room, const Question *question,
                        const Class *class, Answered *answered)
{
    Read read;
    Findings *findings;
    size_t answer;

    TRY(read_class(auditing, room, question, class, &read));
    if (read.reading.tallies[0].cell_count == 0) {
        return done(); /* nobody to ask about */
    }
    TRY(check_class(auditing, room, question, class, &read, &findings));
    TRY(audit_add_answer(auditing, findings, &answer));
    find_tables(room, class, findings, answer, answered);
    return done();
}

Status ask(Auditing *auditing, const Room *room, const Question *question, Answered *answered)
{
    Context *context = auditing->context;
    bool *asked = TAKE(context, bool, room->grouping_count);

    if (asked == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < room->grouping_count; i++) {
        answered[i] = (Answered){.answer = NO_ANSWER};
    }
    for (size_t i = 0; i < room->grouping_count; i++) {
        Class class;

        if (asked[i] || !is_asked(question, &room->groupings[i], i)) {
            continue;
        }
        TRY(make_class(context, room, question, i, asked, &class));
        TRY(ask_class(auditing, room, question, &class, answered));
    }
    return done();
}

/* ---- scores ---- */

static Status read_score(Auditing *auditing, const Room *room, const ScoreAsked *asked,
                         const Class *class, ScoreRows *out)
{
    Context *context = auditing->context;
    const Question *question = &asked->question;
    Cuboid *cuboids = TAKE(context, Cuboid, class->count);
    uint32_t *columns = TAKE(context, uint32_t, class->count);
    ScoreColumns scores = {
        .score = asked->column, .has_need = asked->need != COLUMN_NONE, .need = asked->need};
    Expression *where;
    Expression *outcome;
    Expression *flag;
    Request request;
    Str rows;

    if (cuboids == NULL || columns == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < class->count; i++) {
        columns[i] = room->groupings[class->groupings[i]].column;
        cuboids[i] = (Cuboid){&columns[i], 1};
    }
    TRY(rows_asked(auditing, room, question, class->where, &rows, &where));
    TRY(parse_typed(context, room->source, question->condition, room->table->place, &outcome));
    TRY(parse_typed(context, room->source, asked->flag, room->table->place, &flag));
    scores.flag = flag;
    request = (Request){.source = room->source,
                        .where = where,
                        .outcome = outcome,
                        .amount = COLUMN_NONE,
                        .events = COLUMN_NONE,
                        .out_of = COLUMN_NONE,
                        .count = COLUMN_NONE,
                        .person = room->person,
                        .weight = COLUMN_NONE,
                        .scores = &scores,
                        .cuboids = cuboids,
                        .cuboid_count = class->count,
                        .options = auditing->options};
    *out = (ScoreRows){.groupings = class->groupings,
                       .count = class->count,
                       .finer = class->finer,
                       .everybody = class->where.length == 0};
    TRY(tell(auditing, room, &request, question->outcome, rows));
    return room->engine->rows(context, &request, &out->rows, &out->reading);
}

Status ask_score(Auditing *auditing, const Room *room, const ScoreAsked *asked, ScoreRows *out,
                 size_t *count)
{
    bool *met = TAKE(auditing->context, bool, room->grouping_count);

    *count = 0;
    if (met == NULL) {
        return fail_memory(auditing->context);
    }
    for (size_t i = 0; i < room->grouping_count; i++) {
        Class class;

        if (met[i] || !is_asked(&asked->question, &room->groupings[i], i)) {
            continue;
        }
        TRY(make_class(auditing->context, room, &asked->question, i, met, &class));
        TRY(read_score(auditing, room, asked, &class, &out[*count]));
        (*count)++;
    }
    return done();
}
