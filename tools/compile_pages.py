#!/usr/bin/env python3
"""Compiles HTML templates to one C file: compile_pages.py OUT.c NAME.html...

Each NAME.html becomes  void page_NAME(Html *html, const NamePage *page);  src/site/pages/README.md
tells the language. What a template gets wrong ends the build, one sentence each with its place."""
import os
import re
import sys

VOID = set("area base br col embed hr img input link meta param source track wbr".split())
KEPT = {"pre", "textarea"}  # blanks and line ends count
FORBIDDEN = {"script": "no page needs a script", "style": "write it in app.css",
             "base": "write whole addresses", "object": "nothing foreign stands in a page",
             "embed": "nothing foreign stands in a page", "iframe": "nothing foreign in a page"}
# A browser follows or runs what stands in these: only ours may.
FIXED = {"srcset", "formaction", "cite", "poster", "ping", "data", "rel",
         "target", "type", "method", "enctype"}
FIELDS = {"input", "select", "textarea"}
UNSEEN = {"hidden", "submit", "button", "reset", "image"}
WORDS = {"page", "html", "for", "in", "if", "else", "end", "let", "use", "not", "is"}
NAME = r"[a-z][a-z0-9_]*"
MEMBER = rf"{NAME}(?:(?:\.|->){NAME})*"
LITERAL_MOST = 1500  # bytes of one C literal


class Refused(Exception):
    """The template cannot be read on from here."""


class Tag:
    def __init__(self, name, at, depth=0):
        self.name, self.at, self.values, self.depth = name, at, {}, depth
        self.label = False  # stands in one


class Block:
    """if or for, with what must be the same again at its end."""

    def __init__(self, kind, at, page):
        self.kind, self.at, self.had_else, self.arms = kind, at, False, 1
        self.stack, self.scope = list(page.stack), list(page.scope)
        self.ids, self.seen = dict(page.ids), {}


def camel(name):
    return "".join(part.capitalize() for part in name.split("_")) + "Page"


def c_literal(text):
    out = []
    for byte in text.encode("utf-8"):
        char = chr(byte)
        if char in "\\\"?":
            out.append("\\" + char)
        elif char == "\n":
            out.append("\\n")
        elif byte < 32 or byte > 126:
            out.append(f"\\{byte:03o}")
        else:
            out.append(char)
    return "".join(out)


class Page:
    """One template: reads it once, front to back, and writes C as it goes."""

    def __init__(self, path, compiler):
        self.path, self.compiler = path, compiler
        self.name = os.path.basename(path)[:-len(".html")]
        with open(path, encoding="utf-8") as file:
            self.text = file.read()
        self.at, self.out, self.waiting, self.headers = 0, [], "", []
        self.stack, self.blocks, self.scope = [], [], ["page"]
        self.ids, self.labels, self.fields = {}, {}, []
        self.opens, self.closes = [], []
        self.shown = re.sub(r"^.*?(?=(?:src|tests)/\w)", "", os.path.abspath(path))

    # --- Places and mistakes ---------------------------------------------------------------------
    def refuse(self, at, sentence):
        line = self.text.count("\n", 0, at) + 1
        column = at - (self.text.rfind("\n", 0, at) + 1) + 1
        self.compiler.mistakes.append((self.path, line, column, sentence))

    def stop(self, at, sentence):
        self.refuse(at, sentence)
        raise Refused

    # --- C ---------------------------------------------------------------------------------------
    def code(self, at, text):
        """A line of C that stands for what is written at `at`."""
        self.flush()
        line = self.text.count("\n", 0, at) + 1
        self.out += [f'#line {line} "{self.shown}"', "    " * (len(self.blocks) + 1) + text]

    def flush(self):
        text, self.waiting = self.waiting, ""
        while text:
            piece, text = text[:LITERAL_MOST // 4], text[LITERAL_MOST // 4:]
            self.out.append(f'    HTML_PUT(html, "{c_literal(piece)}");')

    # --- Text and tags ---------------------------------------------------------------------------
    def is_kept(self):
        return any(tag.name in KEPT for tag in self.stack)

    def put_text(self, text):
        if not self.is_kept():
            text = re.sub(r"\s*\n\s*", "\n", text)
            if self.waiting.endswith("\n") or (not self.waiting and not self.out):
                text = text.lstrip("\n")
        self.waiting += text

    def read(self):
        while self.at < len(self.text):
            stop = re.compile(r"[{}<]").search(self.text, self.at)
            end = stop.start() if stop else len(self.text)
            self.put_text(self.text[self.at:end])
            self.at = end
            if not stop:
                break
            if self.text.startswith("<!--", end):
                close = self.text.find("-->", end)
                if close < 0:
                    self.stop(end, "a comment does not end; write -->")
                self.at = close + 3
            elif stop.group() == "<":
                self.read_tag()
            elif stop.group() == "{":
                self.read_braces("text")
            else:
                self.stop(end, "a } without its {; write &#125; for a brace that people read")
        for block in self.blocks[::-1]:
            self.refuse(block.at, f"{{{block.kind}}} does not end; write {{end}}")
        self.check_end()

    def check_end(self):
        for tag in self.stack:
            self.refuse(tag.at, f"<{tag.name}> is not closed; write </{tag.name}>")
        for tag in self.fields:
            own = tag.values.get("id")
            named = tag.label or "aria-label" in tag.values or "aria-labelledby" in tag.values
            if not named and (own is None or own not in self.labels):
                self.refuse(tag.at, f"<{tag.name}> has no label; give it an id and write <label "
                                    "for> of the same id before it")
        known = {tag.values.get("id") for tag in self.fields}
        for name, at in self.labels.items():
            if name not in known:
                self.refuse(at, f"the label is for '{name}', which no field has as its id; give "
                                "the field that id")

    def read_tag(self):
        start = self.at
        match = re.compile(r"<!doctype html>|<(/?)([a-z][a-zA-Z0-9]*)").match(self.text, start)
        if not match:
            self.stop(start, "a < that begins no tag; write &lt; for one that people read")
        self.at = match.end()
        self.waiting += match.group()
        if match.group(2) is None:
            return
        tag = Tag(match.group(2), start, len(self.blocks))
        if match.group(1):
            if not self.text.startswith(">", self.at):
                self.stop(start, f"</{tag.name} does not end; write >")
            self.waiting += ">"
            self.at += 1
            self.close(tag.name, start)
            return
        if tag.name in FORBIDDEN:
            self.refuse(start, f"<{tag.name}> may not stand in a page; {FORBIDDEN[tag.name]}")
        closed = self.read_attributes(tag)
        self.check_tag(tag)
        if not closed and tag.name not in VOID:
            self.stack.append(tag)
            if tag.name in KEPT:
                self.waiting += "\n"  # browsers drop the first line end there

    def close(self, name, at):
        floor = len(self.blocks[-1].stack) if self.blocks else 0
        if not self.stack or len(self.stack) <= floor or self.stack[-1].name != name:
            open_one = self.stack[-1].name if len(self.stack) > floor else None
            remedy = f"close <{open_one}> first" if open_one else "its opening tag stands not here"
            self.stop(at, f"</{name}> closes nothing that is open; {remedy}")
        self.stack.pop()

    def read_attributes(self, tag):
        """True when the tag closes itself."""
        depth = len(self.blocks)
        while True:
            blank = re.compile(r"\s+").match(self.text, self.at)
            self.at = blank.end() if blank else self.at
            rest = self.text[self.at:self.at + 2]
            if rest.startswith(">") or rest == "/>":
                if len(self.blocks) > depth:
                    self.stop(self.blocks[-1].at, "an {if} in a tag ends in it; write {end} "
                                                  "before the >")
                self.at += 2 if rest == "/>" else 1
                self.waiting += rest if rest == "/>" else ">"
                return rest == "/>"
            if rest.startswith("{"):
                self.read_braces("tag")
                continue
            match = re.compile(r"([a-zA-Z][a-zA-Z0-9:-]*)(=?)").match(self.text, self.at)
            if not match:
                self.stop(self.at, f"this cannot stand in <{tag.name}>; write NAME=\"VALUE\"")
            self.waiting += " " + match.group()
            at, self.at = self.at, match.end()
            self.read_value(tag, match.group(1), at, bool(match.group(2)))

    def read_value(self, tag, name, at, has_value):
        if name in tag.values and len(self.blocks) == tag.depth:
            self.refuse(at, f"'{name}' stands twice in <{tag.name}>; keep one")
        if name in ("style", "http-equiv") or name.lower().startswith("on"):
            self.refuse(at, f"'{name}' may not stand in a page; app.css has the looks, and no page "
                            "needs a script")
        tag.values[name] = ""
        if not has_value:
            return
        if not self.text.startswith('"', self.at):
            self.stop(self.at, f"the value of '{name}' stands in no quotes; write {name}=\"...\"")
        self.waiting += '"'
        self.at += 1
        begin, depth = self.at, len(self.blocks)
        while not self.text.startswith('"', self.at):
            stop = re.compile(r'[{}<"]').search(self.text, self.at)
            if not stop or stop.group() in "}<":
                self.stop(begin - 1, f"the value of '{name}' does not end; write a \" after it")
            self.waiting += self.text[self.at:stop.start()]
            self.at = stop.start()
            if stop.group() == "{":
                if name.lower() in FIXED and not (name == "type" and tag.name == "input"):
                    self.refuse(self.at, f"'{name}' takes no text of a page's data; write it out")
                self.read_braces("value")
        if len(self.blocks) > depth:
            self.stop(self.blocks[-1].at, "an {if} in a value ends in it; write {end} in it")
        tag.values[name] = self.text[begin:self.at]
        self.waiting += '"'
        self.at += 1

    def check_tag(self, tag):
        values = tag.values
        if "id" in values:
            self.add_id(values["id"], tag.at)
        if tag.name == "label" and "for" in values:
            self.labels.setdefault(values["for"], tag.at)
        if tag.name in FIELDS and values.get("type") not in UNSEEN:
            tag.label = any(open_one.name == "label" for open_one in self.stack)
            self.fields.append(tag)
        if tag.name == "img" and "alt" not in values:
            self.refuse(tag.at, "<img> has no alt; say in it what the picture shows, or write "
                                "alt=\"\" where it shows nothing")
        for name in ("href", "src", "action"):
            if re.match(r"\s*(javascript|data|vbscript):", values.get(name, ""), re.IGNORECASE):
                self.refuse(tag.at, f"'{name}' runs what stands in it; give a page's address")

    def add_id(self, name, at):
        if any(block.kind == "for" for block in self.blocks) and "{" not in name:
            self.refuse(at, f"the id '{name}' comes once for each row; put something of the row "
                            "into it")
        elif name in self.ids:
            where = self.ids[name]
            self.refuse(at, f"the id '{name}' was given {where} already; every id stands once")
        else:
            line = self.text.count("\n", 0, at) + 1
            self.ids[name] = f"in line {line}"

    # --- What stands in braces -------------------------------------------------------------------
    def read_braces(self, place):
        start = self.at
        end = self.text.find("}", start)
        if end < 0 or "\n" in self.text[start:end]:
            self.stop(start, "a { without its } in the line; write &#123; for a brace that people "
                             "read")
        words = " ".join(self.text[start + 1:end].split())
        self.at = end + 1
        if place == "text" and self.text[end + 1:end + 2] == "\n" and not self.is_kept() and \
                self.text[start - 1:start] in ("\n", "") and \
                (words in ("end", "else") or not re.fullmatch(MEMBER, words)):
            self.at += 1  # a line of its own leaves no line
        for pattern, may, act in (
                (rf"({MEMBER})", ("text", "value"), self.put_member),
                (r"end", ("text", "tag", "value"), self.end),
                (r"else(?: if (.+))?", ("text", "tag", "value"), self.put_else),
                (r"if (.+)", ("text", "tag", "value"), self.put_if),
                (rf"for ({NAME}) in ({MEMBER})", ("text",), self.put_for),
                (rf"let ({NAME}) = ({MEMBER})", ("text",), self.put_let),
                (rf"use ({NAME}) ({MEMBER})", ("text",), self.put_use),
                (r"include ([\w/]+\.h)", ("text",), self.put_include),
                (rf"leaves open ({NAME}(?: {NAME})*)", ("text",), self.leave_open),
                (rf"closes ({NAME}(?: {NAME})*)", ("text",), self.begin_inside)):
            match = re.fullmatch(pattern, words)
            if match and (act != self.put_member or words not in ("end", "else")):
                if place not in may:
                    self.stop(start, f"{{{words}}} may not stand in a tag; values stand in quotes, "
                                     "all else between tags")
                act(start, *match.groups())
                return
        self.stop(start, f"{{{words}}} is none of the forms there are; they are {{page.member}}, "
                         "{for row in page.rows}, {if page.x}, {else}, {end}, {let x = page.y} "
                         "and {use part page.x}")

    def expression(self, at, words):
        """C for a member; the first name is always a pointer."""
        first = re.match(NAME, words).group()
        if first not in self.scope:
            self.refuse(at, f"'{first}' is not known here; a member begins with "
                            + " or ".join(f"'{name}.'" for name in self.scope))
        rest = words[len(first):]
        if not rest:
            return f"(*{first})"
        return first + (rest if rest.startswith("->") else "->" + rest[1:])

    def condition(self, at, words):
        match = re.fullmatch(rf"(not )?({MEMBER})(?: is (not )?([A-Z][A-Z0-9_]*))?", words)
        if not match or (match.group(1) and match.group(4)):
            self.stop(at, f"'{words}' asks nothing; write page.x, not page.x, page.x is CONSTANT "
                          "or page.x is not CONSTANT")
        member = self.expression(at, match.group(2))
        if match.group(4):
            return f"{member} {'!=' if match.group(3) else '=='} {match.group(4)}"
        return f"{'!' if match.group(1) else ''}PAGE_IS({member})"

    def put_member(self, at, words):
        call = "PAGE_PUT_LINES" if self.is_kept() else "PAGE_PUT"
        self.code(at, f"{call}(html, {self.expression(at, words)});")

    def put_if(self, at, words):
        self.code(at, f"if ({self.condition(at, words)}) {{")
        self.blocks.append(Block("if", at, self))

    def put_else(self, at, words):
        block = self.blocks[-1] if self.blocks else None
        if block is None or block.kind != "if" or block.had_else:
            self.stop(at, "an {else} without its {if}; write {if page.x} before it")
        self.same_stack(block, at)
        block.had_else = words is None
        block.seen.update(self.ids)
        self.ids, self.scope = dict(block.ids), list(block.scope)
        self.flush()
        self.blocks.pop()
        self.code(at, f"}} else if ({self.condition(at, words)}) {{" if words else "} else {")
        self.blocks.append(block)

    def put_for(self, at, name, words):
        rows, index = self.expression(at, words), f"i{len(self.blocks)}"
        self.code(at, f"for (size_t {index} = 0; {index} < {rows}.count; {index}++) {{")
        self.blocks.append(Block("for", at, self))
        self.declare(at, name)
        self.code(at, f"const __typeof__({rows}.items[0]) *{name} = &{rows}.items[{index}];")

    def put_let(self, at, name, words):
        member = self.expression(at, words)
        self.declare(at, name)
        self.code(at, f"const __typeof__({member}) *{name} = &{member};")

    def declare(self, at, name):
        if name in self.scope or name in WORDS:
            self.refuse(at, f"the name '{name}' is taken; choose another")
        self.scope.append(name)

    def end(self, at):
        if not self.blocks:
            self.stop(at, "an {end} without its {if} or {for}; take it out")
        block = self.blocks[-1]
        self.same_stack(block, at)
        self.flush()
        self.blocks.pop()
        self.code(at, "}")
        self.ids, self.scope = {**block.seen, **self.ids}, block.scope

    def same_stack(self, block, at):
        for tag in self.stack[len(block.stack):]:
            self.refuse(tag.at, f"<{tag.name}> is not closed where its {{{block.kind}}} ends; "
                                f"write </{tag.name}>")
        self.stack = list(block.stack)

    def put_use(self, at, name, words):
        part = self.compiler.part(name)
        if part is None:
            self.stop(at, f"no template is called '{name}'; give {name}.html to the compiler, and "
                          "let no template use itself")
        self.code(at, f"page_{name}(html, PAGE_PART({camel(name)}, {self.expression(at, words)}));")
        for tag_name in part.closes:
            self.close(tag_name, at)
        self.stack += [Tag(tag_name, at) for tag_name in part.opens]
        in_row = any(block.kind == "for" for block in self.blocks)
        for own in part.ids:
            if own in self.ids or (in_row and "{" not in own):
                self.refuse(at, f"the id '{own}' of {name}.html stands here twice; every id stands "
                                "once")
            self.ids.setdefault(own, f"in {name}.html")

    def put_include(self, at, header):
        self.headers.append(header)

    def leave_open(self, at, names):
        """The end of a head: its user goes on inside these."""
        for name in names.split():
            self.close(name, at)
        self.opens = names.split()[::-1]

    def begin_inside(self, at, names):
        """The beginning of a foot: it closes these."""
        self.closes = names.split()
        self.stack += [Tag(name, at) for name in self.closes[::-1]]


class Compiler:
    def __init__(self, paths):
        self.paths = {os.path.basename(path)[:-len(".html")]: path for path in paths}
        self.done, self.mistakes, self.busy = {}, [], []

    def part(self, name):
        """The template of that name, read; None when there is none or it is being read."""
        if name not in self.paths or name in self.busy:
            return None
        if name not in self.done:
            self.busy.append(name)
            page = self.done[name] = Page(self.paths[name], self)
            try:
                page.read()
            except Refused:
                pass
            page.flush()
            self.busy.pop()
        return self.done[name]

    def write(self, path):
        pages = [self.part(name) for name in sorted(self.paths)]
        if self.mistakes:
            for file, line, column, sentence in sorted(set(self.mistakes)):
                print(f"{file}:{line}:{column}: {sentence}", file=sys.stderr)
            return 1
        headers = sorted({header for page in pages for header in page.headers})
        out = ["/* Made of templates by tools/compile_pages.py; not measured as C. */",
               "/* NOLINTBEGIN(readability-function-size) */"]
        out += [f'#include "{header}"' for header in ["site/pages/put.h"] + headers]
        for page in pages:
            out += ["", f"void page_{page.name}(Html *html, const {camel(page.name)} *page)", "{",
                    "    (void)page;", "    html->local = true;"] + page.out + ["}"]
        with open(path, "w", encoding="ascii") as file:
            file.write("\n".join([*out, "/* NOLINTEND(readability-function-size) */"]) + "\n")
        return 0


if __name__ == "__main__":
    sys.exit(Compiler(sys.argv[2:]).write(sys.argv[1]))
