/* "In one minute" for a terminal: the same sentences as in the report, from the same rows. */
#include "catalogue/phrase.h"
#include "report/page.h"
#include "report/sentence.h"
#include "report/text_table.h"

/* Sentences hold labels of the data: made safe for a terminal here. */
#define SENTENCE_BYTES_MOST ((size_t)4000)

typedef struct Summary {
    Page page;
    Text *out;
    int width;
} Summary;

static void paragraph(const Summary *summary, Str text, Str first, Str rest)
{
    Str shown = str_show(summary->page.context->arena, text, SENTENCE_BYTES_MOST);

    text_wrap(summary->out, shown, summary->width, first, rest);
}

static void write_head(const Summary *summary)
{
    const ShownStudy *study = summary->page.study;
    Str warning = shown_audit_facts(summary->page.audit)->warning;

    paragraph(summary, page_or(study->title, phrase_plain(PHRASE_EQUITY_AUDIT)), STR_NONE,
              STR_NONE);
    if (study->made_up) {
        paragraph(summary, phrase_plain(PHRASE_DATA_MADE_UP), STR_NONE, STR_NONE);
    }
    if (warning.length > 0) {
        paragraph(summary, warning, STR_NONE, STR_NONE);
    }
    text_add_byte(summary->out, '\n');
}

static size_t write_disagreements(Summary *summary)
{
    size_t count = 0;

    for (size_t i = 0; i < shown_audit_knot_count(summary->page.audit) && count < 2; i++) {
        const ShownKnot *knot = shown_audit_knot(summary->page.audit, i);
        Text text = text_new(summary->page.context->arena);
        Str data = page_data_says(knot->data);
        Str people = page_people_of_knot(&summary->page, knot);

        if (!knot->disagree) {
            continue;
        }
        PHRASE_ADD(&text, PHRASE_ON_KNOT, {SLOT_NAME, page_knot_name(&summary->page, knot->id)},
                   {SLOT_SAYS, page_disagreement(knot)});
        if (knot->people != PEOPLE_PROBLEM || knot->data >= DATA_NONE) {
            PHRASE_ADD(&text, PHRASE_DATA_SAY, {SLOT_SAYS, data});
        }
        if (knot->data >= DATA_NONE || !str_equal(people, page_people_say(knot->people))) {
            PHRASE_ADD(&text, PHRASE_PEOPLE_SAY, {SLOT_SAYS, people});
        }
        paragraph(summary, text_str(&text), STR("  * "), STR("    "));
        count++;
    }
    return count;
}

static void write_findings(Summary *summary, size_t most)
{
    const ShownFinding *found[PAGE_MINUTE_MOST] = {NULL};
    size_t count = page_list_minute(&summary->page, found, most);
    bool unjudged = false;

    for (size_t i = 0; i < count; i++) {
        Sentence sentence = sentence_minute(summary->page.context->arena, found[i]);

        paragraph(summary, sentence.text, STR("  * "), STR("    "));
        if (sentence.sure.length > 0) {
            paragraph(summary, sentence.sure, STR("    "), STR("    "));
        }
        unjudged |= sentence.unjudged;
    }
    if (unjudged) {
        paragraph(summary, sentence_unjudged(), STR("  "), STR("  "));
    }
    if (count == 0) {
        paragraph(summary, phrase_plain(PHRASE_NOTHING_TO_SAY), STR("  "), STR("  "));
    }
}

static size_t findings_that_hide(const ShownAudit *audit)
{
    size_t count = 0;

    for (size_t i = 0; i < shown_audit_finding_count(audit); i++) {
        count += shown_hidden_groups(shown_audit_finding(audit, i)) > 0 ? 1 : 0;
    }
    return count;
}

Status report_write_summary(Context *context, const ShownAudit *audit, int width, Text *out)
{
    Summary summary = {.page = {.context = context,
                                .audit = audit,
                                .study = shown_audit_study(audit),
                                .view = VIEW_FULL},
                       .out = out,
                       .width = width};
    size_t unseen = shown_audit_unseen_count(audit);
    size_t hidden = findings_that_hide(audit);
    Str rule = shown_audit_facts(audit)->rule;
    Text end = text_new(context->arena);
    size_t disagreements;

    page_choose_lead(&summary.page);
    write_head(&summary);
    disagreements = write_disagreements(&summary);
    write_findings(&summary, PAGE_MINUTE_MOST - disagreements);
    text_add_byte(out, '\n');
    PHRASE_ADD(&end, PHRASE_LOOKED_AT,
               {SLOT_NUMBER, phrase_count(context->arena, shown_audit_finding_count(audit))});
    if (unseen > 0) {
        PHRASE_ADD(&end, PHRASE_NOT_LOOKED_AT, {SLOT_COUNT, phrase_count(context->arena, unseen)});
    }
    if (hidden > 0) {
        PHRASE_ADD(&end, PHRASE_SOME_HIDDEN, {SLOT_NUMBER, phrase_count(context->arena, hidden)});
    }
    paragraph(&summary, text_str(&end), STR_NONE, STR_NONE);
    paragraph(&summary, rule, STR_NONE, STR_NONE);
    return out->spent ? fail_memory(context) : done();
}
