#include "site/handlers/frame.h"

#include "base/number.h"
#include "site/commons/entry_form.h"
#include "site/store/statements.h"

#define DAY ((int64_t)86400)
#define CRUMBS_MOST 4

static const char *const MONTHS[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};

static const struct {
    KindId kind;
    PageSection section;
} SECTIONS[] = {
    {KIND_THEME, SECTION_THEMES},
    {KIND_EVIDENCE, SECTION_EVIDENCE},
    {KIND_SYSTEM, SECTION_SYSTEMS},
    {KIND_METHOD, SECTION_METHODS},
    {KIND_STORY, SECTION_METHODS},
    {KIND_QUESTION, SECTION_ASK},
    {KIND_ADVICE, SECTION_ASK},
    {KIND_EVENT, SECTION_EVENTS},
    {KIND_RESOURCE, SECTION_LEARN},
    {KIND_RECOMMENDATION, SECTION_RECOMMENDATIONS},
    {KIND_STATEMENT, SECTION_RECOMMENDATIONS},
    {KIND_AUDIT, SECTION_AUDITS},
};

PageSection frame_section(const Kind *kind)
{
    for (size_t i = 0; i < sizeof SECTIONS / sizeof SECTIONS[0]; i++) {
        if (SECTIONS[i].kind == kind->number) {
            return SECTIONS[i].section;
        }
    }
    return SECTION_NONE;
}

static Status site_name(const Request *request, Str *out)
{
    SettingRows rows;

    TRY(store_setting(request->context, request->reader, &(SettingIn){STR("name")}, &rows));
    *out = rows.count > 0 ? rows.items[0].value : STR("Commons");
    return done();
}

Status frame_head(const Request *request, Str title, Str description, PageSection section,
                  HeadPage *out)
{
    Context *context = request->context;
    PageLink *crumbs = TAKE(context, PageLink, CRUMBS_MOST);

    if (crumbs == NULL) {
        return fail_memory(context);
    }
    *out = (HeadPage){.title = title,
                      .description = description,
                      .section = section,
                      .crumbs = {crumbs, 0},
                      .person = request->person.known ? request->person.handle : STR_NONE,
                      .tell = STR("/what-stopped-you")};
    return site_name(request, &out->site);
}

void frame_crumb(HeadPage *head, Str path, Str label)
{
    if (head->crumbs.count < CRUMBS_MOST) {
        head->crumbs.items[head->crumbs.count++] = (PageLink){path, label};
    }
}

static int64_t day_of(int64_t at)
{
    return (at - (at % DAY + DAY) % DAY) / DAY;
}

Str frame_day(Arena *arena, int64_t at)
{
    Text text = text_new(arena);

    date_write(&text, day_of(at));
    return text_str(&text);
}

Str frame_day_words(Arena *arena, int64_t at)
{
    int32_t number = date_calendar_number(day_of(at));

    return str_format(arena, "%d %s %d", number % 100, MONTHS[(number / 100 % 100 + 11) % 12],
                      number / 10000);
}

Str frame_month_words(Arena *arena, int32_t month)
{
    return str_format(arena, "%s %d", MONTHS[(month % 100 + 11) % 12], month / 100);
}

Str frame_title(Arena *arena, Str words)
{
    Text text = text_new(arena);

    if (words.length > 0) {
        char first = words.bytes[0];

        text_add_byte(&text, first >= 'a' && first <= 'z' ? (char)(first - 'a' + 'A') : first);
        text_add(&text, str_slice(words, 1, words.length - 1));
    }
    return text_str(&text);
}

Str frame_count(Arena *arena, size_t count, Str one, Str many)
{
    Str word = count == 1 ? one : many;

    return str_format(arena, "%zu %.*s", count, STR_ARGS(word));
}

Str frame_term(Str facet, Str term)
{
    FacetTerm found;

    return facet_term_find(facet, term, &found) ? found.label : term;
}

/* Choices of which there is one alone stand in a list of their own with little room. */
static bool is_in_facts(const Kind *kind, Str facet)
{
    KindFields fields = kind_fields(kind->number);

    for (size_t i = 0; i < fields.count; i++) {
        if (fields.items[i].type == FIELD_CHOICE && str_equal(fields.items[i].of, facet)) {
            return true;
        }
    }
    return false;
}

Status frame_facts(const Request *request, const Kind *kind, int64_t entry, Str *out)
{
    Text text = text_new(request->context->arena);
    TagsRows tags;

    TRY(store_tags(request->context, request->reader, &(TagsIn){entry}, &tags));
    for (size_t i = 0; i < tags.count; i++) {
        if (is_in_facts(kind, tags.items[i].facet)) {
            text_add(&text, text.length > 0 ? STR(" \xc2\xb7 ") : STR_NONE);
            text_add(&text, tags.items[i].label);
        }
    }
    return text_finish(request->context, &text, out);
}

Status frame_address(const Request *request, Str kind, int64_t id, Str slug, Str *out)
{
    const Kind *found = kind_find(kind);

    if (found == NULL) {
        *out = str_format(request->context->arena, "/e/%lld", (long long)id);
        return out->length > 0 ? done() : fail_memory(request->context);
    }
    return entry_address(request->context, found->number, id, slug, out);
}
