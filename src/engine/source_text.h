/* Text files before they are cells: encodings, marks, line ends. For source*.c alone. */
#ifndef UK_ENGINE_SOURCE_TEXT_H
#define UK_ENGINE_SOURCE_TEXT_H

#include "engine/source.h"

/* The encoding that --encoding names, or a note. */
Status text_read_encoding(Context *context, const ReadOptions *options,
                          SourceEncoding *encoding) UK_MUST_USE;

/* Sets source->encoding from the mark at the start of the file and from options.encoding, which may
   not contradict each other, and source->lone_returns. Without either it is UTF-8. */
Status text_find_encoding(Context *context, Source *source, Str bytes) UK_MUST_USE;

/* The text as UTF-8 without its mark, lines ending in LF or CR LF: borrowed from `bytes` where that
   is so already, else in the arena. Of a text that must be decoded at most the first `most`
      bytes. */
Status text_decode(Context *context, const Source *source, Str bytes, size_t most,
                   Str *out) UK_MUST_USE;

/* Notes the first byte that is not UTF-8, or NUL, with its line and the remedy. `text` begins on
   line 1. */
Status text_check(Context *context, const Source *source, Str text) UK_MUST_USE;

/* What is left below the first `lines` lines; empty when there are fewer. */
Str text_skip_lines(Str text, int64_t lines);

/* Line ends in the text. */
int64_t text_count_lines(Str text);

#endif
