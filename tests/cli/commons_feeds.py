"""Reads what tests/unit/site/feeds_and_tables.c writes with csv, json and xml.etree, and compares
it with the words that went in, which stand here a second time."""
import csv
import datetime
import io
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as tree

sys.dont_write_bytecode = True
sys.path.insert(0, "tools")
import tap

ATOM = "{http://www.w3.org/2005/Atom}"
BAD = "\N{REPLACEMENT CHARACTER}"
HARD = ["plain words", "", "a, b; \"c\" and 'd'", "two\nlines\r\nand\ra tab\t.", "=1+1", "+1", "-1",
        "@sum", " =1+1", "\t=1+1", "\r=1+1", "<script>alert(1)</script> & ]]> &amp;",
        "\u00e9 \u4e2d\u6587 \u0639\u0631\u0628\u064a \U0001f600", "a\x01b\x1fc\x7fd",
        f"a{BAD}{BAD} b", " blanks ", "x=1", "\ufffe"]
FORMULAS = {4, 5, 6, 7, 8, 9, 10}


def written(program, form):
    return subprocess.run([program, form], capture_output=True, check=True).stdout


def check_csv(data):
    text = data.decode("utf-8")
    tap.ok("CSV: every line ends in CR LF", [] if text.endswith("\r\n") else [text[-20:]])
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    tap.ok("CSV: a row of names, then each entry", [] if len(rows) == 1 + len(HARD) else rows)
    tap.ok("CSV: as many cells in each row", [row for row in rows if len(row) != 6])
    for number, (words, row) in enumerate(zip(HARD, rows[1:], strict=True)):
        wanted = "'" + words if number in FORMULAS else words
        groups = "; ".join(["age", "need of an interpreter", "=x"][:number % 4])
        tap.ok(f"CSV: row {number}", [] if row == [
            str(number), wanted, str(-number), "no" if number % 2 else "yes", groups,
            ""] else [row])
    formulas = [cell for row in rows for cell in row
                if re.match(r"[=+@\t\r]|-(?!\d+$)", cell)]
    tap.ok("CSV: no cell is a formula", formulas)


def check_json(data):
    table = json.loads(data.decode("utf-8"))
    tap.ok("JSON: what it is, and each entry", [] if table["about"] == "Made-up entries" and
           len(table["rows"]) == len(HARD) and "next" not in table else [table])
    for number, (words, row) in enumerate(zip(HARD, table["rows"], strict=True)):
        wanted = {"number": number, "title": words, "change": -number,
                  "is_open": number % 2 == 0, "nothing": None,
                  "groups": ["age", "need of an interpreter", "=x"][:number % 4]}
        tap.ok(f"JSON: row {number}", [] if row == wanted else [row])


def check_entry(number, words, entry):
    wrong = []
    # XML has no control characters but tab and line ends, and no U+FFFE
    wanted = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe]", BAD, words)
    if entry.findtext(f"{ATOM}title") != (wanted or "(no title)"):
        wrong.append(ascii(entry.findtext(f"{ATOM}title")))
    if (entry.findtext(f"{ATOM}summary") or "") != wanted:
        wrong.append(ascii(entry.findtext(f"{ATOM}summary")))
    if entry.findtext(f"{ATOM}id") != f"tag:commons.example,2026:entry/{number}":
        wrong.append(entry.findtext(f"{ATOM}id"))
    link = entry.find(f"{ATOM}link[@rel='alternate']")
    if link is None or link.get("href") != f"https://commons.example/e/{number}?a=1&b=2":
        wrong.append("its link")
    if [sort.get("term") for sort in entry.findall(f"{ATOM}category")] != [
            "evidence", "a \"theme\" & more"]:
        wrong.append("its sorts")
    if (entry.find(f"{ATOM}author") is not None) != (number % 2 == 0):
        wrong.append("its author")
    datetime.datetime.fromisoformat(entry.findtext(f"{ATOM}updated").replace("Z", "+00:00"))
    tap.ok(f"Atom: entry {number}", wrong)


def check_atom(data):
    feed = tree.fromstring(data)
    names = [child.tag.replace(ATOM, "") for child in feed]
    tap.ok("Atom: a feed with what RFC 4287 asks for", [] if feed.tag == f"{ATOM}feed" and
           {"id", "title", "updated", "author"} <= set(names) else names)
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    tap.ok("Atom: itself, its page, and what follows", [] if links == {
        "self": "https://commons.example/evidence.atom?effect=worse&after=3",
        "alternate": "https://commons.example/evidence",
        "next": "https://commons.example/evidence.atom?after=3"} else [links])
    entries = feed.findall(f"{ATOM}entry")
    tap.ok("Atom: each entry", [] if len(entries) == len(HARD) else [len(entries)])
    for number, (words, entry) in enumerate(zip(HARD, entries, strict=True)):
        check_entry(number, words, entry)


def main():
    program = sys.argv[1]
    check_csv(written(program, "csv"))
    check_json(written(program, "json"))
    check_atom(written(program, "atom"))
    return tap.done()


sys.exit(main())
