#!/usr/bin/env python3
"""Serves an example commons and takes its open data with Python's own readers. Prints a line
"0|1<TAB>what it shows<TAB>detail" for each check (0: it holds).

    commons_exports.py UNKNOT FOLDER
"""
import csv
import html
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
    words = served.ask("GET", "/evidence?effect=worse&q=ethnic")[2]
    count = store.execute(
        "SELECT count(*) FROM search JOIN tag ON entry = search.rowid JOIN entry e ON e.id = entry"
        " WHERE search MATCH '\"ethnic\"' AND facet = 'effect' AND term = 'worse'"
        " AND e.kind = 'evidence' AND e.state = 'live'").fetchone()[0]
    check(count > 0 and f"<h2 id=\"found\">{count} piece" in words and "Take it" not in words,
          "words are looked for within a list", count)
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


class Visitor:
    """Somebody who sends forms; signed in once sign_in was called."""

    def __init__(self, served):
        self.served, self.cookie = served, ""

    def ask(self, method, path, fields=None):
        headers = {"Cookie": self.cookie} if self.cookie else {}
        if method == "POST":
            headers |= {"Origin": f"http://{self.served.name}", "Content-Type": FORM,
                        "Sec-Fetch-Site": "same-origin"}
        body = urllib.parse.urlencode(fields, doseq=True) if fields is not None else None
        code, back, text = self.served.ask(method, path, body, headers)
        if "Set-Cookie" in back:
            self.cookie = back["Set-Cookie"].split(";")[0]
        return code, back, text

    def hidden(self, path, action):
        """The hidden fields of the form on a page that is sent to `action`."""
        return hidden_of(self.ask("GET", path)[2], action)

    def sign_in(self, store, email):
        page = self.ask("POST", "/sign-in", self.hidden("/sign-in", "/sign-in") |
                        {"email": email})[2]
        body = store.execute("SELECT body FROM mail ORDER BY id DESC").fetchone()[0]
        number = re.search(r"number is (\d+)", body)[1]
        return self.ask("POST", "/sign-in/code", hidden_of(page, "/sign-in/code") |
                        {"email": email, "code": number})[0]


def hidden_of(page, action):
    form = re.search(rf'<form[^>]*action="{re.escape(action)}".*?</form>', page, re.S)
    return {html.unescape(name): html.unescape(value) for name, value in re.findall(
        r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form[0])} if form else {}


def value_of(page, name):
    found = re.search(rf'<input id="f-{name}"[^>]*value="([^"]*)"|'
                      rf'<textarea id="f-{name}"[^>]*>([^<]*)<', page, re.S)
    return html.unescape(next(part for part in found.groups() if part is not None)).strip()


def gap_map(served, store):
    code, _, page = served.ask("GET", "/evidence/map")
    rows = rows_of(served.ask("GET", "/evidence/map.csv")[2])
    cells = store.execute(
        "SELECT s.term, g.term, count(*) FROM tag s JOIN tag g ON s.entry = g.entry JOIN entry e"
        " ON e.id = s.entry WHERE s.facet = 'stage' AND g.facet = 'group' AND e.kind = 'evidence'"
        " AND e.state = 'live' GROUP BY 1, 2").fetchall()
    want = {(stage, group): count for stage, group, count in cells}
    check(len(rows) == 128 and want and all(
        int(row["entries"]) == want.get((row["stage"], row["group"]), 0) == sum(
            int(row[one]) for one in ("worse", "better", "both", "unclear", "mitigated"))
        for row in rows), "the map as a table has what another question counts", rows[:2])
    shown = dict(re.findall(
        r'href="/evidence\?stage=([a-z]+&amp;group=[a-z-]+)" aria-label="[^"]*">(\d+)',
        page))
    check(code == 200 and len(shown) == 128 and {tuple(key.split("&amp;group=")): int(count)
          for key, count in shown.items() if count != "0"} == want,
          "and the page the same numbers, each with its list", len(shown))
    total = sum(want.values())
    check(f"these add up to {total}." in page and
          f"{128 - len(want)} of 128 cells are empty" in page,
          "it says why its cells add up to more than there is", total)
    (stage, group), count = max(want.items(), key=lambda item: item[1])
    of = served.ask("GET", f"/evidence?stage={stage}&group={group}")[2]
    check(f"<h2 id=\"found\">{count} " in of, "a cell's list has as many", count)
    heard = [html.unescape(one) for one in re.findall(
        r'<td class=[^>]*><a [^>]*aria-label="([^"]*)"', page)]
    check(len(heard) == 128 and all(
        re.fullmatch(r"[^:]+, [^:]+: (0, none yet|\d+ pieces? of evidence: \d+ \w+(, \d+ \w+)*"
                     r"(; \d+ withdrawn)?)", one) for one in heard) and
          len(page) + len(served.ask("GET", "/app.css")[2]) <= 60000,
          "what is heard of a cell is a sentence, and the page is small",
          [one for one in heard if "of" in one][:3])
    knots = served.ask("GET", f"/evidence/map?stage={stage}")[2]
    check(">Knot</th>" in knots and knots.count("<tr>") > 4, "a stop opens to its knots", "")


def numbers(served, store):
    page = served.ask("GET", "/numbers")[2]
    none = {row[0] for row in store.execute(
        "SELECT label FROM term t WHERE facet = 'group' AND term NOT IN('any', 'other') AND NOT"
        " EXISTS(SELECT 1 FROM tag g JOIN entry e ON e.id = g.entry WHERE g.facet = 'group' AND"
        " g.term = t.term AND e.kind = 'evidence' AND e.state = 'live')")}
    said = re.search(r"There is no evidence about these groups: ([^<]*)\.</li>", page)
    check(none and said and set(html.unescape(said[1]).split("; ")) == none,
          "the numbers say who is not here", (said and said[1], none))
    live = store.execute("SELECT count(*) FROM entry WHERE kind = 'method' AND state = 'live'")
    check(f'<a href="/methods">Methods</a></dt><dd>{live.fetchone()[0]}</dd>' in page,
          "and how much is", "")


def site_map(served, store, hidden):
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    index = tree.fromstring(served.ask("GET", "/sitemap.xml")[2])
    parts = [loc.text for loc in index.iter(space + "loc")]
    robots = served.ask("GET", "/robots.txt")[2]
    check(f"Sitemap: http://{served.name}/sitemap.xml" in robots.splitlines(),
          "robots are told where the map of the site is", robots)
    found = [loc.text.split(served.name)[1] for part in parts for loc in tree.fromstring(
        served.ask("GET", part.split(served.name)[1])[2]).iter(space + "loc")]
    numbers_found = {int(match[1]) for path in found
                     if (match := re.fullmatch(r"/[a-z]+/(\d+)(-.*)?", path))}
    live = {row[0] for row in store.execute(
        "SELECT id FROM entry WHERE state = 'live' AND kind NOT IN('reply', 'tip', 'answer')")}
    check(len(parts) == 1 and numbers_found == live and hidden not in numbers_found and
          len(found) == len(set(found)) and "/evidence" in found,
          "and find all that is live, once", (len(found), live ^ numbers_found))
    some = [served.ask("GET", found[i])[0] for i in (0, 5, -1)]
    said = served.ask("GET", "/sitemap/2.xml")[0], served.ask("GET", "/sitemap/0.xml")[0]
    check(some == [200] * 3 and said == (404, 404), "no part beyond the last", (some, said))


RIS = """TY  - JOUR
AU  - Writer, Ann
TI  - A made-up article about made-up waits
PY  - 2021
DO  - 10.5555/Made.Up
ER  -
"""
FILLED = {"plain": "Made up.", "effect": "worse", "knot": "pathway-leak", "group": "faith",
          "evidence-sort": "study", "strength": "some", "why": "A test."}


def sources(served, store):
    ann, ben = Visitor(served), Visitor(served)
    code = ann.sign_in(store, "ann@example.org")
    check(code == 303 and store.execute("UPDATE person SET power = 4").rowcount == 1,
          "an editor signs in", code)
    store.commit()
    paste = "/evidence/new/source"
    form = ann.hidden("/evidence/new", paste)
    code, _, page = ann.ask("POST", paste, form | {"paste": RIS})
    got = {name: value_of(page, name) for name in ("source", "doi", "year", "title", "plain")}
    check(code == 200 and got == {
        "source": "Writer A (2021). A made-up article about made-up waits.",
        "doi": "10.5555/made.up", "year": "2021", "title": "", "plain": ""},
        "RIS fills in the form; what it means is left to the person", (code, got))
    known = store.execute("SELECT doi, entry FROM doi JOIN entry ON id = entry WHERE"
                          " state = 'live' LIMIT 1").fetchone()
    code, _, page = ann.ask("POST", paste, form | {
        "paste": f"@article{{x, title={{Another}}, doi={{https://doi.org/{known[0].upper()}}}}}"})
    check(code == 200 and "We have this already" in page and f"/evidence/{known[1]}" in page,
          "a source that is here is shown first, however its DOI is written", known)
    code, _, page = ann.ask("POST", paste, hidden_of(page, paste))
    check(code == 200 and value_of(page, "doi") == known[0] and
          value_of(page, "source") == "Another.", "and another thing that it says can be added",
          code)
    for bad, said in (("", "Nothing was pasted"), ("what is this", "This is no DOI"),
                      ("@article{x, title={One", "Line 1"), (RIS + RIS, "one at a time")):
        code, _, page = ann.ask("POST", paste, form | {"paste": bad})
        check(code == 422 and said in page and html.escape(bad[:9]) in page,
              f"what cannot be read says why: {said}", (code, page[page.find("error"):][:300]))
    said = ben.ask("POST", paste, form | {"paste": RIS})[0], ann.ask(
        "POST", paste, {"paste": RIS})[0], ann.ask("POST", paste, form | {"token": "x"})[0]
    check(said[0] in (303, 403) and said[1:] == (403, 403),
          "nothing by a stranger, or without a token", said)
    add(served, store, ann)


def add(served, store, ann):
    """A piece of evidence by its form, with the warning about near titles."""
    count = lambda: store.execute(  # noqa: E731
        "SELECT count(*) FROM entry WHERE kind = 'evidence'").fetchone()[0]
    cell = re.compile(r'stage=[a-z]+&amp;group=faith" aria-label="[^"]*">(\d+)')
    faith = sum(map(int, cell.findall(served.ask("GET", "/evidence/map")[2])))
    before = count()
    title = "Made up: waits of people of faith grow longer where the form is in English alone"
    source = FILLED | {"source": "Writer A (2021). A made-up article.", "doi": "10.5555/made.up"}
    form = ann.hidden("/evidence/new", "/evidence/new")
    sent = form | source | {"title": title}
    code, headers, text = ann.ask("POST", "/evidence/new", sent)
    check(code == 303 and count() == before + 1, "evidence is added",
          (code, re.findall(r'<a href="#f-.*?</a>', text)))
    again = ann.ask("POST", "/evidence/new", sent)
    check(again[0] == 303 and count() == before + 1, "pressed twice it is there once", again[0])
    now = sum(map(int, cell.findall(served.ask("GET", "/evidence/map")[2])))
    check(now == faith + 1, "and the next map has it", (faith, now))
    form = ann.hidden("/evidence/new", "/evidence/new")
    near = title.replace("longer", "shorter")
    code, _, page = ann.ask("POST", "/evidence/new", form | source | {"title": near, "doi": ""})
    check(code == 422 and count() == before + 1 and title in page and f"You wrote: {near}" in page,
          "a near title is asked about, with both titles", code)
    kept = hidden_of(page, "/evidence/new")
    far = ann.ask("POST", "/evidence/new", form | source | {
        "title": "Made up: something else altogether", "doi": "", "group": "nobody"})
    check(far[0] == 422 and "We may have this already" not in far[2],
          "one that is not near is not", far[0])
    code, headers, _ = ann.ask("POST", "/evidence/new", kept | source | {"title": near, "doi": ""})
    check(code == 303 and count() == before + 2, "and may be added all the same", code)
    history(served, store, ann, headers["Location"], near)


def history(served, store, ann, address, title):
    number = re.search(r"\d+", address)[0]
    path = f"/e/{number}/change"
    form = ann.hidden(path, path)
    fields = FILLED | {"source": "Writer A (2021).", "title": title, "plain": "Made up again.",
                       "group": ["faith", "age"], "why": "A test.",
                       "standing_link": "https://notice.example/2"}
    code = ann.ask("POST", path, form | fields)[0]
    page = served.ask("GET", f"/e/{number}/history/2")[2]
    check(code == 303 and "<del>up.</del><ins>up again.</ins>" in page and
          "<del>Faith</del><ins>Faith; Age</ins>" in page and
          "Version 2 compared with version 1" in page, "a version shows what it changed",
          (code, re.findall(r'<p class="diff">.*?</p>', page, re.S)))
    check("notice.example" not in page and
          "notice.example" in ann.ask("GET", f"/e/{number}/history/2")[2],
          "fields of the staff are compared for the staff alone", "")
    both = served.ask("GET", f"/e/{number}/history?from=2&to=1")
    check(both[0] == 200 and "Version 2 compared with version 1" in both[2] and
          both[2].count('name="from"') == 2, "any two can be chosen", both[0])
    ask = store.execute("SELECT id FROM entry WHERE byline = 'Quiet Heron'").fetchone()[0]
    said = [served.ask("GET", f"/e/{one}")[0] for one in (
        f"{number}/history/1", f"{number}/history/3", f"{ask}/history", "99999/history")]
    check(said == [404] * 4, "what has no history, or none for everybody, shows none", said)


def main():
    unknot, folder = sys.argv[1:3]
    store, hidden, withdrawn = prepare(folder)
    with Served(unknot, folder, "--unlimited") as served:
        tables(served, store, hidden, withdrawn)
        feeds(served, store, withdrawn)
        citations(served, hidden, withdrawn)
        gap_map(served, store)
        numbers(served, store)
        site_map(served, store, hidden)
        sources(served, store)


if __name__ == "__main__":
    main()
