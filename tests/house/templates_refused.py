"""Gives tools/compile_pages.py one bad template after another: each must be refused at its place
with the words given here, and nothing be written. Then good ones, which must pass."""
import contextlib
import io
import os
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, "tools")
import compile_pages
import tap

# (what is shown, template, line:column, words of the sentence)
BAD = [
    ("an open tag", "<div><p>x</p>", "1:1", "<div> is not closed; write </div>"),
    ("crossed tags", "<b><i>x</b></i>", "1:8", "</b> closes nothing that is open; close <i>"),
    ("a tag that was never open", "<p>x</p></p>", "1:9", "its opening tag stands not here"),
    ("a tag open where its if ends", "{if page.x}<p>{end}</p>", "1:12",
     "not closed where its {if}"),
    ("a tag of outside closed in a for", "<p>{for r in page.rows}</p>{end}", "1:24",
     "closes nothing that is open"),
    ("one id twice", "<p id=\"a\">x</p>\n<p id=\"a\">y</p>", "2:1",
     "the id 'a' was given in line 1 already"),
    ("one id in each row", "{for r in page.rows}<p id=\"a\">x</p>{end}", "1:21",
     "comes once for each row"),
    ("the same id after an if that has it",
     "{if page.x}<p id=\"a\">x</p>{end}<p id=\"a\">y</p>", "1:32",
     "the id 'a' was given"),
    ("an input without a label", "<input id=\"a\" name=\"a\">", "1:1", "<input> has no label"),
    ("an input without an id", "<label for=\"a\">A</label><input name=\"a\">", "1:25",
     "<input> has no label"),
    ("a select without a label", "<select id=\"b\"><option>x</option></select>", "1:1",
     "<select> has no label"),
    ("a text box without a label", "<textarea id=\"b\"></textarea>", "1:1",
     "<textarea> has no label"),
    ("a label for no field", "<label for=\"a\">A</label>", "1:1",
     "the label is for 'a', which no field has"),
    ("a picture without words", "<p><img src=\"/a.png\"></p>", "1:4", "<img> has no alt"),
    ("a style of its own", "<p style=\"color: red\">x</p>", "1:4", "'style' may not stand"),
    ("an event of its own", "<p ONclick=\"x()\">x</p>", "1:4", "'ONclick' may not stand"),
    ("a script", "<script>x()</script>", "1:1", "<script> may not stand in a page"),
    ("a style sheet", "<style>p { }</style>", "1:1", "<style> may not stand in a page"),
    ("a frame", "<iframe src=\"/x\"></iframe>", "1:1", "<iframe> may not stand in a page"),
    ("an address that runs", "<a href=\"JavaScript:x()\">x</a>", "1:1", "'href' runs what stands"),
    ("a value outside quotes", "<p class={page.x}>x</p>", "1:10", "stands in no quotes"),
    ("a value in single quotes", "<p class='x'>x</p>", "1:10", "stands in no quotes"),
    ("a text where a tag's name stands", "<p {page.x}>x</p>", "1:4", "may not stand in a tag"),
    ("a text in an attribute that is followed", "<img alt=\"\" srcset=\"{page.x}\">", "1:21",
     "takes no text of a page's data"),
    ("an attribute twice", "<p class=\"a\" class=\"b\">x</p>", "1:14", "'class' stands twice"),
    ("a value that does not end", "<p class=\"a>x</p>", "1:10", "does not end"),
    ("a bare <", "<p>1 < 2</p>", "1:6", "write &lt;"),
    ("a bare }", "<p>}</p>", "1:4", "write &#125;"),
    ("a { without }", "<p>{page.x</p>", "1:4", "write &#123;"),
    ("a comment without end", "<p>x</p><!-- x", "1:9", "write -->"),
    ("an unknown form", "{while page.x}", "1:1", "is none of the forms there are"),
    ("a call", "<p>{page.f(1)}</p>", "1:4", "is none of the forms there are"),
    ("an index", "<p>{page.rows[0]}</p>", "1:4", "is none of the forms there are"),
    ("C in a condition", "{if page.x || 1}<p>x</p>{end}", "1:1", "asks nothing"),
    ("a name that nobody gave", "<p>{row.title}</p>", "1:4", "'row' is not known here"),
    ("a row after its for", "{for row in page.rows}{end}<p>{row.x}</p>", "1:31",
     "'row' is not known here"),
    ("a name that is taken", "{for page in page.rows}{end}", "1:1", "the name 'page' is taken"),
    ("an if without end", "<p>x</p>{if page.x}", "1:9", "{if} does not end; write {end}"),
    ("an end without if", "<p>x</p>{end}", "1:9", "an {end} without its {if}"),
    ("an else without if", "{for r in page.rows}{else}{end}", "1:21", "an {else} without its {if}"),
    ("two elses", "{if page.x}{else}{else}{end}", "1:18", "an {else} without its {if}"),
    ("a for in a value", "<p class=\"{for r in page.rows}x{end}\">x</p>", "1:11",
     "may not stand in a tag"),
    ("an if that leaves its tag", "<p {if page.x}>x</p>{end}", "1:4", "ends in it"),
    ("an if that leaves its value", "<p class=\"{if page.x}a\">x</p>{end}", "1:11", "ends in it"),
    ("a part that is not there", "{use nobody page.x}", "1:1", "no template is called 'nobody'"),
    ("a page that uses itself", "{use bad page.x}", "1:1", "let no template use itself"),
    ("an id of a part twice", "<p id=\"of-part\">x</p>{use part page.x}", "1:22",
     "the id 'of-part' of part.html stands here twice"),
    ("a head without its foot", "{use top page.x}<p>x</p>", "1:1", "<main> is not closed"),
    ("a foot without its head", "{use bottom page.x}", "1:1", "</main> closes nothing"),
]

# (what is shown, template, a line of the C that it must make)
GOOD = [
    ("a text", "<p>{page.a.b}</p>", "PAGE_PUT(html, page->a.b);"),
    ("a pointer's member", "<p>{page.a->b}</p>", "PAGE_PUT(html, page->a->b);"),
    ("a text with its lines", "<label for=\"t\">T</label><textarea id=\"t\">{page.a}</textarea>",
     "PAGE_PUT_LINES(html, page->a);"),
    ("a constant", "{if page.kind is not KIND_A}<p>x</p>{end}", "if (page->kind != KIND_A) {"),
    ("not", "{if not page.x}<p>x</p>{end}", "if (!PAGE_IS(page->x)) {"),
    ("an if in a tag", "<p{if page.x} class=\"a\"{end}>x</p>",
     "HTML_PUT(html, \" class=\\\"a\\\"\");"),
    ("one id in either branch", "{if page.x}<p id=\"a\">x</p>{else}<p id=\"a\">y</p>{end}",
     "} else {"),
    ("a row of texts", "{for word in page.words}<b>{word}</b>{end}", "PAGE_PUT(html, (*word));"),
    ("a shorter name", "{let x = page.a.b}<p>{x.c}</p>",
     "const __typeof__(page->a.b) *x = &page->a.b;"),
    ("a part", "{use part page.x}", "page_part(html, PAGE_PART(PartPage, page->x));"),
    ("a head with its foot", "{use top page.x}<p>x</p>{use bottom page.x}",
     "page_bottom(html, PAGE_PART(BottomPage, page->x));"),
    ("a label around its field", "<label>A <input name=\"a\"></label>",
     "HTML_PUT(html, \"<label>A <input name=\\\"a\\\"></label>\");"),
    ("a label by data",
     "{for f in page.fs}<label for=\"f-{f.n}\">x</label><input id=\"f-{f.n}\">{end}",
     "PAGE_PUT(html, f->n);"),
    ("quotes, bytes and what C reads in threes", "<p>a\"b\\c??=\u201d</p>",
     r'HTML_PUT(html, "<p>a\"b\\c\?\?=\342\200\235</p>");'),
    ("its place", "\n\n<p>{page.a}</p>", '#line 3 "'),
]

PARTS = {"part": "<p id=\"of-part\">x</p>", "top": "<main><h1>x</h1>{leaves open main}",
         "bottom": "{closes main}</main>"}


def compile_one(folder, template):
    """What the compiler says of it, and the C it wrote if it did."""
    for name, text in {**PARTS, "bad": template}.items():
        with open(os.path.join(folder, f"{name}.html"), "w", encoding="utf-8") as file:
            file.write(text)
    out = os.path.join(folder, "out.c")
    if os.path.exists(out):
        os.remove(out)
    said = io.StringIO()
    with contextlib.redirect_stderr(said):
        code = compile_pages.Compiler([os.path.join(folder, f"{name}.html")
                                       for name in [*PARTS, "bad"]]).write(out)
    written = ""
    if os.path.exists(out):
        with open(out, encoding="ascii") as file:
            written = file.read()
    return code, said.getvalue(), written


def main():
    with tempfile.TemporaryDirectory() as folder:
        for what, template, place, words in BAD:
            code, said, written = compile_one(folder, template)
            line = f"bad.html:{place}: "
            found = code == 1 and written == "" and any(
                line in one and words in one for one in said.splitlines())
            tap.ok(f"refused: {what}", [] if found else [said or "nothing was said"])
        for what, template, wanted in GOOD:
            code, said, written = compile_one(folder, template)
            tap.ok(f"made: {what}", [] if code == 0 and wanted in written else [said, written])
    return tap.done()


sys.exit(main())
