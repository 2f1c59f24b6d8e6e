#include "catalogue/ids_near.h"

static void suggest(Str *items, size_t *count, Str id)
{
    if (id.length == 0 || *count == IDS_NEAR_MOST) {
        return;
    }
    for (size_t i = 0; i < *count; i++) {
        if (str_equal(items[i], id)) {
            return;
        }
    }
    items[*count] = id;
    (*count)++;
}

Status ids_near(Context *context, Str wanted, StrSpan ids, StrSpan *out)
{
    Str *items = TAKE(context, Str, IDS_NEAR_MOST);
    size_t count = 0;

    if (items == NULL) {
        return fail_memory(context);
    }
    suggest(items, &count, str_nearest(wanted, ids));
    for (size_t i = 0; i < ids.count && wanted.length >= 3; i++) {
        if (str_contains_ignoring_case(ids.items[i], wanted)) {
            suggest(items, &count, ids.items[i]);
        }
    }
    *out = (StrSpan){items, count};
    return done();
}
