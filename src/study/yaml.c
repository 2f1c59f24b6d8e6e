/* Events of libfyaml become nodes. Nothing of it is kept: texts are copied. */
#include "study/yaml.h"

#include "base/number.h"

#include <libfyaml.h>
#include <string.h>

/* The first message of the library, as it writes it: "<memory-...>:2:5: error: ..." */
typedef struct Complaint {
    char bytes[400];
    size_t length;
} Complaint;

typedef struct Reader {
    Context *context;
    Str path;
    struct fy_diag *diag;
    struct fy_parser *parser;
    TreeNode *open[TREE_DEPTH_MOST]; /* the containers that have not ended */
    size_t depth;
    TreeNode *root;
    bool second; /* a second document began */
    bool ended;  /* the stream was read to its end */
    Complaint complaint;
} Reader;

static void reader_close(Reader *reader)
{
    fy_parser_destroy(reader->parser);
    fy_diag_unref(reader->diag);
}

static void keep_complaint(struct fy_diag *diag, void *user, const char *bytes, size_t length)
{
    Complaint *complaint = user;

    (void)diag;
    if (complaint->length == 0) {
        complaint->length = length < sizeof complaint->bytes ? length : sizeof complaint->bytes;
        memcpy(complaint->bytes, bytes, complaint->length);
    }
}

static Place place_of(const Reader *reader, struct fy_token *token)
{
    const struct fy_mark *mark = token == NULL ? NULL : fy_token_start_mark(token);

    return mark == NULL ? (Place){reader->path, 0, 0}
                        : (Place){reader->path, mark->line + 1, mark->column + 1};
}

/* The library's token of an anchor or alias is its name, and begins behind the sign. */
static Place place_of_sign(const Reader *reader, struct fy_token *token)
{
    Place place = place_of(reader, token);

    place.column -= place.column > 1;
    return place;
}

static void refuse(Reader *reader, Place place, const char *what)
{
    note_error(reader->context, FAIL_INPUT, place, "%s", what);
}

static void refuse_properties(Reader *reader, TreeNode *node, struct fy_token *anchor,
                              struct fy_token *tag)
{
    if (anchor != NULL) {
        refuse(reader, place_of_sign(reader, anchor),
               "an anchor (&) stands here; a study says things where they are: write it out, or "
               "put text that begins with & in quotes");
    }
    if (tag != NULL) {
        refuse(reader, place_of(reader, tag),
               "a tag (!) stands here; take it out, or put text that begins with ! in quotes");
    }
    node->refused = tag != NULL;
}

/* The words of a token in the arena; false when memory is spent. */
static bool take_text(Reader *reader, struct fy_token *token, Str *out)
{
    size_t length = 0;
    const char *bytes = token == NULL ? "" : fy_token_get_text(token, &length);

    *out = bytes == NULL ? STR_NONE : str_copy(reader->context->arena, (Str){bytes, length});
    if (out->bytes == NULL) {
        note_memory(reader->context);
    }
    return out->bytes != NULL;
}

/* A key that has no name of its own is refused, and its value with it. */
static void check_key(Reader *reader, TreeItem *item, const TreeNode *node)
{
    if (node->kind != TREE_TEXT) {
        note_error(reader->context, FAIL_INPUT, node->place,
                   "a list or map stands where a key is wanted; put a name before the colon");
        item->key_place.line = 0;
        return;
    }
    if (!node->quoted && str_equal(node->text, STR("<<"))) {
        note_error(reader->context, FAIL_INPUT, node->place,
                   "a merge key (<<) stands here; write the lines out");
        item->key_place.line = 0;
        return;
    }
}

/* Gives the node its place in the container that is open; false stops the reading. */
static bool attach(Reader *reader, TreeNode *node)
{
    TreeNode *parent = reader->depth == 0 ? NULL : reader->open[reader->depth - 1];
    TreeItem *item = NULL;

    if (parent == NULL) {
        reader->root = node;
        return true;
    }
    node->in_braces = node->in_braces || parent->in_braces;
    if (parent->kind == TREE_MAP && parent->count > 0 &&
        parent->items[parent->count - 1].value == NULL) {
        parent->items[parent->count - 1].value = node;
        return true;
    }
    item = tree_add(reader->context, parent);
    if (item == NULL) {
        return false;
    }
    if (parent->kind == TREE_LIST) {
        item->value = node;
        return true;
    }
    item->key = node->text;
    item->key_place = node->place;
    item->key_quoted = node->quoted;
    check_key(reader, item, node);
    return true;
}

static TreeNode *new_node(Reader *reader, TreeKind kind, struct fy_token *token)
{
    TreeNode *node = TAKE(reader->context, TreeNode, 1);

    if (node == NULL) {
        note_memory(reader->context);
        return NULL;
    }
    node->kind = kind;
    node->place = place_of(reader, token);
    return node;
}

/* What has no token of its own stands where the key before it does. */
static Place place_before(const Reader *reader)
{
    const TreeNode *parent = reader->depth == 0 ? NULL : reader->open[reader->depth - 1];

    if (parent == NULL) {
        return (Place){reader->path, 1, 1};
    }
    return parent->kind == TREE_MAP && parent->count > 0
               ? parent->items[parent->count - 1].key_place
               : parent->place;
}

static bool read_scalar(Reader *reader, const struct fy_event *event)
{
    struct fy_token *token = event->scalar.value;
    TreeNode *node = new_node(reader, TREE_TEXT, token);

    if (node == NULL || !take_text(reader, token, &node->text)) {
        return false;
    }
    node->quoted = token != NULL && fy_token_scalar_style(token) != FYSS_PLAIN;
    if (node->place.line == 0) {
        node->place = place_before(reader);
    } else {
        node->start = fy_token_start_mark(token)->input_pos;
        node->end = fy_token_end_mark(token)->input_pos;
    }
    refuse_properties(reader, node, event->scalar.anchor, event->scalar.tag);
    return attach(reader, node);
}

static bool read_alias(Reader *reader, const struct fy_event *event)
{
    TreeNode *node = new_node(reader, TREE_TEXT, event->alias.anchor);

    refuse(reader, place_of_sign(reader, event->alias.anchor),
           "an alias (*) stands here; write out what it stands for, or put text that begins with "
           "* in quotes");
    if (node == NULL) {
        return false;
    }
    node->refused = true;
    return attach(reader, node);
}

static bool is_flow(struct fy_token *token, Str bytes)
{
    const struct fy_mark *mark = token == NULL ? NULL : fy_token_start_mark(token);

    return mark != NULL && mark->input_pos < bytes.length &&
           (bytes.bytes[mark->input_pos] == '{' || bytes.bytes[mark->input_pos] == '[');
}

static bool open_container(Reader *reader, TreeNode *node)
{
    if (node == NULL) {
        return false;
    }
    if (node->place.line == 0) {
        node->place = place_before(reader);
    }
    if (reader->depth == TREE_DEPTH_MOST) {
        note_error(reader->context, FAIL_INPUT, node->place,
                   "more than %d lists and maps stand inside one another; is this a study?",
                   TREE_DEPTH_MOST);
        return false;
    }
    if (!attach(reader, node)) {
        return false;
    }
    reader->open[reader->depth++] = node;
    return true;
}

static bool read_open(Reader *reader, const struct fy_event *event, Str bytes)
{
    bool map = event->type == FYET_MAPPING_START;
    struct fy_token *token =
        map ? event->mapping_start.mapping_start : event->sequence_start.sequence_start;
    TreeNode *node = new_node(reader, map ? TREE_MAP : TREE_LIST, token);

    if (node != NULL) {
        node->in_braces = is_flow(token, bytes);
        refuse_properties(reader, node,
                          map ? event->mapping_start.anchor : event->sequence_start.anchor,
                          map ? event->mapping_start.tag : event->sequence_start.tag);
    }
    return open_container(reader, node);
}

static bool read_document(Reader *reader, const struct fy_event *event)
{
    struct fy_document_state *state = event->document_start.document_state;
    struct fy_token *token = event->document_start.document_start;

    if (reader->second) {
        Place place = place_of(reader, token);

        note_error(reader->context, FAIL_INPUT, place,
                   "a second document begins here; a file holds one study");
        return false;
    }
    if (state != NULL &&
        (fy_document_state_version_explicit(state) || fy_document_state_tags_explicit(state))) {
        note_error(reader->context, FAIL_INPUT, (Place){reader->path, 1, 1},
                   "the file begins with a directive (%%); take that line out");
    }
    reader->second = true;
    return true;
}

/* False stops the reading; something was then noted, or the stream has ended. */
static bool read_event(Reader *reader, const struct fy_event *event, Str bytes)
{
    switch (event->type) {
    case FYET_SCALAR:
        return read_scalar(reader, event);
    case FYET_ALIAS:
        return read_alias(reader, event);
    case FYET_MAPPING_START:
    case FYET_SEQUENCE_START:
        return read_open(reader, event, bytes);
    case FYET_MAPPING_END:
        tree_check_keys(reader->context, reader->open[--reader->depth]);
        return true;
    case FYET_SEQUENCE_END:
        reader->depth--;
        return true;
    case FYET_DOCUMENT_START:
        return read_document(reader, event);
    case FYET_STREAM_END:
        reader->ended = true;
        return false;
    case FYET_NONE:
    case FYET_STREAM_START:
    case FYET_DOCUMENT_END:
        break;
    }
    return true;
}

/* What the library says where people write a study wrongly, and what we say instead. */
typedef struct Remedy {
    const char *part;
    const char *sentence;
} Remedy;

static const Remedy remedies[] = {
    {"tab character", "a tab stands where spaces are wanted; use spaces"},
    {"nested block mapping", "a second ': ' stands in this line; put text that holds ': ' in "
                             "quotes"},
    {"multiline plain", "this line's value goes on in the next, which has a key; begin both keys "
                        "in one column, or put text that holds ': ' in quotes"},
    {"block sequence on the same line", "a list begins behind its key; write it in lines of its "
                                        "own, or as [a, b]"},
    {"plain scalar cannot start", "text cannot begin with this character; put the text in quotes"},
    {"trailing content", "something stands behind the closing quote; put the whole in one pair of "
                         "quotes, of the other kind than those inside"},
    {"closing quote", "a quote opens here and never closes; end the text with the same quote"},
    {"wrongly indented",
     "a quote opens here, and its text goes on further left than its key; close "
     "the quote, or move its lines in"},
    {"invalid escape", "a backslash means something in double quotes; use single quotes"},
    {"block scalar", "'>' or '|' stands where text would begin; put a condition such as "
                     "'[risk score] >= 1' in quotes as a whole"},
    {"flow mapping", "braces are not closed, or a comma is missing; close every { with }"},
    {"flow sequence", "brackets are not closed, or a comma is missing; close every [ with ]"},
    {"invalid value after mapping", "brackets are not closed before this; close every [ with ] and "
                                    "every { with }"},
    {"indentation", "this line begins in another column than its neighbours; line it up with the "
                    "keys it belongs to"},
};

static Str next_field(Str *rest)
{
    size_t colon = str_find_byte(*rest, ':');
    Str field = str_slice(*rest, 0, colon);

    *rest = str_slice(*rest, colon + 1, rest->length);
    return field;
}

static void note_complaint(Reader *reader)
{
    Str rest = {reader->complaint.bytes, reader->complaint.length};
    Place place = {reader->path, 0, 0};
    Str shown;

    (void)next_field(&rest);
    if (!number_parse_integer(next_field(&rest), &place.line) ||
        !number_parse_integer(next_field(&rest), &place.column)) {
        place = (Place){reader->path, 0, 0};
    }
    for (size_t i = 0; i < sizeof remedies / sizeof remedies[0]; i++) {
        if (str_contains_ignoring_case(rest, str_from(remedies[i].part))) {
            note_error(reader->context, FAIL_INPUT, place, "%s", remedies[i].sentence);
            return;
        }
    }
    (void)next_field(&rest);
    rest = str_trim(str_slice(rest, 0, str_find_byte(rest, '\n')));
    shown = str_show(reader->context->arena, rest, 120);
    note_error(reader->context, FAIL_INPUT, place,
               "this cannot be read as YAML (%.*s); look at the quotes, colons and indentation of "
               "this line",
               STR_ARGS(shown));
}

static bool reader_open(Reader *reader, Str bytes)
{
    struct fy_diag_cfg messages;
    struct fy_parse_cfg config = {.flags =
                                      FYPCF_QUIET | FYPCF_DEFAULT_VERSION_1_2 | FYPCF_JSON_NONE};

    fy_diag_cfg_default(&messages);
    messages.fp = NULL;
    messages.output_fn = keep_complaint;
    messages.user = &reader->complaint;
    messages.level = FYET_ERROR;
    messages.show_position = true;
    messages.colorize = false;
    messages.show_source = false;
    messages.show_type = false;
    messages.show_module = false;
    reader->diag = fy_diag_create(&messages);
    config.diag = reader->diag;
    reader->parser = reader->diag == NULL ? NULL : fy_parser_create(&config);
    return reader->parser != NULL &&
           fy_parser_set_string(reader->parser, bytes.bytes, bytes.length) == 0;
}

static void read_all(Reader *reader, Str bytes)
{
    bool goes_on = true;

    while (goes_on) {
        struct fy_event *event = fy_parser_parse(reader->parser);

        if (event == NULL) {
            note_complaint(reader);
            return;
        }
        goes_on = read_event(reader, event, bytes);
        fy_parser_event_free(reader->parser, event);
    }
}

Status yaml_read(Context *context, Str path, Str bytes, TreeNode **out)
{
    size_t errors_before = context->error_count;
    AUTO(Reader, reader_close) reader = {.context = context, .path = path};

    *out = NULL;
    TRY(tree_check_bytes(context, path, bytes));
    if (str_trim(bytes).length == 0) {
        return fail(context, FAIL_INPUT, (Place){path, 1, 1},
                    "the file is empty; 'unknot init DATA' writes a study to begin with");
    }
    if (!reader_open(&reader, bytes)) {
        return fail_memory(context);
    }
    read_all(&reader, bytes);
    if (reader.ended && reader.root == NULL) {
        note_error(context, FAIL_INPUT, (Place){path, 1, 1},
                   "the file holds comments only; 'unknot init DATA' writes a study to begin with");
    }
    *out = reader.ended ? reader.root : NULL;
    return status_since(context, errors_before);
}
