/* YAML into a tree: the one place that knows the YAML library. */
#ifndef UK_STUDY_YAML_H
#define UK_STUDY_YAML_H

#include "study/tree.h"

/* Reads one YAML document into the context's arena; `*out` is NULL when it could not be read to its
   end. Notes every mistake with its place: what tree_check_bytes tells, aliases, anchors, tags,
   merge keys, directives, a second document, keys that are lists or stand twice;
   of syntax the first. Fails if it noted any. Nothing is expanded, so that what
   is read is never larger than what is written. */
Status yaml_read(Context *context, Str path, Str bytes, TreeNode **out) UK_MUST_USE;

#endif
