#!/usr/bin/env python3
"""Serves an example commons and takes its open data with Python's own readers. Prints a line
"0|1<TAB>what it shows<TAB>detail" for each check (0: it holds).

    commons_exports.py UNKNOT FOLDER
"""
import csv
import html
import http.client
import io
import json
import re
import sqlite3
import sys
import urllib.parse
import xml.etree.ElementTree as tree

from commons_serve import FORM, Served, check

ATOM = "{http://www.w3.org/2005/Atom}"


def prepare(folder):
    """Entries that must not leave: hidden, without a name, with words for the staff alone."""
    store = sqlite3.connect(f"{folder}/commons.sqlite")
    one = lambda kind: store.execute(  # noqa: E731
        "SELECT max(id) FROM entry WHERE kind = ?", (kind,)).fetchone()[0]
    hidden = store.execute("SELECT min(id) FROM entry WHERE kind = 'evidence'").fetchone()[0]
    store.execute("UPDATE entry SET state = 'hidden', moved = moved + 1, reason = 'a test'"
                  " WHERE id = ?", (hidden,))
    store.execute("UPDATE entry SET data = json_set(data, '$.contact', 'desk-of-nobody')"
                  ", version = version + 1 WHERE id = ?", (one("organisation"),))
    withdrawn = one("evidence")
    store.execute("UPDATE entry SET data = json_set(data, '$.standing', 'withdrawn',"
                  " '$.standing_link', 'https://notice.example/1'), version = version + 1"
                  " WHERE id = ?", (withdrawn,))
    store.execute("INSERT INTO tag(facet, term, entry) VALUES('standing', 'withdrawn', ?)",
                  (withdrawn,))
    store.execute(
        "INSERT INTO entry(kind, seal, byline, title, plain, body, data, state, made, changed,"
        " edited, moved) SELECT 'question', ?, 'Quiet Heron', 'Who sees this?', 'A question.', '',"
        " '{}', 'live', made - made % 86400, made - made % 86400, made - made % 86400,"
        " made - made % 86400 FROM entry WHERE id = 1", (b"S" * 32,))
    store.commit()
    return store, hidden, withdrawn


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def tables(served, store, hidden, withdrawn):
    live = {row[0] for row in store.execute(
        "SELECT id FROM entry WHERE kind = 'evidence' AND state = 'live'")}
    code, headers, text = served.ask("GET", "/evidence.csv")
    rows = rows_of(text)
    check(code == 200 and headers["Content-Type"].startswith("text/csv") and
          {int(row["number"]) for row in rows} == live and hidden not in live,
          "the table of a list has all that is live, and nothing hidden", (code, len(rows)))
    check([row["withdrawn"] for row in rows if int(row["number"]) == withdrawn] == ["yes"] and
          sum(row["withdrawn"] == "yes" for row in rows) == 1, "what was withdrawn is marked",
          rows[0])
    check("standing_link" not in rows[0] and "notice.example" not in text,
          "fields of the staff are in no table", list(rows[0]))
    chosen = {row[0] for row in store.execute(
        "SELECT a.entry FROM tag a JOIN tag b ON a.entry = b.entry JOIN entry e ON e.id = a.entry"
        " WHERE a.facet = 'effect' AND a.term = 'worse' AND b.facet = 'group' AND b.term = 'money'"
        " AND e.state = 'live' AND e.kind = 'evidence'")}
    asked = "?effect=worse&group=money&colour=blue"
    found = json.loads(served.ask("GET", "/evidence.json" + asked)[2])
    check(chosen and {row["number"] for row in found["rows"]} == chosen and
          all("money" in row["group"] and row["effect"] == "worse" for row in found["rows"]),
          "filters choose in the data as on the page", (len(chosen), found["page"]))
    page = served.ask("GET", "/evidence" + asked)[2]
    links = re.findall(r'href="(/evidence\.[a-z]+[^"]*)"', page)
    check([html.unescape(link) for link in links] ==
          ["/evidence.atom?effect=worse&group=money"] +
          [f"/evidence.{form}?effect=worse&group=money" for form in ("csv", "json", "atom")],
          "the page leads to the same as data, in its head and below", links)
    said = served.ask("GET", "/questions.csv")[0], served.ask("GET", "/nothing.json")[0]
    check(said == (404, 404), "a list that is not there", said)
    asks = rows_of(served.ask("GET", "/ask.csv")[2])
    check(asks[0]["by"] == "Quiet Heron" and asks[0]["title"] == "Who sees this?" and
          not any(seal in str(asks) for seal in ("SSSS", "5353")) and "author" not in asks[0],
          "words without a name leave under the made-up one alone", asks[0])
    check(any(row["made_up"] == "yes" for row in asks), "what is made up says so", asks)
    kept = json.dumps(json.loads(served.ask("GET", "/organisations.json")[2]))
    number = re.search(r'"number": (\d+)', kept)[1]
    check("desk-of-nobody" not in kept + served.ask("GET", f"/e/{number}.json")[2] and
          "desk-of-nobody" not in follow(served, f"/e/{number}"),
          "what is kept for the staff is in no list, no entry and no page", kept)


def follow(served, path):
    code, headers, text = served.ask("GET", path)
    return follow(served, headers["Location"]) if code in (301, 303) else text


def feeds(served, store, withdrawn):
    ids, updated, path, parts = [], [], "/evidence.atom", 0
    while path and parts < 5:
        code, headers, text = served.ask("GET", path)
        feed = tree.fromstring(text)
        links = {link.get("rel"): link.get("href") for link in feed.findall(ATOM + "link")}
        entries = feed.findall(ATOM + "entry")
        ids += [entry.find(ATOM + "id").text for entry in entries]
        updated += [entry.find(ATOM + "updated").text for entry in entries]
        old = path
        path = links.get("next") and links["next"].split(served.name)[1]
        parts += 1
        if parts == 1:
            check(links["self"] == f"http://{served.name}{old}" and
                  headers["Content-Type"].startswith("application/atom+xml"),
                  "a feed says where it is", links)
            marks = [[c.get("term") for c in entry.findall(ATOM + "category")]
                     for entry in entries]
            check(marks[0] == ["evidence", "withdrawn"], "and what was withdrawn", marks[0])
    live = [f":entry/{row[0]}" for row in store.execute(
        "SELECT id FROM entry WHERE kind = 'evidence' AND state = 'live' ORDER BY id DESC")]
    check(parts > 1 and [one[one.rindex(":"):] for one in ids] == live and
          all(re.fullmatch(r"tag:127\.0\.0\.1,\d{4}:entry/\d+", one) for one in ids),
          "its parts lead from one to the next and have each entry once", (parts, len(ids)))
    check(all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", when) for when in updated),
          "each with when it was changed", updated[:2])


def citations(served, hidden, withdrawn):
    one = json.loads(served.ask("GET", f"/e/{withdrawn}.json")[2])["rows"][0]
    check(one["number"] == withdrawn and one["withdrawn"] is True and "body" in one and
          one["address"].startswith(f"http://{served.name}/evidence/{withdrawn}-"),
          "one entry as data", one)
    code, headers, bib = served.ask("GET", f"/e/{withdrawn}.bib")
    check(code == 200 and bib.startswith(f"@online{{evidence-{withdrawn},") and
          "note = {Withdrawn}" in bib and f"evidence-{withdrawn}.bib" in
          headers["Content-Disposition"], "as BibTeX, with the mark", bib)
    ris = served.ask("GET", f"/e/{withdrawn}.ris")[2]
    lines = ris.split("\r\n")
    check(lines[0] == "TY  - ELEC" and lines[-2] == "ER  - " and "N1  - Withdrawn" in lines and
          f"UR  - {one['address']}" in lines, "as RIS", ris)
    page = follow(served, f"/e/{withdrawn}")
    check("Its source was withdrawn" in page and "https://notice.example/1" in page,
          "its page warns, and says where that is known from", "")
    check(re.search(r"Cite this: Withdrawn: the makers of this software \(\d{4}\)\.", page),
          "and has the line to copy", page[-900:])
    said = [served.ask("GET", f"/e/{hidden}.{form}")[0] for form in ("json", "bib", "ris")] + [
        served.ask("GET", "/e/99999.json")[0], served.ask("GET", "/e/x.bib")[0]]
    check(said == [404] * 5, "what is not to be seen cannot be cited", said)


def main():
    unknot, folder = sys.argv[1:3]
    store, hidden, withdrawn = prepare(folder)
    with Served(unknot, folder) as served:
        tables(served, store, hidden, withdrawn)
        feeds(served, store, withdrawn)
        citations(served, hidden, withdrawn)


if __name__ == "__main__":
    main()
