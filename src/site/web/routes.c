#include "site/web/routes.h"

#define WHO_LEAD ((int64_t)POWER_LEAD)
#define WHO_MODERATOR ((int64_t)POWER_MODERATOR)
#define WHO_EDITOR ((int64_t)POWER_EDITOR)
#define WHO_SAFEGUARDING ((int64_t)POWER_SAFEGUARDING)
#define WHO_KEEPER ((int64_t)POWER_KEEPER)

#define NOTHING ((size_t)0)
#define KIB(count) ((size_t)(count) << 10)
#define MIB(count) ((size_t)(count) << 20)

#define ROUTE(method, pattern, who, body, rate, handler)                                           \
    {METHOD_##method, {pattern, sizeof(pattern) - 1}, WHO_##who, body, RATE_##rate, handler},
static const Route ROUTES[] = {
#include "site/web/routes.def"
};
#undef ROUTE

#define ROUTE_COUNT (sizeof ROUTES / sizeof ROUTES[0])
#define PARTS_MOST 8

const Route *route_rows(size_t *count)
{
    *count = ROUTE_COUNT;
    return ROUTES;
}

/* ":name" or ":name.csv": what the part is without the ending; false when it does not fit. */
static bool part_fits(Str pattern, Str part, Str *taken)
{
    size_t dot = str_find_byte(pattern, '.');
    Str ending = str_slice(pattern, dot, pattern.length);

    if (part.length <= ending.length || !str_ends_with(part, ending)) {
        return false;
    }
    *taken = str_slice(part, 0, part.length - ending.length);
    return true;
}

static bool path_fits(Str pattern, Str path, StrSpan *parts)
{
    StrSplit wanted = str_split(pattern, '/');
    StrSplit given = str_split(path, '/');
    Str one;
    Str other;

    parts->count = 0;
    while (str_split_next(&wanted, &one)) {
        if (!str_split_next(&given, &other)) {
            return false;
        }
        if (!str_starts_with(one, STR(":"))) {
            if (!str_equal(one, other)) {
                return false;
            }
        } else if (parts->count == PARTS_MOST ||
                   !part_fits(one, other, &parts->items[parts->count++])) {
            return false;
        }
    }
    return !str_split_next(&given, &other);
}

const Route *route_find(Context *context, Method method, Str path, StrSpan *parts, unsigned *others)
{
    *others = 0;
    *parts = (StrSpan){TAKE(context, Str, PARTS_MOST), 0};
    for (size_t i = 0; i < ROUTE_COUNT && parts->items != NULL; i++) {
        if (!path_fits(ROUTES[i].pattern, path, parts)) {
            continue;
        }
        if (ROUTES[i].method == method) {
            return &ROUTES[i];
        }
        *others |= ROUTES[i].method == METHOD_GET ? ROUTE_HAS_GET : ROUTE_HAS_POST;
    }
    return NULL;
}
