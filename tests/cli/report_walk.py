#!/usr/bin/env python3
"""Walks every number of a report to the number of the bundle that it tells.

    report_walk.py BUNDLE KNOTS PAGE...

KNOTS is the catalogue as `unknot knots --json` prints it. Each place of a page has its own numbers,
in their order (report_places.py): a row of a table those of its group in that part of that finding,
a sentence those that it is made of (report_numbers.py), a mark of a picture the place of its value
on the scale that the ticks say (report_charts.py). Then digits of the texts are changed and marks
are moved, and the walk must meet each one."""
import json
import re
import sys

from report_page import read_page
from report_places import DIGIT, Walk

STEPS = 8  # so many walks of a page, each with other changes
LAST_NUMBER = re.compile(r"-?[\d.]+(?=\D*$)")
# What a mark of each kind tells by. Ground (g, z), brackets (br), a picture's own size (ch) and
# signs (gl0) tell nothing; nor do the width and height of what is not named here.
TELLS = {"circle": ("cx", "cy"), "line": ("x1", "x2", "y1", "y2"), "polyline": ("points",),
         "polygon": ("points",), "rect": ("width",), "svg": ("x", "y", "width", "height"),
         "path": ("d",)}
TELLS_NOTHING = {"g", "z", "br", "ch", "gl0"}
DRAWN_IN = (".rows", ".kpg", ".sm", ".hd", ".pl")


def changed(text):
    """One digit of it is another one: the last of a text, where what is least looked at stands."""
    at = [found.start() for found in DIGIT.finditer(text)][-1]
    return text[:at] + str((int(text[at]) + 1) % 10) + text[at + 1:]


def is_within(element, close):
    while element is not None and id(element) not in close:
        element = element.parent
    return element is not None


class ChangedText:
    """The last digit of a text is another one."""

    def __init__(self, leaf):
        self.leaf, self.before = leaf, leaf.text

    def above(self):
        return self.leaf.parent

    def change(self):
        self.leaf.text = changed(self.before)

    def back(self):
        self.leaf.text = self.before

    def __str__(self):
        return f"the changed digit of {self.before[:100]!r}"


class MovedMark:
    """A coordinate of a mark is larger by 1, or, of a hundred dots, one dot is more."""

    def __init__(self, element, name):
        self.element, self.name = element, name
        self.before = element.get(name)

    def above(self):
        return self.element

    def change(self):
        def larger(found):
            return f"{float(found[0]) + (14 if self.name == 'd' else 1):.2f}"
        self.element.attributes[self.name] = LAST_NUMBER.sub(larger, self.before)

    def back(self):
        self.element.attributes[self.name] = self.before

    def __str__(self):
        return f"{self.element.tag} {self.element.classes()} with another {self.name}"


def marks_of(page):
    pictures = [own for name in DRAWN_IN for own in page.all(name)]
    signs = {id(own) for key in page.all("ul.key") for own in key.elements()}
    for element in [own for picture in pictures for own in picture.elements()
                    if id(own) not in signs]:
        names = set(element.classes())
        dots = element.tag == "path" and names & {"f0", "f1", "f2", "f3"}
        heading = element.tag == "svg" and element.first("text.hl")
        if names & TELLS_NOTHING or heading or (element.tag == "path" and not dots):
            continue
        for name in TELLS.get(element.tag, ()):
            if element.get(name).rstrip("%") not in ("", "0", "50", "100"):
                yield MovedMark(element, name)


def unit_of(element):
    """Of which one mistake may hide another: a picture, a row, else the element itself."""
    above = element
    while above.parent is not None:
        row = above.tag == "li" and "rows" in above.parent.classes()
        if above.tag == "tr" or row or above.get("role") == "img":
            return id(above)
        above = above.parent
    return id(element)


def changes_of(page):
    """Lists of changes to make together: one of each unit, and STEPS of it at most, from its
    beginning to its end."""
    units = {}
    for change in [ChangedText(leaf) for leaf in page.leaves() if DIGIT.search(leaf.text)]:
        units.setdefault(unit_of(change.above()), []).append(change)
    for change in marks_of(page):
        units.setdefault(unit_of(change.above()), []).append(change)
    steps = [[] for _ in range(STEPS)]
    for changes in units.values():
        most = min(STEPS, len(changes))
        for i in range(most):
            steps[i].append(changes[i * len(changes) // most])
    return steps


def missed(audit, knots, page):
    """What was changed and nothing was said about, and how much was changed."""
    silent, count = [], 0
    for changes in changes_of(page):
        for change in changes:
            change.change()
        walk = Walk(audit, knots, page)
        walk.whole_page()
        close = {id(element) for element, _ in walk.errors if element is not page}
        for change in changes:
            count += 1
            if not is_within(change.above(), close):
                silent.append(str(change))
            change.back()
    return silent, count


def load(name):
    with open(name, encoding="utf-8") as file:
        return json.load(file)


def walk_page(audit, knots, name):
    """How much is wrong with a page; prints it, and how much was looked at."""
    with open(name, encoding="utf-8") as file:
        page = read_page(file.read())
    walk = Walk(audit, knots, page)
    walk.whole_page()
    silent, count = ([], 0) if walk.errors else missed(audit, knots, page)
    for what in [what for _, what in walk.errors][:20] + [f"nobody met {what}" for what in silent]:
        print(f"# {name}: {what}")
    print(f"{name}: {walk.numbers} numbers walked, {walk.marks} marks measured, {count} changes "
          "met")
    return len(walk.errors) + len(silent)


def main():
    bundle, catalogue, *pages = sys.argv[1:]
    audit, knots = load(bundle)["audit"], load(catalogue)["knots"]
    return 1 if sum([walk_page(audit, knots, name) for name in pages]) else 0


if __name__ == "__main__":
    sys.exit(main())
