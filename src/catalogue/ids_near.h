/* Which id may have been meant by one that is not there. */
#ifndef UK_CATALOGUE_IDS_NEAR_H
#define UK_CATALOGUE_IDS_NEAR_H

#include "base/status.h"

#define IDS_NEAR_MOST 3

/* At most IDS_NEAR_MOST of `ids`, made in the context's arena: a slip of the pen first, then, for
   texts of three bytes and more, ids that hold the text in any ASCII case. Empty: none is near. */
Status ids_near(Context *context, Str wanted, StrSpan ids, StrSpan *out) UK_MUST_USE;

#endif
