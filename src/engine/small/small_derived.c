/* Where one column decides, each different text is looked at once; else each row is. */
#include "engine/small/small_derived.h"

#include "base/number.h"
#include "study/labels.h"

#define ROWS_BETWEEN_STOPS ((size_t)16384)

/* One column being made. */
typedef struct Making {
    CodedTable *coded;
    const Derived *derived;
    CodedColumn *out;
    uint32_t *codes;
    Text scratch;
} Making;

static Status put(Context *context, Making *making, Str text, uint32_t *code)
{
    if (making->scratch.spent) {
        return fail_memory(context);
    }
    return intern_add(context, making->out->texts, str_trim(text), code);
}

/* A column read as dates or numbers; what is wrong in it is said once. */
static Status read_as(Context *context, Making *making, uint32_t column, ValueKind kind,
                      ConditionColumn *out)
{
    CodedTable *coded = making->coded;
    CodedColumn *coding = &coded->columns[coded_table_index(coded, column)];

    TRY(condition_column(context, coded, column, kind, out));
    if (coding->checked[kind]) {
        return done();
    }
    coding->checked[kind] = true;
    TRY(condition_column_check(context, coded, out, USE_DERIVED, NULL, CELL_BAD));
    return condition_column_check(context, coded, out, USE_DERIVED, NULL, CELL_SUPPRESSED);
}

/* ---- by the texts of one column: each fills `to`, the new code of each old one ---- */

typedef Status MakeByCode(Context *context, Making *making, const CodedColumn *in, uint32_t *to);

static Status make_look_up(Context *context, Making *making, const CodedColumn *in, uint32_t *to)
{
    const Derived *derived = making->derived;
    StrSpan missing = source_missing(making->coded->source, derived->column);
    LookedUp *looked_up;
    const CodedColumn *values;

    TRY(small_look_up(context, making->coded, derived, &looked_up));
    TRY(coded_table_column(context, looked_up->coded, derived->other_value, &values));
    for (uint32_t code = 0; code < intern_count(in->texts); code++) {
        uint32_t row = looked_up_row(looked_up, intern_text(in->texts, code), missing);

        TRY(put(context, making,
                row == UINT32_MAX ? STR_NONE : intern_text(values->texts, values->codes[row]),
                &to[code]));
    }
    return done();
}

static Status make_matched(Context *context, Making *making, const CodedColumn *in, uint32_t *to)
{
    StrSpan missing = source_missing(making->coded->source, making->derived->column);
    LookedUp *looked_up;

    TRY(small_look_up(context, making->coded, making->derived, &looked_up));
    for (uint32_t code = 0; code < intern_count(in->texts); code++) {
        uint32_t row = looked_up_row(looked_up, intern_text(in->texts, code), missing);

        TRY(put(context, making, row == UINT32_MAX ? STR("0") : STR("1"), &to[code]));
    }
    return done();
}

static Status make_bands(Context *context, Making *making, const CodedColumn *in, uint32_t *to)
{
    const Derived *derived = making->derived;
    ConditionColumn numbers;

    TRY(read_as(context, making, derived->column, VALUE_NUMBER, &numbers));
    for (uint32_t code = 0; code < intern_count(in->texts); code++) {
        const Value *value = &numbers.values[code];
        size_t above = 0; /* edges that are not above the number */

        while (value->state == CELL_KNOWN && above < derived->edge_count &&
               derived->edges[above] <= value->number) {
            above++;
        }
        making->scratch.length = 0;
        if (above > 0) {
            derived_band_label(&making->scratch, derived->edges, derived->edge_count, above - 1);
        }
        TRY(put(context, making, text_str(&making->scratch), &to[code]));
    }
    return done();
}

static Status make_map(Context *context, Making *making, const CodedColumn *in, uint32_t *to)
{
    const Derived *derived = making->derived;
    size_t *pair_of = TAKE(context, size_t, derived->pair_count); /* by number among `from` */
    Intern *from;
    uint32_t number;

    if (pair_of == NULL) {
        return fail_memory(context);
    }
    TRY(intern_new(context, &from));
    for (size_t i = 0; i < derived->pair_count; i++) {
        uint32_t before = intern_count(from);

        TRY(intern_add(context, from, str_trim(derived->pairs[i].from), &number));
        if (number == before) {
            pair_of[number] = i;
        }
    }
    for (uint32_t code = 0; code < intern_count(in->texts); code++) {
        Str text = intern_text(in->texts, code);

        number = intern_find(from, text);
        TRY(put(context, making, number == INTERN_NONE ? text : derived->pairs[pair_of[number]].to,
                &to[code]));
    }
    return done();
}

/* Rows of each recorded text; NULL when memory is spent. */
static int64_t *count_recorded(Context *context, const Making *making, const CodedColumn *in)
{
    StrSpan missing = source_missing(making->coded->source, making->derived->column);
    int64_t *counts = TAKE(context, int64_t, intern_count(in->texts));

    for (size_t row = 0; counts != NULL && row < making->coded->table->row_count; row++) {
        counts[in->codes[row]]++;
    }
    for (uint32_t code = 0; counts != NULL && code < intern_count(in->texts); code++) {
        Str label = intern_text(in->texts, code);
        bool recorded = derived_label_is_recorded(label, missing) &&
                        !label_is_missing_in(label, making->derived->apart);

        counts[code] = recorded ? counts[code] : 0;
    }
    return counts;
}

static Status make_largest(Context *context, Making *making, const CodedColumn *in, uint32_t *to)
{
    const Derived *derived = making->derived;
    uint32_t count = intern_count(in->texts);
    size_t most = derived->most < (int64_t)count ? (size_t)derived->most : (size_t)count;
    int64_t *counts = count_recorded(context, making, in);
    bool *stays = TAKE(context, bool, count);
    StrSpan largest;

    if (counts == NULL || stays == NULL) {
        return fail_memory(context);
    }
    TRY(texts_most_frequent(context, in->texts, counts, most, &largest, NULL));
    for (size_t i = 0; i < largest.count; i++) {
        stays[intern_find(in->texts, largest.items[i])] = true;
    }
    for (uint32_t code = 0; code < count; code++) {
        bool rest = counts[code] > 0 && !stays[code];

        TRY(put(context, making, rest ? derived->rest : intern_text(in->texts, code), &to[code]));
    }
    return done();
}

static void add_period(Text *text, DerivedPeriod period, const Value *date)
{
    int32_t number = date_calendar_number((int64_t)date->number);
    int year = number / 10000;
    int month = number / 100 % 100;

    switch (period) {
    case PERIOD_YEAR:
        text_format(text, "%04d", year);
        return;
    case PERIOD_FINANCIAL_YEAR:
        year -= month < 4 ? 1 : 0;
        text_format(text, "%04d-%02d", year, (year + 1) % 100);
        return;
    case PERIOD_QUARTER:
        text_format(text, "%04d Q%d", year, (month + 2) / 3);
        return;
    case PERIOD_MONTH:
        text_format(text, "%04d-%02d", year, month);
        return;
    }
}

static Status make_periods(Context *context, Making *making, const CodedColumn *in, uint32_t *to)
{
    ConditionColumn dates;

    TRY(read_as(context, making, making->derived->column, VALUE_DATE, &dates));
    for (uint32_t code = 0; code < intern_count(in->texts); code++) {
        making->scratch.length = 0;
        if (dates.values[code].state == CELL_KNOWN) {
            add_period(&making->scratch, making->derived->period, &dates.values[code]);
        }
        TRY(put(context, making, text_str(&making->scratch), &to[code]));
    }
    return done();
}

static Status make_by_code(Context *context, Making *making, MakeByCode *make)
{
    const CodedColumn *in;
    uint32_t *to;

    TRY(coded_table_column(context, making->coded, making->derived->column, &in));
    to = TAKE(context, uint32_t, intern_count(in->texts));
    if (to == NULL) {
        return fail_memory(context);
    }
    TRY(make(context, making, in, to));
    for (size_t row = 0; row < making->coded->table->row_count; row++) {
        making->codes[row] = to[in->codes[row]];
    }
    return done();
}

/* ---- by rows ---- */

static void add_age(Text *text, const Value *born, const Value *at)
{
    if (born->state == CELL_KNOWN && at->state == CELL_KNOWN && born->number <= at->number) {
        text_format(text, "%ld",
                    (long)((date_calendar_number((int64_t)at->number) -
                            date_calendar_number((int64_t)born->number)) /
                           10000));
    }
}

/* Days from `from` to `to`; false where the column is to be blank whatever else. */
static bool days_between(const Value *from, const Value *to, int64_t *days)
{
    if (from->state != CELL_KNOWN) {
        return false;
    }
    *days = to->state == CELL_KNOWN ? (int64_t)to->number - (int64_t)from->number : INT64_MAX;
    return *days >= 0;
}

static void add_within(Text *text, const Derived *derived, const Value *from, const Value *to)
{
    int64_t days;

    if (days_between(from, to, &days) &&
        derived->known_until - (int64_t)from->number >= derived->days) {
        text_add(text, days <= derived->days ? STR("1") : STR("0"));
    }
}

static void add_wait(Text *text, const Derived *derived, const Value *from, const Value *to)
{
    int64_t days;
    int64_t known;

    if (!days_between(from, to, &days)) {
        return;
    }
    known = derived->known_until - (int64_t)from->number;
    if (known >= 0) {
        text_format(text, days <= known ? "%lld" : "%lld+",
                    (long long)(days <= known ? days : known));
    }
}

static Status make_from_dates(Context *context, Making *making)
{
    const Derived *derived = making->derived;
    Text *text = &making->scratch;
    ConditionColumn from;
    ConditionColumn to;

    TRY(read_as(context, making, derived->column, VALUE_DATE, &from));
    TRY(read_as(context, making, derived->to, VALUE_DATE, &to));
    for (size_t row = 0; row < making->coded->table->row_count; row++) {
        const Value *first = &from.values[from.coded->codes[row]];
        const Value *second = &to.values[to.coded->codes[row]];

        if (row % ROWS_BETWEEN_STOPS == 0) {
            TRY(check_stop(context));
        }
        text->length = 0;
        if (derived->kind == DERIVED_AGE) {
            add_age(text, first, second);
        } else if (derived->kind == DERIVED_WITHIN) {
            add_within(text, derived, first, second);
        } else {
            add_wait(text, derived, first, second);
        }
        TRY(put(context, making, text_str(text), &making->codes[row]));
    }
    return done();
}

/* Which texts of a column say something; NULL when memory is spent. */
static bool *find_recorded(Context *context, const CodedColumn *in, StrSpan missing)
{
    bool *recorded = TAKE(context, bool, intern_count(in->texts));

    for (uint32_t code = 0; recorded != NULL && code < intern_count(in->texts); code++) {
        recorded[code] = derived_label_is_recorded(intern_text(in->texts, code), missing);
    }
    return recorded;
}

static Status make_cross(Context *context, Making *making)
{
    const Derived *derived = making->derived;
    size_t count = derived->crossed_count;
    const CodedColumn *in[DERIVED_CROSSED_MOST];
    const bool *recorded[DERIVED_CROSSED_MOST];
    Text *text = &making->scratch;

    for (size_t i = 0; i < count; i++) {
        TRY(coded_table_column(context, making->coded, derived->crossed[i], &in[i]));
        recorded[i] = find_recorded(context, in[i],
                                    source_missing(making->coded->source, derived->crossed[i]));
        if (recorded[i] == NULL) {
            return fail_memory(context);
        }
    }
    for (size_t row = 0; row < making->coded->table->row_count; row++) {
        bool all = true;

        if (row % ROWS_BETWEEN_STOPS == 0) {
            TRY(check_stop(context));
        }
        text->length = 0;
        for (size_t i = 0; i < count; i++) {
            uint32_t code = in[i]->codes[row];

            all = all && recorded[i][code];
            text_add(text, i == 0 ? STR_NONE : STR(" \xc2\xb7 "));
            text_add(text, intern_text(in[i]->texts, code));
        }
        TRY(put(context, making, all ? text_str(text) : STR_NONE, &making->codes[row]));
    }
    return done();
}

static Status make(Context *context, Making *making)
{
    switch (making->derived->kind) {
    case DERIVED_LOOK_UP:
        return make_by_code(context, making, make_look_up);
    case DERIVED_MATCHED:
        return make_by_code(context, making, make_matched);
    case DERIVED_BAND:
        return make_by_code(context, making, make_bands);
    case DERIVED_MAP:
        return make_by_code(context, making, make_map);
    case DERIVED_LARGEST:
        return make_by_code(context, making, make_largest);
    case DERIVED_PERIOD:
        return make_by_code(context, making, make_periods);
    case DERIVED_AGE:
    case DERIVED_WITHIN:
    case DERIVED_WAIT:
        return make_from_dates(context, making);
    case DERIVED_CROSS:
        return make_cross(context, making);
    }
    return done();
}

Status small_derive(Context *context, CodedTable *coded, const Derived *derived, CodedColumn *out)
{
    Making making = {.coded = coded,
                     .derived = derived,
                     .out = out,
                     .codes = TAKE(context, uint32_t, coded->table->row_count),
                     .scratch = text_new(context->arena)};

    if (making.codes == NULL) {
        return fail_memory(context);
    }
    TRY(intern_new(context, &out->texts));
    TRY(make(context, &making));
    out->codes = making.codes;
    return done();
}
