#include "site/handlers/entry_find.h"

Status entry_find(const Request *request, int64_t id, const EntryRow **out)
{
    EntryRows rows;
    const EntryRow *first;

    *out = NULL;
    TRY(store_entry(request->context, request->reader, &(EntryIn){id}, &rows));
    first = rows.items;
    *out = rows.count > 0 ? first : NULL;
    return done();
}

Status entry_find_asked(const Request *request, const EntryRow **out)
{
    return entry_find(request, request_number(request, 0), out);
}

Status entry_find_for(const Request *request, Reply *reply, MayVerb verb, const EntryRow **out)
{
    MayAnswer answer = MAY_NO;

    TRY(entry_find_asked(request, out));
    if (*out != NULL) {
        TRY(rights_of_entry(request, verb, *out, &answer));
    }
    if (answer == MAY_NO) {
        *out = NULL;
        return reply_missing(request, reply);
    }
    return done();
}
