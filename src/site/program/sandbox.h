/* What the server gives up before it answers anybody: files outside its folder, new sockets, other
   programs. */
#ifndef UK_SITE_PROGRAM_SANDBOX_H
#define UK_SITE_PROGRAM_SANDBOX_H

#include "base/status.h"

/* For this thread and all that it starts, for ever: files only below `folder` (Landlock; a kernel
   without it gives a warning), and only the calls to the system that answering needs (seccomp;
   others fail with EPERM). Open files and sockets stay. Fails when the filter cannot be set. */
Status sandbox_enter(Context *context, Str folder) UK_MUST_USE;

/* Whether this kernel has Landlock. */
bool sandbox_has_landlock(void);

#endif
