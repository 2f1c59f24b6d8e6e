/* Internal: numbers as people read them on pages, and the pairs that a gap is made of. */
#ifndef UK_REPORT_FIGURE_H
#define UK_REPORT_FIGURE_H

#include "disclosure/shown_audit.h"

/* "1,235", "0 to 7", "hidden"; "none" where there is no such number. */
Str figure_count(Arena *arena, const ShownNumber *number);

/* A share out of 100, days or an amount, with at most `decimals`; as above where it is hidden. */
Str figure_estimate(Arena *arena, CheckUnit unit, const ShownNumber *number, int decimals);

/* The same of a plain value that was worked out from numbers that may leave. */
Str figure_value(Arena *arena, CheckUnit unit, double value, int decimals);

/* Of `decimals` those that the number holds as released; of a part, that all its estimates hold. */
int figure_kept(CheckUnit unit, const ShownNumber *number, int decimals);
int figure_kept_by_all(const ShownFinding *finding, const ShownPart *part, int decimals);

/* "41.2 to 45.0"; empty where either end is not shown. */
Str figure_range(Arena *arena, CheckUnit unit, const ShownInterval *interval, int decimals);

/* "between 8 and 12 fewer", "between 2 fewer and 4 more"; empty where there is none. */
Str figure_gap_range(Arena *arena, CheckUnit unit, const ShownInterval *interval);

/* The range rounds to one number: "close to 8 fewer". */
bool figure_gap_is_close(Arena *arena, CheckUnit unit, const ShownInterval *interval);

/* "3 to 4 smaller", "between 1 smaller and 2 larger": a change of a gap whose sign was `sign`. */
Str figure_change_range(Arena *arena, CheckUnit unit, const ShownInterval *change, double sign,
                        int decimals);

/* "6 to 9": how far a gap moved that is now on the other side of none. */
Str figure_move_range(Arena *arena, CheckUnit unit, const ShownInterval *change, int decimals);

/* The gap that matters, as people said it: "5 in 100", "7 days", "2.5 pounds"; empty where
   nobody did. */
Str figure_matters(Arena *arena, const ShownFinding *finding);

/* " in 100" of shares, " days", and the unit of amounts where it is known. */
Str figure_unit(Arena *arena, const ShownFinding *finding);

/* "8 in 100 more", "9 fewer", and of averages "9 less": by the sign of a gap; its size and unit as
   they are written. */
Str figure_sized(Arena *arena, CheckUnit unit, double gap, Str size, Str unit_name);

/* "12 fewer", "3 more", "no difference" */
Str figure_gap(Arena *arena, CheckUnit unit, double value, int decimals);

/* The same as a table's cell, one digit behind the point at most; "hidden" or "none" where it is
   not shown. */
Str figure_gap_of(Arena *arena, CheckUnit unit, const ShownInterval *gap);

/* Digits that keep a difference visible: 0, or 1 where it is below 2. */
int figure_decimals(CheckUnit unit, double difference);

/* Digits behind the point, 1 at most, that every estimate of the finding's pairs holds as released:
   a share to whole hundredths has none, out of 100. */
int figure_held(const ShownFinding *finding);

bool figure_has(const ShownInterval *interval);
bool figure_has_limits(const ShownInterval *interval);

/* The label as people read it: in quotation marks; "not recorded" and words for it without. */
Str figure_label(Arena *arena, const ShownGroup *group);
bool figure_is_quoted(Str label);
/* The group compared with, so, or "everyone else". */
Str figure_others(Arena *arena, const ShownTable *table);
/* The same for any finding: beside a population, or what a score expected, there is no group. */
Str figure_compared(Arena *arena, const ShownFinding *finding, const ShownTable *table);

/* A study's own name of a grouping as people read it: blanks for its low dashes. */
Str figure_name(Arena *arena, Str name);
/* The same of what a finding groups by; empty where it groups by nothing. */
Str figure_dimension(Arena *arena, const ShownFinding *finding);
Str figure_dimension_quoted(Arena *arena, const ShownFinding *finding);

Str figure_quoted(Arena *arena, Str text);
/* What is counted, in quotation marks: what the study says that it means, up to a semicolon, where
   that is at most 40 bytes; else its name. */
Str figure_subject(Arena *arena, const ShownFinding *finding);
/* "referrals" of "referral"; "rows" of nothing. */
Str figure_rows(Arena *arena, Str row);
/* " that reached “finished”", or nothing; "referrals that reached “finished”": of whom the finding
   counts. */
Str figure_among(Arena *arena, const ShownFinding *finding);
Str figure_counted(Arena *arena, const ShownFinding *finding);

/* Two estimates whose difference is the gap of a table: of groups in an order the two outermost
   that are shown, else one group and those it is compared with. Of a change it is the same two in
   every period: those that are shown in all of them, first the one that is higher in the last. */
typedef struct FigurePair {
    bool has;
    Str first;
    Str second;
    double first_value;
    double second_value;
} FigurePair;

FigurePair figure_pair(Arena *arena, const ShownFinding *finding, const ShownPart *part);

/* The same question without the words: figure_pair(...).has. */
bool figure_has_pair(const ShownFinding *finding, const ShownPart *part);

/* The group that figure_pair tells of in a table without order: the first with a gap found, else
   the first compared. NULL where there is none. */
const ShownGroup *figure_told_group(const ShownFinding *finding, const ShownPart *part);

/* Of a change, how the very gap moved that is told, and the gap in the first and the last period,
   with its sign; NULL, and these are as they were, where it is not shown with its interval. */
const ShownInterval *figure_gap_change(const ShownFinding *finding, double *then, double *now);

/* The table that the finding's sentences speak of. */
const ShownPart *figure_main_part(const ShownFinding *finding);

/* False where nobody said which gap matters, and for the not recorded in what is written down and
   in rows lost: that who lacks one answer lacks another too says nothing about any group. */
bool figure_is_judged(const ShownFinding *finding, const ShownGroup *group);

/* What the data say about one group; the verdict's own words where it names the group. */
DataSay figure_group_says(const ShownFinding *finding, const ShownGroup *group);

const ShownGroup *figure_find(const ShownTable *table, Str level);

/* Each group stands beside a share of its own: of the population, of what a score expected or of
   the first period. */
bool figure_has_reference(const ShownFinding *finding);
/* Of a combination of groups, each has a share drawn towards all beside its own. */
bool figure_has_shrunk(const ShownFinding *finding, const ShownPart *part);
/* What stands beside the estimate of group `g` of the part told; NULL: the group was not there. */
const ShownInterval *figure_before(const ShownFinding *finding, const ShownPart *now, size_t g);

#endif
