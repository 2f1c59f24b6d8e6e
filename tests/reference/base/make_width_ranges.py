#!/usr/bin/env python3
"""Prints the ranges in src/base/utf8_width.c from the Unicode tables of this Python.

Marks that combine (Mn, Me), format characters (Cf, without the soft hyphen) and the vowels and
finals of Hangul that join a syllable take no column; East Asian Wide and Fullwidth take two.
Unassigned code points between two of one kind are counted with them, which keeps the table short.
"""
import sys
import unicodedata


def kind(point):
    char = chr(point)
    category = unicodedata.category(char)
    if category in ("Mn", "Me") or (category == "Cf" and point != 0xAD) or 0x1160 <= point <= 0x11FF:
        return "none"
    if unicodedata.east_asian_width(char) in "WF" and category != "Cn":
        return "wide"
    return "one" if category != "Cn" else None


def ranges(which):
    found = []
    start = last = None
    for point in range(0x80, 0x110000):
        it = kind(point)
        if it == which:
            if start is None:
                start = point
            last = point
        elif it is not None and start is not None:
            found.append((start, last))
            start = None
    if start is not None:
        found.append((start, last))
    return found


def show(name, which):
    print(f"static const Range {name}[] = {{")
    line = "   "
    for first, last in ranges(which):
        item = f" {{0x{first:x}, 0x{last:x}}},"
        if len(line) + len(item) > 100:
            print(line)
            line = "   "
        line += item
    print(line)
    print("};")


def main():
    print(f"/* Unicode {unicodedata.unidata_version} */")
    show("NO_COLUMN", "none")
    print()
    show("TWO_COLUMNS", "wide")
    return 0


if __name__ == "__main__":
    sys.exit(main())
