"""As much of C as the house's checks need: text without comments and strings, includes, functions.
It leans on the format that clang-format gives, which another check holds."""
import re

_TOKEN = re.compile(r"""//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""", re.DOTALL)


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def _blank(match):
    text = match.group()
    if text[0] in "\"'":
        return text[0] + " " * (len(text) - 2) + text[0]
    return re.sub(r"[^\n]", " ", text)


def code(text):
    """The same text, each character in its place, with spaces for comments and inside quotes."""
    return _TOKEN.sub(_blank, text)


def without_comments(text):
    return _TOKEN.sub(lambda m: _blank(m) if m.group()[0] == "/" else m.group(), text)


def comments(text):
    """(line, comment) of every comment."""
    for match in _TOKEN.finditer(text):
        if match.group()[0] == "/":
            yield text.count("\n", 0, match.start()) + 1, match.group()


def includes(text):
    """(line, quoted, name) of every #include."""
    for number, line in enumerate(without_comments(text).splitlines(), 1):
        match = re.match(r'\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)', line)
        if match:
            yield number, match.group(1) is not None, match.group(1) or match.group(2)


class Function:
    """One function's definition: its name, parameters, and lines from the first of its head to
    the closing brace."""

    def __init__(self, name, parameters, line, lines):
        self.name, self.parameters, self.line, self.lines = name, parameters, line, lines

    @property
    def length(self):
        return len(self.lines)


def _parameter_count(text):
    depth, count = 0, 1
    if text.strip() in ("", "void"):
        return 0
    for character in text:
        depth += (character in "([{") - (character in ")]}")
        count += character == "," and depth == 0
    return count


def _head(text):
    """(name, parameters) of the text before a function's brace, or None: the last group of
    parentheses that is no attribute's."""
    text = re.sub(r"__attribute__\s*\(\(.*?\)\)(?!\))", " ", text, flags=re.DOTALL)
    text = re.sub(r"\bUK_[A-Z_]+(\s*\([^()]*\))?", " ", text).strip()
    if not text.endswith(")"):
        return None
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        depth += (text[at] == ")") - (text[at] == "(")
        if depth == 0:
            name = re.search(r"(\w+)\s*$", text[:at])
            return (name.group(1), _parameter_count(text[at + 1:-1])) if name else None
    return None


def functions(text):
    """Every function defined in a file; a brace alone in the first column opens its body."""
    lines = code(text).splitlines()
    at = 0
    while at < len(lines):
        if lines[at] != "{":
            at += 1
            continue
        start = at
        while start > 0 and lines[start - 1].strip() and \
                not re.search(r"[;}]\s*$|^#", lines[start - 1]):
            start -= 1
        end = at
        while end < len(lines) - 1 and not lines[end].startswith("}"):
            end += 1
        head = _head("\n".join(lines[start:at]))
        if head:
            yield Function(head[0], head[1], start + 1, lines[start:end + 1])
        at = end + 1
