/* Labels that mean something by themselves, from the catalogue: missing, suppressed, not recorded,
   ordered. */
#ifndef UK_STUDY_LABELS_H
#define UK_STUDY_LABELS_H

#include "base/status.h"

/* Cells that are no value in any column: "", NULL, NA, N/A, NaN, #N/A, -, --, . and their like; exact
   bytes, after trimming. The blank comes first. */
StrSpan labels_missing(void);
bool label_is_missing(Str label);

/* True for a number kept back: "*", "c", "[c]", "x", "<5", "< 5", "1-7", "0 to 7". Gives the whole
   numbers it may stand for; `to` is INT64_MAX where no upper end is said. */
bool label_is_suppressed(Str label, int64_t *from, int64_t *to);

/* Why a group is not recorded, where the label tells; all three count as "not recorded". */
typedef enum NotRecorded {
    RECORDED,
    NOT_RECORDED_ASKED,   /* nobody asked, or nobody wrote it down: blank, NULL, "Not known" */
    NOT_RECORDED_CHOSEN,  /* asked, and chose not to say: "Prefer not to say", "Not stated" */
    NOT_RECORDED_UNUSABLE /* a code that means nothing: "Invalid" */
} NotRecorded;

/* By label alone, ASCII case and surrounding punctuation ignored; labels joined by "/", "," or " or "
   are not recorded when every part is ("Not stated/Not known/Invalid"). */
NotRecorded label_not_recorded(Str label);

/* Orders that labels say themselves, such as "01 Least deprived" .. "10 Most deprived" or
   "Quintile 1 (poorest)": true when every recorded label has a number and the first or last of them
   says which end is worst off. `worst_first` is then the order of the indices, worst off first.
   Bare numbers never tell: the direction is then asked for. */
bool labels_tell_order(Context *context, StrSpan labels, uint32_t *worst_first);

/* True for a row that stands for everyone beside its own parts: All, Total, England (all). */
bool label_is_total(Str label);

/* True for a column name that usually identifies a person: patient_nbr, person_id, nhs_number. */
bool name_is_person(Str name);

#endif
