/* Fields of BibTeX as people read them: LaTeX's accents and signs are letters again. */
#ifndef UK_SITE_TEXT_LATEX_TEXT_H
#define UK_SITE_TEXT_LATEX_TEXT_H

#include "base/text.h"

/* "{\"o}", "\'{e}", "\c c", "\ss", "--", "~", "\&": letters and signs. Braces and commands of form
   (\emph, \textit) are left out and their words stay; blanks and line ends become one blank. */
Str latex_read(Context *context, Str raw);

/* The other way: what LaTeX takes for its own gets a backslash; letters stay UTF-8. */
void latex_write(Text *text, Str words);

#endif
