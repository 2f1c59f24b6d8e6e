/* The pages that the foot of each page leads to. */
#include "site/handlers/sheet.h"
#include "site/store/statements.h"
#include "site/text/markdown.h"
#include "site/web/routes.h"

typedef struct About {
    Str path;
    Str title;
    Str words;
    PageLink way;
} About;

static const About ABOUTS[] = {
#define ABOUT(path, title, words, way, label)                                                      \
    {{path, sizeof(path) - 1},                                                                     \
     {title, sizeof(title) - 1},                                                                   \
     {words, sizeof(words) - 1},                                                                   \
     {{way, sizeof(way) - 1}, {label, sizeof(label) - 1}}},
#include "site/handlers/about_pages.def"
#undef ABOUT
};

static Status show(const Request *request, Reply *reply, const About *about)
{
    SheetPage page;
    PageLink way = about->way;

    TRY(sheet_begin(request, reply, about->title, &page));
    TRY(markdown_render(request->context, PLACE_NONE, about->words, &page.words));
    page.ways = (PageLinks){&way, 1};
    reply->keep = REPLY_PRIVATE;
    sheet_end(request, reply, &page);
    return done();
}

Status about_show(Request *request, Reply *reply)
{
    for (size_t i = 0; i < sizeof ABOUTS / sizeof ABOUTS[0]; i++) {
        if (str_equal(ABOUTS[i].path, request->path)) {
            return show(request, reply, &ABOUTS[i]);
        }
    }
    return reply_missing(request, reply);
}

/* What the keeper wrote of who runs the site; until then what one can do. */
Status contact_show(Request *request, Reply *reply)
{
    SettingRows rows;
    About about = {.title = STR("Contact a person"),
                   .words =
                       STR("Who runs this site has not written yet how to reach them.\n\nUntil "
                           "then: on each page with words of people you can *say that "
                           "something is wrong*, and a moderator reads it. For anything else, "
                           "say what stopped you; editors read it.\n"),
                   .way = {STR("/what-stopped-you"), STR("Say what stopped you")}};

    TRY(store_setting(request->context, request->reader, &(SettingIn){STR("contact")}, &rows));
    if (rows.count > 0 && rows.items[0].value.length > 0) {
        about.words = rows.items[0].value;
    }
    return show(request, reply, &about);
}

Status feeds_show(Request *request, Reply *reply)
{
    SheetPage page;
    SheetPart *part;

    TRY(sheet_begin(request, reply, STR("Feeds"), &page));
    page.summary = STR("What is new, for a program that reads feeds: no account, no e-mail, and "
                       "nobody knows that you follow.");
    part = sheet_part(&page, "lists", STR("One for each list"));
    part->ways.items = TAKE(request->context, PageLink, KIND_COUNT);
    if (part->ways.items == NULL) {
        return fail_memory(request->context);
    }
    for (int i = 0; i < KIND_COUNT; i++) {
        const Kind *kind = kind_of((KindId)i);

        if (kind->address.length > 0) {
            part->ways.items[part->ways.count++] = (PageLink){
                str_format(request->context->arena, "%.*s.atom", STR_ARGS(kind->address)),
                frame_title(request->context->arena, kind->plural)};
        }
    }
    reply->keep = REPLY_PRIVATE;
    sheet_end(request, reply, &page);
    return done();
}

/* ---- the keeper writes how to reach them ---- */

#define CONTACT_MOST ((size_t)4000)

static Status show_contact_form(Request *request, Reply *reply, Str words, Str mistake)
{
    SheetPage page;
    SheetPart *part;
    SheetForm *form;

    TRY(sheet_begin(request, reply, STR("How people reach you"), &page));
    frame_crumb(&page.head, STR("/desk"), STR("The desk"));
    page.summary = STR("The page Contact a person says this: who runs the site, how to reach a "
                       "person, and to whom one can complain.");
    part = sheet_part(&page, "contact", STR("The words of that page"));
    TRY(sheet_form(request, part, STR("/desk/contact"), STR("Save"), &form));
    sheet_field(form, (FormField){.kind = INPUT_LONG,
                                  .name = STR("contact"),
                                  .label = STR("Words"),
                                  .hint = STR("A blank line begins a new paragraph."),
                                  .value = words});
    if (mistake.length > 0) {
        sheet_mistake(request, reply, &page, STR("contact"), mistake);
    }
    sheet_end(request, reply, &page);
    return done();
}

Status contact_form(Request *request, Reply *reply)
{
    SettingRows rows;

    TRY(store_setting(request->context, request->reader, &(SettingIn){STR("contact")}, &rows));
    return show_contact_form(request, reply, rows.count > 0 ? rows.items[0].value : STR_NONE,
                             STR_NONE);
}

Status contact_keep(Request *request, Reply *reply)
{
    Str words = str_trim(request_field(request, STR("contact")));
    SettingPutRows rows;

    if (words.length > CONTACT_MOST) {
        return show_contact_form(request, reply, words, STR("Write at most 4,000 letters."));
    }
    TRY(store_setting_put(request->context, request->change, &(SettingPutIn){STR("contact"), words},
                          &rows));
    reply_see(reply, STR("/contact"));
    return done();
}
