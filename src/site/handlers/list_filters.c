#include "site/handlers/list_filters.h"

#include "base/text.h"

Filters filters_of(const Kind *kind)
{
    KindFields fields = kind_fields(kind->number);
    Filters filters = {.count = 0};
    Facet stage;

    if (kind_field_find(kind->number, STR("knot")) != NULL &&
        kind_field_find(kind->number, STR("stage")) == NULL && facet_find(STR("stage"), &stage)) {
        filters.facets[filters.count] = stage.id;
        filters.labels[filters.count++] = stage.label;
    }
    for (size_t i = 0; i < fields.count && filters.count < FACETS_MOST; i++) {
        if (field_is_choice(&fields.items[i]) && fields.items[i].need != FIELD_STAFF) {
            filters.facets[filters.count] = fields.items[i].of;
            filters.labels[filters.count++] = fields.items[i].label;
        }
    }
    return filters;
}

EntryList filters_chosen(const Request *request, const Kind *kind)
{
    EntryList list = {.kind = kind->number};
    Filters filters = filters_of(kind);

    for (size_t i = 0; i < filters.count; i++) {
        Str term = request_query(request, filters.facets[i]);

        if (term.length > 0) {
            (void)list_filter(&list, filters.facets[i], term);
        }
    }
    return list;
}

Str filters_path(Arena *arena, const EntryList *list, Str ending, Str more)
{
    Text text = text_new(arena);
    Str mark = STR("?");

    text_add(&text, kind_of(list->kind)->address);
    text_add(&text, ending);
    for (size_t i = 0; i < list->count; i++) {
        text_format(&text, "%.*s%.*s=%.*s", STR_ARGS(mark), STR_ARGS(list->filters[i].facet),
                    STR_ARGS(list->filters[i].term));
        mark = STR("&");
    }
    if (more.length > 0) {
        text_format(&text, "%.*s%.*s", STR_ARGS(mark), STR_ARGS(more));
    }
    return text_str(&text);
}

Str filters_words(Arena *arena, const EntryList *list)
{
    Text text = text_new(arena);

    for (size_t i = 0; i < list->count; i++) {
        Facet facet = {STR_NONE, STR_NONE, STR_NONE};
        FacetTerm term = {STR_NONE, STR_NONE, STR_NONE};

        (void)facet_find(list->filters[i].facet, &facet);
        (void)facet_term_find(list->filters[i].facet, list->filters[i].term, &term);
        text_format(&text, "%s%.*s: %.*s", i > 0 ? "; " : "", STR_ARGS(facet.label),
                    STR_ARGS(term.label));
    }
    return text_str(&text);
}
