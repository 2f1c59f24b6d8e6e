/* Codes of one list in another: every group has its place or a reason, and nothing is guessed. */
#include "catalogue/code_mapping.h"

#include "tap.h"

static void check_pair(const CodeMapping *mapping, const char *from, const char *to)
{
    const CodePair *pair = code_pair_find(mapping, code_find(mapping->from, str_from(from)));

    OK(pair != NULL && pair->to != NULL && str_equal(pair->to->code, str_from(to)),
       "%s stands for %s", from, to);
}

int main(void)
{
    const CodeList *census = code_list_find(STR("census-ethnicity-2021"));
    const CodeList *nhs = code_list_find(STR("nhs-ethnicity-2001"));
    const CodeMapping *back = code_mapping_find(census, nhs);
    const CodeMapping *on = code_mapping_find(nhs, census);
    size_t count;
    const CodeMapping *rows = code_mapping_rows(&count);
    static const char *const NOWHERE[] = {"Gypsy or Irish Traveller", "Roma", "Arab"};

    if (!OK(back != NULL && on != NULL && back != on, "both directions are there")) {
        return tap_done();
    }
    OK(code_mapping_find(nhs, nhs) == NULL, "a list has no mapping to itself");
    for (size_t i = 0; i < count; i++) {
        bool whole = rows[i].pairs.count == rows[i].from->recorded && rows[i].note.length > 0;

        for (size_t j = 0; j < rows[i].pairs.count; j++) {
            const CodePair *pair = &rows[i].pairs.items[j];

            whole = whole && pair->from->meaning == CODE_GROUP &&
                    (pair->to == NULL) == (pair->why.length > 0);
            /* both lists call the same group by the same label */
            whole = whole && (pair->to == NULL || str_equal(pair->from->label, pair->to->label));
        }
        OK(whole, "every group of %.*s has its place or a reason", STR_ARGS(rows[i].from->id));
    }
    check_pair(back, "Chinese", "R");
    check_pair(back, "White: English, Welsh, Scottish, Northern Irish or British", "A");
    check_pair(on, "R", "2");
    check_pair(on, "K", "1");
    for (size_t i = 0; i < sizeof NOWHERE / sizeof NOWHERE[0]; i++) {
        const CodePair *pair = code_pair_find(back, code_find(census, str_from(NOWHERE[i])));

        OK(pair != NULL && pair->to == NULL, "%s has no place in the list of 2001", NOWHERE[i]);
    }
    OK(code_pair_find(on, code_find(nhs, STR("Z"))) == NULL, "not stated is no group");
    OK(code_mappings_reviewed_by().length > 0, "who reviewed them");
    return tap_done();
}
