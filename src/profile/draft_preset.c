/* A set of groups that others use, held against the columns: which one holds each, and what is not
   held. */
#include "profile/draft_parts.h"

#include "study/column_names.h"

/* Rows of published tables say in a column of their own what they are about. */
static bool add_kinds(const Draft *draft, const TextList *words, NameList *list, Text *out)
{
    size_t kind = guess_find(draft->profile, draft->guess, ROLE_KIND);
    ProfileLevels levels = {NULL, 0};
    bool added = false;

    if (kind != COLUMN_NOT_THERE) {
        levels = draft->profile->columns[kind].levels;
    }
    for (size_t i = 0; i < levels.count; i++) {
        ColumnProfile named = {.name = levels.items[i].label};

        if (levels.items[i].rows >= FREQUENT_ROWS && draft_column_is_about(&named, words)) {
            list_add(list, out, levels.items[i].label);
            added = true;
        }
    }
    return added;
}

static void write_dimension(Draft *draft, const PresetDimension *dimension)
{
    Text text = text_new(draft->context->arena);
    NameList list = {.most = 300};
    bool held = false;
    Str columns;

    for (size_t i = 0; i < draft->profile->column_count; i++) {
        const ColumnProfile *column = &draft->profile->columns[i];

        if (column->form != FORM_EMPTY && draft_column_is_about(column, &dimension->columns)) {
            list_add(&list, &text, column->name);
            held = true;
        }
    }
    held = add_kinds(draft, &dimension->columns, &list, &text) || held;
    list_end(&list, &text);
    columns = text_str(&text);
    comment_write(draft->out, 0,
                  held ? str_format(draft->context->arena, "- %.*s: %.*s",
                                    STR_ARGS(dimension->name), STR_ARGS(columns))
                       : str_format(draft->context->arena, "- %.*s: not held. %.*s",
                                    STR_ARGS(dimension->name), STR_ARGS(dimension->otherwise)));
}

void draft_preset(Draft *draft)
{
    const Preset *preset = draft->profile->preset;

    if (preset == NULL) {
        return;
    }
    draft_heading(draft, "A set of groups that others use");
    comment_write(draft->out, 0, preset->name);
    comment_write(draft->out, 0, preset->note);
    comment_write(draft->out, 0,
                  STR("By the names of columns alone. What is not held no report of "
                      "this file can show:"));
    for (size_t i = 0; i < preset->dimensions.count; i++) {
        write_dimension(draft, &preset->dimensions.items[i]);
    }
}
