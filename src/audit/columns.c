/* Columns that a table's questions need: of look-ups, of the period, and conditions on them. */
#include "audit/audit_internal.h"

#include <stdarg.h>

Status text_of(Context *context, Str *out, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    *out = str_format_list(context->arena, format, arguments);
    va_end(arguments);
    return out->length == 0 ? fail_memory(context) : done();
}

Status around_name(Context *context, const char *before, Str name, const char *after, Str *out)
{
    Text text = text_new(context->arena);

    text_add(&text, str_from(before));
    text_add_name(&text, name);
    text_add(&text, str_from(after));
    return text_finish(context, &text, out);
}

Status in_brackets(Context *context, Str name, Str *out)
{
    Text text = text_new(context->arena);

    text_add_byte(&text, '[');
    for (size_t i = 0; i < name.length; i++) {
        text_add_byte(&text, name.bytes[i]);
        if (name.bytes[i] == ']') {
            text_add_byte(&text, ']');
        }
    }
    text_add_byte(&text, ']');
    return text_finish(context, &text, out);
}

Status both_conditions(Context *context, Str a, Str b, Str *out)
{
    if (a.length == 0 || b.length == 0) {
        *out = a.length == 0 ? b : a;
        return done();
    }
    return text_of(context, out, "(%.*s) and (%.*s)", STR_ARGS(a), STR_ARGS(b));
}

Status known_column(Context *context, Str name, Str *condition)
{
    Str column;

    TRY(in_brackets(context, name, &column));
    return text_of(context, condition, "known(%.*s)", STR_ARGS(column));
}

Status out_of_order(Context *context, Str from, Str to, Str *condition)
{
    Str first;
    Str second;

    TRY(in_brackets(context, from, &first));
    TRY(in_brackets(context, to, &second));
    return text_of(context, condition, "known(%.*s) and known(%.*s) and days(%.*s, %.*s) < 0",
                   STR_ARGS(first), STR_ARGS(second), STR_ARGS(first), STR_ARGS(second));
}

static bool has_column(const Source *source, Str name)
{
    for (size_t i = 0; i < source->columns.count; i++) {
        if (str_equal(source->columns.items[i], name)) {
            return true;
        }
    }
    return false;
}

uint32_t column_of(const Source *source, Str name)
{
    for (size_t i = 0; i < source->columns.count && name.length > 0; i++) {
        if (str_equal(source->columns.items[i], name)) {
            return (uint32_t)i;
        }
    }
    return COLUMN_NONE;
}

Status room_derive(Auditing *auditing, Room *room, Derived *derived, Str base, uint32_t *column)
{
    derived->name = base;
    for (size_t i = 2; has_column(room->source, derived->name); i++) {
        TRY(text_of(auditing->context, &derived->name, "%.*s (%zu)", STR_ARGS(base), i));
    }
    return source_derive(auditing->context, room->source, derived, column);
}

/* Every other column of the look-up's file, under its own name; and whether the row was there. */
static Status add_look_up(Auditing *auditing, Room *room, size_t index)
{
    const StudyLookUp *look_up = &room->table->look_ups.items[index];
    const Source *other = auditing->tables[room->index].look_ups[index];
    Derived derived = {.kind = DERIVED_LOOK_UP,
                       .place = look_up->place,
                       .column = column_of(room->source, look_up->by.text),
                       .other = other,
                       .other_key = column_of(other, look_up->by.text)};
    Derived matched = derived;

    for (uint32_t i = 0; i < other->columns.count; i++) {
        uint32_t added;

        if (i == derived.other_key || has_column(room->source, other->columns.items[i])) {
            continue;
        }
        derived.name = other->columns.items[i];
        derived.other_value = i;
        TRY(source_derive(auditing->context, room->source, &derived, &added));
    }
    matched.kind = DERIVED_MATCHED;
    return room_derive(auditing, room, &matched, look_up->name.text, &room->matched[index]);
}

/* Rows of no period are one, however the file says that it has none. */
static Status blank_missing_periods(Auditing *auditing, Room *room)
{
    StrSpan missing = source_missing(room->source, room->period);
    DerivedPair *pairs = TAKE(auditing->context, DerivedPair, missing.count);
    Derived derived = {.kind = DERIVED_MAP,
                       .place = room->table->period.place,
                       .column = room->period,
                       .pairs = pairs,
                       .pair_count = missing.count};

    if (pairs == NULL) {
        return fail_memory(auditing->context);
    }
    for (size_t i = 0; i < missing.count; i++) {
        pairs[i] = (DerivedPair){missing.items[i], STR_NONE};
    }
    return missing.count == 0 ? done()
                              : room_derive(auditing, room, &derived, STR("period"), &room->period);
}

static Status add_period(Auditing *auditing, Room *room)
{
    static const DerivedPeriod PERIODS[] = {[PERIODS_YEAR] = PERIOD_YEAR,
                                            [PERIODS_FINANCIAL_YEAR] = PERIOD_FINANCIAL_YEAR,
                                            [PERIODS_QUARTER] = PERIOD_QUARTER,
                                            [PERIODS_MONTH] = PERIOD_MONTH};
    const StudyChoice *chosen = &auditing->study->periods;
    Derived derived = {.kind = DERIVED_PERIOD,
                       .place = chosen->place,
                       .column = column_of(room->source, room->table->date.text)};

    room->period = column_of(room->source, room->table->period.text);
    if (room->period != COLUMN_NONE) {
        return blank_missing_periods(auditing, room);
    }
    if (chosen->place.line == 0 || derived.column == COLUMN_NONE) {
        return done();
    }
    derived.period = PERIODS[chosen->value];
    return room_derive(auditing, room, &derived, STR("period"), &room->period);
}

static void read_design(Room *room)
{
    const StudyDesign *design = &room->table->design;

    room->surveyed = design->place.line > 0;
    room->design = (SurveyColumns){.weight = column_of(room->source, design->weight.text),
                                   .strata = column_of(room->source, design->strata.text),
                                   .cluster = column_of(room->source, design->cluster.text)};
    room->by_survey = survey_settle(&room->design, room->person);
}

Status room_prepare(Auditing *auditing, Room *room)
{
    Context *context = auditing->context;
    size_t look_ups = room->table->look_ups.count;
    Str any = STR_NONE;

    room->matched = TAKE(context, uint32_t, look_ups);
    if (room->matched == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < look_ups; i++) {
        TRY(add_look_up(auditing, room, i));
    }
    TRY(add_period(auditing, room));
    room->person = column_of(room->source, room->table->person.text);
    room->count = column_of(room->source, room->table->count.text);
    read_design(room);
    for (size_t i = 0; i < room->source->columns.count && any.length == 0; i++) {
        any = room->source->columns.items[i];
    }
    TRY(in_brackets(context, any, &any));
    return text_of(context, &room->everyone, "known(%.*s) or not known(%.*s)", STR_ARGS(any),
                   STR_ARGS(any));
}
