/* Labels that mean something by themselves, from the catalogue: missing, suppressed, not recorded,
   ordered. */
#ifndef UK_STUDY_LABELS_H
#define UK_STUDY_LABELS_H

#include "base/status.h"

/* Longer labels are never looked at for meaning: they are recorded, no totals, tell no order. */
#define LABEL_BYTES_MOST ((size_t)400)

/* Cells that are no value in any column: "", NULL, NA, N/A, NaN, #N/A, -, --, . and their like;
   exact bytes, after trimming. The blank comes first. Only to be read. */
StrSpan labels_missing(void);
bool label_is_missing(Str label);

/* The same, or one of `more`, which are trimmed: what a person says is missing in one file. */
bool label_is_missing_in(Str label, StrSpan more);

/* True for a number kept back, trimmed: "*", "c", "[c]", "x", "<5", "< 5", "1-7", "0 to 7". Gives
   the whole numbers it may stand for; `to` is INT64_MAX where no upper end is said. Ranges begin at
   0 or 1 and end at 100 at most: "18-25" is an age band, not a number. Both are untouched when
   false. */
bool label_is_suppressed(Str label, int64_t *from, int64_t *to);

/* Why a group is not recorded, where the label tells; all three count as "not recorded". */
typedef enum NotRecorded {
    RECORDED,
    NOT_RECORDED_ASKED,   /* nobody asked, or nobody wrote it down: blank, NULL, "Not known" */
    NOT_RECORDED_CHOSEN,  /* asked, and chose not to say: "Prefer not to say", "Not stated" */
    NOT_RECORDED_UNUSABLE /* a code that means nothing: "Invalid" */
} NotRecorded;

/* By label alone, ASCII case and surrounding punctuation ignored, as are a code before ("ZZ Not
   stated"), a gloss after ("Not stated (asked, declined)") and what it is about ("Ethnicity
   unknown"). Labels joined by "/", ",", ";", "|", " or " or " and " are not recorded when every
   part is ("Not stated/Not known/Invalid"); NOT_RECORDED_ASKED then unless all parts agree. Codes
   such as Z and 99 are recorded until a study says otherwise. */
NotRecorded label_not_recorded(Str label);

/* Orders that labels say themselves: every recorded label has a number and the first or last of
   them says which end is worst off ("01 Least deprived" .. "10 Most deprived"), or every one names
   an end and counts from it ("Most deprived 10%", "Second most deprived"), or they are a known
   sequence (poorest .. richest). Gives how many of `worst_first` (room for labels.count) were
   filled: indices of the recorded labels, worst off first; not recorded ones are left out. 0 when
   the labels do not tell; bare numbers never do, and the direction is then asked for. */
size_t labels_tell_order(StrSpan labels, uint32_t *worst_first);

/* True for a row that stands for everyone beside its own parts: All, Total, All (England), England
   (all). */
bool label_is_total(Str label);

/* True for a column name that usually identifies a person: patient_nbr, person_id, nhs_number. */
bool name_is_person(Str name);

#endif
