/* Entries that an entry is linked with, what was said to it, and its versions. */
#include "site/handlers/entry_shown.h"

#include "site/handlers/rights.h"
#include "site/text/markdown.h"

#define VERSIONS_SHOWN 5
#define REPLIES_MOST 200

/* How a relation reads from the entry that names another, and from the other one. */
static const struct {
    const char *relation;
    const char *from;
    const char *to;
} RELATIONS[] = {
    {"about", "About", "What is said about this"},
    {"in", "Theme", "In this theme"},
    {"uses", "What was used", "Where this was used"},
    {"supports", "Says the same as", "Says the same"},
    {"against", "Speaks against", "Spoken against by"},
    {"replaces", "Takes the place of", "Replaced by"},
    {"cites", "Rests on", "Cited by"},
    {"to", "Asked of", "What was asked of them"},
    {"lists", "What is in it", "Part of"},
    {"pulls", "Makes worse", "Made worse by"},
};

static Str heading_of(Str relation, bool from)
{
    for (size_t i = 0; i < sizeof RELATIONS / sizeof RELATIONS[0]; i++) {
        if (str_equal(relation, str_from(RELATIONS[i].relation))) {
            return str_from(from ? RELATIONS[i].from : RELATIONS[i].to);
        }
    }
    return relation;
}

/* One entry at the other end. */
typedef struct Tied {
    Str relation;
    int64_t id;
    Str kind;
    Str slug;
    Str title;
} Tied;

/* Rows come sorted by relation: each run of one is a group. */
static Status add_groups(EntryShown *shown, const Tied *tied, size_t count, bool from)
{
    Context *context = shown->request->context;
    PageRow *rows = TAKE(context, PageRow, count);
    EntryLinks *group = NULL;

    if (rows == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < count; i++) {
        const Kind *kind = kind_find(tied[i].kind);

        if (i == 0 || !str_equal(tied[i].relation, tied[i - 1].relation)) {
            group = &shown->page->links.items[shown->page->links.count++];
            *group = (EntryLinks){.id = str_format(context->arena, "%s-%.*s", from ? "to" : "from",
                                                   STR_ARGS(tied[i].relation)),
                                  .label = heading_of(tied[i].relation, from)};
            group->rows.rows.items = &rows[i];
        }
        rows[i] = (PageRow){.title = tied[i].title, .facts = kind == NULL ? STR_NONE : kind->name};
        TRY(frame_address(shown->request, tied[i].kind, tied[i].id, tied[i].slug, &rows[i].path));
        group->rows.rows.count++;
    }
    return done();
}

Status entry_show_links(EntryShown *shown)
{
    Context *context = shown->request->context;
    StoreReader *reader = shown->request->reader;
    LinksFromRows from;
    LinksToRows to;
    Tied *tied;

    TRY(store_links_from(context, reader, &(LinksFromIn){shown->row->id}, &from));
    TRY(store_links_to(context, reader, &(LinksToIn){shown->row->id}, &to));
    tied = TAKE(context, Tied, from.count + to.count);
    shown->page->links.items = TAKE(context, EntryLinks, from.count + to.count);
    if (tied == NULL || shown->page->links.items == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < from.count; i++) {
        const LinksFromRow *row = &from.items[i];

        tied[i] = (Tied){row->rel, row->id, row->kind, row->slug, row->title};
    }
    for (size_t i = 0; i < to.count; i++) {
        const LinksToRow *row = &to.items[i];

        tied[from.count + i] = (Tied){row->rel, row->id, row->kind, row->slug, row->title};
    }
    TRY(add_groups(shown, tied, from.count, true));
    return add_groups(shown, tied + from.count, to.count, false);
}

/* What nobody signs with a name is shown by its day alone, and so is all else. */
static Status add_reply(EntryShown *shown, const ThreadRow *row)
{
    Context *context = shown->request->context;
    EntryReply *reply = &shown->page->replies.items[shown->page->replies.count++];

    *reply = (EntryReply){.number = row->id,
                          .by = row->byline.length > 0 ? row->byline : STR("Without a name"),
                          .day = frame_day(context->arena, row->made),
                          .when = frame_day_words(context->arena, row->made),
                          .tell = str_format(context->arena, "/flag/%lld", (long long)row->id)};
    return markdown_render(context, PLACE_NONE, row->body, &reply->words);
}

Status entry_show_replies(EntryShown *shown)
{
    Context *context = shown->request->context;
    ThreadRows rows;
    ThreadIn in = {.root = shown->row->id, .state = STR("live"), .after = 0, .most = REPLIES_MOST};

    TRY(store_thread(context, shown->request->reader, &in, &rows));
    shown->page->replies.items = TAKE(context, EntryReply, rows.count);
    if (shown->page->replies.items == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < rows.count; i++) {
        TRY(add_reply(shown, &rows.items[i]));
    }
    return done();
}

Status entry_version_by(const Request *request, const EntryRow *row, StoreInteger person, Str *out)
{
    PersonRows rows;

    *out = STR_NONE;
    if (!person.known || row->seal.length > 0) {
        return done();
    }
    TRY(store_person(request->context, request->reader, &(PersonIn){person.value}, &rows));
    *out = rows.count == 0                 ? STR_NONE
           : rows.items[0].name.length > 0 ? rows.items[0].name
                                           : rows.items[0].handle;
    return done();
}

static Status add_version(EntryShown *shown, int64_t number, int64_t at, StoreInteger person,
                          Str why)
{
    Arena *arena = shown->request->context->arena;
    EntryVersion *version = &shown->page->versions.items[shown->page->versions.count++];
    Str what = number == 1 ? STR("Written.") : STR("Changed.");

    *version = (EntryVersion){.when = frame_day_words(arena, at),
                              .day = frame_day(arena, at),
                              .what = why.length > 0 ? why : what};
    if (number > 1) {
        version->path =
            str_format(arena, "/e/%lld/history/%lld", (long long)shown->row->id, (long long)number);
    }
    return entry_version_by(shown->request, shown->row, person, &version->by);
}

Status entry_show_versions(EntryShown *shown)
{
    Context *context = shown->request->context;
    const EntryRow *row = shown->row;
    MayAnswer history;
    RevsRows revs;

    TRY(store_revs(context, shown->request->reader, &(RevsIn){row->id}, &revs));
    shown->page->versions.items = TAKE(context, EntryVersion, VERSIONS_SHOWN);
    if (shown->page->versions.items == NULL) {
        return fail_memory(context);
    }
    TRY(add_version(shown, row->version, row->edited, row->editor, row->why));
    for (size_t i = revs.count; i > 0 && shown->page->versions.count < VERSIONS_SHOWN; i--) {
        const RevsRow *rev = &revs.items[i - 1];

        TRY(add_version(shown, rev->n, rev->at, rev->person, rev->why));
    }
    TRY(rights_of_entry(shown->request, MAY_READ_HISTORY, row, &history));
    for (size_t i = 0; i < shown->page->versions.count && history != MAY_YES; i++) {
        shown->page->versions.items[i].path = STR_NONE;
    }
    if (revs.count > 0 && history == MAY_YES) {
        shown->page->history_path =
            str_format(context->arena, "/e/%lld/history", (long long)row->id);
    }
    return done();
}
