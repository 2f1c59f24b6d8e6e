/* Each different label is looked at once; rows only weigh. */
#include "profile/profile.h"

#include "study/labels.h"
#include "study/value.h"

#include <math.h>

/* Fewer rows are no evidence that a label never comes again. */
#define UNIQUE_ROWS_LEAST 2

/* A column of more labels has texts, not groups. */
#define LABELS_LOOKED_UP 2000

typedef struct TruthPair {
    const char *yes;
    const char *no;
} TruthPair;

static const TruthPair TRUTHS[] = {
    {"1", "0"}, {"yes", "no"}, {"y", "n"}, {"true", "false"}, {"t", "f"}};

/* What the recorded labels of a column are. */
typedef struct Kinds {
    size_t numbers;
    size_t kept_back;
    size_t dates;   /* the year first */
    size_t ordered; /* the day first, or the month */
} Kinds;

static void look_at_number(ColumnProfile *column, Str label, Kinds *kinds)
{
    Value value = value_read(VALUE_NUMBER, label);

    if (value.state == CELL_SUPPRESSED) {
        kinds->kept_back++;
    }
    if (value.state != CELL_KNOWN) {
        return;
    }
    column->least =
        kinds->numbers == 0 || value.number < column->least ? value.number : column->least;
    column->most = kinds->numbers == 0 || value.number > column->most ? value.number : column->most;
    column->is_whole = column->is_whole && value.number == floor(value.number);
    kinds->numbers++;
}

/* Looking a label up takes longer than all else: not for numbers, nor for the single texts of a
   column that has thousands. */
static bool may_say_unrecorded(const ColumnProfile *column, const ProfileLevel *level)
{
    return value_read(VALUE_NUMBER, level->label).state != CELL_KNOWN &&
           (level->rows > 1 || column->levels.count <= LABELS_LOOKED_UP);
}

static void look_at_label(ColumnProfile *column, const ProfileLevel *level, Kinds *kinds)
{
    column->rows += level->rows;
    if (label_is_missing(level->label)) {
        column->missing += level->rows;
        return;
    }
    if (may_say_unrecorded(column, level) && label_not_recorded(level->label) != RECORDED) {
        column->not_recorded += level->rows;
        return;
    }
    column->recorded++;
    column->most_rows = level->rows > column->most_rows ? level->rows : column->most_rows;
    kinds->dates += value_read(VALUE_DATE, level->label).state == CELL_KNOWN ? 1 : 0;
    kinds->ordered += date_orders_add(&column->orders, level->label) ? 1 : 0;
    look_at_number(column, level->label, kinds);
}

/* The two recorded labels, when they say yes and no. */
static bool find_truth(ColumnProfile *column)
{
    for (size_t pair = 0; pair < sizeof TRUTHS / sizeof TRUTHS[0]; pair++) {
        column->yes = STR_NONE;
        column->no = STR_NONE;
        for (size_t i = 0; i < column->levels.count; i++) {
            Str label = column->levels.items[i].label;

            if (str_equal_ignoring_case(label, str_from(TRUTHS[pair].yes))) {
                column->yes = label;
            } else if (str_equal_ignoring_case(label, str_from(TRUTHS[pair].no))) {
                column->no = label;
            }
        }
        if (column->yes.length > 0 && column->no.length > 0) {
            return true;
        }
    }
    return false;
}

static ColumnForm form_of(ColumnProfile *column, const Kinds *kinds)
{
    if (column->recorded == 0) {
        return FORM_EMPTY;
    }
    if (column->recorded == 1) {
        return FORM_SAME;
    }
    if (column->recorded == 2 && find_truth(column)) {
        return FORM_TRUTH;
    }
    if (kinds->dates == column->recorded || kinds->ordered == column->recorded) {
        return FORM_DATE;
    }
    if (kinds->numbers > 0 && kinds->numbers + kinds->kept_back == column->recorded) {
        return FORM_NUMBER;
    }
    return FORM_TEXT;
}

static void describe(ColumnProfile *column)
{
    Kinds kinds = {0, 0, 0, 0};

    column->topic = name_topic(column->name);
    if (column->uncounted) {
        return;
    }
    column->is_whole = true;
    for (size_t i = 0; i < column->levels.count; i++) {
        look_at_label(column, &column->levels.items[i], &kinds);
    }
    column->form = form_of(column, &kinds);
    column->has_kept_back = kinds.kept_back > 0;
}

void profile_describe(Profile *profile)
{
    for (size_t i = 0; i < profile->column_count; i++) {
        describe(&profile->columns[i]);
    }
}

bool profile_is_unique(const ColumnProfile *column)
{
    return !column->uncounted && column->most_rows == 1 && column->recorded >= UNIQUE_ROWS_LEAST;
}
