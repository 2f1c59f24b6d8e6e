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

static bool has_files(const ShownAudit *audit)
{
    return shown_audit_study(audit)->data_count > 0;
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
    PhraseId shows; /* no more than is there */
    PhraseId where; /* its heading */
} ItemPart;

static const ItemPart PARTS[] = {
    {"gripp2", "1", has_voice_at_stops, PHRASE_STANDARD_SHOWS_STOPS, PHRASE_PAGE_PEOPLE_WHO_HAD_A},
    {"gripp2", "2", has_voice, PHRASE_STANDARD_SHOWS_SAY_PAID, PHRASE_PAGE_PEOPLE_WHO_HAD_A},
    {"gripp2", "3", has_answers, PHRASE_STANDARD_SHOWS_PEOPLE_SAY, PHRASE_PAGE_STOP_BY_STOP},
    {"gripp2", "4", has_influence, PHRASE_STANDARD_SHOWS_CHANGED, PHRASE_PAGE_PEOPLE_WHO_HAD_A},
    {"tripod-ai", "5a, 5b", has_sources, PHRASE_STANDARD_SHOWS_SOURCE_OF_DATA,
     PHRASE_PAGE_METHODS_AND_HOW_TO},
    {"tripod-ai", "8a", has_chosen_outcome, PHRASE_STANDARD_SHOWS_OUTCOME,
     PHRASE_PAGE_METHODS_AND_HOW_TO},
    {"tripod-ai", "10", has_intervals, PHRASE_STANDARD_SHOWS_RANGE, PHRASE_PAGE_STOP_BY_STOP},
    {"tripod-ai", "14", has_margin, PHRASE_STANDARD_SHOWS_MATTERS, PHRASE_STANDARD_AT_THE_TOP},
    {"tripod-ai", "18a-18f", has_owner, PHRASE_STANDARD_SHOWS_ASKED, PHRASE_STANDARD_AT_THE_TOP},
    {"tripod-ai", "18a-18f", has_files, PHRASE_STANDARD_SHOWS_VERSIONS,
     PHRASE_PAGE_METHODS_AND_HOW_TO},
    {"tripod-ai", "19", has_voice, PHRASE_STANDARD_SHOWS_SAY, PHRASE_PAGE_PEOPLE_WHO_HAD_A},
    {"tripod-ai", "25", has_answers, PHRASE_STANDARD_SHOWS_BOTH, PHRASE_PAGE_STOP_BY_STOP},
    {"tripod-ai", "26", has_unseen, PHRASE_STANDARD_SHOWS_UNSEEN, PHRASE_PAGE_NOT_LOOKED_AT},
    {"tripod-ai", "27b, 27c", has_dated_action, PHRASE_STANDARD_SHOWS_ACTIONS,
     PHRASE_PAGE_ACTIONS_AND_WHEN_WE},
    {"standing-together", "1.1a", has_sources, PHRASE_STANDARD_SHOWS_DATA,
     PHRASE_PAGE_METHODS_AND_HOW_TO},
    {"standing-together", "1.1b", has_files, PHRASE_STANDARD_SHOWS_HASH,
     PHRASE_PAGE_METHODS_AND_HOW_TO},
    {"standing-together", "1.1c", has_question, PHRASE_STANDARD_SHOWS_QUESTION,
     PHRASE_STANDARD_AT_THE_TOP},
    {"standing-together", "1.1d", has_sources, PHRASE_STANDARD_SHOWS_SOURCE_NAMED,
     PHRASE_PAGE_METHODS_AND_HOW_TO},
    {"standing-together", "1.3a", has_knots, PHRASE_STANDARD_SHOWS_KNOTS, PHRASE_PAGE_STOP_BY_STOP},
    {"standing-together", "1.3f", has_chosen_outcome, PHRASE_STANDARD_SHOWS_CHOSEN,
     PHRASE_PAGE_METHODS_AND_HOW_TO},
    {"standing-together", "1.4b", has_voice, PHRASE_STANDARD_SHOWS_SAY_HOW_MUCH,
     PHRASE_PAGE_PEOPLE_WHO_HAD_A},
    {"standing-together", "1.4c", has_remeasure, PHRASE_STANDARD_SHOWS_ACTIONS_AGAIN,
     PHRASE_PAGE_ACTIONS_AND_WHEN_WE},
    {"nice-esf", "2", has_voice, PHRASE_STANDARD_SHOWS_SAY_HOW_MUCH, PHRASE_PAGE_PEOPLE_WHO_HAD_A},
    {"nice-esf", "4", has_dated_action, PHRASE_STANDARD_SHOWS_ACTIONS,
     PHRASE_PAGE_ACTIONS_AND_WHEN_WE},
    {"nice-esf", "5", has_files, PHRASE_STANDARD_SHOWS_FILES, PHRASE_PAGE_METHODS_AND_HOW_TO},
    {"nice-esf", "16", has_remeasure, PHRASE_STANDARD_SHOWS_AGAIN, PHRASE_PAGE_ACTIONS_AND_WHEN_WE},
    {"nice-esf", "20", has_given_back, PHRASE_STANDARD_SHOWS_GIVEN, PHRASE_PAGE_GIVEN_BACK},
    {"nice-esf", "21", has_unseen, PHRASE_STANDARD_SHOWS_UNSEEN, PHRASE_PAGE_NOT_LOOKED_AT},
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
    Str list = STR_NONE;

    for (size_t i = 0; i < item->checks.count; i++) {
        const CheckInfo *check = item->checks.items[i];

        if (has_check(page, check->id) != held) {
            continue;
        }
        list = list.length == 0 ? check->name
                                : PHRASE(page->context->arena, PHRASE_LIST_OF_CHECKS,
                                         {SLOT_LIST, list}, {SLOT_ITEM, check->name});
        if (held) {
            add_where(cells, phrase_plain(PHRASE_PAGE_STOP_BY_STOP));
        }
    }
    if (list.length > 0) {
        text_add(&cells->shown, cells->shown.length > 0 ? STR(" ") : STR_NONE);
        PHRASE_ADD(&cells->shown,
                   held ? PHRASE_STANDARD_FROM_DATA : PHRASE_STANDARD_CHECKS_NOT_HELD,
                   {SLOT_LIST, list});
    }
}

static void add_parts(Page *page, const Standard *standard, const StandardItem *item, Cells *cells)
{
    for (size_t i = 0; i < sizeof PARTS / sizeof PARTS[0]; i++) {
        const ItemPart *part = &PARTS[i];

        if (str_equal(standard->id, str_from(part->standard)) &&
            str_equal(item->item, str_from(part->item)) && part->holds(page->audit)) {
            text_add(&cells->shown, cells->shown.length > 0 ? STR(" ") : STR_NONE);
            text_add(&cells->shown, phrase_plain(PARTS[i].shows));
            add_where(cells, phrase_plain(PARTS[i].where));
        }
    }
}

static void write_item(Page *page, const Standard *standard, const StandardItem *item)
{
    Html *html = &page->html;
    Cells cells = {text_new(page->context->arena), text_new(page->context->arena)};

    add_checks(page, item, true, &cells);
    add_parts(page, standard, item, &cells);
    HTML_FILL(
        html, "<tr><th scope=\"row\">{}</th><td class=\"t\">{}{}</td>", item->item, item->label,
        item->mark == SOURCE_UNSEEN ? phrase_plain(PHRASE_STANDARD_ITEM_UNCHECKED) : STR_NONE);
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
