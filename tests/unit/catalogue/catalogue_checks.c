/* Each kind of check has a line of its own, which names a check that the catalogue has. */
#include "catalogue/check_kind.h"
#include "catalogue/knot.h"

#include "tap.h"

/* What ids of findings are made of, with nothing that file names or addresses could not hold. */
static bool is_plain(Str id)
{
    for (size_t i = 0; i < id.length; i++) {
        if ((id.bytes[i] < 'a' || id.bytes[i] > 'z') && id.bytes[i] != '-') {
            return false;
        }
    }
    return id.length > 0;
}

int main(void)
{
    OK(CHECK_COUNT > 1, "there are checks");
    for (int k = 0; k < CHECK_COUNT; k++) {
        const CheckKindInfo *kind = check_kind((CheckKind)k);
        bool alone = true;

        for (int other = 0; other < k; other++) {
            alone = alone && !str_equal(check_kind((CheckKind)other)->id, kind->id) &&
                    !str_equal(check_kind((CheckKind)other)->name, kind->name) &&
                    !str_equal(check_kind((CheckKind)other)->about, kind->about);
        }
        OK(alone && is_plain(kind->id), "%.*s: no other check has its id or words",
           STR_ARGS(kind->id));
        OK(check_info_find(kind->catalogue) != NULL, "the catalogue has %.*s",
           STR_ARGS(kind->catalogue));
        OK(kind->turn >= 0 && kind->turn <= 10 && kind->name.length > 0 && kind->about.length > 0 &&
               kind->total.length > 0,
           "with a turn and words");
    }
    OK(str_equal(check_kind(CHECK_ROWS_LOST)->id, STR("rows-lost")) &&
           check_kind(CHECK_ROWS_LOST)->stage == STAGE_JOIN &&
           str_equal(check_kind(CHECK_NEED)->catalogue, STR("need-at-equal-score")) &&
           check_kind(CHECK_NEED)->of_score && !check_kind(CHECK_ASSUMPTIONS)->of_score,
       "lines are read in the order of their columns");
    return tap_done();
}
