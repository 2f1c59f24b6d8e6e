/* Reading a bundle back: what was shown once, and is never verified again. */
#ifndef UK_DISCLOSURE_BUNDLE_READ_H
#define UK_DISCLOSURE_BUNDLE_READ_H

#include "disclosure/shown_audit.h"

#define BUNDLE_BYTES_MOST 33554432 /* 32 MiB; a report's bundle has about 300 kB */

/* Makes the audit that `bytes` hold; they are borrowed for as long as it is used. Any bytes may
   come: FAIL_INPUT with the place in `name` for what is no bundle, cut off, of a newer format,
   changed since it was written, of wrong types, with unknown or repeated keys, or at odds with
   itself (an index beyond its list, a text that does not fit its hash); FAIL_LIMIT beyond
   BUNDLE_BYTES_MOST. The first mistake alone is told: nobody writes bundles by hand.
   The hash tells slips and edits, not forgeries: shown_audit_verified is always false. */
Status bundle_read(Context *context, Str name, Str bytes, ShownAudit **out) UK_MUST_USE;

#endif
