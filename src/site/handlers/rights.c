#include "site/handlers/rights.h"

#include "site/commons/kinds.h"
#include "site/handlers/sheet.h"

/* What a new person may write: two at once, then one in half a minute. */
#define NEW_AT_ONCE 2
#define NEW_EACH_SECOND (2.0 / 60)
#define NEW_SECONDS 30

static Status person_of(const Request *request, MayPerson *out)
{
    PersonRows rows;

    *out = (MayPerson){.known = request->person.known, .power = request->person.power};
    if (!request->person.known) {
        return done();
    }
    TRY(store_person(request->context, request->reader, &(PersonIn){request->person.id}, &rows));
    out->paused =
        rows.count > 0 && rows.items[0].until.known && rows.items[0].until.value > request->now;
    return person_is_settled(request->context, request->reader, request->person.id, &out->settled);
}

/* Leads are tied to their theme; an entry of a theme names it. */
static Status look_for_ties(const Request *request, int64_t entry, MayEntry *out)
{
    TiesOfPersonRows ties;
    LinksFromRows links;

    if (!request->person.known) {
        return done();
    }
    TRY(store_ties_of_person(request->context, request->reader,
                             &(TiesOfPersonIn){request->person.id}, &ties));
    if (ties.count == 0) {
        return done();
    }
    TRY(store_links_from(request->context, request->reader, &(LinksFromIn){entry}, &links));
    for (size_t i = 0; i < ties.count; i++) {
        bool here = ties.items[i].entry == entry;

        for (size_t k = 0; k < links.count && !here; k++) {
            here = links.items[k].id == ties.items[i].entry;
        }
        out->led |= here && str_equal(ties.items[i].role, STR("lead"));
        out->owned |= here && str_equal(ties.items[i].role, STR("owner"));
    }
    return done();
}

static Status is_own(const Request *request, const EntryRow *row, Str slip, bool *own)
{
    const SealKey key = sheet_seal_key(request);

    *own = request->person.known && row->author.known && row->author.value == request->person.id;
    if (*own || row->seal.length == 0) {
        return done();
    }
    if (slip.length > 0) {
        TRY(sealed_is_of_slip(request->context, &key, row, slip, own));
    }
    return *own || !request->person.known
               ? done()
               : sealed_is_of_person(request->context, &key, row, request->person.id, own);
}

Status rights_of_entry(const Request *request, MayVerb verb, const EntryRow *row, MayAnswer *out)
{
    return rights_with_slip(request, verb, row, STR_NONE, out);
}

Status rights_is_own(const Request *request, const EntryRow *row, bool *own)
{
    return is_own(request, row, STR_NONE, own);
}

Status rights_new_may_write(const Request *request, Reply *reply, bool *on)
{
    bool settled = true;
    Str who;

    *on = true;
    if (!request->person.known) {
        return done();
    }
    TRY(person_is_settled(request->context, request->reader, request->person.id, &settled));
    who = str_format(request->context->arena, "new %lld", (long long)request->person.id);
    if (settled || request_may_again(request, who, NEW_EACH_SECOND, NEW_AT_ONCE)) {
        return done();
    }
    *on = false;
    return reply_too_often(request, reply, NEW_SECONDS);
}

Status rights_with_slip(const Request *request, MayVerb verb, const EntryRow *row, Str slip,
                        MayAnswer *out)
{
    const Kind *kind = kind_find(row->kind);
    MayPerson person;
    MayEntry entry = {.locked = row->locked != 0, .unnamed = row->seal.length > 0};

    *out = MAY_NO;
    if (kind == NULL || !entry_state_find(row->state, &entry.state)) {
        return done();
    }
    entry.kind = kind->number;
    TRY(is_own(request, row, slip, &entry.own));
    entry.acted =
        request->person.known && row->mover.known && row->mover.value == request->person.id;
    TRY(person_of(request, &person));
    TRY(look_for_ties(request, row->id, &entry));
    *out = may(&person, verb, &entry);
    return done();
}

Status rights_to_begin(const Request *request, KindId kind, bool unnamed, MayAnswer *out)
{
    MayPerson person;
    MayEntry entry = {.kind = kind, .state = STATE_DRAFT, .unnamed = unnamed, .own = true};

    TRY(person_of(request, &person));
    *out = may(&person, MAY_BEGIN, &entry);
    return done();
}
