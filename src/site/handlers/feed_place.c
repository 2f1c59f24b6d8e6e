#include "site/handlers/feed_place.h"
#include "site/handlers/entry_find.h"

#include "base/number.h"
#include "site/handlers/frame.h"
#include "site/store/statements.h"

#define DAY ((int64_t)86400)

Str feed_moment(Arena *arena, int64_t at)
{
    int64_t second = (at % DAY + DAY) % DAY;
    Str day = frame_day(arena, at);

    return str_format(arena, "%.*sT%02lld:%02lld:%02lldZ", STR_ARGS(day),
                      (long long)(second / 3600), (long long)(second / 60 % 60),
                      (long long)(second % 60));
}

Status feed_place(const Request *request, FeedPlace *out)
{
    Str address = request_site_address(request);
    size_t scheme = str_find_byte(address, '/') + 2;
    Str host = str_slice(address, scheme, address.length);
    const EntryRow *first;
    HeadPage head;

    TRY(frame_head(request, STR_NONE, STR_NONE, SECTION_NONE, &head));
    TRY(entry_find(request, 1, &first));
    out->site = head.site;
    out->host = str_slice(host, 0, str_find_byte(host, ':'));
    out->begun = first != NULL ? first->made : request->today;
    out->year = date_calendar_number(out->begun / DAY) / 10000;
    return done();
}
