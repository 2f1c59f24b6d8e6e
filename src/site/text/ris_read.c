/* RIS as programs write it: one line a field, "TY  - " first and "ER  - " last. */
#include "site/text/reference_build.h"

#include <string.h>

typedef struct Reader {
    Context *context;
    Str file;
    Str text;
    References *found;
    Reference *reference; /* the source being read; NULL between sources */
    Place begun;
    Str *member; /* what a line that goes on is added to */
    Text joined; /* its lines so far */
    Str first_page;
    Str last_page;
    bool is_full;
} Reader;

static ReferenceKind kind_of(Str type)
{
    static const struct {
        const char *name;
        ReferenceKind kind;
    } kinds[] = {
        {"JOUR", REFERENCE_ARTICLE},  {"JFULL", REFERENCE_ARTICLE}, {"EJOUR", REFERENCE_ARTICLE},
        {"MGZN", REFERENCE_ARTICLE},  {"NEWS", REFERENCE_ARTICLE},  {"BOOK", REFERENCE_BOOK},
        {"EBOOK", REFERENCE_BOOK},    {"EDBOOK", REFERENCE_BOOK},   {"CHAP", REFERENCE_CHAPTER},
        {"ECHAP", REFERENCE_CHAPTER}, {"CONF", REFERENCE_MEETING},  {"CPAPER", REFERENCE_MEETING},
        {"RPRT", REFERENCE_REPORT},   {"GOVDOC", REFERENCE_REPORT}, {"THES", REFERENCE_THESIS},
        {"DATA", REFERENCE_DATA},     {"DBASE", REFERENCE_DATA},    {"ELEC", REFERENCE_WEB},
        {"WEB", REFERENCE_WEB},       {"BLOG", REFERENCE_WEB}};
    size_t i;

    for (i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (str_equal_ignoring_case(type, str_from(kinds[i].name))) {
            return kinds[i].kind;
        }
    }
    return REFERENCE_OTHER;
}

/* BibTeX's name of a tag; several tags mean one thing, since programs differ. */
static Str name_of(Str tag)
{
    static const char *const names[][2] = {
        {"TI", "title"},     {"T1", "title"},    {"CT", "title"},   {"JO", "journal"},
        {"JF", "journal"},   {"JA", "journal"},  {"T2", "journal"}, {"BT", "booktitle"},
        {"PB", "publisher"}, {"VL", "volume"},   {"IS", "number"},  {"AB", "abstract"},
        {"N2", "abstract"},  {"LA", "language"}, {"UR", "url"},     {"L2", "url"},
        {"LK", "url"},       {"DO", "doi"},      {"M3", "doi"},     {"PY", "year"},
        {"Y1", "year"},      {"DA", "date"},     {"N1", "note"}};
    size_t i;

    for (i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (str_equal(tag, str_from(names[i][0]))) {
            return str_from(names[i][1]);
        }
    }
    return STR_NONE;
}

static bool is_tag_byte(char byte)
{
    return (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
}

/* "TY  - JOUR"; the last line often ends in the hyphen. */
static bool split_line(Str line, Str *tag, Str *value)
{
    if (line.length < 5 || !is_tag_byte(line.bytes[0]) || !is_tag_byte(line.bytes[1]) ||
        !str_equal(str_slice(line, 2, 3), STR("  -")) ||
        (line.length > 5 && line.bytes[5] != ' ')) {
        return false;
    }
    *tag = str_slice(line, 0, 2);
    *value = str_trim(str_slice(line, 5, line.length));
    return true;
}

/* Control characters are blanks. */
static Str cleaned(Context *context, Str value)
{
    Text out = text_new(context->arena);
    size_t i;

    for (i = 0; i < value.length; i++) {
        text_add_byte(&out, (unsigned char)value.bytes[i] < ' ' ? ' ' : value.bytes[i]);
    }
    return str_trim(text_str(&out));
}

/* A long field that goes on in the next line. */
static void go_on(Reader *reader, Str more)
{
    if (reader->joined.length == 0) {
        text_add(&reader->joined, *reader->member);
    }
    text_add(&reader->joined, reader->joined.length > 0 ? STR(" ") : STR(""));
    text_add(&reader->joined, more);
    *reader->member = text_str(&reader->joined);
}

static void mistake(Reader *reader, Str line, const char *sentence)
{
    size_t at = (size_t)(line.bytes - reader->text.bytes);

    reference_mistake(reader->context, reference_place(reader->file, reader->text, at), sentence);
}

static void begin_source(Reader *reader, Str line, Str type)
{
    if (reader->reference != NULL) {
        mistake(reader, line, "the source before has no line \"ER  - \"; add one at its end");
    }
    reader->reference = reference_new(reader->context, reader->found);
    if (reader->reference == NULL) {
        reader->is_full = true;
        mistake(reader, line, "there are more than 200 sources; paste fewer at once");
        return;
    }
    reader->reference->kind = kind_of(type);
    reader->begun =
        reference_place(reader->file, reader->text, (size_t)(line.bytes - reader->text.bytes));
    reader->first_page = STR_NONE;
    reader->last_page = STR_NONE;
}

static void end_source(Reader *reader)
{
    Reference *reference = reader->reference;
    Str first = reader->first_page;
    Str last = reader->last_page;

    if (last.length > 0 && first.length > 0 && !str_equal(first, last)) {
        reference->pages =
            str_format(reader->context->arena, "%.*s-%.*s", STR_ARGS(first), STR_ARGS(last));
    } else {
        reference->pages = first;
    }
    reader->reference = NULL;
    if (reference->title.length == 0) {
        reader->found->count--;
        reference_mistake(reader->context, reader->begun,
                          "this source has no title; add a line \"TI  - \"");
    }
}

static void add_author(Reader *reader, Str line, Str value)
{
    size_t comma = str_find_byte(value, ',');
    Str given = str_trim(str_slice(value, comma + 1, value.length));
    size_t more = str_find_byte(given, ',');

    /* "Family, Given, Suffix" */
    if (!reference_add_person(reader->context, reader->reference,
                              str_trim(str_slice(value, 0, comma)),
                              str_trim(str_slice(given, 0, more)))) {
        reader->is_full = true;
        mistake(reader, line, "a source has more than 500 authors; keep the first ones");
    }
}

static void read_field(Reader *reader, Str line, Str tag, Str value)
{
    Reference *reference = reader->reference;
    Str name = name_of(tag);

    reader->member = NULL;
    reader->joined = text_new(reader->context->arena);
    if (str_equal(tag, STR("AU")) || str_equal(tag, STR("A1"))) {
        add_author(reader, line, value);
    } else if (str_equal(tag, STR("SP"))) {
        reader->first_page = value;
    } else if (str_equal(tag, STR("EP"))) {
        reader->last_page = value;
    } else if (str_equal(tag, STR("ID"))) {
        reference->key = value;
    } else if (name.length > 0) {
        reference_set(reader->context, reference, name, value);
    }
    if (str_equal(tag, STR("AB")) || str_equal(tag, STR("N2"))) {
        reader->member = &reference->summary;
    } else if (str_equal(tag, STR("TI")) || str_equal(tag, STR("T1"))) {
        reader->member = &reference->title;
    }
}

static void read_line(Reader *reader, Str line)
{
    Str tag;
    Str value;

    if (!split_line(line, &tag, &value)) {
        Str more = cleaned(reader->context, line);

        if (more.length == 0) {
            return;
        }
        if (reader->reference == NULL) {
            mistake(reader, line, "a source begins with a line \"TY  - JOUR\"; add one before");
        } else if (reader->member != NULL) {
            go_on(reader, more);
        }
        return;
    }
    if (str_equal(tag, STR("TY"))) {
        begin_source(reader, line, value);
    } else if (reader->reference == NULL) {
        mistake(reader, line, "a source begins with a line \"TY  - JOUR\"; add one before");
    } else if (str_equal(tag, STR("ER"))) {
        end_source(reader);
    } else {
        read_field(reader, line, tag, cleaned(reader->context, value));
    }
}

Status ris_read(Context *context, Str file, Str text, References *references)
{
    Str whole = str_starts_with(text, STR("\xef\xbb\xbf")) ? str_slice(text, 3, text.length) : text;
    Reader reader = {.context = context, .file = file, .text = whole, .found = references};
    StrSplit lines = str_split(whole, '\n');
    size_t before = context->error_count;
    Str line;

    TRY(reference_begin(context, file, whole, references));
    while (str_split_next(&lines, &line)) {
        size_t mistakes = context->error_count;

        if (line.length > 0 && line.bytes[line.length - 1] == '\r') {
            line.length--;
        }
        read_line(&reader, line);
        if (reader.is_full || context->error_count > before + REFERENCE_MISTAKES_MOST ||
            (context->error_count > mistakes && reader.reference == NULL)) {
            break; /* every further line would be a mistake */
        }
    }
    if (reader.reference != NULL && !reader.is_full) {
        references->count--;
        reference_mistake(context, reader.begun,
                          "this source has no line \"ER  - \"; add one at its end");
    }
    return reference_end(context, file, references, before);
}
