/* Views for reporting standards: the catalogue's items, what this audit really shows of each, and
   where. What it does not hold is said. A list of what is there: no count of items, no mark. */
#include "catalogue/phrase.h"
#include "report/figure.h"
#include "report/page.h"

#include "catalogue/check_kind.h"
#include "catalogue/standard.h"

#include <math.h>

/* ---- what people wrote ---- */

static bool has_voice(const ShownAudit *audit)
{
    return shown_audit_study(audit)->voice_count > 0;
}

static bool has_voice_at_stops(const ShownAudit *audit)
{
    const ShownStudy *study = shown_audit_study(audit);

    for (size_t i = 0; i < study->voice_count; i++) {
        if (study->voices[i].stages != 0) {
            return true;
        }
    }
    return false;
}

static bool has_influence(const ShownAudit *audit)
{
    const ShownStudy *study = shown_audit_study(audit);

    for (size_t i = 0; i < study->voice_count; i++) {
        if (study->voices[i].changed.length > 0) {
            return true;
        }
    }
    return false;
}

static bool has_answers(const ShownAudit *audit)
{
    return shown_audit_study(audit)->answer_count > 0;
}

static bool has_question(const ShownAudit *audit)
{
    return shown_audit_study(audit)->question.length > 0;
}

static bool has_owner(const ShownAudit *audit)
{
    return shown_audit_study(audit)->owner.length > 0;
}

static bool has_sources(const ShownAudit *audit)
{
    const ShownStudy *study = shown_audit_study(audit);

    for (size_t i = 0; i < study->data_count; i++) {
        if (study->data[i].source.length > 0) {
            return true;
        }
    }
    return false;
}

static bool has_hashes(const ShownAudit *audit)
{
    const ShownStudy *study = shown_audit_study(audit);

    for (size_t i = 0; i < study->data_count; i++) {
        if (study->data[i].hash.length > 0) {
            return true;
        }
    }
    return false;
}

static bool has_dated_action(const ShownAudit *audit)
{
    const ShownStudy *study = shown_audit_study(audit);

    for (size_t i = 0; i < study->action_count; i++) {
        if (study->actions[i].owner.length > 0 && study->actions[i].due.length > 0) {
            return true;
        }
    }
    return false;
}

static bool has_remeasure(const ShownAudit *audit)
{
    const ShownStudy *study = shown_audit_study(audit);

    for (size_t i = 0; i < study->action_count; i++) {
        if (study->actions[i].remeasure.length > 0) {
            return true;
        }
    }
    return false;
}

static bool has_given_back(const ShownAudit *audit)
{
    return shown_audit_study(audit)->given_to.length > 0;
}

static bool has_chosen_outcome(const ShownAudit *audit)
{
    for (size_t i = 0; i < shown_audit_finding_count(audit); i++) {
        const ShownFinding *finding = shown_audit_finding(audit, i);

        if (finding->means.length > 0 && finding->chosen_by.length > 0) {
            return true;
        }
    }
    return false;
}

static bool has_margin(const ShownAudit *audit)
{
    for (size_t i = 0; i < shown_audit_finding_count(audit); i++) {
        if (isfinite(shown_audit_finding(audit, i)->matters)) {
            return true;
        }
    }
    return false;
}

static bool has_knots(const ShownAudit *audit)
{
    for (size_t i = 0; i < shown_audit_knot_count(audit); i++) {
        const ShownKnot *knot = shown_audit_knot(audit, i);

        if (knot->data == DATA_FOUND || knot->people == PEOPLE_PROBLEM) {
            return true;
        }
    }
    return false;
}

static bool has_unseen(const ShownAudit *audit)
{
    return shown_audit_unseen_count(audit) > 0;
}

static bool has_intervals(const ShownAudit *audit)
{
    for (size_t i = 0; i < shown_audit_finding_count(audit); i++) {
        const ShownFinding *finding = shown_audit_finding(audit, i);

        if (finding->part_count > 0 && page_method(finding).length > 0) {
            return true;
        }
    }
    return false;
}

/* ---- which item is shown by what, beside its checks ---- */

typedef bool AuditHolds(const ShownAudit *audit);

/* A part of the full report that shows an item, where the audit has it. An item may have several
   rows; one without a row and without a check is not held. */
typedef struct ItemPart {
    const char *standard;
    const char *item;
    AuditHolds *holds;
    const char *shows; /* no more than is there */
    const char *where; /* its heading */
} ItemPart;

#define PEOPLE_PART "People who had a say"
#define METHODS_PART "Methods, and how to repeat this"
#define ACTIONS_PART "Actions, and when we measure again"

static const ItemPart PARTS[] = {
    {"gripp2", "1", has_voice_at_stops, "At which stops people had a say.", PEOPLE_PART},
    {"gripp2", "2", has_voice, "Who had a say, how much, and whether they were paid.", PEOPLE_PART},
    {"gripp2", "3", has_answers, "What people say of each knot.", "Stop by stop"},
    {"gripp2", "4", has_influence, "What changed because of it.", PEOPLE_PART},
    {"tripod-ai", "5a, 5b", has_sources, "The source of the data.", METHODS_PART},
    {"tripod-ai", "8a", has_chosen_outcome, "What the outcome means, and who chose it.",
     METHODS_PART},
    {"tripod-ai", "10", has_intervals, "How wide the range is, by group.", "Stop by stop"},
    {"tripod-ai", "14", has_margin, "Which gap matters.", "The question, at the top"},
    {"tripod-ai", "18a-18f", has_owner, "Who asked.", "The question, at the top"},
    {"tripod-ai", "18a-18f", has_hashes, "Versions, hashes, and the command that repeats it.",
     METHODS_PART},
    {"tripod-ai", "19", has_voice, "Who had a say.", PEOPLE_PART},
    {"tripod-ai", "25", has_answers, "What people say, beside what the data say.", "Stop by stop"},
    {"tripod-ai", "26", has_unseen, "What was not looked at.", "Not looked at"},
    {"tripod-ai", "27b, 27c", has_dated_action, "Actions with owner and date.", ACTIONS_PART},
    {"standing-together", "1.1a", has_sources, "What the data are, and from whom.", METHODS_PART},
    {"standing-together", "1.1b", has_hashes, "The name of each file, and its hash.", METHODS_PART},
    {"standing-together", "1.1c", has_question, "The question.", "The question, at the top"},
    {"standing-together", "1.1d", has_sources, "The source named for each table.", METHODS_PART},
    {"standing-together", "1.3a", has_knots,
     "Knots with a gap found, or a problem by what people "
     "say.",
     "Stop by stop"},
    {"standing-together", "1.3f", has_chosen_outcome, "Who chose the outcome.", METHODS_PART},
    {"standing-together", "1.4b", has_voice, "Who had a say, and how much.", PEOPLE_PART},
    {"standing-together", "1.4c", has_remeasure, "Actions, and when it is measured again.",
     ACTIONS_PART},
    {"nice-esf", "2", has_voice, "Who had a say, and how much.", PEOPLE_PART},
    {"nice-esf", "4", has_dated_action, "Actions with owner and date.", ACTIONS_PART},
    {"nice-esf", "5", has_hashes, "The files, and their hashes.", METHODS_PART},
    {"nice-esf", "16", has_remeasure, "When it is measured again.", ACTIONS_PART},
    {"nice-esf", "20", has_given_back, "What was given back, to whom and when.", "Given back"},
    {"nice-esf", "21", has_unseen, "What was not looked at.", "Not looked at"},
};

/* ---- what the data show ---- */

static bool is_check(const ShownFinding *finding, Str id)
{
    return finding->check < CHECK_COUNT && str_equal(id, check_kind(finding->check)->catalogue);
}

static bool has_check(const Page *page, Str id)
{
    for (size_t i = 0; i < shown_audit_finding_count(page->audit); i++) {
        const ShownFinding *finding = shown_audit_finding(page->audit, i);

        if (page_shows(page, finding) &&
            (is_check(finding, id) ||
             (finding->combination && str_equal(id, STR("combinations"))))) {
            return true;
        }
    }
    return false;
}

/* ---- the page ---- */

typedef struct Cells {
    Text shown;
    Text where;
} Cells;

/* A place once, however much of the item it shows. */
static void add_where(Cells *cells, Str where)
{
    if (!str_contains_ignoring_case(text_str(&cells->where), where)) {
        text_add(&cells->where, cells->where.length > 0 ? STR("; ") : STR_NONE);
        text_add(&cells->where, where);
    }
}

static void add_checks(Page *page, const StandardItem *item, bool held, Cells *cells)
{
    size_t count = 0;

    for (size_t i = 0; i < item->checks.count; i++) {
        const CheckInfo *check = item->checks.items[i];

        if (has_check(page, check->id) != held) {
            continue;
        }
        text_add(&cells->shown, count > 0                 ? STR("; ")
                                : cells->shown.length > 0 ? STR(" ")
                                                          : STR_NONE);
        if (count++ == 0) {
            text_add(&cells->shown, held ? STR("From the data: ") : STR("Not held: "));
        }
        text_add(&cells->shown, check->name);
        if (held) {
            add_where(cells, phrase_plain(PHRASE_PAGE_STOP_BY_STOP));
        }
    }
    text_add(&cells->shown, count > 0 ? STR(".") : STR_NONE);
}

static void add_parts(Page *page, const Standard *standard, const StandardItem *item, Cells *cells)
{
    for (size_t i = 0; i < sizeof PARTS / sizeof PARTS[0]; i++) {
        const ItemPart *part = &PARTS[i];

        if (str_equal(standard->id, str_from(part->standard)) &&
            str_equal(item->item, str_from(part->item)) && part->holds(page->audit)) {
            text_add(&cells->shown, cells->shown.length > 0 ? STR(" ") : STR_NONE);
            text_add(&cells->shown, str_from(part->shows));
            add_where(cells, str_from(part->where));
        }
    }
}

static void write_item(Page *page, const Standard *standard, const StandardItem *item)
{
    Html *html = &page->html;
    Cells cells = {text_new(page->context->arena), text_new(page->context->arena)};

    add_checks(page, item, true, &cells);
    add_parts(page, standard, item, &cells);
    HTML_FILL(html, "<tr><th scope=\"row\">{}</th><td class=\"t\">{}{}</td>", item->item,
              item->label,
              item->mark == SOURCE_UNSEEN ? STR(" (the item itself was not checked)") : STR_NONE);
    if (cells.where.length == 0) {
        HTML_FILL(html, "<td class=\"t nh\">{}</td><td class=\"t\"></td></tr>\n",
                  phrase_plain(PHRASE_PAGE_NOT_HELD_2));
        return;
    }
    add_checks(page, item, false, &cells);
    HTML_FILL(html, "<td class=\"t\">{}</td><td class=\"t\">{}</td></tr>\n", text_str(&cells.shown),
              text_str(&cells.where));
}

void page_write_standard(Page *page)
{
    Html *html = &page->html;
    const Standard *standard = standard_find(report_view_name(page->view));
    Text source = text_new(page->context->arena);

    source_write(&source, standard->source);
    page_write_head(page, phrase_plain(PHRASE_PAGE_WHAT_OF_A_REPORTING));
    HTML_FILL(html,
              "<section class=\"sheet\" aria-labelledby=\"t1\"><h1 id=\"t1\">{}</h1>\n<p "
              "class=\"big1\">{}",
              page_or(page->study->question,
                      page_or(page->study->title, phrase_plain(PHRASE_PAGE_AN_EQUITY_AUDIT))),
              PHRASE(page->context->arena, PHRASE_STANDARD_SHOWN, {SLOT_NAME, standard->name}));
    page_made_up(page);
    HTML_FILL(
        html,
        "</p>\n<p>{}</p>\n<table class=\"full std\"><caption>{}</caption><thead><tr><th "
        "scope=\"col\" class=\"t\">{}</th><th scope=\"col\" class=\"t\">{}</th><th scope=\"col\" "
        "class=\"t\">{}</th><th scope=\"col\" class=\"t\">{}</th></tr></thead><tbody>\n",
        PHRASE(page->context->arena, PHRASE_STANDARD_NOT_HELD, {SLOT_NOTE, standard->note}),
        PHRASE(page->context->arena, PHRASE_STANDARD_ITEMS, {SLOT_NAME, standard->name}),
        phrase_plain(PHRASE_PAGE_ITEM), phrase_plain(PHRASE_PAGE_WHAT_IT_IS_ABOUT),
        phrase_plain(PHRASE_PAGE_WHAT_IS_SHOWN), phrase_plain(PHRASE_PAGE_WHERE));
    for (size_t i = 0; i < standard->items.count; i++) {
        write_item(page, standard, &standard->items.items[i]);
    }
    HTML_FILL(html, "</tbody></table>\n<p class=\"src\">{}</p><p class=\"pgn\">{}</p></section>\n",
              PHRASE(page->context->arena, PHRASE_STANDARD_SOURCE, {SLOT_SOURCE, text_str(&source)},
                     {SLOT_MARK, source_mark_text(standard->source->mark)},
                     {SLOT_BY, standards_reviewed_by()}),
              PHRASE(page->context->arena, PHRASE_ASKED_BY_PROMPT,
                     {SLOT_BY, page_or(page->study->owner, phrase_plain(PHRASE_PAGE_NOT_SAID))}));
    page_write_end(page);
}
