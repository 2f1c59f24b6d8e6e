/* What people read in place of names: labels in quotation marks, what is counted, rows. */
#include "report/figure.h"

#include "base/text.h"
#include "catalogue/phrase.h"

/* Of a label on a page. */
#define LABEL_MOST 80
/* Of words that stand for an outcome in a sentence; longer ones are told once, beside it. */
#define MEANS_MOST 40
/* Of whom: two names and what stands around them. */
#define AMONG_MOST 300

Str figure_quoted(Arena *arena, Str text)
{
    Str shown = str_show(arena, text.length > 0 ? text : phrase_plain(PHRASE_BLANK), LABEL_MOST);

    return str_format(arena, "\xe2\x80\x9c%.*s\xe2\x80\x9d", STR_ARGS(shown));
}

Str figure_name(Arena *arena, Str name)
{
    Text text = text_new(arena);

    text_add_name(&text, name);
    return text_str(&text);
}

Str figure_dimension(Arena *arena, const ShownFinding *finding)
{
    return figure_name(arena, finding->dimension);
}

Str figure_dimension_quoted(Arena *arena, const ShownFinding *finding)
{
    return figure_quoted(arena, figure_dimension(arena, finding));
}

Str figure_label(Arena *arena, const ShownGroup *group)
{
    if (!group->recorded &&
        (group->level.length == 0 || str_equal_ignoring_case(group->level, STR("not recorded")))) {
        return phrase_plain(PHRASE_NOT_RECORDED);
    }
    return group->said.length > 0 ? str_show(arena, group->said, LABEL_MOST)
                                  : figure_quoted(arena, group->level);
}

bool figure_is_quoted(Str label)
{
    return str_starts_with(label, STR("\xe2\x80\x9c"));
}

Str figure_others(Arena *arena, const ShownTable *table)
{
    const ShownGroup *group = figure_find(table, table->compared_with);

    if (!table->has_reference) {
        return phrase_plain(PHRASE_EVERYONE_ELSE);
    }
    return group == NULL ? figure_quoted(arena, table->compared_with) : figure_label(arena, group);
}

Str figure_compared(Arena *arena, const ShownFinding *finding, const ShownTable *table)
{
    if (finding->check == CHECK_REPRESENTATION) {
        return phrase_plain(PHRASE_THE_POPULATION);
    }
    if (finding->check == CHECK_CALIBRATION) {
        return phrase_plain(PHRASE_WHAT_WAS_EXPECTED);
    }
    return figure_others(arena, table);
}

Str figure_subject(Arena *arena, const ShownFinding *finding)
{
    StrSplit split = str_split(finding->means, ';');
    Str words = STR_NONE;
    bool few = str_split_next(&split, &words) && str_trim(words).length > 0 &&
               str_trim(words).length <= MEANS_MOST;

    return figure_quoted(arena, few ? str_trim(words) : finding->subject);
}

Str figure_rows(Arena *arena, Str row)
{
    if (row.length == 0 || str_equal(row, STR("row"))) {
        return phrase_plain(PHRASE_ROWS);
    }
    if (str_equal(row, STR("person"))) {
        return phrase_plain(PHRASE_PERSONS);
    }
    if (str_ends_with(row, STR("s"))) {
        return row;
    }
    if (str_ends_with(row, STR("y")) && !str_ends_with(row, STR("ay")) &&
        !str_ends_with(row, STR("ey"))) {
        Str stem = str_slice(row, 0, row.length - 1);

        return str_format(arena, "%.*sies", STR_ARGS(stem));
    }
    return str_format(arena, "%.*ss", STR_ARGS(row));
}

Str figure_among(Arena *arena, const ShownFinding *finding)
{
    Str among = str_show(arena, finding->among, AMONG_MOST);

    return finding->among.length == 0 ? STR_NONE : str_format(arena, " %.*s", STR_ARGS(among));
}

Str figure_counted(Arena *arena, const ShownFinding *finding)
{
    Str rows = figure_rows(arena, finding->row);
    Str among = figure_among(arena, finding);

    return str_format(arena, "%.*s%.*s", STR_ARGS(rows), STR_ARGS(among));
}
