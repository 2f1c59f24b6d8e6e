/* The one style sheet of the commons, as it is sent: src/site/pages/app.css shrunk. */
#ifndef UK_SITE_PAGES_APP_CSS_H
#define UK_SITE_PAGES_APP_CSS_H

#include <stddef.h>

/* ASCII, no NUL at its end; at most 12,000 bytes, which the build holds. */
extern const char app_css[];
extern const size_t app_css_length;

#endif
