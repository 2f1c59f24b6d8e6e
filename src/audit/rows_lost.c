/* Rows that are lost on the way, by group: those that `keep` leaves out, those that a look-up finds
   nothing for, and waits that end before they begin. */
#include "audit/audit_internal.h"

#include "catalogue/phrase.h"

static Status lost_to_keep(Auditing *auditing, const Room *room)
{
    Str keep = room->table->keep.source.text;
    RowQuestion asked = {.like = {.check = CHECK_ROWS_LOST}};
    Question *question = &asked.question;
    Str condition;
    Str subject;

    if (keep.length == 0) {
        return done();
    }
    TRY(text_of(auditing->context, &condition, "not (%.*s)", STR_ARGS(keep)));
    TRY(text_of(auditing->context, &subject, "left out by: %.*s", STR_ARGS(keep)));
    *question = question_of_rows(condition, subject, BETTER_LESS);
    question->alone = true;
    question->without_keep = true;
    question->unknown_is_yes = true; /* a row that lacks what keep asks for is left out too */
    return add_row_findings(auditing, room, &asked);
}

/* What was not looked at stands in the public view too, so a sensitive group has no name there. */
static Status names_of(Auditing *auditing, const Room *room, const bool *chosen, Str *out)
{
    Text names = text_new(auditing->context->arena);
    bool nameless = false;

    for (size_t g = 0; g < room->grouping_count; g++) {
        if (chosen[g] && !is_another_detail(room, g) && room->groupings[g].sensitive) {
            nameless = true;
        } else if (chosen[g] && !is_another_detail(room, g)) {
            text_add(&names, text_str(&names).length == 0 ? STR("“") : STR(", “"));
            text_add_shown(&names, room->groupings[g].group->name.text, 60);
            text_add(&names, STR("”"));
        }
    }
    if (nameless) {
        text_add(&names, text_str(&names).length == 0 ? STR("a sensitive group")
                                                      : STR(", a sensitive group"));
    }
    return text_finish(auditing->context, &names, out);
}

/* A group that comes from the look-up itself is known of nobody who is not found there. */
static Status note_own_groups(Auditing *auditing, const Room *room, Str look_up,
                              const bool *left_out)
{
    Str names;

    TRY(names_of(auditing, room, left_out, &names));
    if (names.length == 0) {
        return done();
    }
    return audit_note_unseen(
        auditing,
        PHRASE(auditing->context->arena, PHRASE_UNSEEN_NOT_FOUND, {SLOT_LABEL, look_up},
               {SLOT_GROUPS, names}),
        PHRASE(auditing->context->arena, PHRASE_NEEDED_NOT_FOUND, {SLOT_LABEL, look_up}));
}

static Status own_groups(Auditing *auditing, const Room *room, size_t look_up, bool **out)
{
    *out = TAKE(auditing->context, bool, room->grouping_count);
    if (*out == NULL) {
        return fail_memory(auditing->context);
    }
    for (size_t g = 0; g < room->grouping_count; g++) {
        const ColumnSpan column = {&room->groupings[g].column, 1};

        if (!room->groupings[g].combination) {
            TRY(comes_from(auditing, room, &column, look_up, &(*out)[g]));
        }
    }
    return done();
}

static Status lost_to_look_up(Auditing *auditing, const Room *room, size_t index)
{
    const StudyLookUp *look_up = &room->table->look_ups.items[index];
    RowQuestion asked = {.like = {.check = CHECK_ROWS_LOST, .linkage = true}};
    bool *own;
    Str condition;
    Str subject;

    TRY(in_brackets(auditing->context, room->source->columns.items[room->matched[index]],
                    &condition));
    TRY(text_of(auditing->context, &condition, "%.*s < 1", STR_ARGS(condition)));
    TRY(around_name(auditing->context, "not found in ", look_up->name.text, "", &subject));
    TRY(own_groups(auditing, room, index, &own));
    TRY(note_own_groups(auditing, room, look_up->name.text, own));
    asked.question = question_of_rows(condition, subject, BETTER_LESS);
    asked.question.alone = true;
    asked.left_out = own;
    return add_row_findings(auditing, room, &asked);
}

static bool same_dates(const StudyOutcome *a, const StudyOutcome *b)
{
    return a->form == b->form && a->table == b->table && str_equal(a->from.text, b->from.text) &&
           str_equal(a->to.text, b->to.text);
}

/* A wait that ends before it begins is a mistake in the dates; two outcomes of the same dates lose
   the same rows. */
static Status lost_to_dates(Auditing *auditing, const Room *room, size_t index)
{
    const StudyOutcome *outcome = &auditing->study->outcomes.items[index];
    RowQuestion asked = {.like = {.check = CHECK_ROWS_LOST}, .once_if_few = true};
    Str condition;
    Str subject;

    if (outcome->table != room->index || outcome->form != OUTCOME_FROM_TO) {
        return done();
    }
    for (size_t i = 0; i < index; i++) {
        if (same_dates(&auditing->study->outcomes.items[i], outcome)) {
            return done();
        }
    }
    TRY(out_of_order(auditing->context, outcome->from.text, outcome->to.text, &condition));
    TRY(text_of(auditing->context, &subject, "dates out of order: %.*s before %.*s",
                STR_ARGS(outcome->to.text), STR_ARGS(outcome->from.text)));
    asked.question = question_of_rows(condition, subject, BETTER_LESS);
    asked.question.alone = true;
    return add_row_findings(auditing, room, &asked);
}

/* The rows of a long or published table are no people: nobody is lost with them. */
Status check_rows_lost(Auditing *auditing)
{
    for (size_t i = 0; i < auditing->study->tables.count; i++) {
        const Room *room = &auditing->rooms[i];

        TRY(check_stop(auditing->context));
        if (room->source == NULL || room->table->status.value == STATUS_PUBLISHED ||
            room->table->spread.place.line > 0) {
            continue;
        }
        TRY(lost_to_keep(auditing, room));
        for (size_t l = 0; l < room->table->look_ups.count; l++) {
            TRY(lost_to_look_up(auditing, room, l));
        }
        for (size_t o = 0; o < auditing->study->outcomes.count; o++) {
            TRY(lost_to_dates(auditing, room, o));
        }
    }
    return done();
}
