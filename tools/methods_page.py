#!/usr/bin/env python3
"""Writes docs/methods.md: a card for every row of src/measure/measures.def.

    methods_page.py            writes the page
    methods_page.py --check    says whether the page is what it would write; changes nothing
"""
import re
import sys

MEASURES = "src/measure/measures.def"
FAMILIES = "src/measure/families.def"
PAGE = "docs/methods.md"
STRINGS = r'("(?:[^"\\]|\\.)*"(?:\s*"(?:[^"\\]|\\.)*")*)'

HEAD = """# What the measures mean, and where they come from

Written by `tools/methods_page.py` from `src/measure/measures.def`; change that, and run the tool. \
`unknot explain MEASURE` prints the same cards. Each measure is met in tests by values that other \
programs made ([tests/reference](../tests/reference/)).
"""


def joined(strings):
    """What C makes of neighbouring strings."""
    return re.sub(r'\\(.)', r"\1", "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', strings)))


def rows(path, name, pattern):
    """Groups of every NAME(...) row; a row that is not understood is a mistake, not left out."""
    with open(path, encoding="utf-8") as file:
        text = re.sub(r"/\*.*?\*/", "", file.read(), flags=re.DOTALL)
    found = re.findall(rf"{name}\({pattern}\)", text)
    if len(found) != len(re.findall(rf"^{name}\(", text, re.MULTILINE)):
        sys.exit(f"{path}: a row of {name}(...) is not understood; {__file__} reads "
                 f"{len(found)} of them")
    return found


def measures():
    """(id, family, needs, name, method, meaning)"""
    pattern = rf"{STRINGS},\s*\w+,\s*(\w+)" + rf",\s*{STRINGS}" * 4
    return [tuple(part if i == 1 else joined(part) for i, part in enumerate(row))
            for row in rows(MEASURES, "MEASURE", pattern)]


def families():
    return [(family, joined(of)) for family, of in rows(FAMILIES, "FAMILY", rf"(\w+),\s*{STRINGS}")]


def page():
    known = families()
    parts = [HEAD]
    for family in sorted({row[1] for row in measures()} - {family for family, _ in known}):
        sys.exit(f"{FAMILIES} has no family {family}; add FAMILY({family}, \"...\")")
    for family, of in known:
        cards = [row for row in measures() if row[1] == family]
        if cards:
            parts.append(f"\n## {of}\n")
        for measure, _, needs, name, method, meaning in cards:
            parts.append(f"\n### {measure}: {name}\n\n{meaning}\n\n- needs: {needs}\n"
                         f"- how, and where that is from: {method}\n")
    return "".join(parts)


def main(arguments):
    if arguments not in ([], ["--check"]):
        print(__doc__, file=sys.stderr)
        return 2
    written = page()
    if not arguments:
        with open(PAGE, "w", encoding="utf-8", newline="\n") as file:
            file.write(written)
        return 0
    try:
        with open(PAGE, encoding="utf-8") as file:
            if file.read() == written:
                return 0
    except FileNotFoundError:
        pass
    print(f"{PAGE} is not what {MEASURES} says; run tools/methods_page.py in the project's folder "
          "and commit the page")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
