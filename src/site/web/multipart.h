/* Forms of several parts (multipart/form-data), which bring files: read strictly. */
#ifndef UK_SITE_WEB_MULTIPART_H
#define UK_SITE_WEB_MULTIPART_H

#include "site/web/request.h"

#define MULTIPART_BOUNDARY_MOST ((size_t)70)

/* Whether the type is that of such a form, whatever else it says. */
bool multipart_is(Str content_type);

/* Reads the body of a form with that Content-Type. Fails with FAIL_INPUT for everything that no
   browser writes: bytes outside the parts, a part without a name, another encoding, no end. Uploads
   are slices of `body`. A file that was not chosen (no name, no bytes) is left out. */
Status multipart_read(Context *context, Str content_type, Str body, FieldSpan *fields,
                      UploadSpan *uploads) UK_MUST_USE;

#endif
