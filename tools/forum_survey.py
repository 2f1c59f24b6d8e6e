#!/usr/bin/env python3
"""Makes up the spreadsheet of examples/forum-survey/: 64 replies that nobody gave.

    forum_survey.py FILE      writes the workbook, one sheet, as a spreadsheet would

The same bytes everywhere: whole numbers from one seed, and a workbook without a clock. What is
built in stands in the tables below: one difference (people who use a relay or an interpreter can
book less often in a way that works for them), and none in the rest. 64 replies tell little of it.
"""
import os
import sys
import zipfile
from xml.sax.saxutils import escape

SEED = 20250614
REPLIES = 64
BITS = (1 << 64) - 1
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TITLE = "MADE UP: replies to a survey that was never sent"
HEADS = ["reply", "age", "gender", "ethnic group", "how you prefer to talk",
         "could book in a way that works", "was listened to", "weeks until seen"]

AGES = {"18 to 39": 20, "40 to 64": 26, "65 or over": 18}
GENDERS = {"woman": 34, "man": 26, "another way": 1, "rather not say": 3}
ETHNIC = {"White": 40, "Black or Asian": 20, "": 4}
TALKS = {"by voice, in English": 42, "with a relay or an interpreter": 22}
# of 100
BOOKED = {"by voice, in English": 74, "with a relay or an interpreter": 44}
LISTENED = 60
BLANK = 3


class Chance:
    """Steele, Lea and Flood's SplitMix64 (2014)."""

    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = (self.state + 0x9E3779B97F4A7C15) & BITS
        mixed = self.state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & BITS
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & BITS
        return ((mixed ^ (mixed >> 31)) * limit) >> 64

    def of(self, weights):
        left = self.below(sum(weights.values()))
        for label, weight in weights.items():
            if left < weight:
                return label
            left -= weight
        raise ValueError("weights do not add up")

    def answer(self, in_100):
        if self.below(100) < BLANK:
            return ""
        return "yes" if self.below(100) < in_100 else "no"


def reply(chance, number):
    talks = chance.of(TALKS)
    weeks = 1 + chance.below(6) + chance.below(8)
    return [f"made-up-{number:02d}", chance.of(AGES), chance.of(GENDERS), chance.of(ETHNIC), talks,
            chance.answer(BOOKED[talks]), chance.answer(LISTENED),
            weeks if chance.below(100) >= BLANK else ""]


def cell(place, value):
    if value == "":
        return ""
    if isinstance(value, int):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def sheet(rows):
    lines = []
    for number, row in enumerate(rows, 1):
        cells = "".join(cell(f"{chr(ord('A') + i)}{number}", value) for i, value in enumerate(row))
        lines.append(f'<row r="{number}">{cells}</row>')
    return f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(lines)}</sheetData></worksheet>'


def parts(rows):
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return {
        "[Content_Types].xml":
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/>'
            '</Types>',
        "_rels/.rels":
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml":
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="replies" '
            'sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels":
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet(rows),
    }


def main():
    if len(sys.argv) != 2:
        sys.exit(f"usage: {os.path.basename(sys.argv[0])} FILE")
    chance = Chance(SEED)
    rows = [[TITLE], HEADS] + [reply(chance, number) for number in range(1, REPLIES + 1)]
    with zipfile.ZipFile(sys.argv[1], "w") as book:
        for name, text in parts(rows).items():
            # stored, not packed: another zlib packs into other bytes
            book.writestr(zipfile.ZipInfo(name),
                          '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + text)


main()
