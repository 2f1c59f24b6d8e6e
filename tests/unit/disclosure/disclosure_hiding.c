/* How much protection hid, of whom: counted from tables as they are shown. */
#include "tap.h"

#include "disclosure/shown_hiding.h"
#include "disclosure/shown_internal.h"

enum { MOST = 4 };

/* A group of a table: people, and whether its rate is shown, hidden or none. */
typedef struct Row {
    const char *level;
    ShownNumber people;
    ShownState rate;
} Row;

static ShownPart part_of(Arena *arena, const Row *rows, size_t count)
{
    ShownGroup *groups = arena_take(arena, count, sizeof *groups);
    ShownTable *table = arena_take(arena, 1, sizeof *table);

    for (size_t g = 0; g < count; g++) {
        groups[g] = (ShownGroup){.level = str_from(rows[g].level),
                                 .people = rows[g].people,
                                 .estimate = {.estimate = {.state = rows[g].rate}}};
    }
    *table = (ShownTable){.groups = groups, .group_count = count};
    return (ShownPart){.base = table};
}

static bool is_range(const ShownNumber *number, int64_t from, int64_t to)
{
    return number->state == SHOWN_HIDDEN && number->has_range && number->from == from &&
           number->to == to;
}

int main(void)
{
    Arena *arena = arena_new((size_t)1 << 20);
    Context context = {.arena = arena};
    const Row first[] = {{"A", shown_value(500, 0), SHOWN_VALUE},
                         {"B", shown_value(20, 0), SHOWN_HIDDEN},
                         {"C", shown_hidden(0, 7), SHOWN_HIDDEN}};
    const Row second[] = {{"A", shown_value(300, 0), SHOWN_VALUE},
                          {"B", shown_value(15, 0), SHOWN_VALUE},
                          {"", shown_value(10, 0), SHOWN_UNDEFINED}};
    const Row third[] = {{"A", shown_value(100, 0), SHOWN_HIDDEN},
                         {"B", shown_without_range(), SHOWN_VALUE}};
    const Row other[] = {{"x", shown_without_range(), SHOWN_HIDDEN}};
    ShownPart parts[MOST];
    ShownFinding findings[MOST];
    ShownAudit audit = {.findings = findings, .finding_count = 4};
    const ShownHiding *hiding;

    parts[0] = part_of(arena, first, 3);
    parts[1] = part_of(arena, second, 3);
    parts[2] = part_of(arena, third, 2);
    parts[3] = part_of(arena, other, 1);
    findings[0] = (ShownFinding){
        .dimension = STR("sex"), .row = STR("visit"), .parts = &parts[0], .part_count = 2};
    findings[1] = (ShownFinding){
        .dimension = STR("area"), .sensitive = true, .parts = &parts[3], .part_count = 1};
    findings[2] = (ShownFinding){
        .dimension = STR("sex"), .row = STR("call"), .parts = &parts[2], .part_count = 1};
    findings[3] = (ShownFinding){.dimension = STR("nothing")};
    OK(!failed(shown_add_hiding(&context, &audit)) && audit.hiding_count == 2,
       "a row for each grouping that has a table");
    hiding = &audit.hiding[0];
    OK(str_equal(hiding->dimension, STR("sex")) && hiding->groups == 4,
       "different groups of all its tables, the blank too");
    OK(hiding->numbers == 7 && hiding->numbers_hidden == 3,
       "what has no number is no number that is hidden");
    OK(hiding->hidden.count == 1 && str_equal(hiding->hidden.items[0], STR("C")),
       "a group is named of whose numbers half or more are hidden: not A and B, of 1 in 3");
    OK(is_range(&hiding->people, 520, 527) && is_range(&hiding->people_hidden, 0, 7) &&
           str_equal(hiding->row, STR("visit")),
       "people are added up in the table that tells of most, between two ends");
    hiding = &audit.hiding[1];
    OK(hiding->sensitive && is_range(&hiding->people, 0, INT64_MAX) && hiding->hidden.count == 1,
       "without an upper end there is none of the sum");
    arena_free(arena);
    return tap_done();
}
