/* The lists of words: those of facets.def, and those that the catalogue keeps. */
#include "catalogue/stages.h"
#include "catalogue/technique.h"
#include "site/commons/kinds.h"

#define TEXT_OF(literal)                                                                           \
    {                                                                                              \
        literal, sizeof(literal) - 1                                                               \
    }

/* The word of a number in a list of the catalogue. */
typedef bool (*TermReader)(size_t index, FacetTerm *out);

static bool read_stage(size_t index, FacetTerm *out)
{
    if (index < STAGE_COUNT) {
        const StageInfo *stage = stage_info((Stage)index);

        *out = (FacetTerm){stage->id, stage->name, stage->question};
    }
    return index < STAGE_COUNT;
}

static bool read_knot(size_t index, FacetTerm *out)
{
    size_t count;
    const Knot *knots = knot_rows(&count);

    if (index < count) {
        *out = (FacetTerm){knots[index].id, knots[index].name, knots[index].how};
    }
    return index < count;
}

static bool read_purpose(size_t index, FacetTerm *out)
{
    size_t count;
    const TechniqueKind *kinds = technique_kind_rows(&count);

    if (index < count) {
        *out = (FacetTerm){kinds[index].id, kinds[index].name, STR_NONE};
    }
    return index < count;
}

static bool read_cost(size_t index, FacetTerm *out)
{
    if (index < COST_COUNT) {
        const CostInfo *cost = cost_info((CostBand)index);

        *out = (FacetTerm){cost->id, cost->name, STR_NONE};
    }
    return index < COST_COUNT;
}

static bool read_say(size_t index, FacetTerm *out)
{
    const SayInfo *say = index < SAY_DECIDED ? say_info((LevelOfSay)(index + 1)) : NULL;

    if (say != NULL) {
        *out = (FacetTerm){say->id, say->id, say->meaning};
    }
    return say != NULL;
}

typedef struct FacetLine {
    Facet facet;
    TermReader reader; /* NULL: its words are in TERMS */
} FacetLine;

static const FacetLine FACETS[] = {
#define TERM(facet, id, label, plain)
#define FACET(id, label, help) {{TEXT_OF(id), TEXT_OF(label), TEXT_OF(help)}, NULL},
#define FROM_CATALOGUE(id, label, help, reader)                                                    \
    {{TEXT_OF(id), TEXT_OF(label), TEXT_OF(help)}, read_##reader},
#include "site/commons/facets.def"
#undef FROM_CATALOGUE
#undef FACET
#undef TERM
};

typedef struct TermLine {
    Str facet;
    FacetTerm term;
} TermLine;

static const TermLine TERMS[] = {
#define FACET(id, label, help)
#define FROM_CATALOGUE(id, label, help, reader)
#define TERM(facet, id, label, plain)                                                              \
    {TEXT_OF(facet), {TEXT_OF(id), TEXT_OF(label), TEXT_OF(plain)}},
#include "site/commons/facets.def"
#undef TERM
#undef FROM_CATALOGUE
#undef FACET
};

#define FACETS_COUNT (sizeof FACETS / sizeof FACETS[0])
#define TERMS_COUNT (sizeof TERMS / sizeof TERMS[0])

static const FacetLine *find_line(Str id)
{
    for (size_t i = 0; i < FACETS_COUNT; i++) {
        if (str_equal(FACETS[i].facet.id, id)) {
            return &FACETS[i];
        }
    }
    return NULL;
}

bool facet_at(size_t index, Facet *out)
{
    if (index < FACETS_COUNT) {
        *out = FACETS[index].facet;
    }
    return index < FACETS_COUNT;
}

bool facet_find(Str id, Facet *out)
{
    const FacetLine *line = find_line(id);

    if (line != NULL) {
        *out = line->facet;
    }
    return line != NULL;
}

bool facet_term_at(Str facet, size_t index, FacetTerm *out)
{
    const FacetLine *line = find_line(facet);

    if (line != NULL && line->reader != NULL) {
        return line->reader(index, out);
    }
    for (size_t i = 0; i < TERMS_COUNT; i++) {
        if (str_equal(TERMS[i].facet, facet) && index-- == 0) {
            *out = TERMS[i].term;
            return true;
        }
    }
    return false;
}

bool facet_term_find(Str facet, Str id, FacetTerm *out)
{
    FacetTerm term;

    for (size_t i = 0; facet_term_at(facet, i, &term); i++) {
        if (str_equal(term.id, id)) {
            *out = term;
            return true;
        }
    }
    return false;
}
