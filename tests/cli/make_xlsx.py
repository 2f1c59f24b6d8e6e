#!/usr/bin/env python3
"""Writes workbooks as spreadsheets write them, part by part, good and bad.

    make_xlsx.py FOLDER         one file for each function below whose name begins with "book_"
"""
import os
import sys
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml" ContentType=
"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"""
RELS = """<?xml version="1.0"?><Relationships
xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
Target="xl/workbook.xml"/></Relationships>"""
STYLES = f"""<?xml version="1.0"?><styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt
numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf
numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>"""


def workbook(sheets, extra=""):
    entries = "".join(f'<sheet name="{name}" sheetId="{i}" r:id="rId{i}"/>'
                      for i, name in enumerate(sheets, 1))
    return (f'<?xml version="1.0"?><workbook xmlns="{MAIN}" xmlns:r="{REL}">{extra}'
            f"<sheets>{entries}</sheets></workbook>")


def links(sheets):
    entries = "".join(f'<Relationship Id="rId{i}" Type="{REL}/worksheet" '
                      f'Target="worksheets/sheet{i}.xml"/>' for i in range(1, len(sheets) + 1))
    return ('<?xml version="1.0"?><Relationships xmlns='
            '"http://schemas.openxmlformats.org/package/2006/relationships">' + entries +
            f'<Relationship Id="rId90" Type="{REL}/sharedStrings" Target="sharedStrings.xml"/>'
            f'<Relationship Id="rId91" Type="{REL}/styles" Target="styles.xml"/>'
            "</Relationships>")


def sheet(rows):
    """rows: lists of cells, each the XML inside a row, or a plain text."""
    text = ""
    for number, row in enumerate(rows, 1):
        cells = ""
        for column, cell in enumerate(row):
            place = f"{chr(65 + column)}{number}"
            if cell is None:
                continue
            if cell.startswith("<"):
                cells += cell.replace("<c", f'<c r="{place}"', 1)
            else:
                cells += f'<c r="{place}" t="inlineStr"><is><t>{cell}</t></is></c>'
        text += f'<row r="{number}">{cells}</row>'
    return (f'<?xml version="1.0"?><worksheet xmlns="{MAIN}"><sheetData>{text}</sheetData>'
            "</worksheet>")


def write(path, sheets, shared=(), extra=""):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", TYPES)
        book.writestr("_rels/.rels", RELS)
        book.writestr("xl/workbook.xml", workbook(sheets, extra))
        book.writestr("xl/_rels/workbook.xml.rels", links(sheets))
        book.writestr("xl/styles.xml", STYLES)
        book.writestr("xl/sharedStrings.xml", f'<?xml version="1.0"?><sst xmlns="{MAIN}">' +
                      "".join(f"<si>{text}</si>" for text in shared) + "</sst>")
        for number, rows in enumerate(sheets.values(), 1):
            book.writestr(f"xl/worksheets/sheet{number}.xml",
                          rows if isinstance(rows, str) else sheet(rows))


def number(value, style=0):
    return f'<c s="{style}"><v>{value}</v></c>'


def people(rows=20):
    """ward A: 12 of 20 seen, ward B: 8 of 20."""
    return [["ward", "seen"]] + [[ward, number(int(i < seen))]
                                 for ward, seen in (("A", 12), ("B", 8)) for i in range(rows)]


def book_plain(path):
    write(path, {"People": people()})


def book_once(path):
    """One row for each ward: to be looked up."""
    write(path, {"Wards": sheet([["ward", "kind"], ["A", "old"], ["B", "new"]])})


def book_shared_texts(path):
    """Texts by number, some in runs with a phonetic guide; formulas with their last value."""
    rows = [['<c t="s"><v>0</v></c>', '<c t="s"><v>1</v></c>']]
    for index, seen in ((2, 12), (3, 8)):
        rows += [[f'<c t="s"><v>{index}</v></c>',
                  f'<c><f>IF(1,{int(i < seen)},2)</f><v>{int(i < seen)}</v></c>']
                 for i in range(20)]
    write(path, {"S": rows}, ["<t>ward</t>", "<r><t>se</t></r><r><rPr><b/></rPr><t>en</t></r>",
                              '<t xml:space="preserve"> A </t>', "<t>B</t><rPh><t>bee</t></rPh>"])


def book_dates(path):
    """Days by style: 45383 is 2024-04-01 in the calendar from 1900."""
    write(path, {"D": [["ward", "day"]] +
                 [["A", number(45383 + i, 1 + i % 2)] for i in range(20)] +
                 [["B", number(45373 + i, 1)] for i in range(20)]})


def book_dates_1904(path):
    write(path, {"D": [["ward", "day"]] + [["A", number(43921 + i, 1)] for i in range(20)] +
                 [["B", number(43911 + i, 1)] for i in range(20)]},
          extra='<workbookPr date1904="1"/>')


def book_truths_and_errors(path):
    """Yes and no of their own type; an error is a mistake of the file."""
    write(path, {"T": [["ward", "seen"]] +
                 [["A", f'<c t="b"><v>{int(i < 12)}</v></c>'] for i in range(20)] +
                 [["B", '<c t="e"><v>#DIV/0!</v></c>']]})


def book_two_sheets(path):
    write(path, {"Notes": [["Read me first"]], "People": people()})


def book_titles(path):
    write(path, {"P": [["Seen in 2024"], []] + people()})


def book_empty(path):
    write(path, {"Nothing": []})


def book_bomb(path):
    """A gigabyte of blanks in a megabyte."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", TYPES)
        book.writestr("_rels/.rels", RELS)
        book.writestr("xl/workbook.xml", workbook(["P"]))
        book.writestr("xl/_rels/workbook.xml.rels", links(["P"]))
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            part.write(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            for _ in range(1024):
                part.write(b" " * (1 << 20))


def book_laughs(path):
    """Entities that grow: a document type is refused."""
    write(path, {"P": '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;'
                      f'&a;&a;&a;&a;&a;&a;">]><worksheet xmlns="{MAIN}"><sheetData><row r="1"><c '
                      'r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>'})


def book_broken_xml(path):
    write(path, {"P": f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c'})


def book_cut(path):
    book_plain(path)
    with open(path, "rb+") as file:
        file.truncate(os.path.getsize(path) * 2 // 3)


def book_far_cell(path):
    """A cell in a column that no sheet has."""
    write(path, {"P": f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="ZZZZZ99999999999"><v>'
                      "1</v></c></row></sheetData></worksheet>"})


def book_no_such_text(path):
    """A cell names a text by its number, and the file holds no texts."""
    write(path, {"P": [["ward", "seen"], ['<c t="s"><v>9</v></c>', number(1)]]})


def book_many_sheets(path):
    write(path, {f"S{i}": [] for i in range(1100)})


def main():
    for name, make in sorted(globals().items()):
        if name.startswith("book_"):
            make(os.path.join(sys.argv[1], name[5:].replace("_", "-") + ".xlsx"))


if __name__ == "__main__":
    main()
