"""Reads all that people read of us and looks for the forbidden words of catalogue/text/words.yaml.
What stands in quotes or as code is somebody else's speech; so are the titles of sources and the
labels of data."""
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, "tools")
import yaml

import c_source
import tap

# keys of the catalogue whose texts are no speech of ours
NOT_OURS = {"id", "by", "title", "where", "link", "codes", "details", "not_recorded", "words",
            "sources", "source", "pulls_on", "check", "of", "topics", "from", "mark"}
READ_BY_PEOPLE = ("src/report/", "src/check/", "src/disclosure/")


def forbidden():
    """(word, scope) of every forbidden word."""
    with open("catalogue/text/words.yaml", encoding="utf-8") as file:
        for row in yaml.safe_load(file)["forbidden"]:
            for word in row["words"]:
                yield word, row["where"]


def pattern(words):
    """Whole words; case counts only for words in capitals."""
    parts = [re.escape(word) if word.isupper() or word == "DNAs" else f"(?i:{re.escape(word)})"
             for word in sorted(words, key=len, reverse=True)]
    return re.compile(r"(?<![^\W\d_])(?:" + "|".join(parts) + r")(?![^\W\d_])")


def ours(text):
    """The text without what is quoted or code; lines stay where they are."""
    def blank(match):
        return re.sub(r"[^\n]", " ", match.group())
    for quoted in (r"(?s)```.*?```", r"`[^`\n]*`", r"“[^”]*”", r'"[^"\n]*"'):
        text = re.sub(quoted, blank, text)
    return text


def find(text, words):
    """(line, word) of every forbidden word in our own speech."""
    text = ours(text)
    for match in pattern(words).finditer(text):
        yield text.count("\n", 0, match.start()) + 1, match.group()


def strings(text):
    """(line, text) of every string of C, neighbours joined."""
    text = re.sub(r"(?m)^\s*#\s*include.*$", "", c_source.without_comments(text))
    one = r'"(?:\\.|[^"\\\n])*"'
    for match in re.finditer(rf"{one}(?:\s*{one})*", text):
        joined = "".join(part[1:-1] for part in re.findall(one, match.group()))
        yield text.count("\n", 0, match.start()) + 1, joined.replace('\\"', '"')


def texts(node):
    """Every text of the catalogue that is our own speech, with its line."""
    if isinstance(node, yaml.ScalarNode):
        yield node.start_mark.line + 1, node.value
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from texts(item)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value not in NOT_OURS or (key.value == "sources" and
                                             isinstance(value.value[0], yaml.MappingNode)):
                yield from texts(value)


def pages(paths, words):
    for path in paths:
        for line, word in find(c_source.read(path), words):
            yield f"{path}:{line}: '{word}'"


def programs(paths, everywhere, reports):
    for path in paths:
        words = reports if path.startswith(READ_BY_PEOPLE) else everywhere
        for line, text in strings(c_source.read(path)):
            for _, word in find(text, words):
                yield f"{path}:{line}: '{word}'"


def catalogue(paths, words):
    for path in paths:
        with open(path, encoding="utf-8") as file:
            node = yaml.compose(file, Loader=yaml.SafeLoader)
        for line, text in texts(node):
            for _, word in find(text, words):
                yield f"{path}:{line}: '{word}'"


def bites():
    """The search finds what it should and passes what it should."""
    words = {"hard to reach", "DNA"}
    for text, count in (("They are Hard to reach.", 1), ("marked DNA.", 1), ("a dna test", 0),
                        ("“hard to reach”", 0), ('"DNA" is a label', 0), ("`DNA`", 0),
                        ("cDNA", 0), ("hard to reached", 0)):
        if len(list(find(text, words))) != count:
            yield f"{text}: {list(find(text, words))}"
    if [word for _, text in strings('f("they are hard "\n  "to reach"); /* DNA */')
            for _, word in find(text, words)] != ["hard to reach"]:
        yield "two strings that C joins"
    node = yaml.compose("knots: [{id: DNA, name: marked DNA}]", Loader=yaml.SafeLoader)
    if [text for _, text in texts(node)] != ["marked DNA"]:
        yield "an id is no speech"


def main():
    rows = list(forbidden())
    reports = {word for word, _ in rows}
    everywhere = {word for word, scope in rows if scope == "everywhere"}
    paths = tap.project_files()
    tap.ok("the search finds what it should", bites())
    markdown = [p for p in paths if p.endswith(".md")]
    tap.ok(f"pages ({len(markdown)})", pages(markdown, everywhere))
    files = [p for p in paths if p.startswith("catalogue/") and p.endswith(".yaml") and
             p != "catalogue/text/labels.yaml"]
    tap.ok(f"catalogue ({len(files)})", catalogue(files, reports))
    code = [p for p in paths if re.match(r"src/.*\.(c|h|cc|def)$", p)]
    tap.ok(f"what the program says ({len(code)})", programs(code, everywhere, reports))
    templates = [p for p in paths if re.match(r"(examples|src/report|src/site)/.*\."
                                              r"(sh|html|css|yaml)$", p)]
    tap.ok(f"examples and templates ({len(templates)})", pages(templates, everywhere))
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
