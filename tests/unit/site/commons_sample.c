#include "commons_sample.h"

#include <string.h>

/* For what is there before main. */
#define WORDS(literal)                                                                             \
    {                                                                                              \
        "" literal, sizeof(literal) - 1                                                            \
    }
#define NOTHING                                                                                    \
    {                                                                                              \
        NULL, 0                                                                                    \
    }

#define MADE_UP                                                                                    \
    STR("Written by the makers of this software to show the form. Northside does not exist, and "  \
        "no one said these things.")

static PageLink home_crumb[] = {{WORDS("/"), WORDS("Commons")}};
static PageLink evidence_crumbs[] = {{WORDS("/"), WORDS("Commons")},
                                     {WORDS("/evidence"), WORDS("Evidence")}};
static PageLink evidence_feed[] = {{WORDS("/evidence.atom"), WORDS("New evidence")}};

static HeadPage head_of(Str title, PageSection section)
{
    return (HeadPage){.title = title,
                      .description = STR("A made-up page that shows the form."),
                      .site = STR("Sample commons"),
                      .section = section,
                      .sample = MADE_UP,
                      .crumbs = {LIST(home_crumb)},
                      .tell = STR("/tell?page=%2Fsample")};
}

static PageRow evidence_rows[] = {
    {.path = WORDS("/evidence/412-calls"),
     .title = WORDS("The score learns from contacts, and services take fewer calls from people who "
                    "need an interpreter"),
     .summary = WORDS("Made up: a study of 400 referrals counted calls that were not taken, by "
                      "need of an interpreter."),
     .facts = WORDS("Makes worse. Study, some strength. Stop: Analysing"),
     .mark = WORDS("sample")},
    {.path = WORDS("/evidence/398-self-referral"),
     .title = WORDS("Self-referral made the way in more equal"),
     .facts = WORDS("Makes better. Review, good strength. Stop: Who gets in."),
     .late = WORDS("Review 3 months late"),
     .mark = WORDS("sample")},
    {.path = WORDS("/evidence/377-every-patient"),
     .title = WORDS("\u201cAccurate for all patients\u201d"),
     .facts = WORDS("Told by the maker. No groups shown. Never placed above independent sources"),
     .mark = WORDS("withdrawn")}};

static PageRow question_rows[] = {
    {.path = WORDS("/ask/88-pay"),
     .title = WORDS("How do we pay people who claim benefits for a two-hour group?"),
     .facts = WORDS("Asked 4 days ago by a charity worker")},
    {.path = WORDS("/ask/87-no-field"),
     .title = WORDS("Our score has no ethnicity field. Can we look at it at all?"),
     .facts = WORDS("Asked 6 days ago by a clinician, without a name")},
    {.path = WORDS("/ask/85-word"),
     .title = WORDS("A plain word for \u201ccalibration\u201d?"),
     .facts = WORDS("Asked yesterday by Blue Heron")}};

static PageRow due_rows[] = {{.path = WORDS("/recommendations/7-waits"),
                              .title = WORDS("Publish waiting times by language needed"),
                              .facts = WORDS("To Northside NHS Trust."),
                              .late = WORDS("Answer 12 days late")},
                             {.path = WORDS("/recommendations/9-correct"),
                              .title = WORDS("Let people correct their ethnic group online"),
                              .facts = WORDS("To the regional data team. Due 9 December")}};

static PageDoor home_doors[] = {
    {WORDS("/audits"), WORDS("Say what the numbers miss"),
     WORDS("Answer an audit, also without your name. No account needed.")},
    {WORDS("/ask"), WORDS("Ask"),
     WORDS("Someone here has met your problem. Most first questions get a reply in a week.")},
    {WORDS("/methods"), WORDS("Find a way to involve people"),
     WORDS("32 methods, by time, money and numbers, and who uses them.")},
    {WORDS("/evidence/map"), WORDS("See the evidence"),
     WORDS("What makes unequal care worse or better, stop by stop, with the empty places shown.")},
    {WORDS("/themes"), WORDS("Meet"), WORDS("Themes and gatherings. Every level of knowledge.")},
    {WORDS("/learn"), WORDS("Look at your own data"),
     WORDS("In your browser, on your own machine. Nothing leaves it.")}};

static HomeStop stops[] = {{1, WORDS("/evidence?stop=frame"), WORDS("Asking the question"),
                            WORDS("Whose problem? 13 entries"), false},
                           {2, WORDS("/evidence?stop=reach"), WORDS("Who gets in"),
                            WORDS("Who is in at all? 26 entries"), true},
                           {3, WORDS("/evidence?stop=record"), WORDS("What is written down"),
                            WORDS("In which words? 44 entries"), false},
                           {4, WORDS("/evidence?stop=join"), WORDS("Joining and cleaning"),
                            WORDS("What is lost? 12 entries"), true},
                           {5, WORDS("/evidence?stop=model"), WORDS("Analysing"),
                            WORDS("Who bears the error? 44 entries"), false},
                           {6, WORDS("/evidence?stop=prove"), WORDS("Testing and buying"),
                            WORDS("Tested for whom? 12 entries"), true},
                           {7, WORDS("/evidence?stop=use"), WORDS("Using it"),
                            WORDS("What happens next? 29 entries"), false},
                           {8, WORDS("/evidence?stop=watch"), WORDS("Watching and answering"),
                            WORDS("Who can object? 8 entries"), true}};

static void write_home(Html *html)
{
    EntryLinks lists[] = {{.id = STR("waiting"),
                           .label = STR("Waiting for a first reply"),
                           .rows = {{LIST(question_rows)}, STR_NONE},
                           .more_path = STR("/ask"),
                           .more_label = STR("All open questions (11)")},
                          {.id = STR("due"),
                           .label = STR("Recommendations: answer due"),
                           .rows = {{LIST(due_rows)}, STR_NONE},
                           .more_path = STR("/recommendations"),
                           .more_label = STR("All recommendations (27)")},
                          {.id = STR("new"),
                           .label = STR("New in the evidence"),
                           .rows = {{LIST(evidence_rows)}, STR_NONE},
                           .more_path = STR("/evidence/map"),
                           .more_label = STR("See what is known and what is not")}};
    HomePage page = {
        .head = head_of(STR("Welcome"), SECTION_NONE),
        .title = STR("See where care leaves people behind, and untangle it together"),
        .summary = STR("Evidence, methods, questions and answers about data-driven care. Open to "
                       "everyone."),
        .doors = {LIST(home_doors)},
        .start_path = STR("/start"),
        .stops = {LIST(stops)},
        .gathering_path = STR("/events/12-list"),
        .gathering_title = STR("Who is missing from our waiting list?"),
        .gathering_day = STR("3"),
        .gathering_month = STR("December"),
        .gathering_facts = STR("Thursday, 18:00 to 19:30. Online, free, captions. 14 places left."),
        .lists = {LIST(lists)}};

    page.head.crumbs = (PageLinks){NULL, 0};
    page_home(html, &page);
}

static void write_start(Html *html)
{
    PageDoor who[] = {
        {STR("/methods?for=clinician"), STR("A clinician"),
         STR("A score came into your clinic. See whom it was tested for, and what to ask.")},
        {STR("/learn/own-data"), STR("A data scientist"),
         STR("Look at your own data in ten minutes, without sending it anywhere.")},
        {STR("/audits"), STR("Someone these data are about"),
         STR("Say what the numbers miss, in your own words.")}};
    StartGroup groups[] = {{STR("do"), STR("By what you want to do"), {LIST(home_doors)}},
                           {STR("who"), STR("Start here if you are"), {LIST(who)}}};
    StartPage page = {.head = head_of(STR("Start"), SECTION_START),
                      .title = STR("What do you want to do?"),
                      .summary = STR("Each door ends in one thing done, within ten minutes."),
                      .groups = {LIST(groups)}};

    page_start(html, &page);
}

static void write_list(Html *html)
{
    PageChoice effects[] = {{STR(""), STR("Any"), STR_NONE, false},
                            {STR("worse"), STR("Makes worse"), STR_NONE, true},
                            {STR("better"), STR("Makes better"), STR_NONE, false}};
    PageChoice at[] = {{STR(""), STR("Every stop"), STR_NONE, true},
                       {STR("reach"), STR("Who gets in"), STR_NONE, false}};
    ListFilter filters[] = {{STR("effect"), STR("Effect"), {LIST(effects)}},
                            {STR("stop"), STR("Stop"), {LIST(at)}}};
    PageLink ways[] = {{STR("/evidence/map"), STR("The gap map")},
                       {STR("/evidence/due"), STR("Review due (4)")}};
    PageLink data[] = {{STR("/evidence.csv"), STR("table (CSV)")},
                       {STR("/evidence.json"), STR("JSON")},
                       {STR("/evidence.atom"), STR("feed (Atom)")}};
    ListPage page = {
        .head = head_of(STR("Evidence"), SECTION_EVIDENCE),
        .title = STR("Evidence"),
        .summary = STR("What data-driven systems do to differences in health: worse, better, both, "
                       "or not clear. Each entry says how strong it is and whom it is about."),
        .path = STR("/evidence"),
        .query = STR("interpreter"),
        .new_path = STR("/evidence/new"),
        .new_label = STR("Add evidence"),
        .ways = {LIST(ways)},
        .filters = {LIST(filters)},
        .is_filtered = true,
        .count = STR("3 of 212 entries"),
        .found = {{LIST(evidence_rows)}, STR_NONE},
        .first_path = STR("/evidence?effect=worse"),
        .next_path = STR("/evidence?effect=worse&after=377"),
        .data = {LIST(data)}};

    page.head.feeds = (PageLinks){LIST(evidence_feed)};
    page.head.search = STR("interpreter");
    page_list(html, &page);
}

static void write_list_empty(Html *html)
{
    ListPage page = {.head = head_of(STR("Offers"), SECTION_NONE),
                     .title = STR("Offers"),
                     .summary = STR("Paid work, advice and places at the table."),
                     .path = STR("/offers"),
                     .new_path = STR("/offers/new"),
                     .new_label = STR("Offer something"),
                     .count = STR("No offers"),
                     .found = {.empty = STR("Nobody offers anything just now. Offer something, or "
                                            "follow the feed and be told.")}};

    page_list(html, &page);
}

static EntryValue used_on[] = {
    {.text = WORDS("Everyone referred to Northside, about 3,740 people a year")}};
static EntryValue since[] = {{.text = WORDS("April 2023"), .day = WORDS("2023-04")}};
static EntryValue owner[] = {
    {.text = WORDS("Northside NHS Trust"), .path = WORDS("/orgs/9-northside")}};
static EntryValue groups[] = {
    {.text = WORDS("Age")}, {.text = WORDS("Sex")}, {.text = WORDS("Need of an interpreter")}};
static EntryField fields[] = {{.label = WORDS("Used on"), .values = {LIST(used_on)}},
                              {.label = WORDS("Since"), .values = {LIST(since)}},
                              {.label = WORDS("Owner"), .values = {LIST(owner)}},
                              {.label = WORDS("Groups tested"), .values = {LIST(groups)}}};
static EntryVersion versions[] = {{WORDS("4 November 2026"), WORDS("2026-11-04"),
                                   WORDS("by Blue Heron"),
                                   WORDS("Groups tested: need of an interpreter added."),
                                   WORDS("/systems/31/history?from=1&to=2")},
                                  {WORDS("1 June 2026"), WORDS("2026-06-01"),
                                   WORDS("by Grey Wagtail"), WORDS("First version."), NOTHING}};

static const RichText sample_words = {
    WORDS("<p>Sample answer. Written by the makers of this software to show the form. Here stand "
          "a person\u2019s <strong>own words</strong>, unchanged.</p>")};

static EntryPart parts[] = {
    {WORDS("what-goes-in"),
     WORDS("What goes in"),
     {WORDS("<p>Questionnaire scores, earlier calls and visits, age.</p><ul><li>Answers are "
            "added up.</li><li>From <code>0.7</code>: a call within two days.</li></ul>"
            "<h3>What nobody knows</h3><blockquote><p>A made-up line that was quoted.</p>"
            "</blockquote><p>See <a href=\"https://example.org/\" rel=\"nofollow ugc "
            "noopener\">a made-up source</a> <span class=\"host\">(example.org)</span>.</p>")}}};

static PageLink acts[] = {{WORDS("/systems/31/change"), WORDS("Change this")},
                          {WORDS("/systems/31/follow"), WORDS("Follow")},
                          {WORDS("/systems/31/link"), WORDS("Link it to something")}};

static PageLink cite[] = {{WORDS("/systems/31.bib"), WORDS("BibTeX")},
                          {WORDS("/systems/31.ris"), WORDS("RIS")},
                          {WORDS("/systems/31.txt"), WORDS("plain")},
                          {WORDS("/systems/31.json"), WORDS("JSON")}};

static void write_entry(Html *html)
{
    EntryLinks links[] = {{.id = STR("evidence"),
                           .label = STR("Evidence"),
                           .rows = {{LIST(evidence_rows)}, STR_NONE},
                           .more_path = STR("/evidence/new?about=31"),
                           .more_label = STR("Add evidence about this system")},
                          {.id = STR("audits"),
                           .label = STR("Audits"),
                           .rows = {{NULL, 0}, STR("No audit yet.")},
                           .more_path = STR("/ask/audit?about=31"),
                           .more_label = STR("Ask for an audit of this system")},
                          {.id = STR("recommended"),
                           .label = STR("Recommendations"),
                           .rows = {{LIST(due_rows)}, STR_NONE}}};
    EntryReply replies[] = {{.number = 501,
                             .words = sample_words,
                             .says = STR("a problem"),
                             .by = STR("a patient, without a name"),
                             .day = STR("2026-11-18"),
                             .when = STR("18 November"),
                             .tell = STR("/flag/501")},
                            {.number = 502,
                             .words = sample_words,
                             .by = STR("for Northside NHS Trust, official"),
                             .day = STR("2026-11-12"),
                             .when = STR("12 November"),
                             .is_own = true,
                             .tell = STR("/flag/502")}};
    EntryPage page = {
        .head = head_of(STR("Triage score for talking therapies"), SECTION_SYSTEMS),
        .kind = STR("Data-driven system"),
        .title = STR("Triage score for talking therapies"),
        .summary = STR("A computer adds up answers and earlier contacts, and puts people who are "
                       "waiting in an order. A clinician sees the order and may change it."),
        .easy_path = STR("/pages/40-easy"),
        .warning = STR("This entry was to be looked at again by 1 October."),
        .warning_path = STR("/systems/31/change"),
        .warning_label = STR("Bring it up to date"),
        .fields = {LIST(fields)},
        .parts = {LIST(parts)},
        .links = {LIST(links)},
        .has_replies = true,
        .replies_title = STR("What people say"),
        .replies = {LIST(replies)},
        .reply_path = STR("/systems/31/reply"),
        .reply_label = STR("Say what you know of it"),
        .versions = {LIST(versions)},
        .history_path = STR("/systems/31/history"),
        .acts = {LIST(acts)},
        .cite = {LIST(cite)}};

    page.head.person = STR("Blue Heron");
    page.head.notice = STR("Saved. Everyone can see it now.");
    page.head.care = STR("This page mentions crises and not getting help.");
    page_entry(html, &page);
}

static PageChoice sorts[] = {{WORDS("study"), WORDS("A study"), NOTHING, true},
                             {WORDS("review"), WORDS("A review of studies"), NOTHING, false},
                             {WORDS("lived"), WORDS("What somebody lived through"),
                              WORDS("In their own words, with their yes"), false}};
static PageChoice concerned[] = {{WORDS("age"), WORDS("Age"), NOTHING, true},
                                 {WORDS("sex"), WORDS("Sex"), NOTHING, false},
                                 {WORDS("language"), WORDS("Language"), NOTHING, true}};
static PageChoice stop_choices[] = {{WORDS(""), WORDS("Choose one"), NOTHING, true},
                                    {WORDS("reach"), WORDS("Who gets in"), NOTHING, false}};

static FormProblem mistakes[] = {
    {WORDS("f-title"), WORDS("The title ends in a full stop; leave it out")},
    {WORDS("f-summary"), WORDS("The summary has 97 words; take out at least 7")},
    {WORDS("f-sort-study"), WORDS("Nothing is chosen; choose one")},
    {WORDS("f-seen-day"), WORDS("February 2026 has no day 31; write the day of your look")}};

static FormHidden hidden[] = {{WORDS("token"), WORDS("made-up")}, {WORDS("key"), WORDS("17")}};

/* What it says; without mistakes, or with one in each sort of field. */
static size_t fill_words(FormField *out, bool is_refused)
{
    FormField fields_of_words[] = {
        {.kind = INPUT_HEADING, .label = STR("What it says")},
        {.kind = INPUT_TEXT,
         .name = STR("title"),
         .label = STR("What was found, in one sentence"),
         .hint = STR("The service is the subject, not the group."),
         .value = STR("Made-up title"),
         .error = is_refused ? STR("The title ends in a full stop; leave it out") : STR_NONE},
        {.kind = INPUT_LONG,
         .name = STR("summary"),
         .label = STR("The same in plain words"),
         .hint = STR("At most 90 words."),
         .rows = 5,
         .value = STR("\nA first line\n  and a second, \"kept\" as <typed>"),
         .error = is_refused ? STR("The summary has 97 words; take out at least 7") : STR_NONE},
        {.kind = INPUT_CHOICE,
         .name = STR("sort"),
         .label = STR("What sort of evidence is it?"),
         .choices = {LIST(sorts)},
         .error = is_refused ? STR("Nothing is chosen; choose one") : STR_NONE},
        {.kind = INPUT_LIST,
         .name = STR("stop"),
         .label = STR("At which stop?"),
         .choices = {LIST(stop_choices)}},
        {.kind = INPUT_CHOICES,
         .name = STR("groups"),
         .label = STR("Whom is it about?"),
         .hint = STR("As many as fit."),
         .choices = {LIST(concerned)},
         .is_optional = true}};

    memcpy(out, fields_of_words, sizeof fields_of_words);
    return sizeof fields_of_words / sizeof fields_of_words[0];
}

static size_t fill_source(FormField *out, bool is_refused)
{
    FormField fields_of_source[] = {
        {.kind = INPUT_HEADING,
         .label = STR("Where it comes from"),
         .hint = STR("Others want to read it too.")},
        {.kind = INPUT_DATE,
         .name = STR("seen"),
         .label = STR("When did you last look at it?"),
         .hint = STR("For example 27 3 2026"),
         .day = STR("31"),
         .month = STR("2"),
         .year = STR("2026"),
         .error = is_refused ? STR("February 2026 has no day 31; write the day of your look")
                             : STR_NONE},
        {.kind = INPUT_WEB,
         .name = STR("source"),
         .label = STR("Web address"),
         .value = STR("https://example.org/a?b=1&c=2"),
         .is_optional = true},
        {.kind = INPUT_NUMBER,
         .name = STR("people"),
         .label = STR("How many people?"),
         .value = STR("400")},
        {.kind = INPUT_YES_NO,
         .name = STR("open"),
         .label = STR("Can everybody read it?"),
         .is_yes = true},
        {.kind = INPUT_EMAIL,
         .name = STR("mail"),
         .label = STR("Your e-mail"),
         .hint = STR("Nobody sees it."),
         .value = STR("heron@example.org")},
        {.kind = INPUT_CODE, .name = STR("code"), .label = STR("The number we sent you")},
        {.kind = INPUT_PASSWORD,
         .name = STR("password"),
         .label = STR("Password"),
         .value = STR("never shown")}};

    memcpy(out, fields_of_source, sizeof fields_of_source);
    return sizeof fields_of_source / sizeof fields_of_source[0];
}

static size_t fill_fields(FormField *out, bool is_refused)
{
    size_t count = fill_words(out, is_refused);

    return count + fill_source(out + count, is_refused);
}

static void write_form_of(Html *html, bool is_refused)
{
    FormField form_fields[20];
    size_t count = fill_fields(form_fields, is_refused);
    FormPage page = {.head = head_of(STR("Add evidence"), SECTION_EVIDENCE),
                     .title = STR("Add evidence"),
                     .summary = STR("One finding an entry. You can save it and come back."),
                     .action = STR("/evidence/new"),
                     .hidden = {LIST(hidden)},
                     .fields = {form_fields, count},
                     .submit = STR("Publish"),
                     .other = STR("See how it will look"),
                     .draft = STR("Save and come back"),
                     .cancel_path = STR("/evidence")};

    page.head.crumbs = (PageLinks){LIST(evidence_crumbs)};
    if (is_refused) {
        page.head.is_refused = true;
        page.mistakes.items = mistakes;
        page.mistakes.count = sizeof mistakes / sizeof mistakes[0];
        page.alike_title = STR("We may have this already");
        page.alike.rows = (PageRows){evidence_rows, 1};
        page.preview = sample_words;
    }
    page_form(html, &page);
}

static void write_form(Html *html)
{
    write_form_of(html, false);
}

static void write_form_refused(Html *html)
{
    write_form_of(html, true);
}

static void write_history(Html *html)
{
    HistoryVersion all[] = {{2, STR("4 November 2026"), STR("2026-11-04"), STR("Blue Heron"),
                             STR("Groups tested: need of an interpreter added."),
                             STR("/systems/31?version=2"), false, true},
                            {1, STR("1 June 2026"), STR("2026-06-01"), STR("Grey Wagtail"),
                             STR("First version."), STR("/systems/31?version=1"), true, false}};
    WordChange words[] = {{WORDS_KEPT, STR("A computer ")},
                          {WORDS_TAKEN, STR("decides who is called")},
                          {WORDS_ADDED, STR("puts people who are waiting in an order")},
                          {WORDS_KEPT, STR(". A clinician sees the order.")}};
    HistoryChange changes[] = {{STR("Summary"), {LIST(words)}}};
    HistoryPage page = {.head = head_of(STR("What changed"), SECTION_SYSTEMS),
                        .title = STR("What changed in this entry"),
                        .entry_path = STR("/systems/31-score"),
                        .entry_title = STR("Triage score for talking therapies"),
                        .path = STR("/systems/31/history"),
                        .versions = {LIST(all)},
                        .compared = STR("Version 2 compared with version 1"),
                        .changes = {LIST(changes)}};

    page_history(html, &page);
}

static void write_sheet(Html *html)
{
    FormProblem of_mistakes[] = {{STR("f-words"), STR("Write a sentence.")}};
    FormHidden of_hidden[] = {{STR("token"), STR("1\"2")}};
    FormField of_fields[] = {{.kind = INPUT_LONG,
                              .name = STR("words"),
                              .label = STR("Why should it be shown?"),
                              .error = STR("Write a sentence.")}};
    SheetForm forms[] = {{.text = STR("Somebody else reads it again."),
                          .action = STR("/e/12/act/appeal"),
                          .hidden = {LIST(of_hidden)},
                          .fields = {LIST(of_fields)},
                          .submit = STR("Ask for a second look"),
                          .more = STR("at reply 12"),
                          .is_alt = true}};
    SheetFact facts[] = {{STR("It is"), STR("hidden")}};
    PageLink ways[] = {{STR("/me/data"), STR("All that is kept of you")}};
    PageRow rows[] = {{.path = STR("/e/12"), .title = STR("Reply 12"), .facts = STR("hidden")}};
    SheetPart of_parts[] = {{.id = STR("things"),
                             .label = STR("What you wrote"),
                             .text = STR("The newest first."),
                             .strong = STR("It is about something else."),
                             .facts = {LIST(facts)},
                             .has_rows = true,
                             .rows = {.rows = {LIST(rows)}},
                             .forms = {LIST(forms)},
                             .ways = {LIST(ways)}}};
    SheetPage page = {.head = head_of(STR("You, here"), SECTION_NONE),
                      .mistakes = {LIST(of_mistakes)},
                      .title = STR("You, here"),
                      .summary = STR("Your things."),
                      .ways = {LIST(ways)},
                      .parts = {LIST(of_parts)}};

    page_sheet(html, &page);
}

static void write_map(Html *html)
{
    MapBar bars[] = {{STR("mw"), STR("M0 0h24v8h-24z")},
                     {STR("mb"), STR("M24.8 .8h6.4v6.4h-6.4z")}};
    MapCell cells[] = {{STR("Age"),
                        STR("/evidence?stage=use&group=age"),
                        STR("4"),
                        STR("Using it, Age: 4 pieces of evidence: 3 worse, 1 better"),
                        STR("b2"),
                        {LIST(bars)}},
                       {STR("Faith"),
                        STR("/evidence?stage=use&group=faith"),
                        STR("0"),
                        STR("Using it, Faith: 0, none yet"),
                        STR("z"),
                        {NULL, 0}}};
    MapRow rows[] = {{STR("Using it"),
                      STR("/evidence/map?stage=use"),
                      {LIST(cells)},
                      STR("/evidence?stage=use"),
                      STR("4")}};
    PageLink columns[] = {{STR("/evidence?group=age"), STR("Age")},
                          {STR("/evidence?group=faith"), STR("Faith")}};
    PageLink ways[] = {{STR("/evidence/map.csv"), STR("This map as a CSV table")}};
    MapPage page = {.head = head_of(STR("What is known"), SECTION_EVIDENCE),
                    .title = STR("What is known, and what is not"),
                    .summary = STR("4 pieces of evidence. 1 of 2 cells is empty."),
                    .sum = STR("One piece can be in several cells: these add up to 4."),
                    .rows_label = STR("Stop"),
                    .caption = STR("Pieces of evidence by stop (rows) and group (columns)."),
                    .groups = {LIST(columns)},
                    .rows = {LIST(rows)},
                    .totals = {LIST(cells)},
                    .total = STR("4"),
                    .ways = {LIST(ways)}};

    page_map(html, &page);
}

static void write_numbers(Html *html)
{
    NumbersKind kinds[] = {{STR("Evidence"), STR("/evidence"), STR("4")}};
    Str missing[] = {STR("There is no evidence about these groups: Faith.")};
    PageRow rows[] = {{.path = STR("/evidence?group=age"),
                       .title = STR("Age"),
                       .facts = STR("4 pieces of evidence, no stories")}};
    NumbersPage page = {.head = head_of(STR("What is here"), SECTION_NONE),
                        .title = STR("What is here, and who is not"),
                        .summary = STR("Every number is counted from what anyone can read."),
                        .kinds = {LIST(kinds)},
                        .missing = {LIST(missing)},
                        .stops = {{LIST(rows)}, STR("None yet.")},
                        .groups = {{LIST(rows)}, STR("None yet.")},
                        .ways = {LIST(home_crumb)}};

    page_numbers(html, &page);
}

static void write_problem(Html *html)
{
    PageLink ways[] = {{STR("/search"), STR("Search everything here")},
                       {STR("/start"), STR("All doors, by what you want to do")}};
    ProblemPage page = {.head = head_of(STR("There is no such page"), SECTION_NONE),
                        .title = STR("There is no such page"),
                        .sentence = STR("The address may have been cut off, or what stood here was "
                                        "taken back by who wrote it."),
                        .remedy = STR("Look at the address again, or go on from here:"),
                        .ways = {LIST(ways)},
                        .reference = STR("404-7f3a")};

    page.head.sample = STR_NONE;
    page_problem(html, &page);
}

const SamplePage sample_pages[] = {{"home", write_home},
                                   {"start", write_start},
                                   {"list", write_list},
                                   {"list-empty", write_list_empty},
                                   {"entry", write_entry},
                                   {"form", write_form},
                                   {"form-refused", write_form_refused},
                                   {"history", write_history},
                                   {"map", write_map},
                                   {"numbers", write_numbers},
                                   {"problem", write_problem},
                                   {"sheet", write_sheet},
                                   {NULL, NULL}};
