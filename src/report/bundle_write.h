/* A whole audit as one JSON file, the same bytes on every machine. */
#ifndef UK_REPORT_BUNDLE_WRITE_H
#define UK_REPORT_BUNDLE_WRITE_H

#include "base/text.h"
#include "disclosure/shown_audit.h"

/* Adds the bundle to `text`, one line with its line end: format, sha256 of the audit, the audit.
   bundle_fields.h says what the keys are. What is read back and written again gives the same
   bytes. Every '<' stands inside a text, so that replacing it by \u003c makes the bundle safe
   inside a page; it reads back, hash and all. Fails when memory is spent alone. */
Status bundle_write(Context *context, const ShownAudit *audit, Text *text) UK_MUST_USE;

#endif
