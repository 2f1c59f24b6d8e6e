/* Stop by stop: knots and findings. */
#include "catalogue/check_kind.h"
#include "catalogue/phrase.h"
#include "report/chart.h"
#include "report/figure.h"
#include "report/html_phrase.h"
#include "report/page.h"
#include "report/sentence.h"

#include "catalogue/knot.h"

static Str source_of(Page *page, const ShownFinding *finding)
{
    size_t i;

    for (i = 0; i < page->study->data_count; i++) {
        if (str_equal(page->study->data[i].name, finding->data)) {
            const ShownData *data = &page->study->data[i];

            return page_or(data->source, page_or(data->file, data->name));
        }
    }
    return finding->data;
}

static bool same_year(const Page *page, const ShownFinding *finding)
{
    size_t i;

    for (i = 0; i < page->study->data_count; i++) {
        if (str_equal(page->study->data[i].name, finding->data)) {
            return !page->study->data[i].same_people;
        }
    }
    return false;
}

static void write_adjusted(Page *page, const ShownFinding *finding)
{
    Str adjusted = sentence_adjusted(page->context->arena, finding);

    if (adjusted.length > 0) {
        HTML_FILL(&page->html, "<p class=\"take\">{} {}</p>\n", adjusted,
                  sentence_adjusted_reading());
    }
}

void page_write_below(Page *page, const ShownFinding *finding)
{
    Html *html = &page->html;
    const ShownFacts *facts = shown_audit_facts(page->audit);
    Str verdict = sentence_verdict(page->context->arena, finding);
    Str method = page_method(finding);
    size_t i;

    if ((finding->check == CHECK_PATHWAY || finding->check == CHECK_CHANGE) &&
        same_year(page, finding)) {
        HTML_FILL(html, "<p class=\"note\">{}</p>\n", phrase_plain(PHRASE_PAGE_COUNTS_OF_THE_SAME));
    }
    page_write_steps(page, finding);
    write_adjusted(page, finding);
    HTML_FILL(html, "<p class=\"src\">{}",
              PHRASE(page->context->arena, PHRASE_SOURCE,
                     {SLOT_SOURCE,
                      page_or(source_of(page, finding), phrase_plain(PHRASE_PAGE_NOT_SAID))}));
    if (method.length > 0) {
        Str confidence = figure_value(page->context->arena, SHOWN_PER_100, facts->confidence, 0);

        HTML_FILL(html, "{}",
                  PHRASE(page->context->arena, PHRASE_PAGE_INTERVALS,
                         {SLOT_NAME, page_method_name(method)}, {SLOT_CONFIDENCE, confidence}));
    }
    HTML_FILL(html, " {}", verdict);
    for (i = 0; i < finding->notes.count; i++) {
        HTML_FILL(html, " {}", finding->notes.items[i]);
    }
    page_made_up(page);
    HTML_FILL(html,
              "</p>\n<p class=\"riv\"><b>{}</b> "
              "{}</p>\n<details><summary>{}</summary><p>{}</p></details>\n",
              phrase_plain(PHRASE_PAGE_ANOTHER_EXPLANATION), sentence_rival(finding->check),
              phrase_plain(PHRASE_HOW_TO_READ), sentence_reading(finding));
}

static void write_picture(Page *page, const ShownFinding *finding)
{
    if (chart_of(finding) == CHART_RIBBON) {
        chart_write_trends(page, finding);
    }
    chart_write_finding(page, finding);
    chart_write_more(page, finding);
}

/* `titled`: with its title, which is otherwise the line that opens it. */
static void write_figure(Page *page, const ShownFinding *finding, bool titled)
{
    Html *html = &page->html;

    HTML_PUT(html, "<figure><figcaption>");
    if (titled) {
        HTML_FILL(html, "<h4>{}</h4>", sentence_title(page->context->arena, finding));
    }
    HTML_FILL(html, "<p>{}", sentence_counted(page->context->arena, finding));
    page_made_up(page);
    HTML_PUT(html, "</p></figcaption>\n");
    write_picture(page, finding);
    if (finding == page->lead[0]) {
        HTML_PUT(html, "<p class=\"its\">");
        HTML_PHRASE(html, PHRASE_PAGE_ITS_TABLE,
                    {SLOT_LINK, phrase_plain(PHRASE_PAGE_THE_FINDING_2), HTML_LINK(STR("key"))});
        HTML_PUT(html, "</p></figure>\n");
        return;
    }
    page_write_below(page, finding);
    page_write_tables(page, finding);
    HTML_PUT(html, "</figure>\n");
}

/* Lines that are folded begin with the grouping, so it need not stand at their end too. */
static Str folded_title(Arena *arena, const ShownFinding *finding)
{
    Str dimension = figure_dimension(arena, finding);
    Str title = sentence_title(arena, finding);
    Str end =
        PHRASE(arena, PHRASE_PAGE_TITLE_BY, {SLOT_DIMENSION, figure_quoted(arena, dimension)});

    if (str_ends_with(title, end)) {
        title.length -= end.length;
    }
    return PHRASE(arena, PHRASE_PAGE_BY, {SLOT_DIMENSION, dimension}, {SLOT_TITLE, title});
}

void page_write_finding(Page *page, const ShownFinding *finding, bool open)
{
    Html *html = &page->html;

    if (open) {
        HTML_FILL(html, "<div id=\"f-{}\">", finding->id);
        write_figure(page, finding, true);
        HTML_PUT(html, "</div>\n");
        return;
    }
    HTML_FILL(html, "<details class=\"fold\" id=\"f-{}\"><summary>{}</summary>", finding->id,
              folded_title(page->context->arena, finding));
    write_figure(page, finding, false);
    HTML_PUT(html, "</details>\n");
}

static void write_answers(Page *page, const ShownKnot *knot)
{
    size_t i;

    for (i = 0; i < page->study->answer_count; i++) {
        const ShownAnswer *answer = &page->study->answers[i];

        if (str_equal(answer->knot, knot->id)) {
            HTML_FILL(&page->html, "<span class=\"kx\">{}, {}: {}</span>",
                      page_or(answer->by, phrase_plain(PHRASE_PAGE_SOMEBODY)),
                      page_or(answer->date, phrase_plain(PHRASE_PAGE_DATE_NOT_SAID)),
                      page_or(answer->words, page_people_say(answer->says)));
        }
    }
}

static void write_list(Page *page, TextList texts)
{
    size_t i;

    for (i = 0; i < texts.count; i++) {
        HTML_FILL(&page->html, "<p>{}</p>", texts.items[i]);
    }
}

/* From the catalogue: how it comes about, whom to ask, what has helped, sources; folded. */
static void write_about(Page *page, const Knot *about)
{
    Html *html = &page->html;
    size_t i;

    if (about == NULL) {
        return;
    }
    HTML_FILL(html,
              "<details><summary>{}</summary><dl "
              "class=\"ans\"><div><dt>{}</dt><dd>{}</dd></div><div><dt>{}</dt><dd>",
              PHRASE(page->context->arena, PHRASE_WHOM_TO_ASK,
                     {SLOT_NAME, page_knot_name(page, about->id)}),
              phrase_plain(PHRASE_PAGE_HOW_IT_COMES_ABOUT), about->how,
              phrase_plain(PHRASE_PAGE_WHOM_TO_ASK));
    write_list(page, about->asks);
    HTML_FILL(html, "</dd></div><div><dt>{}</dt><dd>",
              phrase_plain(PHRASE_PAGE_WHAT_HAS_HELPED_ELSEWHERE));
    write_list(page, about->helps);
    HTML_FILL(html, "</dd></div><div><dt>{}</dt><dd>", phrase_plain(PHRASE_PAGE_SOURCES));
    for (i = 0; i < about->sources.count; i++) {
        Text text = text_new(page->context->arena);

        source_write(&text, about->sources.items[i]);
        HTML_FILL(html, "<p>{} ({})</p>", text_str(&text),
                  source_mark_text(about->sources.items[i]->mark));
    }
    HTML_FILL(html, "</dd></div></dl><p class=\"src\">{}</p></details>",
              PHRASE(page->context->arena, PHRASE_REVIEWED_BY, {SLOT_BY, about->reviewed_by}));
}

static bool is_quiet(const ShownKnot *knot)
{
    return knot->data == DATA_UNSEEN && knot->people == PEOPLE_UNASKED;
}

/* Knots of a stop that have a line, or those that have none. */
static size_t count_knots(const Page *page, Stage stage, bool quiet)
{
    size_t count = 0;
    size_t i;

    for (i = 0; i < shown_audit_knot_count(page->audit); i++) {
        const ShownKnot *knot = shown_audit_knot(page->audit, i);

        count += knot->stage == stage && is_quiet(knot) == quiet;
    }
    return count;
}

static void write_knots(Page *page, Stage stage)
{
    Html *html = &page->html;
    size_t i;

    if (count_knots(page, stage, false) == 0) {
        return;
    }
    HTML_PUT(html, "<ul class=\"ks\">");
    for (i = 0; i < shown_audit_knot_count(page->audit); i++) {
        const ShownKnot *knot = shown_audit_knot(page->audit, i);
        const Knot *about;

        if (knot->stage != stage || is_quiet(knot)) {
            continue;
        }
        about = knot_find(knot->id);
        HTML_FILL(html, "<li><b>{}</b>",
                  about == NULL ? page_knot_name(page, knot->id) : about->name);
        page_write_two_lines(page, knot);
        write_answers(page, knot);
        write_about(page, about);
        HTML_PUT(html, "</li>");
    }
    HTML_PUT(html, "</ul>\n");
}

/* The knots that nobody looked at or asked about: a line, which opens to what each means. */
static void write_quiet(Page *page, Stage stage, bool measured)
{
    Html *html = &page->html;
    size_t count = count_knots(page, stage, true);
    size_t i;

    if (count == 0) {
        HTML_FILL(
            html, "<p class=\"src\" id=\"q-{}\">{}</p>\n", page_stage_id(stage),
            phrase_plain(measured ? PHRASE_PAGE_NO_OTHER_KNOTS : PHRASE_PAGE_NOTHING_MEASURED));
        return;
    }
    HTML_FILL(html, "<details class=\"qk\" id=\"q-{}\"><summary>{}</summary><ul>\n",
              page_stage_id(stage),
              PHRASE(page->context->arena,
                     measured ? PHRASE_PAGE_KNOTS_QUIET : PHRASE_PAGE_KNOTS_UNMEASURED,
                     {SLOT_COUNT, page_count(page, count)}));
    for (i = 0; i < shown_audit_knot_count(page->audit); i++) {
        const ShownKnot *knot = shown_audit_knot(page->audit, i);
        const Knot *about = knot_find(knot->id);

        if (knot->stage == stage && is_quiet(knot)) {
            HTML_FILL(html, "<li><b>{}.</b> {}</li>", page_knot_name(page, knot->id),
                      about == NULL ? STR_NONE : about->name);
        }
    }
    HTML_PUT(html, "</ul></details>\n");
}

/* Without a gap found: a line, and folded numbers. Nothing is judged where nobody said which gap
   matters; there only the long lists of blanks and rows lost are brief. */
static bool is_brief(const ShownFinding *finding)
{
    bool list = check_kind(finding->check)->of_rows;

    return finding->verdict.no_margin ? list : finding->verdict.say != DATA_FOUND;
}

static bool belongs(const Page *page, const ShownFinding *finding, Stage stage, CheckKind check)
{
    return finding->stage == stage && finding->check == check && page_shows(page, finding);
}

/* Brief findings of one check and one subject share a line for each thing that the data say. */
static bool is_brief_of(const Page *page, const ShownFinding *finding, const ShownFinding *first)
{
    return belongs(page, finding, first->stage, first->check) && is_brief(finding) &&
           str_equal(finding->subject, first->subject) && str_equal(finding->data, first->data);
}

static bool is_said(const Page *page, const ShownFinding *finding, const ShownFinding *first,
                    DataSay say)
{
    return is_brief_of(page, finding, first) && finding->verdict.say == say;
}

static Str brief_words(const ShownFinding *finding)
{
    if (finding->verdict.no_margin) {
        return phrase_plain(PHRASE_PAGE_DESCRIBED_NOT_JUDGED);
    }
    switch (finding->verdict.say) {
    case DATA_UNCLEAR:
        return phrase_plain(PHRASE_PAGE_TOO_LITTLE_TO_TELL);
    case DATA_NONE:
        return phrase_plain(PHRASE_PAGE_NO_GAP_THAT_MATTERS_FOUND);
    case DATA_UNSEEN:
    case DATA_FOUND:
        break;
    }
    return phrase_plain(PHRASE_PAGE_NO_TWO_GROUPS_COULD);
}

/* "Too little to tell by deprivation, age and sex" */
static void write_brief_says(Page *page, const ShownFinding *first, DataSay say)
{
    Arena *arena = page->context->arena;
    size_t all = shown_audit_finding_count(page->audit);
    size_t count = 0;
    size_t written = 0;
    Str words = STR_NONE;
    Str list = STR_NONE;

    for (size_t i = 0; i < all; i++) {
        count += is_said(page, shown_audit_finding(page->audit, i), first, say);
    }
    for (size_t i = 0; i < all; i++) {
        const ShownFinding *finding = shown_audit_finding(page->audit, i);

        if (!is_said(page, finding, first, say)) {
            continue;
        }
        words = written == 0 ? brief_words(finding) : words;
        list = written == 0
                   ? figure_dimension(page->context->arena, finding)
                   : PHRASE(arena, written + 1 < count ? PHRASE_LIST_NEXT : PHRASE_LIST_LAST,
                            {SLOT_LIST, list},
                            {SLOT_ITEM, figure_dimension(page->context->arena, finding)});
        written++;
    }
    if (written > 0) {
        HTML_FILL(&page->html,
                  "<p class=\"say\"><svg class=\"gl0\" viewBox=\"0 0 20 20\" "
                  "aria-hidden=\"true\" focusable=\"false\"><use href=\"#d-{}\"/></svg>"
                  "<span>{}</span></p>\n",
                  page_data_id(say),
                  PHRASE(arena, PHRASE_PAGE_SAYS_BY, {SLOT_SAYS, words}, {SLOT_LIST, list}));
    }
}

/* What it would take to tell. */
static void write_small(Page *page, const ShownFinding *finding)
{
    Str small = sentence_small(page->context->arena, finding);

    if (small.length > 0) {
        HTML_FILL(&page->html, "<p class=\"take\">{}</p>\n",
                  PHRASE(page->context->arena, PHRASE_PAGE_BY_NEEDED,
                         {SLOT_DIMENSION, figure_dimension(page->context->arena, finding)},
                         {SLOT_NEEDED, small}));
    }
}

/* Of groups in an order: what is told of its worst-off end is told of no group chosen by us. */
static void write_steps_said(Page *page, const ShownFinding *finding)
{
    if (finding->parts[0].base->ordered && sentence_steps_group(finding) != NULL) {
        HTML_FILL(&page->html, "<p class=\"take\">{}</p>\n",
                  PHRASE(page->context->arena, PHRASE_WHICH_STEP,
                         {SLOT_DIMENSION, figure_dimension(page->context->arena, finding)},
                         {SLOT_STEPS, sentence_steps(page->context->arena, finding)}));
    }
}

static void write_brief(Page *page, const ShownFinding *first)
{
    static const DataSay SAYS[] = {DATA_NONE, DATA_UNCLEAR, DATA_UNSEEN};
    const ShownPart *part = figure_main_part(first);
    Str overall = figure_estimate(page->context->arena, first->unit, &part->overall.estimate, 0);
    size_t i;

    HTML_FILL(&page->html, "<li><b>{}</b>", first->subject);
    if (figure_has(&part->overall) && first->unit == SHOWN_PER_100 &&
        first->check != CHECK_PATHWAY && !figure_has_reference(first)) {
        HTML_FILL(&page->html, "{}",
                  PHRASE(page->context->arena, PHRASE_PAGE_OVER_EVERYONE, {SLOT_NUMBER, overall}));
    }
    for (i = 0; i < sizeof SAYS / sizeof SAYS[0]; i++) {
        write_brief_says(page, first, SAYS[i]);
    }
    for (i = 0; i < shown_audit_finding_count(page->audit); i++) {
        const ShownFinding *finding = shown_audit_finding(page->audit, i);

        if (is_brief_of(page, finding, first)) {
            write_small(page, finding);
            write_steps_said(page, finding);
        }
    }
    for (i = 0; i < shown_audit_finding_count(page->audit); i++) {
        const ShownFinding *finding = shown_audit_finding(page->audit, i);

        if (is_brief_of(page, finding, first)) {
            HTML_FILL(&page->html, "<div class=\"tb\" id=\"f-{}\">", finding->id);
            write_adjusted(page, finding);
            chart_write_folded(page, finding);
            page_write_tables(page, finding);
            HTML_PUT(&page->html, "</div>\n");
        }
    }
    HTML_PUT(&page->html, "</li>\n");
}

/* No earlier finding shares its line. */
static bool is_first_brief(const Page *page, size_t index)
{
    const ShownFinding *finding = shown_audit_finding(page->audit, index);
    size_t i;

    for (i = 0; i < index; i++) {
        if (is_brief_of(page, shown_audit_finding(page->audit, i), finding)) {
            return false;
        }
    }
    return true;
}

/* An earlier one of the same question has its picture open. */
static bool is_repeated(const Page *page, size_t index)
{
    const ShownFinding *finding = shown_audit_finding(page->audit, index);
    size_t i;

    for (i = 0; i < index; i++) {
        const ShownFinding *other = shown_audit_finding(page->audit, i);

        if (belongs(page, other, finding->stage, finding->check) && !is_brief(other) &&
            str_equal(other->subject, finding->subject)) {
            return true;
        }
    }
    return false;
}

/* Pictures of one check: the first of each question open, the others a line that opens. */
static size_t write_pictures(Page *page, Stage stage, CheckKind check)
{
    size_t count = 0;
    size_t i;

    for (i = 0; i < shown_audit_finding_count(page->audit); i++) {
        const ShownFinding *finding = shown_audit_finding(page->audit, i);

        if (belongs(page, finding, stage, check) && !is_brief(finding)) {
            page_write_finding(page, finding, !is_repeated(page, i) || page_is_lead(page, finding));
            count++;
        }
    }
    return count;
}

/* `said`: the other explanation stands by a picture of the same check. */
static void write_briefs(Page *page, Stage stage, CheckKind check, bool said)
{
    size_t count = 0;
    size_t i;

    for (i = 0; i < shown_audit_finding_count(page->audit); i++) {
        const ShownFinding *finding = shown_audit_finding(page->audit, i);

        if (!belongs(page, finding, stage, check) || !is_brief(finding)) {
            continue;
        }
        if (count++ == 0) {
            HTML_FILL(&page->html, "<div class=\"bf\"><h4>{}</h4>\n<ul class=\"brief\">\n",
                      PHRASE(page->context->arena, PHRASE_PAGE_ALSO_LOOKED_AT,
                             {SLOT_CHECK, page_check_name(check)}));
        }
        if (is_first_brief(page, i)) {
            write_brief(page, finding);
        }
    }
    if (count > 0) {
        HTML_PUT(&page->html, "</ul>\n");
        if (!said) {
            HTML_FILL(&page->html, "<p class=\"riv\"><b>{}</b> {}</p>\n",
                      phrase_plain(PHRASE_PAGE_ANOTHER_EXPLANATION), sentence_rival(check));
        }
        HTML_PUT(&page->html, "</div>\n");
    }
}

/* The findings of a stop, one check after the other. */
static void write_findings(Page *page, Stage stage)
{
    int check;

    for (check = 0; check < CHECK_COUNT; check++) {
        size_t pictures = write_pictures(page, stage, (CheckKind)check);

        write_briefs(page, stage, (CheckKind)check, pictures > 0);
    }
}

static bool is_measured(const Page *page, Stage stage)
{
    size_t i;

    for (i = 0; i < shown_audit_finding_count(page->audit); i++) {
        const ShownFinding *finding = shown_audit_finding(page->audit, i);

        if (finding->stage == stage && page_shows(page, finding)) {
            return true;
        }
    }
    return false;
}

static void write_stop(Page *page, Stage stage)
{
    Html *html = &page->html;
    bool measured = is_measured(page, stage);
    bool quiet = !measured && count_knots(page, stage, false) == 0;

    HTML_FILL(
        html,
        "<section class=\"st{}\" aria-labelledby=\"s-{}\"><header><h3 id=\"s-{}\">{}. {}</h3>",
        quiet ? STR(" quiet") : STR_NONE, page_stage_id(stage), page_stage_id(stage),
        page_count(page, (size_t)stage + 1), page_stage_name(stage));
    if (!quiet) {
        HTML_FILL(html, "<p>{}</p>", page_stage_question(stage));
    }
    HTML_PUT(html, "</header><div class=\"col\">");
    write_knots(page, stage);
    write_findings(page, stage);
    write_quiet(page, stage, measured);
    HTML_PUT(html, "</div></section>\n");
}

void page_write_stops(Page *page)
{
    Html *html = &page->html;
    int stage;

    HTML_FILL(html,
              "<section class=\"blk w\" id=\"stages\" aria-labelledby=\"h-stages\">\n<h2 "
              "id=\"h-stages\">{}</h2>\n<p>{}</p>\n",
              phrase_plain(PHRASE_PAGE_STOP_BY_STOP), phrase_plain(PHRASE_PAGE_A_GAP_IS_A));
    for (stage = 0; stage < STAGE_COUNT; stage++) {
        write_stop(page, (Stage)stage);
    }
    HTML_PUT(html, "</section>\n");
}
