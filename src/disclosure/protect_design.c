/* What is told of a survey's design. */
#include "disclosure/rounding.h"
#include "disclosure/shown_internal.h"

#include <inttypes.h>
#include <math.h>

/* Clusters and strata are facts of the survey, and not numbers of people, where on average more
   people are in one than the rule hides. */
static bool tells_of_people(const Protection *protection, const FindingDesign *design,
                            int64_t number)
{
    return protection->rule->protects &&
           design->persons / (protection->rule->hide_most + 1) < number;
}

static ShownNumber design_number(const Protection *protection, const FindingDesign *design,
                                 int64_t number)
{
    return tells_of_people(protection, design, number)
               ? shown_value((double)round_count(number, protection->rule->base), 0)
               : shown_value((double)number, 0);
}

static void fill(const Protection *protection, const FindingDesign *design, ShownDesign *out)
{
    *out = (ShownDesign){.declared = true,
                         .strata = design_number(protection, design, design->strata),
                         .clusters = design_number(protection, design, design->clusters)};
    out->df = out->clusters.value < out->strata.value
                  ? shown_undefined()
                  : shown_value(out->clusters.value - out->strata.value, 0);
}

static void write_design(const ShownDesign *shown, const FindingDesign *design, Text *text)
{
    text_format(text, "the survey's design is counted in: %.0f %s", shown->clusters.value,
                design->has_clusters ? "clusters" : "rows");
    if (design->has_strata) {
        text_format(text, " in %.0f strata", shown->strata.value);
    }
    text_add(text, STR(", "));
    if (shown->df.state == SHOWN_VALUE) {
        text_format(text, "%.0f degrees of freedom, ", shown->df.value);
    }
    text_add(text, STR("standard errors by Taylor linearisation"));
    if (design->df <= 0) {
        text_add(text,
                 STR("; no stratum has two clusters, so nothing tells how far clusters differ, "
                     "and there are no intervals"));
    }
}

static void write_lonely(bool coarse, int64_t lonely, Text *text)
{
    if (coarse) {
        text_add(text, STR("some strata have"));
    } else {
        text_format(text, "%" PRId64 " %s", lonely, lonely == 1 ? "stratum has" : "strata have");
    }
    text_add(text, STR(" only one cluster, which shows no spread of its own: it is centred at the "
                       "mean of all instead (R's \"adjust\"), which is on the careful side"));
}

Status protect_design(const Protection *protection, const FindingTable *table, StrSpan *notes,
                      ShownDesign *out)
{
    Context *context = protection->context;
    Text design = text_new(context->arena);
    Text lonely = text_new(context->arena);

    if (!table->design.declared) {
        return done();
    }
    fill(protection, &table->design, out);
    write_design(out, &table->design, &design);
    TRY(text_finish(context, &design, &notes->items[notes->count++]));
    if (table->design.lonely == 0) {
        return done();
    }
    write_lonely(tells_of_people(protection, &table->design, table->design.clusters),
                 table->design.lonely, &lonely);
    return text_finish(context, &lonely, &notes->items[notes->count++]);
}
