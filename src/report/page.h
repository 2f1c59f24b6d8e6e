/* Internal: one page while it is written, and its parts. */
#ifndef UK_REPORT_PAGE_H
#define UK_REPORT_PAGE_H

#include "report/html.h"
#include "report/report.h"

/* More distinct ones are said where they stand. */
#define PAGE_NOTES_MOST 500

typedef struct Page {
    Html html;
    Context *context;
    const ShownAudit *audit;
    const ShownStudy *study;
    ReportView view;
    bool alone;     /* one picture as a file of its own */
    size_t last_id; /* of titles and descriptions of pictures */
    Str *notes;     /* of tables: each is said once, at the end of the page */
    size_t note_count;
    const ShownFinding *lead[2]; /* of the first picture; NULL: none. Told together where both */
    size_t lead_count;
} Page;

/* Texts of ours that stand in several places. */
Str page_data_id(DataSay say);
Str page_data_says(DataSay say);
Str page_people_id(PeopleSay say);
Str page_people_say(PeopleSay say);
/* Of a knot: "a problem; others: it depends", never one answer made of two. */
Str page_people_of_knot(const Page *page, const ShownKnot *knot);
/* Of a knot that disagrees: how; the data may have measured nothing yet. */
Str page_disagreement(const ShownKnot *knot);
/* Of an interval, in words: "Wilson’s for shares" of "wilson"; "none" of nothing. */
Str page_method_name(Str method);
Str page_level_of_say(LevelOfSay say);
Str page_stage_id(Stage stage);
Str page_stage_name(Stage stage);
Str page_stage_question(Stage stage);
Str page_knot_name(Page *page, Str id);
Str page_check_name(CheckKind check);

/* The finding may be shown in this view. */
bool page_shows(const Page *page, const ShownFinding *finding);
/* The tag "made up", where the data are. */
void page_made_up(Page *page);
/* "not said" for an empty text. */
Str page_or(Str text, Str otherwise);
/* What can still change, and until when. */
Str page_can_change(Page *page, Str otherwise);
Str page_count(Page *page, size_t count);
/* "And 3 more, in the full report.": what a list on paper has no room for. */
Str page_rest_words(Page *page, size_t count);

/* The head to the top of the page, and its end. */
void page_write_head(Page *page, Str kind);
void page_write_end(Page *page);
void page_write_warning(Page *page);

/* The parts, in the order of the report. */
void page_write_question(Page *page);
void page_write_lead(Page *page);
void page_write_minute(Page *page);
void page_write_path(Page *page);
void page_write_stops(Page *page);
/* `open`: with its picture in sight; else a line that opens. */
void page_write_finding(Page *page, const ShownFinding *finding, bool open);
void page_write_people(Page *page);
void page_write_actions(Page *page);
void page_write_given(Page *page);
void page_write_not_shown(Page *page);
/* How much protection hid, by grouping; nothing where it hid nothing. */
void page_write_hiding(Page *page);
void page_write_not_looked(Page *page);
/* How many people it would take where the data cannot tell; nothing where they can. */
void page_write_precision(Page *page);
void page_write_methods(Page *page);
void page_write_data_line(Page *page, DataSay says);
void page_write_people_line(Page *page, PeopleSay says, Str words);
void page_write_two_lines(Page *page, const ShownKnot *knot);
/* Folded: every table of the finding. */
void page_write_tables(Page *page, const ShownFinding *finding);
/* Of a pathway: in words and as a picture, which step carries most of the gap at its end; its
   table, in the fold of the others. Nothing where there are fewer than three steps, or it is not
   shown. */
void page_write_steps(Page *page, const ShownFinding *finding);
void page_write_steps_table(Page *page, const ShownFinding *finding);
/* The region and caption of a table, numbered; what a row says that its group is. */
void page_open_table(Page *page, Str caption);
Str page_group_head(Page *page, const ShownGroup *group);
/* A measure of groups in an order, by name, with its interval. */
Str page_measure_text(Page *page, const ShownFinding *finding, const ShownMeasure *measure);
/* Source line, another explanation, how to read. */
void page_write_below(Page *page, const ShownFinding *finding);

void page_write_lead_picture(Page *page, const ShownFinding *lead);

/* How the intervals of its estimates were made; empty: none has any. */
Str page_method(const ShownFinding *finding);

/* Whole pages. */
void page_write_public(Page *page);
void page_write_meeting(Page *page);
void page_write_board(Page *page);
void page_write_split(Page *page);
/* Of the standard that the view is named after. */
void page_write_standard(Page *page);
/* What, owner, when, measured again. */
void page_write_action(Page *page, const ShownAction *action);

/* The part tells of an outcome by a group about `about`; of a change over periods only those that
   no finding of the outcome itself tells of. */
bool page_splits(const ShownAudit *audit, const ShownFinding *finding, const ShownPart *part,
                 Str about);
/* A table of group, people, count, rate and interval alone. */
void page_write_split_table(Page *page, const ShownFinding *finding, const ShownPart *part);

/* The findings of the first picture, once for each page and view. */
void page_choose_lead(Page *page);
bool page_is_lead(const Page *page, const ShownFinding *finding);

/* Sentences of "in one minute", and the findings that have one, in their order. */
#define PAGE_MINUTE_MOST 5
size_t page_list_minute(const Page *page, const ShownFinding **found, size_t most);

#endif
