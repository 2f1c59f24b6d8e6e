/* Rows that are lost on the way, by group: those that `keep` leaves out, and those that a look-up
   finds nothing for. */
#include "audit/audit_internal.h"

static Status ask_lost(Auditing *auditing, const Room *room, const Question *question)
{
    const StudyMargin *matters = &auditing->study->matters;
    Answered *answered = TAKE(auditing->context, Answered, room->grouping_count);

    if (answered == NULL) {
        return fail_memory(auditing->context);
    }
    TRY(ask(auditing, room, question, answered));
    for (size_t g = 0; g < room->grouping_count; g++) {
        AuditFinding finding = {.check = CHECK_ROWS_LOST,
                                .subject = question->outcome,
                                .better = BETTER_LESS,
                                .unit = SHOWN_PER_100,
                                .matters = study_margin(matters)};

        if (answered[g].answer != NO_ANSWER && !is_another_detail(room, g)) {
            answered_table(auditing, &answered[g])->recorded_alone = true;
            TRY(audit_parts(auditing, &answered[g], &finding));
            TRY(audit_add_finding(auditing, room, &room->groupings[g], &finding));
        }
    }
    return done();
}

static Status lost_to_keep(Auditing *auditing, const Room *room)
{
    Str keep = room->table->keep.source.text;
    Question question;
    Str condition;
    Str subject;

    if (keep.length == 0) {
        return done();
    }
    TRY(text_of(auditing->context, &condition, "not (%.*s)", STR_ARGS(keep)));
    TRY(text_of(auditing->context, &subject, "left out by: %.*s", STR_ARGS(keep)));
    question = question_of_rows(condition, subject, BETTER_LESS);
    question.alone = true;
    question.without_keep = true;
    question.unknown_is_yes = true; /* a row that lacks what keep asks for is left out too */
    return ask_lost(auditing, room, &question);
}

static Status lost_to_look_up(Auditing *auditing, const Room *room, size_t index)
{
    const StudyLookUp *look_up = &room->table->look_ups.items[index];
    Question question;
    Str condition;
    Str subject;

    TRY(in_brackets(auditing->context, room->source->columns.items[room->matched[index]],
                    &condition));
    TRY(text_of(auditing->context, &condition, "%.*s < 1", STR_ARGS(condition)));
    TRY(text_of(auditing->context, &subject, "not found in %.*s", STR_ARGS(look_up->name.text)));
    question = question_of_rows(condition, subject, BETTER_LESS);
    question.alone = true;
    return ask_lost(auditing, room, &question);
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
    }
    return done();
}
