"""Gives payloads to our Markdown and parses what comes back with Python's html.parser. What may
come is written here a second time, on purpose."""
import html.parser
import re
import subprocess
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, "tools")
import tap

ELEMENTS = set("p br hr h3 h4 h5 ul ol li blockquote pre code em strong del a span".split())
VOID = {"br", "hr"}
ATTRIBUTES = {"a": {"href", "rel"}, "span": {"class"}, "ol": {"start"}, "pre": {"tabindex"}}
ADDRESS = re.compile(r"(?:https?://[a-z0-9._-]+(?::\d{1,5})?(?:[/?#][^\s<>\"\\]*)?"
                     r"|mailto:[\w.+-]+@[a-z0-9._-]+)\Z", re.ASCII)

RAW = r"""<script>alert(1)</script>
<SCRIPT SRC=//evil.example/x.js></SCRIPT>
<scr<script>ipt>alert(1)</scr</script>ipt>
<img src=x onerror=alert(1)>
<img/src=`x`onerror=alert(1)>
<svg onload=alert(1)>
<svg><script>alert(1)</script></svg>
<svg><animate onbegin=alert(1) attributeName=x>
<math><mi xlink:href="javascript:alert(1)">x</mi></math>
<body onload=alert(1)>
<iframe src=javascript:alert(1)></iframe>
<iframe srcdoc="<script>alert(1)</script>"></iframe>
<object data=javascript:alert(1)></object>
<embed src=javascript:alert(1)>
<form action=javascript:alert(1)><button>x</button></form>
<input autofocus onfocus=alert(1)>
<select onfocus=alert(1) autofocus>
<textarea onfocus=alert(1) autofocus>
<details open ontoggle=alert(1)>
<video><source onerror=alert(1)></video>
<audio src=x onerror=alert(1)>
<marquee onstart=alert(1)>
<meta http-equiv=refresh content=0;url=javascript:alert(1)>
<link rel=stylesheet href=//evil.example/x.css>
<style>@import '//evil.example/x.css';</style>
<base href=//evil.example/>
<template><script>alert(1)</script></template>
<noscript><p title="</noscript><img src=x onerror=alert(1)>">
<a href="javascript:alert(1)">x</a>
<a href='data:text/html,<script>alert(1)</script>'>x</a>
<div style="background:url(javascript:alert(1))">
<div style="width:expression(alert(1))">
<!--<img src="--><img src=x onerror=alert(1)//">
<![CDATA[<script>alert(1)</script>]]>
<?php echo 1 ?>
<?xml version="1.0"?><x/>
<!DOCTYPE html><script>alert(1)</script>
</p><script>alert(1)</script><p>
</code></pre><script>alert(1)</script>
<plaintext>
<xmp><script>alert(1)</script></xmp>
<title><img src=x onerror=alert(1)></title>
<\0script>alert(1)</script>
<script\x0c>alert(1)</script>
<ScRiPt >alert(1)</sCrIpT >
<<script>alert(1)//<</script>
<isindex type=image src=1 onerror=alert(1)>
<table background=javascript:alert(1)>
<x onclick=alert(1) contenteditable>x
<keygen autofocus onfocus=alert(1)>"""

LINKS = r"""javascript:alert(1)
JaVaScRiPt:alert(1)
java\tscript:alert(1)
javascript&colon;alert(1)
javascript&#58;alert(1)
javascript&#x3a;alert(1)
&#106;avascript:alert(1)
&#x6A;&#x61;vascript:alert(1)
&#1;javascript:alert(1)
\\javascript:alert(1)
java\\script:alert(1)
%6Aavascript:alert(1)
javascript%3Aalert(1)
vbscript:msgbox(1)
data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==
DATA:text/html,<script>alert(1)</script>
file:///etc/passwd
ftp://example.org/
blob:https://example.org/1
view-source:https://example.org
about:blank
tel:123
//evil.example/
/\\evil.example/
\\\\evil.example\\x
https:evil.example
https:/evil.example
https:\\\\evil.example
https://nhs.uk@evil.example/
https://nhs.uk%40evil.example/
https://evil.example\\@nhs.uk/
https://nhs.uk:pass@evil.example/
https://nhs.uk&#64;evil.example/
https://evil%2eexample/
https://[::1]/
https:///x
https://./
https://exa mple.org
https://example.org/"onmouseover="alert(1)
https://example.org/'onmouseover='alert(1)
https://example.org/<script>
https://example.org/&quot;onmouseover=&quot;alert(1)
https://example.org/&#34;&#62;&#60;script&#62;
https://example.org/`x`
https://\u0430pple.com/
https://\u0440\u0430\u0443\u0440\u0430\u04cf.com/
https://example.org\u202e/gro.elpmaxe
https://exa\u200bmple.org/
https://\uff45xample.org/
https://example\u3002org/
https://xn--pple-43d.com/
mailto:a@b.example?subject=x&body=y
mailto:a@b.example,c@d.example
mailto:"<script>"@b.example
https://example.org:99999999/
https://example.org:80x/
https://example.org/\x01
https://exam\x00ple.org/"""

MARKS = r"""[a](<javascript:alert(1)>)
[a]( javascript:alert(1))
[a](javascript:alert(1 "title")
[a](https://example.org "title\\" onmouseover=\\"alert(1)")
[a](https://example.org 'x" onclick="alert(1)')
[a]: javascript:alert(1)\n\n[a] [x][a] ![x][a]
[a]: <https://example.org" onclick="x> "t"\n\n[a]
<javascript:alert(1)>
<javascript://example.org/%0aalert(1)>
<https://example.org/"onclick="alert(1)>
<https://a@b>
![x](javascript:alert(1))
![x](https://evil.example/track.gif)
![" onerror="alert(1)](x)
![x](x "\\" onerror=\\"alert(1)")
[![x](javascript:alert(1))](javascript:alert(2))
[[[[[a](javascript:1)](javascript:2)](javascript:3)](javascript:4)](javascript:5)
![![![a](b)](c)](javascript:d)
[*a](https://example.org)*
**[a**](https://example.org)
`<script>alert(1)</script>`
``` <script>\nx\n```
```"onclick=alert(1)\nx\n```
~~~html\n<script>alert(1)</script>\n~~~
    <script>alert(1)</script>
> <script>\n> alert(1)\n> </script>
- <img src=x\n  onerror=alert(1)>
1. <a href=x\n   onclick=alert(1)>
# <script>alert(1)</script>
<script>\n===
a | b\n--|--\n<script> | x
| a |\n|:-:|\n| <img src=x onerror=alert(1)> |
- [x] <script>alert(1)</script>
$<script>alert(1)</script>$
[[<script>alert(1)</script>]]
https://example.org/<script>alert(1)</script>
https://example.org/"onmouseover=alert(1)
https://example.org/&quot;onmouseover=alert(1)
www.example.org/"onmouseover=alert(1)
a@example.org"onmouseover=alert(1)
&lt;script&gt;alert(1)&lt;/script&gt;
&#60;script&#62;alert(1)&#60;/script&#62;
&#x3C;script&#x3E;
&ltscript>alert(1)
&amp;lt;script&amp;gt;
\\<script>alert(1)\\</script>
<b>*a</b>*
a\x00<script>
\x1b]0;x\x07<script>
\ufeff<script>
\u2028<script>
9999999999. a
999999999. a
[a](https://example.org){onclick=alert(1)}
{{constructor.constructor('alert(1)')()}}
${alert(1)}
<!--[if IE]><script>alert(1)</script><![endif]-->
+ADw-script+AD4-alert(1)+ADw-/script+AD4-"""


def decoded(line):
    """What a line of the lists above stands for: its escapes are Python's."""
    return line.encode("ascii").decode("unicode_escape")


def payloads():
    for line in RAW.splitlines():
        yield decoded(line)
    for line in map(decoded, LINKS.split("\n")):
        yield f"[x]({line})"
        yield f"<{line}>"
        yield f"see {line} here"
    for line in MARKS.split("\n"):
        yield decoded(line)


# Lines that hold ways to hurt by size: (what, text of at most 64 kB).
SIZE = 65536
HEAVY = [(what, (piece * (SIZE // len(piece) + 1))[:SIZE - len(end)] + end)
         for what, piece, end in (
    ("quotes in quotes", ">", ""), ("quotes with words", "> a\n>", ""), ("brackets", "[", ""),
    ("brackets and pictures", "![", ""), ("closed brackets", "[a](", ""), ("links", "[a](b)", ""),
    ("nested links", "[", "](b)" * 8000), ("stars", "*", ""), ("stars and words", "*a ", ""),
    ("both marks", "*_", ""), ("marks that end elsewhere", "**a *b ", ""), ("ticks", "`", ""),
    ("ticks of all lengths", "`a``b```c````d", ""), ("tildes", "~~a", ""), ("lists in lists",
    "- ", ""), ("numbered lists", "1. ", ""), ("lists by depth", "- a\n  - b\n", ""),
    ("headings", "# a\n", ""), ("rules", "---\n", ""), ("addresses", "https://a.b ", ""),
    ("one address", "https://a.b/", ""), ("schemes", "http://", ""), ("tags", "<a ", ""),
    ("comments", "<!--", ""), ("questions", "<?", ""), ("entities", "&amp;", ""),
    ("half entities", "&", ""), ("numbered signs", "&#60;", ""), ("backslashes", "\\", ""),
    ("references", "[a]: b\n", "[a]" * 100), ("names of references", "[a][a]", "\n\n[a]: b"),
    ("code blocks", "```\n", ""), ("www", "www.", ""), ("mails", "a@b.c ", ""),
    ("lines", "\n", ""),
    ("blanks", " ", ""), ("zeros", "\0", ""), ("bytes", "\u20ac", ""), ("tabs", "\t", ""),
    ("pictures in pictures", "![a", "](b)" * 8000), ("tables", "|a", "\n|-|-|\n"))]


class Reader(html.parser.HTMLParser):
    """Collects what is wrong with what was rendered."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.wrong = [], []

    def handle_starttag(self, tag, attrs):
        if tag not in ELEMENTS:
            self.wrong.append(f"<{tag}>")
        if tag == "a" and "a" in self.open:
            self.wrong.append("a link in a link")
        if tag not in VOID:
            self.open.append(tag)
        names = {name for name, _ in attrs}
        if names != ATTRIBUTES.get(tag, set()) and not (tag == "ol" and not names):
            self.wrong.append(f"<{tag}> has {sorted(names)}")
        for name, value in attrs:
            if name == "href" and not ADDRESS.match(value):
                self.wrong.append(f"it leads to {value!r}")
            if (name, value) not in (("rel", "nofollow ugc noopener"), ("class", "host"),
                                     ("tabindex", "0")) and name not in ("href", "start"):
                self.wrong.append(f"{name}={value!r}")

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes nothing")

    def handle_comment(self, data):
        self.wrong.append(f"a comment {data[:40]!r}")

    handle_decl = handle_pi = unknown_decl = handle_comment


def render(program, texts):
    given = b"".join(b"%d\n%s" % (len(text), text) for text in texts)
    out = subprocess.run([program, "render"], input=given, capture_output=True, check=True).stdout
    results = []
    while out:
        length, _, rest = out.partition(b"\n")
        results.append(rest[:int(length)].decode("utf-8"))
        out = rest[int(length):]
    return results


def main():
    program = sys.argv[1]
    texts = list(payloads())
    tap.ok(f"at least 120 payloads: {len(texts)}", [] if len(set(texts)) >= 120 else ["too few"])
    rendered = render(program, [text.encode() for text in texts])
    tap.ok("each is answered", [] if len(rendered) == len(texts) else [len(rendered)])
    for text, result in zip(texts, rendered, strict=True):
        reader = Reader()
        reader.feed(result)
        reader.close()
        wrong = reader.wrong + [f"<{tag}> is not closed" for tag in reader.open]
        tap.ok(f"nothing but words: {ascii(text)[:60].replace('#', '')}",
               [*wrong, ascii(result)] if wrong or result == "(refused)" else [])
    for what, text in HEAVY:
        begun = time.monotonic()
        result = render(program, [text.encode()[:SIZE]])[0]
        spent = time.monotonic() - begun
        reader = Reader()
        reader.feed(result)
        reader.close()
        if "-v" in sys.argv:
            print(f"# {what}: {spent * 1000:.0f} ms with starting, {len(result)} letters")
        # a text that grew with the square of its size would take minutes
        tap.ok(f"64 kB of {what} are shown soon",
               reader.wrong[:3] if spent < 20 else [f"{spent} s"])
    return tap.done()


sys.exit(main())
