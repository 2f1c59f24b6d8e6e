/* POST /evidence/new/source: a DOI, BibTeX or RIS that was pasted fills in the form; of a source
   that is here already its entries are shown first. */
#include "site/handlers/alike.h"
#include "site/handlers/entry_writing.h"
#include "site/handlers/frame.h"
#include "site/text/reference.h"
#include "site/text/web_link.h"
#include "site/web/routes.h"

#define VALUES_MOST 6

/* What people read as the place of a mistake. */
#define PASTED STR("what was pasted")

/* The first sentence that was noted, with its line. */
static Str mistake_of(Arena *arena, const Context *noted)
{
    const Note *note = noted->first;

    if (note == NULL) {
        return STR("It could not be read; fill in the form below.");
    }
    return note->place.line > 0 ? str_format(arena, "Line %u: %.*s.", (unsigned)note->place.line,
                                             STR_ARGS(note->text))
                                : str_format(arena, "%.*s.", STR_ARGS(note->text));
}

static bool looks_like_ris(Str text)
{
    return str_starts_with(text, STR("TY  -")) || str_contains_ignoring_case(text, STR("\nTY  -"));
}

static bool looks_like_bibtex(Str text)
{
    return str_find_byte(text, '@') < text.length && str_find_byte(text, '{') < text.length;
}

/* One source that a program wrote; in memory of the request, with notes of its own. */
static Status read_reference(Writing *writing, Str text, Reference *out)
{
    Context *context = writing->request->context;
    Context noted = {.arena = context->arena, .stop = context->stop};
    References found = {NULL, 0};
    Status status = looks_like_ris(text) ? ris_read(&noted, PASTED, text, &found)
                                         : bibtex_read(&noted, PASTED, text, &found);

    if (failed(status) && status.kind != FAIL_INPUT) {
        return fail(context, status.kind, PLACE_NONE, "what was pasted could not be read");
    }
    if (failed(status)) {
        writing->paste_mistake = mistake_of(context->arena, &noted);
    } else if (found.count != 1) {
        writing->paste_mistake = str_format(
            context->arena, "There are %zu sources in it; paste one at a time.", found.count);
    } else {
        *out = found.items[0];
    }
    return done();
}

static Status read_pasted(Writing *writing, Reference *out)
{
    Context *context = writing->request->context;
    Str text = str_trim(writing->pasted);
    WebLink link;

    *out = (Reference){.kind = REFERENCE_OTHER};
    if (text.length == 0) {
        writing->paste_mistake = STR("Nothing was pasted; paste a DOI, BibTeX or RIS, or fill in "
                                     "the form below.");
    } else if (looks_like_ris(text) || looks_like_bibtex(text)) {
        return read_reference(writing, text, out);
    } else if (doi_read(context, text, &out->doi)) {
        return done();
    } else if (web_link_read(context, text, &link) &&
               !str_starts_with(link.address, STR("mailto:"))) {
        out->address = link.address;
    } else {
        writing->paste_mistake = STR("This is no DOI, BibTeX or RIS; a DOI begins with 10. and "
                                     "stands on the first page of most articles. Or fill in the "
                                     "form below.");
    }
    return done();
}

/* ---- the form with what it says ---- */

static void add_value(FormValues *values, FormValue *items, const char *key, Str value)
{
    if (value.length > 0) {
        items[values->count++] = (FormValue){str_from(key), value};
    }
}

/* The claim and its plain words are for a person to write: a source's title and abstract say what
   it is about, not what it says. */
static Status fill_values(Context *context, const Reference *reference, FormValues *out)
{
    FormValue *items = TAKE(context, FormValue, VALUES_MOST);
    Reference cited = *reference;
    Text source = text_new(context->arena);
    Str line;

    if (items == NULL) {
        return fail_memory(context);
    }
    cited.doi = STR_NONE;
    cited.address = STR_NONE;
    cited.is_withdrawn = false;
    if (cited.title.length > 0) {
        reference_write_plain(&source, &cited);
    }
    TRY(text_finish(context, &source, &line));
    *out = (FormValues){items, 0};
    add_value(out, items, "source", line);
    add_value(out, items, "doi", reference->doi);
    add_value(out, items, "web", reference->address);
    if (reference->year > 0) {
        add_value(out, items, "year",
                  str_format(context->arena, "%lld", (long long)reference->year));
    }
    return done();
}

static Status ask_first(const Writing *writing, Reply *reply, const Reference *reference,
                        const PageRows *here)
{
    Context *context = writing->request->context;
    FormPage page = {.title = STR("We have this already"),
                     .summary = STR("Somebody has added what this source says. Read that first: "
                                    "you can say something to it. If the source says another thing "
                                    "too, add that."),
                     .alike_title = STR("From this source"),
                     .alike = {.rows = *here},
                     .action = STR("/evidence/new/source"),
                     .submit = STR("Add another thing that it says"),
                     .cancel_path = STR("/evidence")};
    FormHidden *hidden = TAKE(context, FormHidden, 3);
    Text bibtex = text_new(context->arena);
    Str written;

    if (hidden == NULL) {
        return fail_memory(context);
    }
    reference_write_bibtex(context, &bibtex, reference);
    TRY(text_finish(context, &bibtex, &written));
    hidden[0] = (FormHidden){STR("token"), request_token(writing->request, page.action)};
    hidden[1] = (FormHidden){STR("paste"), written};
    hidden[2] = (FormHidden){STR("another"), STR("yes")};
    page.hidden.items = hidden;
    page.hidden.count = 3;
    TRY(frame_head(writing->request, page.title, STR_NONE, SECTION_EVIDENCE, &page.head));
    frame_crumb(&page.head, STR("/evidence"), STR("Evidence"));
    page_form(reply_html(reply), &page);
    return done();
}

Status evidence_source_read(Request *request, Reply *reply)
{
    FormValues values = {NULL, 0};
    PageRows here = {NULL, 0};
    Reference reference;
    Writing writing;
    bool on;

    TRY(writing_begin(request, reply, kind_of(KIND_EVIDENCE), &writing, &on));
    if (!on) {
        return done();
    }
    writing.pasted = request_field(request, STR("paste"));
    TRY(read_pasted(&writing, &reference));
    if (writing.paste_mistake.length > 0) {
        reply->code = 422;
        return writing_show(&writing, reply, &values, NULL);
    }
    if (!request_has(request, STR("another"))) {
        TRY(alike_by_doi(request, reference.doi, &here));
        if (here.count > 0) {
            return ask_first(&writing, reply, &reference, &here);
        }
    }
    writing.alike_title = STR("We may have this already");
    TRY(alike_by_title(request, reference.title, &writing.alike));
    TRY(fill_values(request->context, &reference, &values));
    return writing_show(&writing, reply, &values, NULL);
}
