/* Labels of periods in the order of time: "Apr 2023" before "Jan 2024". */
#ifndef UK_STUDY_PERIOD_LABELS_H
#define UK_STUDY_PERIOD_LABELS_H

#include "base/status.h"

/* Fills `order` (room for labels.count) with the places of the labels, the earliest first, and
   *unordered with SIZE_MAX; or, where they tell no order, *unordered with the place of one that
   does not. Labels come in natural order, each once.
   A label tells its time by a year with what narrows it down: a month by its English name ("Apr
   2023", "1 April 2023", "Apr-23") or number ("01/2024", "2024-01"), a day behind both
   (2024-01-31), a quarter, half or week (Q1 2024, 2023/24 Q1), or nothing (2024, 2023/24). Labels
   alike but for one number (Wave 1, Wave 2; 202401) are in its order. 01/02/2024 tells nothing: no
   one knows which is the month. Nor do months of no year, or two labels of one time. */
Status period_labels_order(Context *context, StrSpan labels, uint32_t *order,
                           size_t *unordered) UK_MUST_USE;

#endif
