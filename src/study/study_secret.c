/* What a study file holds that is not shown: connections to databases. A report and a bundle carry
   the file's text, so that a password in it would go wherever they go. */
#include "study/connection.h"
#include "study/study_build.h"

#include <string.h>

#define HIDDEN STR("\"not shown\"")

static bool is_quote(char byte)
{
    return byte == '"' || byte == '\'';
}

/* The bytes of the value with its quotes. */
static void find_span(Str bytes, const TreeNode *node, StudySecret *out)
{
    *out = (StudySecret){node->start, node->end, node->text};
    if (out->start > 0 && out->end < bytes.length && is_quote(bytes.bytes[out->end]) &&
        bytes.bytes[out->start - 1] == bytes.bytes[out->end]) {
        out->start--;
        out->end++;
    }
}

void build_hide(Build *build, const Spot *spot, const TreeNode *node)
{
    StudySecrets *secrets = build->secrets;
    size_t size = sizeof secrets->items[0];
    StudySecret *grown;
    Str bytes;

    if (node->kind != TREE_TEXT || node->end <= node->start) {
        return;
    }
    grown = arena_grow(build->context->arena, secrets->items, secrets->count * size,
                       (secrets->count + 1) * size);
    if (grown == NULL) {
        note_memory(build->context);
        build->stopped = true;
        return;
    }
    secrets->items = grown;
    find_span(build->bytes, node, &secrets->items[secrets->count]);
    bytes = str_slice(build->bytes, node->start, node->end - node->start);
    secrets->count++;
    if (str_find_byte(bytes, '\n') < bytes.length) {
        Str key = spot_words(build, spot);

        build_mistake(build, node->place,
                      "%.*s goes on over several lines; write it on one line, in quotes",
                      STR_ARGS(key));
    }
    if (connection_has_password(node->text)) {
        note_warning(build->context, node->place,
                     "'%s' holds a password, for all who can read this file; keep it with the data "
                     "source (odbc.ini), and write DSN=NAME alone",
                     spot->key->name);
    }
}

/* ---- the text without them ---- */

static bool is_word(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '_';
}

/* The length of "PWD = " and the like at the start of `text`; 0 where it is none. */
static size_t secret_key(Str text)
{
    static const char *const KEYS[] = {"pwd", "password", "uid"};

    for (size_t i = 0; i < sizeof KEYS / sizeof KEYS[0]; i++) {
        Str key = str_from(KEYS[i]);
        size_t at = key.length;

        if (!str_equal_ignoring_case(str_slice(text, 0, key.length), key)) {
            continue;
        }
        while (at < text.length && text.bytes[at] == ' ') {
            at++;
        }
        if (at < text.length && text.bytes[at] == '=') {
            do {
                at++;
            } while (at < text.length && text.bytes[at] == ' ');
            return at;
        }
    }
    return 0;
}

/* Where the value ends that begins `text`. */
static size_t secret_end(Str text)
{
    static const char ENDS[] = ";\"'\r\n";
    size_t at = 0;

    if (str_starts_with(text, STR("{"))) {
        Str line = str_slice(text, 0, str_find_byte(text, '\n'));

        at = str_find_byte(line, '}');
    }
    while (at < text.length && strchr(ENDS, text.bytes[at]) == NULL) {
        at++;
    }
    return at;
}

/* Copies text that lies between connections. */
static void add_open_text(Text *out, Str text)
{
    size_t at = 0;

    while (at < text.length) {
        bool begins = at == 0 || !is_word(text.bytes[at - 1]);
        size_t key = begins ? secret_key(str_slice(text, at, text.length)) : 0;

        if (key == 0) {
            text_add_byte(out, text.bytes[at++]);
            continue;
        }
        text_add(out, str_slice(text, at, key));
        at += key;
        text_add(out, STR("..."));
        at += secret_end(str_slice(text, at, text.length));
    }
}

Status study_shown_text(Context *context, const Study *study, Str *out)
{
    Text text = text_new(context->arena);
    size_t at = 0;

    for (size_t i = 0; i < study->secrets.count; i++) {
        const StudySecret *secret = &study->secrets.items[i];

        add_open_text(&text, str_slice(study->bytes, at, secret->start - at));
        text_add(&text, HIDDEN);
        at = secret->end;
    }
    add_open_text(&text, str_slice(study->bytes, at, study->bytes.length));
    return text_finish(context, &text, out);
}
