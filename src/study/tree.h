/* A study file as a tree of texts with places, before anything of it is understood. */
#ifndef UK_STUDY_TREE_H
#define UK_STUDY_TREE_H

#include "base/status.h"

typedef enum TreeKind { TREE_TEXT, TREE_LIST, TREE_MAP } TreeKind;

typedef struct TreeNode TreeNode;

/* An item of a list has no key. */
typedef struct TreeItem {
    Str key;
    Place key_place; /* line 0: refused, nothing more is to be said */
    bool key_quoted;
    TreeNode *value;
} TreeItem;

struct TreeNode {
    TreeKind kind;
    bool quoted;    /* text: written in quotes or as a block */
    bool refused;   /* a mistake of it was noted: nothing more is to be said */
    bool in_braces; /* stands inside {} or [], or is one */
    Str text;
    Place place;
    size_t start; /* of a text: its bytes in the file, from here... */
    size_t end;   /* ...to before here; marks of quotation may stand outside */
    TreeItem *items;
    size_t count;
};

#define TREE_DEPTH_MOST 32
#define TREE_ITEMS_MOST ((size_t)10000) /* of one list or map */

/* What other readers of YAML take an unquoted key for, where that is not text (yes, null, 2019,
   1e3, ~): "a number or a date"; else NULL. */
const char *tree_key_fault(Str key);

/* What a study's file must be before YAML is thought of: UTF-8 text without control characters,
   and no tab that indents a line. Notes what is not so; fails if anything was noted. */
Status tree_check_bytes(Context *context, Str path, Str bytes) UK_MUST_USE;

/* Adds an item without a value to a map or list; NULL when memory is spent or the node holds
   TREE_ITEMS_MOST, both noted. Valid until the next is added. */
TreeItem *tree_add(Context *context, TreeNode *node);

/* Notes keys of a map that stand twice, and marks the later ones as refused. */
void tree_check_keys(Context *context, TreeNode *map);

/* The value of a key of a map, NULL where there is none. */
const TreeNode *tree_find(const TreeNode *map, Str key);

#endif
