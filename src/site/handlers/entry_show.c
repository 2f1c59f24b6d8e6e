/* GET of one entry: /evidence/412-slug, and /e/412 which leads there. */
#include "site/handlers/act_pages.h"
#include "site/handlers/cite.h"
#include "site/handlers/entry_find.h"
#include "site/handlers/rights.h"
#include "site/web/routes.h"

static Status fill_head(EntryShown *shown)
{
    const EntryRow *row = shown->row;
    HeadPage *head = &shown->page->head;

    TRY(frame_head(shown->request, row->title, row->plain, frame_section(shown->kind), head));
    if (shown->kind->address.length > 0) {
        frame_crumb(head, shown->kind->address,
                    frame_title(shown->request->context->arena, shown->kind->plural));
    }
    head->care = row->care;
    return done();
}

static Str state_words(Str state)
{
    return str_equal(state, STR("draft"))       ? STR("A draft: only you see it.")
           : str_equal(state, STR("waiting"))   ? STR("It waits to be read before others see it.")
           : str_equal(state, STR("hidden"))    ? STR("It is hidden from others.")
           : str_equal(state, STR("withdrawn")) ? STR("You took it back; nobody else sees it.")
                                                : STR_NONE;
}

static Status fill_page(EntryShown *shown)
{
    const EntryRow *row = shown->row;
    Arena *arena = shown->request->context->arena;
    MayAnswer answer;

    TRY(fill_head(shown));
    shown->page->kind = frame_title(arena, shown->kind->name);
    shown->page->title = row->title;
    shown->page->summary = row->plain;
    shown->page->state = state_words(row->state);
    if (!str_equal(row->state, STR("live"))) {
        shown->page->warning = row->reason;
    }
    TRY(act_links(shown->request, row, &shown->page->acts));
    TRY(entry_show_fields(shown));
    TRY(entry_show_links(shown));
    TRY(entry_show_replies(shown));
    shown->page->has_replies = shown->page->replies.count > 0 || str_equal(row->state, STR("live"));
    shown->page->replies_title =
        shown->page->replies.count == 0
            ? STR("Nobody has replied yet")
            : frame_count(arena, shown->page->replies.count, STR("reply"), STR("replies"));
    TRY(rights_of_entry(shown->request, MAY_REPLY, row, &answer));
    if (answer != MAY_NO) {
        shown->page->reply_path = str_format(arena, "/e/%lld/reply", (long long)row->id);
        shown->page->reply_label = STR("Say something to this");
    } else {
        shown->page->closed = row->locked != 0 ? STR("It takes no new replies.")
                                               : STR("Sign in to say something to this.");
    }
    TRY(cite_warn(shown));
    TRY(cite_show(shown));
    return entry_show_versions(shown);
}

Status entry_show(Request *request, Reply *reply)
{
    size_t last = request->parts.count - 1;
    const EntryRow *row;
    EntryPage page = {.title = STR_NONE};
    EntryShown shown = {.request = request, .page = &page};
    MayAnswer read = MAY_NO;
    Str address;

    TRY(entry_find(request, request_number(request, last), &row));
    if (row != NULL) {
        TRY(rights_of_entry(request, MAY_READ, row, &read));
    }
    if (read != MAY_YES) {
        return reply_missing(request, reply);
    }
    shown.kind = kind_find(row->kind);
    shown.row = row;
    TRY(frame_address(request, row->kind, row->id, row->slug, &address));
    if (shown.kind->address.length > 0 && !str_equal(address, request->path)) {
        reply_moved(reply, address);
        return done();
    }
    TRY(fill_page(&shown));
    page_entry(reply_html(reply), &page);
    return done();
}
