#include "site/text/markdown.h"

#include "base/utf8.h"
#include "site/text/entities.h"
#include "site/text/web_link.h"

#include <md4c.h>
#include <string.h>

#define GROWN_BYTES_MOST ((size_t)1 << 20)
#define DEPTH_MOST 24 /* lists and quotes in each other; deeper ones are not marked */
#define PIECE_BYTES_MOST ((size_t)4000)
#define PADDING_BYTES ((size_t)64)
#define SPANS_MOST ((size_t)64) /* marks in each other; deeper ones are left out */

#define PARSER_FLAGS                                                                               \
    (MD_FLAG_NOHTML | MD_FLAG_PERMISSIVEURLAUTOLINKS | MD_FLAG_STRIKETHROUGH |                     \
     MD_FLAG_NOINDENTEDCODEBLOCKS)

/* What the parser's calls share. */
typedef struct Renderer {
    Context *context;
    Str source; /* what the parser reads */
    Html html;
    int depth;      /* of lists and quotes */
    int heading;    /* level that was shown last; 2 is the page's own */
    int in_picture; /* pictures in each other; then words alone are shown */
    bool in_code;   /* a block of code: line ends count */
    bool is_link;   /* between <a> and </a> */
    WebLink link;
    Text link_words;               /* what was written in it so far */
    Str refused;                   /* the address of a link that may not be followed */
    bool is_plain;                 /* words alone are wanted */
    MD_SPANTYPE spans[SPANS_MOST]; /* that are open, the innermost last */
    size_t span_count;
} Renderer;

/* Whole characters, in pieces that the writer does not cut. */
static void put_words(Renderer *renderer, Str words)
{
    if (renderer->is_link) {
        text_add(&renderer->link_words, words);
    }
    while (words.length > 0) {
        size_t length = words.length < PIECE_BYTES_MOST ? words.length : PIECE_BYTES_MOST;

        while (length < words.length && length > 0 &&
               ((unsigned char)words.bytes[length] & 0xc0) == 0x80) {
            length--;
        }
        length = length == 0 ? PIECE_BYTES_MOST : length;
        if (renderer->is_plain) {
            text_add(renderer->html.out, str_slice(words, 0, length));
        } else if (renderer->in_code) {
            html_lines(&renderer->html, str_slice(words, 0, length));
        } else {
            html_data(&renderer->html, str_slice(words, 0, length));
        }
        words = str_slice(words, length, words.length);
    }
}

static void put_tag(Renderer *renderer, HtmlMarkup tag)
{
    if (renderer->is_plain) {
        text_add_byte(renderer->html.out, ' ');
    } else if (renderer->in_picture == 0) {
        html_markup(&renderer->html, tag);
    }
}

/* Within a line: nothing where words alone are wanted. */
static void put_span(Renderer *renderer, HtmlMarkup tag)
{
    if (!renderer->is_plain) {
        put_tag(renderer, tag);
    }
}

/* Stops the parser when the text grows beyond all measure: one address named thousands of times. */
static int go_on(const Renderer *renderer)
{
    return renderer->html.out->spent || renderer->html.out->length > GROWN_BYTES_MOST;
}

/* What stands in an attribute, its entities read. */
static Str attribute_text(Context *context, const MD_ATTRIBUTE *attribute)
{
    Text text = text_new(context->arena);
    size_t i;

    for (i = 0; attribute->size > 0 && attribute->substr_offsets[i] < attribute->size; i++) {
        size_t from = attribute->substr_offsets[i];
        Str piece = {attribute->text + from, attribute->substr_offsets[i + 1] - from};

        if (attribute->substr_types[i] == MD_TEXT_ENTITY) {
            entity_add(&text, piece);
        } else if (attribute->substr_types[i] == MD_TEXT_NULLCHAR) {
            utf8_add(&text, 0xfffd);
        } else {
            text_add(&text, piece);
        }
    }
    return text_str(&text);
}

static void begin_link(Renderer *renderer, const MD_SPAN_A_DETAIL *detail)
{
    Str typed = attribute_text(renderer->context, &detail->href);

    renderer->refused = STR_NONE;
    if (renderer->is_plain || renderer->in_picture > 0) {
        return;
    }
    if (typed.length > MARKDOWN_LINK_BYTES_MOST ||
        !web_link_read(renderer->context, typed, &renderer->link)) {
        renderer->refused = str_show(renderer->context->arena, typed, 200);
        return;
    }
    renderer->is_link = true;
    renderer->link_words = text_new(renderer->context->arena);
    HTML_FILL(&renderer->html, "<a href=\"{}\" rel=\"nofollow ugc noopener\">",
              renderer->link.address);
}

/* People read where it leads before they follow. */
static void end_link(Renderer *renderer)
{
    if (renderer->in_picture > 0) {
        return;
    }
    if (renderer->is_link) {
        renderer->is_link = false;
        HTML_PUT(&renderer->html, "</a>");
        if (!web_link_says_host(text_str(&renderer->link_words), &renderer->link)) {
            HTML_FILL(&renderer->html, " <span class=\"host\">({})</span>", renderer->link.shown);
        }
    } else if (renderer->refused.length > 0) {
        HTML_FILL(&renderer->html, " ({})", renderer->refused);
        renderer->refused = STR_NONE;
    }
}

static void open_span(Renderer *renderer, MD_SPANTYPE type, const void *detail)
{
    if (type == MD_SPAN_A) {
        begin_link(renderer, detail);
    } else if (type == MD_SPAN_IMG) {
        put_words(renderer, renderer->in_picture++ == 0 ? STR("[picture: ") : STR(""));
    } else if (type == MD_SPAN_EM) {
        put_span(renderer, MARKUP("<em>"));
    } else if (type == MD_SPAN_STRONG) {
        put_span(renderer, MARKUP("<strong>"));
    } else if (type == MD_SPAN_CODE) {
        put_span(renderer, MARKUP("<code>"));
    } else if (type == MD_SPAN_DEL) {
        put_span(renderer, MARKUP("<del>"));
    }
}

static void close_span(Renderer *renderer)
{
    MD_SPANTYPE type = renderer->spans[--renderer->span_count];

    if (type == MD_SPAN_A) {
        end_link(renderer);
    } else if (type == MD_SPAN_IMG) {
        put_words(renderer, --renderer->in_picture == 0 ? STR("]") : STR(""));
    } else if (type == MD_SPAN_EM) {
        put_span(renderer, MARKUP("</em>"));
    } else if (type == MD_SPAN_STRONG) {
        put_span(renderer, MARKUP("</strong>"));
    } else if (type == MD_SPAN_CODE) {
        put_span(renderer, MARKUP("</code>"));
    } else if (type == MD_SPAN_DEL) {
        put_span(renderer, MARKUP("</del>"));
    }
}

static bool is_open(const Renderer *renderer, MD_SPANTYPE type)
{
    size_t i;

    for (i = 0; i < renderer->span_count; i++) {
        if (renderer->spans[i] == type) {
            return true;
        }
    }
    return false;
}

/* The parser does not always end what it began (a bare address over half of an emphasis), so what
   is open is kept here, and ends in its order and with its block. */
static int enter_span(MD_SPANTYPE type, void *detail, void *data)
{
    Renderer *renderer = data;

    if (renderer->span_count < SPANS_MOST && !(type == MD_SPAN_A && is_open(renderer, type))) {
        renderer->spans[renderer->span_count++] = type;
        open_span(renderer, type, detail);
    }
    return go_on(renderer);
}

static int leave_span(MD_SPANTYPE type, void *detail, void *data)
{
    Renderer *renderer = data;

    (void)detail;
    if (is_open(renderer, type)) {
        while (renderer->spans[renderer->span_count - 1] != type) {
            close_span(renderer);
        }
        close_span(renderer);
    }
    return go_on(renderer);
}

static void close_spans(Renderer *renderer)
{
    while (renderer->span_count > 0) {
        close_span(renderer);
    }
}

static void put_heading(Renderer *renderer, unsigned level, bool is_end)
{
    int wanted = level > 2 ? 5 : (int)level + 2;

    if (!is_end) {
        renderer->heading = wanted > renderer->heading + 1 ? renderer->heading + 1 : wanted;
    }
    switch (renderer->heading) {
    case 3:
        put_tag(renderer, is_end ? MARKUP("</h3>\n") : MARKUP("<h3>"));
        break;
    case 4:
        put_tag(renderer, is_end ? MARKUP("</h4>\n") : MARKUP("<h4>"));
        break;
    default:
        put_tag(renderer, is_end ? MARKUP("</h5>\n") : MARKUP("<h5>"));
    }
}

static void put_numbered(Renderer *renderer, const MD_BLOCK_OL_DETAIL *detail)
{
    if (detail->start == 1 || renderer->is_plain) {
        put_tag(renderer, MARKUP("<ol>"));
        return;
    }
    HTML_FILL(&renderer->html, "<ol start=\"{}\">",
              str_format(renderer->context->arena, "%u", detail->start));
}

/* Lists and quotes in each other beyond DEPTH_MOST are not marked; their words stay. */
static bool is_too_deep(Renderer *renderer, MD_BLOCKTYPE type, bool is_end)
{
    bool nests = type == MD_BLOCK_QUOTE || type == MD_BLOCK_UL || type == MD_BLOCK_OL;
    bool result;

    if (nests && !is_end) {
        renderer->depth++;
    }
    result = renderer->depth > DEPTH_MOST && (nests || type == MD_BLOCK_LI);
    if (nests && is_end) {
        renderer->depth--;
    }
    return result;
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *data)
{
    Renderer *renderer = data;

    close_spans(renderer);
    if (is_too_deep(renderer, type, false)) {
        return go_on(renderer);
    }
    if (type == MD_BLOCK_P) {
        put_tag(renderer, MARKUP("<p>"));
    } else if (type == MD_BLOCK_H) {
        put_heading(renderer, ((const MD_BLOCK_H_DETAIL *)detail)->level, false);
    } else if (type == MD_BLOCK_UL) {
        put_tag(renderer, MARKUP("<ul>"));
    } else if (type == MD_BLOCK_OL) {
        put_numbered(renderer, detail);
    } else if (type == MD_BLOCK_LI) {
        put_tag(renderer, MARKUP("<li>"));
    } else if (type == MD_BLOCK_QUOTE) {
        put_tag(renderer, MARKUP("<blockquote>"));
    } else if (type == MD_BLOCK_HR) {
        put_tag(renderer, MARKUP("<hr>\n"));
    } else if (type == MD_BLOCK_CODE) {
        put_tag(renderer, MARKUP("<pre tabindex=\"0\"><code>"));
        renderer->in_code = true;
    }
    return go_on(renderer);
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *data)
{
    Renderer *renderer = data;

    close_spans(renderer);
    if (is_too_deep(renderer, type, true)) {
        return go_on(renderer);
    }
    if (type == MD_BLOCK_P) {
        put_tag(renderer, MARKUP("</p>\n"));
    } else if (type == MD_BLOCK_H) {
        put_heading(renderer, ((const MD_BLOCK_H_DETAIL *)detail)->level, true);
    } else if (type == MD_BLOCK_UL) {
        put_tag(renderer, MARKUP("</ul>\n"));
    } else if (type == MD_BLOCK_OL) {
        put_tag(renderer, MARKUP("</ol>\n"));
    } else if (type == MD_BLOCK_LI) {
        put_tag(renderer, MARKUP("</li>\n"));
    } else if (type == MD_BLOCK_QUOTE) {
        put_tag(renderer, MARKUP("</blockquote>\n"));
    } else if (type == MD_BLOCK_CODE) {
        put_tag(renderer, MARKUP("</code></pre>\n"));
        renderer->in_code = false;
    }
    return go_on(renderer);
}

static int put_text(MD_TEXTTYPE type, const MD_CHAR *bytes, MD_SIZE size, void *data)
{
    Renderer *renderer = data;
    Text entity = text_new(renderer->context->arena);

    if (size > renderer->source.length) {
        return -1;
    }
    if (type == MD_TEXT_NULLCHAR) {
        put_words(renderer, STR("\357\277\275"));
    } else if (type == MD_TEXT_BR) {
        put_tag(renderer, MARKUP("<br>\n"));
    } else if (type == MD_TEXT_SOFTBR) {
        put_words(renderer, STR("\n"));
    } else if (type == MD_TEXT_ENTITY) {
        entity_add(&entity, (Str){bytes, size});
        put_words(renderer, text_str(&entity));
    } else {
        put_words(renderer, (Str){bytes, size});
    }
    return go_on(renderer);
}

/* The parser (0.4.8) looks at a byte behind the end of some texts: the copy that it is given ends
   in a line end and in blank memory, and what it hands back is checked to lie within. */
static int parse(Renderer *renderer, Str text)
{
    static const MD_PARSER parser = {.flags = PARSER_FLAGS,
                                     .enter_block = enter_block,
                                     .leave_block = leave_block,
                                     .enter_span = enter_span,
                                     .leave_span = leave_span,
                                     .text = put_text};
    char *copy = TAKE(renderer->context, char, text.length + PADDING_BYTES);

    if (copy == NULL) {
        return -1;
    }
    if (text.length > 0) {
        memcpy(copy, text.bytes, text.length);
    }
    copy[text.length] = '\n';
    renderer->source = (Str){copy, text.length + 1};
    return md_parse(copy, (MD_SIZE)renderer->source.length, &parser, renderer);
}

Status markdown_render(Context *context, Place place, Str text, RichText *words)
{
    Text out = text_new(context->arena);
    Renderer renderer = {.context = context, .html = html_new(context, &out), .heading = 2};
    Str whole;
    int code;

    *words = (RichText){{NULL, 0}};
    if (text.length > MARKDOWN_BYTES_MOST) {
        return fail(context, FAIL_INPUT, place,
                    "the text has %zu bytes and may have %zu; take something out, or make two "
                    "entries of it",
                    text.length, MARKDOWN_BYTES_MOST);
    }
    code = parse(&renderer, text);
    if (out.length > GROWN_BYTES_MOST) {
        return fail(context, FAIL_INPUT, place,
                    "the text grows to more than a million letters when it is shown; name "
                    "fewer of its links again and again");
    }
    TRY(text_finish(context, &out, &whole));
    if (code != 0) {
        return fail_memory(context);
    }
    TRY(html_finish(&renderer.html));
    words->markup = (HtmlMarkup){whole.bytes, whole.length};
    return done();
}

Str markdown_plain(Context *context, Str text, size_t most)
{
    Text out = text_new(context->arena);
    Text line = text_new(context->arena);
    Renderer renderer = {
        .context = context, .html = html_new(context, &out), .heading = 2, .is_plain = true};
    StrSplit words;
    Str word;

    if (parse(&renderer, str_slice(text, 0, MARKDOWN_BYTES_MOST)) < 0) {
        return STR_NONE;
    }
    words = str_split(text_str(&out), ' ');
    while (str_split_next(&words, &word)) {
        StrSplit lines = str_split(word, '\n');
        Str piece;

        while (str_split_next(&lines, &piece)) {
            if (piece.length == 0) {
                continue;
            }
            if (line.length + piece.length + 4 > most) {
                text_add(&line, STR("\342\200\246"));
                return text_str(&line);
            }
            text_add(&line, line.length > 0 ? STR(" ") : STR(""));
            text_add(&line, piece);
        }
    }
    return text_str(&line);
}
