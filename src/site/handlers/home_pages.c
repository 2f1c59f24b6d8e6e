/* The first page, the one of all doors, and the search over everything. */
#include "site/commons/kinds.h"
#include "site/handlers/frame.h"
#include "site/pages/home_page.h"
#include "site/pages/list_page.h"
#include "site/store/search_words.h"
#include "site/store/statements.h"
#include "site/web/routes.h"

#define NEW_SHOWN 5
#define FOUND_MOST 50

/* Doors by what people want to do; each leads to a page of this site. */
typedef struct Door {
    const char *path;
    const char *title;
    const char *text;
} Door;

static const Door HOME_DOORS[] = {
    {"/audits", "Say what the numbers miss",
     "Read an audit that concerns you, and say what it leaves out."},
    {"/evidence", "Find what is known", "By stop of the path, by group and by kind of system."},
    {"/ask", "Ask", "In your own words. Somebody who has been there may answer."},
    {"/methods", "Involve people well", "Ways of working together, with what they need and cost."},
    {"/systems", "Look up a system", "What it is, on whom it is used, and who looked at it."},
    {"/themes", "Work on something together", "Themes, with what they need help with."},
};

typedef struct DoorGroup {
    const char *id;
    const char *label;
    Door doors[5];
} DoorGroup;

static const DoorGroup START_GROUPS[] = {
    {"say",
     "Say something",
     {{"/audits", "Answer an audit", "Say what its numbers miss."},
      {"/advice", "Ask for a look at a service", "In your group's name; silence is shown too."},
      {"/ask/new", "Ask a question", "What are you trying to do, and what have you tried?"},
      {"/what-stopped-you", "Say what stopped you", "A few words, without a name."}}},
    {"find",
     "Find something",
     {{"/evidence", "What is known", "Filter by stop, group and effect; take the table."},
      {"/systems", "A system", "Who uses it on whom, and what was found."},
      {"/methods", "A way to involve people", "By stop, level of say and cost."},
      {"/recommendations", "What was asked, and what became of it", "With dates and answers."},
      {"/learn", "Something to learn from", "Tools, data, papers and lessons."}}},
    {"do",
     "Do something with others",
     {{"/themes", "Join a theme", "Each says what a newcomer could do first."},
      {"/events", "Meet", "Come once and listen."},
      {"/offers", "Find people, or be found", "Work, paid involvement, data and tools."},
      {"/stories/new", "Tell a story", "What you did, and what changed because of it."}}},
};

static Status doors_of(Context *context, const Door *doors, size_t most, PageDoors *out)
{
    *out = (PageDoors){TAKE(context, PageDoor, most), 0};
    if (out->items == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < most && doors[i].path != NULL; i++) {
        out->items[out->count++] =
            (PageDoor){str_from(doors[i].path), str_from(doors[i].title), str_from(doors[i].text)};
    }
    return done();
}

/* ---- the first page ---- */

static Status add_stops(Request *request, HomePage *page)
{
    Context *context = request->context;
    FacetTerm stage;
    size_t count = 0;

    while (facet_term_at(STR("stage"), count, &stage)) {
        count++;
    }
    page->stops.items = TAKE(context, HomeStop, count);
    if (page->stops.items == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < count && facet_term_at(STR("stage"), i, &stage); i++) {
        FilteredCountIn in = {STR("stage"), stage.id, STR("evidence"), STR(""), STR(""),
                              STR(""),      STR(""),  STR(""),         STR("")};
        FilteredCountRows uses;

        TRY(store_filtered_count(context, request->reader, &in, &uses));
        page->stops.items[page->stops.count++] = (HomeStop){
            .number = (int64_t)i + 1,
            .path = str_format(context->arena, "/evidence?stage=%.*s", STR_ARGS(stage.id)),
            .name = stage.label,
            .facts = str_format(context->arena, "%.*s %lld pieces of evidence.",
                                STR_ARGS(stage.plain), (long long)uses.items[0].entries),
            .is_low = i % 2 == 1};
    }
    return done();
}

static Status add_newest(Request *request, const char *kind, Str label, HomePage *page)
{
    Context *context = request->context;
    const Kind *of = kind_find(str_from(kind));
    EntriesIn in = {str_from(kind), STR("live"), INT64_MAX, INT64_MAX, NEW_SHOWN};
    EntryLinks *list = &page->lists.items[page->lists.count++];
    PageRow *rows = TAKE(context, PageRow, NEW_SHOWN);
    EntriesRows found;

    if (rows == NULL) {
        return fail_memory(context);
    }
    TRY(store_entries(context, request->reader, &in, &found));
    *list =
        (EntryLinks){.id = str_format(context->arena, "new-%s", kind),
                     .label = label,
                     .rows = {{rows, found.count}, STR("None yet.")},
                     .more_path = of->address,
                     .more_label = str_format(context->arena, "All %.*s", STR_ARGS(of->plural))};
    for (size_t i = 0; i < found.count; i++) {
        rows[i] = (PageRow){.title = found.items[i].title, .summary = found.items[i].plain};
        TRY(frame_address(request, in.kind, found.items[i].id, found.items[i].slug, &rows[i].path));
    }
    return done();
}

Status home_show(Request *request, Reply *reply)
{
    Context *context = request->context;
    size_t count = sizeof HOME_DOORS / sizeof HOME_DOORS[0];
    HomePage page = {.start_path = STR("/start")};

    TRY(frame_head(
        request, STR("Welcome"),
        STR("Data should improve everyone's health. Here people find out where it leaves "
            "some behind, and change it."),
        SECTION_NONE, &page.head));
    page.title = page.head.site;
    page.summary = page.head.description;
    page.lists.items = TAKE(context, EntryLinks, 3);
    if (page.lists.items == NULL) {
        return fail_memory(context);
    }
    TRY(doors_of(context, HOME_DOORS, count, &page.doors));
    TRY(add_stops(request, &page));
    TRY(add_newest(request, "question", STR("Waiting for an answer"), &page));
    TRY(add_newest(request, "evidence", STR("New evidence"), &page));
    TRY(add_newest(request, "story", STR("New stories"), &page));
    page_home(reply_html(reply), &page);
    return done();
}

/* ---- all doors ---- */

Status start_show(Request *request, Reply *reply)
{
    size_t count = sizeof START_GROUPS / sizeof START_GROUPS[0];
    StartPage page = {.title = STR("What do you want to do?"),
                      .summary = STR("Pick a door. No account is needed to read.")};

    page.groups.items = TAKE(request->context, StartGroup, count);
    if (page.groups.items == NULL) {
        return fail_memory(request->context);
    }
    TRY(frame_head(request, page.title, page.summary, SECTION_START, &page.head));
    for (size_t i = 0; i < count; i++) {
        const DoorGroup *group = &START_GROUPS[i];
        StartGroup *shown = &page.groups.items[page.groups.count++];

        *shown = (StartGroup){.id = str_from(group->id), .label = str_from(group->label)};
        TRY(doors_of(request->context, group->doors, sizeof group->doors / sizeof group->doors[0],
                     &shown->doors));
    }
    page_start(reply_html(reply), &page);
    return done();
}

/* ---- search ---- */

static Status find(Request *request, Str words, ListPage *page)
{
    Context *context = request->context;
    PageRow *rows = TAKE(context, PageRow, FOUND_MOST);
    SearchIn in = {.most = FOUND_MOST};
    SearchRows found;

    if (rows == NULL) {
        return fail_memory(context);
    }
    TRY(store_search_words(context, words, &in.words));
    if (in.words.length == 0) {
        return done();
    }
    TRY(store_search(context, request->reader, &in, &found));
    page->found.rows = (PageRows){rows, found.count};
    for (size_t i = 0; i < found.count; i++) {
        const SearchRow *row = &found.items[i];
        const Kind *kind = kind_find(row->kind);

        rows[i] = (PageRow){.title = row->title,
                            .summary = row->plain,
                            .facts = kind == NULL ? STR_NONE : kind->name};
        TRY(frame_address(request, row->kind, row->id, row->slug, &rows[i].path));
    }
    return done();
}

Status search_show(Request *request, Reply *reply)
{
    Str words = request_query(request, STR("q"));
    ListPage page = {.title = STR("Search"), .path = STR("/search"), .query = words};

    TRY(frame_head(request, page.title, STR_NONE, SECTION_NONE, &page.head));
    page.head.search = words;
    page.found.empty = words.length == 0 ? STR("Type a word or two above.")
                                         : STR("Nothing here has these words. Try fewer, or ask.");
    TRY(find(request, words, &page));
    page.count = page.found.rows.count == FOUND_MOST
                     ? STR("The first 50 that fit best")
                     : frame_count(request->context->arena, page.found.rows.count,
                                   STR("entry found"), STR("entries found"));
    page_list(reply_html(reply), &page);
    return done();
}
