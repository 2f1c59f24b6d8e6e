#include "cli/entry.h"

#include "catalogue/ids_near.h"
#include "catalogue/knot.h"
#include "cli/output.h"
#include "report/text_table.h"

#define ENTRY_WIDTH_MOST 96

EntryPage entry_page(Text *text)
{
    int width = output_width();

    return (EntryPage){text, width < ENTRY_WIDTH_MOST ? width : ENTRY_WIDTH_MOST};
}

void entry_paragraph(const EntryPage *page, Str paragraph)
{
    text_wrap(page->text, paragraph, page->width, STR_NONE, STR_NONE);
}

void entry_part(const EntryPage *page, const char *title, Str paragraph)
{
    text_format(page->text, "\n%s\n", title);
    text_wrap(page->text, paragraph, page->width, STR("  "), STR("  "));
}

void entry_texts(const EntryPage *page, const char *title, const TextList *texts)
{
    if (texts->count == 0) {
        return;
    }
    text_format(page->text, "\n%s\n", title);
    for (size_t i = 0; i < texts->count; i++) {
        text_wrap(page->text, texts->items[i], page->width, STR("  - "), STR("    "));
    }
}

void entry_link(const EntryPage *page, Str id, Str name)
{
    text_wrap(page->text, str_format(page->text->arena, "%.*s: %.*s", STR_ARGS(id), STR_ARGS(name)),
              page->width, STR("  - "), STR("    "));
}

static size_t source_number(const CatalogueSources *sources, const CatalogueSource *source)
{
    size_t number = 0;

    while (number < sources->count && sources->items[number] != source) {
        number++;
    }
    return number + 1;
}

void entry_facts(const EntryPage *page, const CatalogueFacts *facts,
                 const CatalogueSources *sources)
{
    Arena *arena = page->text->arena;

    if (facts->count == 0) {
        return;
    }
    text_add(page->text, STR("\nwhat is known\n"));
    for (size_t i = 0; i < facts->count; i++) {
        const CatalogueFact *fact = &facts->items[i];
        Str line = str_format(arena, "%.*s%s [%zu]", STR_ARGS(fact->text),
                              fact->mark == SOURCE_RETOLD ? " (As reported elsewhere.)" : "",
                              source_number(sources, fact->source));

        text_wrap(page->text, line, page->width, STR("  - "), STR("    "));
    }
}

void entry_sources(const EntryPage *page, const CatalogueSources *sources)
{
    Arena *arena = page->text->arena;

    text_add(page->text, STR("\nsources, and how each is known\n"));
    for (size_t i = 0; i < sources->count; i++) {
        const CatalogueSource *source = sources->items[i];
        Str mark = source_mark_text(source->mark);
        Text line = text_new(arena);

        source_write(&line, source);
        text_format(&line, " [%.*s]", STR_ARGS(mark));
        if (source->note.length > 0) {
            text_format(&line, " %.*s", STR_ARGS(source->note));
        }
        text_wrap(page->text, text_str(&line), page->width, str_format(arena, "  [%zu] ", i + 1),
                  STR("      "));
    }
}

void entry_reviewed(const EntryPage *page, Str reviewed_by)
{
    text_format(page->text, "\nreviewed by: %.*s%s\n", STR_ARGS(reviewed_by),
                is_reviewed(reviewed_by) ? "" : " yet");
}

void entry_reviewed_of(const EntryPage *page, size_t reviewed, size_t count)
{
    Str who = reviewed == 0 ? STR("nobody yet")
                            : str_format(page->text->arena, "%zu of %zu", reviewed, count);

    entry_paragraph(page, str_format(page->text->arena, "Reviewed by people they are about: %.*s.",
                                     STR_ARGS(who)));
}

void json_member(JsonWriter *json, const char *key, Str value)
{
    json_key(json, key);
    json_text(json, value);
}

void json_texts(JsonWriter *json, const char *key, const TextList *texts)
{
    json_key(json, key);
    json_array_open(json);
    for (size_t i = 0; i < texts->count; i++) {
        json_text(json, texts->items[i]);
    }
    json_array_close(json);
}

void json_facts(JsonWriter *json, const CatalogueFacts *facts)
{
    json_key(json, "facts");
    json_array_open(json);
    for (size_t i = 0; i < facts->count; i++) {
        json_object_open(json);
        json_member(json, "text", facts->items[i].text);
        json_member(json, "source", facts->items[i].source->id);
        json_member(json, "mark", source_mark_id(facts->items[i].mark));
        json_object_close(json);
    }
    json_array_close(json);
}

void json_sources(JsonWriter *json, const CatalogueSources *sources)
{
    json_key(json, "sources");
    json_array_open(json);
    for (size_t i = 0; i < sources->count; i++) {
        const CatalogueSource *source = sources->items[i];

        json_object_open(json);
        json_member(json, "id", source->id);
        json_member(json, "by", source->by);
        json_member(json, "year", source->year);
        json_member(json, "title", source->title);
        json_member(json, "where", source->where);
        json_member(json, "link", source->link);
        json_member(json, "mark", source_mark_id(source->mark));
        json_member(json, "note", source->note);
        json_object_close(json);
    }
    json_array_close(json);
}

Status fail_unknown_id(Context *context, Place place, const char *kind, const char *lists,
                       Str wanted, StrSpan ids)
{
    Text hint = text_new(context->arena);
    Str shown = str_show(context->arena, wanted, 60);
    StrSpan near;

    TRY(ids_near(context, wanted, ids, &near));
    for (size_t i = 0; i < near.count; i++) {
        text_format(&hint, "%s'%.*s'",
                    i == 0                ? ""
                    : i + 1 == near.count ? " or "
                                          : ", ",
                    STR_ARGS(near.items[i]));
    }
    if (near.count == 0) {
        return fail(context, FAIL_INPUT, place, "no %s is called '%.*s'; %s", kind, STR_ARGS(shown),
                    lists);
    }
    return fail(context, FAIL_INPUT, place, "no %s is called '%.*s'; did you mean %.*s?", kind,
                STR_ARGS(shown), STR_ARGS(text_str(&hint)));
}

Status fail_unknown_knot(Context *context, Place place, Str wanted)
{
    size_t count;
    const Knot *knots = knot_rows(&count);
    StrSpan ids = {TAKE(context, Str, count), count};

    if (ids.items == NULL) {
        return fail_memory(context);
    }
    for (size_t i = 0; i < count; i++) {
        ids.items[i] = knots[i].id;
    }
    return fail_unknown_id(context, place, "knot", "'unknot knots' lists them", wanted, ids);
}
