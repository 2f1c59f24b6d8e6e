#!/usr/bin/env python3
"""Plays the people of a commons with Python's own client: its first keeper, a new writer, two
moderators, somebody without a name, somebody who leaves. Prints "0|1<TAB>what<TAB>detail" for each
check (0: it holds).

    commons_desk.py UNKNOT FOLDER SCRATCH|rates
"""
import contextlib
import html
import http.cookiejar
import json
import os
import re
import sqlite3
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

from commons_serve import Served, check

REASONS = ("private", "harm", "abuse", "elsewhere", "advertising", "untrue", "law", "copy")


class Who:
    """A browser of one person, who may be signed in."""

    def __init__(self, site, email=None):
        self.site, self.base = site, site.address.rstrip("/")
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        self.opener.addheaders = [("Origin", self.base)]
        if email:
            self.form("/sign-in", email=email)
            body = site.rows("SELECT body FROM mail ORDER BY id DESC LIMIT 1")[0][0]
            self.form("/sign-in/code?email=" + email, email=email,
                      code=re.search(r"number is (\d+)", body)[1])

    def go(self, path, fields=None):
        """(code, text)"""
        data = None if fields is None else urllib.parse.urlencode(fields, doseq=True).encode()
        url = path if path.startswith("http") else self.base + path
        try:
            with self.opener.open(url, data, timeout=20) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def hidden(self, text, has=""):
        """(action, hidden fields) of the first form of the page that holds those words."""
        for found in re.finditer(r'<form class="fields" action="([^"]*)".*?</form>', text, re.S):
            if has in found[0]:
                return html.unescape(found[1]), dict(
                    re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', found[0]))
        return None, {}

    def form(self, path, has="", text=None, **fields):
        """Sends a form of that page, or of the text."""
        text = self.go(path)[1] if text is None else text
        action, hidden = self.hidden(text, has)
        return self.go(action, {**hidden, **fields}) if action else (0, text)

    def ask(self, title, **more):
        return self.form("/ask/new", title=title, plain="To find out how it is done.",
                         body=title + " **really**", **{"question-fades": "keep", **more})


def words(text):
    """What a page says."""
    main = text.split("<main", 1)[-1].split("<footer class=\"site\"", 1)[0]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", main)))


def newest(site, kind="question"):
    return site.rows(f"SELECT id, state FROM entry WHERE kind = '{kind}' ORDER BY id DESC")[0]


def state(site, entry):
    return site.rows(f"SELECT state, reason FROM entry WHERE id = {entry}")[0]


def first_keeper(site):
    site.process.stdout.readline()
    link = site.process.stdout.readline().strip()
    check(re.fullmatch(re.escape(site.address) + r"first/[0-9a-f]{48}", link), "a link is printed",
          link)
    check(link.rsplit("/", 1)[1].encode() not in open(site.folder + "/commons.sqlite", "rb").read(),
          "the store has its hash alone")
    stranger = Who(site)
    code, text = stranger.go(link[:-1] + ("0" if link[-1] != "0" else "1"))
    check(code == 404 and "used" in text, "another secret opens nothing", code)
    code, text = stranger.form(link, who="x")
    check(code == 422 and "or a name of 2 to 60" in text, "what is no name is told", code)
    keeper = Who(site)
    action, hidden = keeper.hidden(keeper.go(link)[1])
    code, text = keeper.go(action, {**hidden, "who": "keeper@example.org"})
    check(code == 200 and "The desk" in text, "who opens it becomes the keeper", code)
    check(stranger.go(action, {**hidden, "who": "second"})[0] in (403, 404) and
          stranger.go(link)[0] == 404, "and nobody after them")
    check(site.rows("SELECT power, email FROM person") == [(22, "keeper@example.org")],
          "one person has the powers", site.rows("SELECT power, email FROM person"))
    return keeper, link


def name_staff(site, keeper):
    mods = [Who(site, "ben@example.org"), Who(site, "mia@example.org")]
    code, text = Who(site).go("/ask/new")
    check(code == 403 and "two people must be named" in text,
          "without a name is closed, and the page says why", words(text))
    code, text = keeper.form("/desk/people", has="powers", who="nobody@example.org",
                             powers=["moderator"])
    check(code == 422 and "sign in once first" in text, "who is not here cannot be named", code)
    code, text = keeper.form("/desk/people", has="powers", who="keeper", powers=["editor"])
    check(code == 422 and "name another keeper" in text, "the last keeper stays", code)
    for email in ("ben@example.org", "mia@example.org"):
        code, text = keeper.form("/desk/people", has="powers", who=email,
                                 powers=["moderator", "safeguarding"])
    check("Moderator, Safeguarding" in text, "two people are named")
    check(mods[0].go("/desk/people")[0] == 403, "who is no keeper names nobody")
    return mods


def moderation(site, keeper, mods, ana):
    ben, mia = mods
    code, text = ana.ask("How do we begin?")
    entry, now = newest(site)
    check(code == 200 and now == "waiting" and "waits to be read" in text,
          "a new person's words wait", (code, now, words(text)[:300]))
    check(Who(site).go(f"/e/{entry}")[0] == 404, "and nobody else reads them")
    check(ana.go("/desk")[0] == 403 and ana.go(f"/desk/{entry}")[0] == 403,
          "the desk is no place for who has no power")
    desk = words(ben.go("/desk")[1])
    check("How do we begin?" in desk and "waits less than an hour" in desk,
          "the desk shows what waits and for how long", desk)
    code, text = ben.form(f"/desk/{entry}", has="Decide")
    check(code == 422 and "Choose what you decide" in text, "no decision is told", code)
    code, text = ben.form(f"/desk/{entry}", has="Decide", do="refuse")
    check(code == 422 and "Choose the reason" in text and state(site, entry)[0] == "waiting",
          "nothing is refused without a reason", code)
    code, text = ben.form(f"/desk/{entry}", has="Decide", do="ask-for-changes",
                          words="Please say where you are.")
    check(state(site, entry) == ("draft", "Please say where you are."), "it is given back",
          state(site, entry))
    mine = words(ana.go("/me")[1])
    check("Please say where you are." in mine and "draft" in mine, "the writer reads why", mine)
    check("Please say where you are." in ana.go(f"/e/{entry}")[1], "on the entry too")
    ana.form(f"/e/{entry}/act/send")
    check(state(site, entry)[0] == "waiting", "and sends it again", state(site, entry))
    action, old = ben.hidden(ben.go(f"/desk/{entry}")[1], "Decide")
    ana.form(f"/e/{entry}/change", title="How do we begin?", plain="To find out.",
             body="Another text.", **{"question-fades": "keep"})
    code, text = ben.go(action, {**old, "do": "accept"})
    check(code == 422 and "changed while you read" in text and
          state(site, entry)[0] == "waiting", "nobody accepts what they have not read", code)
    action, hidden = ben.hidden(ben.go(f"/desk/{entry}")[1], "Decide")
    sent = {**hidden, "do": "refuse", "reason": "elsewhere", "words": "Ask in the theme."}
    check(ben.go(action, sent)[0] == 200 and ben.go(action, sent)[0] == 403,
          "what is decided is not decided twice")
    check(state(site, entry)[0] == "hidden" and "Ask in the theme." in state(site, entry)[1],
          "refused with a reason and words", state(site, entry))
    code, text = ana.form(f"/e/{entry}/act/appeal", words="")
    check(code == 422, "an appeal has words", code)
    ana.form(f"/e/{entry}/act/appeal", words="It fits here well.")
    check(ana.go(f"/e/{entry}/act/appeal")[0] == 403, "and is made once")
    check(ben.go(f"/e/{entry}/act/judge-appeal")[0] == 403 and
          ben.go(f"/e/{entry}/act/restore")[0] == 403, "who decided does not look again")
    check("How do we begin?" not in words(ben.go("/desk")[1]) and
          "How do we begin?" in words(mia.go("/desk")[1]), "another moderator has it on the desk")
    code, text = mia.go(f"/e/{entry}/act/judge-appeal")
    check("It fits here well." in text, "and reads the appeal", words(text))
    code, text = mia.form(f"/e/{entry}/act/judge-appeal", verdict="show")
    check(state(site, entry)[0] == "live", "and shows it again", state(site, entry))
    return entry


def hide_and_flag(site, mods, ana, entry):
    ben = mods[0]
    code, text = ben.form(f"/e/{entry}/act/hide", reason="nonsense")
    check(code == 422, "nothing is hidden without one of the eight reasons", code)
    ben.form(f"/e/{entry}/act/hide", reason="private", words="It names a nurse.")
    check(state(site, entry)[0] == "hidden" and Who(site).go(f"/e/{entry}")[0] == 404,
          "hidden from all")
    check("It names a nurse." in ana.go("/me")[1], "the writer reads why")
    ben.form(f"/e/{entry}/act/restore")
    check(state(site, entry)[0] == "live", "and shown again")
    ben.form(f"/e/{entry}/change", title="How do we begin?", plain="To find out.",
             body="[taken out]", **{"question-fades": "keep"})
    check("[taken out]" in Who(site).go(f"/e/{entry}")[1] and site.rows(
        f"SELECT count(*) FROM log WHERE verb = 'edit-for-safety' AND entry = {entry}") == [(1,)],
        "a moderator takes out what may harm, and it is logged")
    check(ana.go(f"/e/{entry}/act/hide")[0] == 403, "who has no power hides nothing")
    check(ana.go(f"/flag/{entry}")[0] == 404, "nobody flags their own words")
    visitor = Who(site)
    action, hidden = visitor.hidden(visitor.go(f"/flag/{entry}")[1])
    sent = {**hidden, "reason": "harm", "words": "It hurts <b>me</b>."}
    check(visitor.go(action, {**sent, "reason": ""})[0] == 422, "a flag has a reason")
    codes = [visitor.go(action, sent)[0] for _ in range(2)]
    check(codes == [200, 200] and site.rows("SELECT count(*) FROM flag") == [(1,)],
          "anybody says that something is wrong, once for each form", codes)
    code, text = ben.go(f"/desk/{entry}/flags")
    check("It hurts &lt;b&gt;me" in text, "the moderator reads it, and it is no markup")
    for email in ("cy@example.org", "di@example.org"):
        Who(site, email).form(f"/flag/{entry}", reason="harm")
    check(state(site, entry)[0] == "hidden", "three people hide it until it was read",
          state(site, entry))
    code, text = ben.go("/desk")
    check("May harm a reader" in words(text), "it is on the desk")
    ben.form(f"/e/{entry}/act/restore")
    check(state(site, entry)[0] == "live" and
          site.rows("SELECT count(*) FROM flag WHERE done = 0") == [(0,)],
          "a moderator shows it again, and the flags are done")
    visitor = Who(site)
    for _ in range(4):
        visitor.form(f"/flag/{entry}", reason="abuse")
    check(state(site, entry)[0] == "live", "one person alone hides nothing")
    visitor.form(f"/flag/{entry}", reason="abuse")
    check(state(site, entry)[0] == "hidden", "five flags on one person's words do")
    text = words(ben.form(f"/desk/{entry}/flags", has="stays hidden")[1])
    check("has read it now, and it stays hidden" in state(site, entry)[1] and
          "Abuse" not in text, "read, and the desk is clear", (state(site, entry), text))
    ben.form(f"/e/{entry}/act/restore")


def foot(site, keeper):
    """Every page that the foot leads to is there."""
    text = Who(site).go("/")[1].split('<footer class="site">')[1]
    links = re.findall(r'href="(/[^"]*)"', text)
    codes = {link: Who(site).go(link)[0] for link in links}
    check(len(links) >= 7 and set(codes.values()) == {200}, "the foot leads somewhere", codes)
    keeper.form("/desk/contact", contact="Write to **Ana**. <b>x</b>")
    text = Who(site).go("/contact")[1]
    check("<strong>Ana</strong>" in text and "<b>x" not in text, "the keeper says whom to reach")


def openness(site):
    text = words(Who(site).go("/openness")[1])
    for part in ("Why: Private details 1", "Why: Not about this 1", "Why: Several people said so 2",
                 "Given back to be changed 1", "Hidden or refused 4", "Half waited at most"):
        check(part in text, f"openness: {part}", text)
    rows = site.rows("SELECT why FROM log")
    check(not any("nurse" in why or "theme" in why for (why,) in rows),
          "no words to the writer are in the log", rows)


def leaks(site, where, needles):
    """Pages and the open rows of the store that name any of the needles."""
    anybody = Who(site)
    found = [path for path in where for needle in needles if needle in anybody.go(path)[1]]
    return found


def unnamed(site, mods, entry):
    ben = mods[0]
    visitor = Who(site)
    action, hidden = visitor.hidden(visitor.go(f"/e/{entry}/reply")[1])
    sent = {**hidden, "body": "It happened to me too."}
    code, text = visitor.go(action, sent)
    slip = re.search(r"<p class=\"care\"><strong>([a-z]+(?: [a-z]+){4})</strong>", text)
    check(code == 200 and slip, "five words are shown", (code, words(text)[:600]))
    if not slip:
        return
    slip = slip[1]
    again = visitor.go(action, sent)[1]
    check("was sent already" in again and not re.search(r"<strong>[a-z]+ [a-z]+ [a-z]+", again) and
          site.rows("SELECT count(*) FROM entry WHERE kind = 'reply'") == [(1,)],
          "sent twice it is one, and no words are shown again", words(again))
    reply = newest(site, "reply")[0]
    row = site.rows(f"SELECT author, editor, mover, length(seal), state, made % 86400, byline"
                    f" FROM entry WHERE id = {reply}")[0]
    check(row[:6] == (None, None, None, 32, "waiting", 0), "no author is kept, and the day alone",
          row)
    store = open(site.folder + "/commons.sqlite", "rb").read()
    wal = site.folder + "/commons.sqlite-wal"
    store += open(wal, "rb").read() if os.path.exists(wal) else b""
    check(slip.encode() not in store and slip.replace(" ", "-").encode() not in store,
          "the five words are kept nowhere")
    code, text = visitor.form("/slip", slip="one two three")
    check(code == 422, "what is no slip is told", code)
    wrong = slip.split()[::-1]
    check(visitor.form("/slip", slip=" ".join(wrong))[0] == 422 or wrong == slip.split(),
          "the same words in another order open nothing")
    typed = slip.upper().replace(" ", ", ")
    code, text = visitor.form("/slip", slip=typed)
    check(code == 200 and "It happened to me too." in text and "waits to be read" in text,
          "the slip opens it, however it is typed", words(text))
    code, text = visitor.form("", text=text, has="Change the words")
    code, text = visitor.form("", text=text, has="Send it", body="It happened to us too.")
    check(code == 200 and "It happened to us too." in text, "the words are changed",
          (code, words(text)[:400]))
    check("Somebody without a name" in words(ben.go(f"/desk/{reply}")[1]),
          "the moderator sees no name")
    ben.form(f"/desk/{reply}", has="Decide", do="accept")
    check(state(site, reply)[0] == "live", "it is accepted", state(site, reply))
    check(row[6] in visitor.go(f"/e/{entry}")[1], "a made-up name stands beside it")
    code, text = visitor.form("/slip", slip=slip)
    code, text = visitor.form("", text=text, has="Take it back")
    check(state(site, reply)[0] == "withdrawn", "and taken back by the slip", state(site, reply))
    code, text = visitor.form("", text=text, has="Erase it")
    check(state(site, reply)[0] == "erased", "and erased", state(site, reply))


def unnamed_member(site, mods, ana, entry):
    """`ana` here is somebody who writes nothing else."""
    ben = mods[0]
    ana.form("/me", has="handle", handle="ana-hidden-handle", name="Ana Hiddenname")
    code, text = ana.form(f"/e/{entry}/reply", body="I must not be known.", unnamed="yes")
    reply = newest(site, "reply")[0]
    row = site.rows(f"SELECT author, editor, mover, length(seal), state FROM entry"
                    f" WHERE id = {reply}")[0]
    check(row == (None, None, None, 32, "waiting"), "a member without their name is not kept", row)
    check("without your name" in ana.go("/me")[1] and f"/e/{reply}" in ana.go("/me")[1],
          "their own page shows it to them")
    pages = [ben.go(path)[1] for path in
             ("/desk", f"/desk/{reply}", f"/e/{reply}", "/desk/people")]
    check(not any("ana-hidden" in page or "Ana Hidden" in page or "hal@example" in page
                  for page in pages), "no page of a moderator names them")
    code, text = ana.form(f"/e/{reply}/change", body="I must not be known, ever.")
    row = site.rows(f"SELECT editor, mover, version FROM entry WHERE id = {reply}")[0]
    check(row == (None, None, 2), "nor does a change", row)
    ben.form(f"/desk/{reply}", has="Decide", do="accept")
    check(leaks(site, ["/", "/ask", f"/e/{entry}", f"/e/{reply}", "/openness",
                       f"/e/{reply}/history", "/search?q=known"],
                ["ana-hidden", "Ana Hidden"]) == [], "no open page names them")
    ana_id = site.rows("SELECT id FROM person WHERE email = 'hal@example.org'")[0][0]
    check(site.rows(f"SELECT count(*) FROM log WHERE entry = {reply} AND (actor = {ana_id} OR"
                    f" person = {ana_id})") == [(0,)] and
          site.rows(f"SELECT count(*) FROM move WHERE entry = {reply} AND person = {ana_id}") ==
          [(0,)] and site.rows(f"SELECT count(*) FROM rev WHERE entry = {reply} AND person ="
                               f" {ana_id}") == [(0,)], "no log, move or version does")
    ana.ask("May one ask this without a name?", unnamed="yes")
    question = newest(site)[0]
    ben.form(f"/desk/{question}", has="Decide", do="accept")
    paths = ["/ask", "/ask.json", "/ask.csv", "/ask.atom", "/sitemap.xml", f"/e/{question}"]
    check("without a name?" in Who(site).go("/ask")[1] and leaks(
        site, paths, ["ana-hidden", "Ana Hidden"]) == [], "nor does a list, a feed or a table",
        state(site, question))
    mine = json.loads(ana.go("/me/data.json")[1])
    check([e["number"] for e in mine["entries"] if not e["with_my_name"]] ==
          [reply, question],
          "their own copy has it", mine["entries"])
    check(mine["person"]["email"] == "hal@example.org" and len(mine["sign_ins"]) == 1,
          "and what is kept of them")
    ana.ask("A draft without a name?", unnamed="yes", draft="yes")
    draft = newest(site)[0]
    row = site.rows(f"SELECT state, author, length(seal) FROM entry WHERE id = {draft}")[0]
    check(row == ("draft", None, 32), "a draft without a name has none either", row)
    ana.form(f"/e/{draft}/act/send")
    row = site.rows(f"SELECT state, mover, moved % 86400 FROM entry WHERE id = {draft}")[0]
    check(row == ("waiting", None, 0), "nor when it is sent", row)
    ana.form(f"/e/{draft}/act/erase")
    check(state(site, draft)[0] == "erased", "and it can be erased", state(site, draft))
    code, text = ben.form(f"/desk/{reply}/unseal", do="ask", why="")
    check(code == 422, "to find somebody needs a reason", code)
    ben.form(f"/desk/{reply}/unseal", do="ask", why="Danger.")
    code, text = ben.form(f"/desk/{reply}/unseal", do="find", why="Danger.")
    check(code == 400 and "nobody else has asked" in text.lower() and "hal@" not in text,
          "one alone finds nobody", (code, words(text)))
    code, text = mods[1].form(f"/desk/{reply}/unseal", do="find", why="Danger.")
    check(code == 200 and "hal@example.org" in text, "two together do", (code, words(text)))
    return reply


def own_things(site, ana):
    code, text = ana.form("/me", has="handle", handle="Ana!", name="")
    check(code == 422 and "small letters" in text, "what is no short name is told", code)
    code, text = ana.form("/me", has="handle", handle="keeper", name="")
    check(code == 422 and "already" in text, "a taken one too", code)
    ana.form("/me", has="handle", handle="ana", name="Ana L")
    other = Who(site, "ana@example.org")
    code, text = ana.go("/me")
    check(text.count("End this sign-in") == 2 and "This one." in text, "sign-ins are listed")
    forms = re.findall(r'<form class="fields" action="/me/sign-ins".*?</form>', text, re.S)
    that = next(form for form in forms if "This one." not in form)
    ana.form("", text=that)
    check("/sign-in" in other.go("/me")[1] and "Where you are signed in" in ana.go("/me")[1],
          "and can be ended one by one")
    code, text = ana.ask("A second question?")
    entry = newest(site)[0]
    ana.form(f"/e/{entry}/act/take-back")
    check(state(site, entry)[0] == "withdrawn", "one's own words are taken back")
    ana.form(f"/e/{entry}/act/erase")
    check(state(site, entry)[0] == "erased" and ana.go(f"/e/{entry}/act/erase")[0] == 404,
          "and erased, once")


def refused_posts(site, ana, entry):
    """Every form of these pages without its token, and by who is not signed in."""
    stranger = Who(site)
    for path, member in (("/me", True), ("/me/sign-ins", True), ("/me/data", True),
                         (f"/desk/{entry}", True), (f"/desk/{entry}/flags", True),
                         (f"/desk/{entry}/unseal", True), ("/desk/people", True),
                         ("/desk/contact", True),
                         (f"/e/{entry}/act/hide", True),
                         (f"/flag/{entry}", False), ("/slip", False), ("/slip/act", False),
                         ("/slip/change", False), ("/slip/keep", False), ("/first/abc", False)):
        codes = ana.go(path, {"a": "b"})[0], stranger.go(path, {"a": "b"})[0]
        check(codes == (403, 403), f"{path} refuses what has no token", codes)
    for path in ("/me", f"/e/{entry}/act/hide", f"/desk/{entry}"):
        action, hidden = ana.hidden(ana.go("/me")[1], "handle")
        check(stranger.go(path, hidden)[0] == 403, f"{path} takes no token of another person")


def leaving(site, unknot, ana, hal, entry, reply):
    code, text = ana.form("/me/data", has="Erase me")
    check(code == 422 and "stay or go" in text, "whether words stay is asked", code)
    code, text = ana.form("/me/data", has="Erase me", words="keep")
    check("/sign-in" in text and "Sign in" in text, "who leaves is signed out")
    check(site.rows(f"SELECT author, byline, state FROM entry WHERE id = {entry}") ==
          [(None, None, "live")], "words stay without them")
    hal.form("/me/data", has="Erase me", words="keep")
    check(site.rows(f"SELECT seal FROM entry WHERE id = {reply}") == [(None,)],
          "and what had no name is let go")
    eve = Who(site, "eve-leaves@example.org")
    eve.form("/me", has="handle", handle="eve-leaves", name="Eve Leaves")
    eve.ask("Zanzibarquestion?")
    gone = newest(site)[0]
    eve.form("/me/data", has="Erase me", words="erase")
    check(state(site, gone)[0] == "erased", "words go when asked to")
    out = work(unknot, site, "--folder", site.folder + "/out")
    data = b"".join(open(f"{site.folder}/{name}", "rb").read()
                    for name in os.listdir(site.folder) if name.startswith("commons.sqlite"))
    check(not any(needle in data.lower() for needle in
                  (b"eve-leaves", b"eve leaves", b"zanzibarquestion", b"ana@example",
                   b"ana-hidden")), "no byte of them is in the file", out)


def work(unknot, site, *options):
    done = subprocess.run([unknot, "commons", "work", site.folder, "--once", *options],
                          capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def mail(site, unknot, scratch):
    out = f"{site.folder}/out"
    os.mkdir(out, 0o700)
    Who(site).form("/sign-in", email="letter@example.org")
    number = re.search(r"number is (\d+)", site.rows(
        "SELECT body FROM mail WHERE recipient = 'letter@example.org'")[0][0])[1]
    due = site.rows("SELECT count(*) FROM mail")[0][0]
    code, said, wrong = work(unknot, site)
    check(code == 2 and "--folder" in wrong, "where mail goes must be said", wrong)
    program = f"{scratch}/sendmail"
    with open(program, "w") as file:
        file.write("#!/bin/sh\nexit 75\n")
    os.chmod(program, 0o700)
    code, said, wrong = work(unknot, site, "--sendmail", program)
    check(code == 0 and "handed over: 0" in said and f"tried again: {due}" in said and
          "did not take a letter" in wrong, "what a program does not take is kept", (said, wrong))
    check(site.rows("SELECT min(tries), min(due) > made FROM mail") == [(1, 1)],
          "and tried later")
    check("handed over: 0" in work(unknot, site, "--folder", out)[1], "not at once")
    with contextlib.closing(sqlite3.connect(f"{site.folder}/commons.sqlite")) as db, db:
        db.execute("UPDATE mail SET due = 0")
        db.execute("UPDATE mail SET due = 9999999999 WHERE recipient = 'letter@example.org'")
        db.execute("INSERT INTO mail(recipient, subject, body, made, due) VALUES('a@b.example\n"
                   "Bcc: all@b.example', 'x', 'y', ?, 0)", (int(time.time()),))
    code, said, wrong = work(unknot, site, "--folder", out)
    check(f"handed over: {due - 1}" in said and "cannot stand in its head" in wrong and
          not any("Bcc" in open(f"{out}/{name}").read() for name in os.listdir(out)),
          "an address of two lines goes nowhere", (said, wrong))
    with contextlib.closing(sqlite3.connect(f"{site.folder}/commons.sqlite")) as db, db:
        db.execute("DELETE FROM mail WHERE subject = 'x'")
        db.execute("UPDATE mail SET due = 0")
        db.execute("INSERT INTO token(hash, use, ends) VALUES(zeroblob(32), 'code', 1)")
    with open(program, "w") as file:
        file.write(f'#!/bin/sh\necho "$@" > {scratch}/said\ncat >> {scratch}/said\n')
    code, said, wrong = work(unknot, site, "--sendmail", program)
    letter = open(f"{scratch}/said").read()
    check(letter.startswith("-i -- letter@example.org\n") and number in letter and
          "\nSubject: Your number to sign in\n" in letter, "a program gets the letter", letter)
    check(site.rows("SELECT count(*) FROM mail") == [(0,)], "what is handed over is erased")
    check(site.rows("SELECT count(*) FROM token WHERE ends < 100") == [(0,)], "old tokens end")
    modes = {stat.S_IMODE(os.stat(f"{out}/{name}").st_mode) for name in os.listdir(out)}
    check(modes == {0o600}, "letters are for their owner alone", modes)


def rates(unknot, folder):
    with Served(unknot, folder) as site:
        new = Who(site, "new@example.org")
        codes = [new.ask(f"Question {i}?")[0] for i in range(3)]
        check(codes == [200, 200, 429], "a new person writes twice a minute", codes)
        visitor = Who(site)
        codes = [visitor.ask(f"Unnamed {i}?")[0] for i in range(3)]
        check(429 in codes, "who has no account seldomer", codes)


def main():
    unknot, folder, scratch = sys.argv[1:4]
    if scratch == "rates":  # of its own: this process keeps what it knows of a file that it opened
        return rates(unknot, folder)
    with Served(unknot, folder, "--unlimited") as site:
        keeper, link = first_keeper(site)
        ana = Who(site, "ana@example.org")
        mods = name_staff(site, keeper)
        entry = moderation(site, keeper, mods, ana)
        hide_and_flag(site, mods, ana, entry)
        openness(site)
        foot(site, keeper)
        unnamed(site, mods, entry)
        hal = Who(site, "hal@example.org")
        reply = unnamed_member(site, mods, hal, entry)
        own_things(site, ana)
        refused_posts(site, ana, entry)
        mail(site, unknot, scratch)
        leaving(site, unknot, ana, hal, entry, reply)
    done = subprocess.run([unknot, "commons", "verify", folder], capture_output=True, text=True)
    check(done.returncode == 0 and "is whole" in done.stdout, "the store and its log are whole",
          done.stdout + done.stderr)


if __name__ == "__main__":
    main()
