#!/usr/bin/env python3
"""Serves a commons and asks it as people, odd programs and bad people would, with Python's own
sockets. Prints a line "0|1<TAB>what it shows<TAB>detail" for each check (0: it holds).

    commons_serve.py UNKNOT FOLDER [odd|people|rates|stop|kills|full|drip [SOCKETS SECONDS]]
"""
import hashlib
import http.client
import os
import random
import re
import resource
import secrets
import selectors
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.parse

import commons_odd

FORM = "application/x-www-form-urlencoded"
STOPPED = "/what-stopped-you"


def check(holds, what, detail=""):
    print(f"{0 if holds else 1}\t{what}\t{str(detail)[:600]!r}", flush=True)


class Served:
    """A commons that is being served, until the end of the `with`."""

    def __init__(self, unknot, folder, *options, file_bytes=None):
        # the leak check at the end of a sanitized program traces itself, which the sandbox refuses
        env = {**os.environ, "ASAN_OPTIONS": "detect_leaks=0"}
        self.folder = folder
        self.process = subprocess.Popen(
            [unknot, "commons", "serve", folder, "--port", "0", *options], env=env, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            preexec_fn=file_bytes and (lambda: resource.setrlimit(
                resource.RLIMIT_FSIZE, (file_bytes, file_bytes))))
        self.address = self.process.stdout.readline().strip()
        match = re.fullmatch(r"http://(127\.0\.0\.1):(\d+)/", self.address)
        if not match:
            sys.exit(f"not served: {self.address} {self.process.communicate()[1]}")
        self.host, self.port = match[1], int(match[2])
        self.name = f"{self.host}:{self.port}"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(30)

    def connect(self):
        return http.client.HTTPConnection(self.host, self.port, timeout=20)

    def ask(self, method, path, body=None, headers=None):
        """(code, headers, text) on a connection of its own."""
        connection = self.connect()
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, answer.headers, text

    def raw(self, sent, seconds=5):
        """All that comes back before the server closes; None when it does not."""
        with socket.create_connection((self.host, self.port), timeout=seconds) as sock:
            back = b""
            try:
                sock.sendall(sent)
                while more := sock.recv(65536):
                    back += more
            except socket.timeout:
                return None
            except (ConnectionResetError, BrokenPipeError):
                pass
            return back

    def rows(self, sql):
        with sqlite3.connect(f"file:{self.folder}/commons.sqlite?mode=ro", uri=True) as db:
            return db.execute(sql).fetchall()

    def form(self, cookie=""):
        """The hidden fields of the form on the page."""
        text = self.ask("GET", STOPPED, headers={"Cookie": cookie} if cookie else {})[2]
        return {name: re.search(f'name="{name}" value="([^"]*)"', text)[1]
                for name in ("token", "press")}

    def headers(self, cookie=""):
        found = {"Content-Type": FORM, "Origin": f"http://{self.name}"}
        return {**found, "Cookie": cookie} if cookie else found


def sign_in(folder, handle, power):
    """A sign-in that the store knows: the Cookie header of theirs."""
    secret = secrets.token_bytes(32)
    with sqlite3.connect(f"{folder}/commons.sqlite") as db:
        person = db.execute("INSERT INTO person(handle, power, state, made, seen) VALUES"
                            "(?, ?, 'here', 0, 0) RETURNING id", (handle, power)).fetchone()[0]
        day = int(time.time()) // 86400 * 86400
        db.execute("INSERT INTO session(hash, person, made, seen) VALUES(?, ?, 0, ?)",
                   (hashlib.sha256(secret).digest(), person, day))
    return f"unknot={secret.hex()}"


def odd(unknot, folder):
    with Served(unknot, folder, "--unlimited") as served:
        asked = list(commons_odd.odd(served.name))
        check(len(asked) >= 60, f"{len(asked)} odd requests are sent")
        for name, sent in asked:
            back = served.raw(sent)
            first = (back or b"").split(b"\r\n")[0]
            # a head that no reader of HTTP takes for one is answered by the end alone
            refused = back == b"" or re.match(rb"HTTP/1\.[01] (400|413|414|431|501|505) ", first)
            once = back is not None and not re.search(rb"HTTP/1\.1 [23]|User-agent", back)
            check(refused and once, f"refused, once, and closed: {name}", back)
        check(served.ask("GET", "/health")[0] == 200, "others are answered afterwards")
        check(served.rows("SELECT count(*) FROM stopped") == [(0,)], "and nothing was kept")
    errors = served.process.communicate()[1]
    well = "Sanitizer" not in errors and served.process.returncode == 0
    check(well, "the server was well", errors)


def pages(served):
    code, headers, text = served.ask("GET", "/health")
    check((code, text) == (200, '{"ok":true}\n'), "/health says that it serves")
    for name, part in (("Content-Security-Policy", "default-src 'none'"), ("Cache-Control", "no-"),
                       ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "same-origin")):
        check(part in (headers[name] or ""), f"each reply has {name}", headers)
    check("Set-Cookie" not in headers, "there is no cookie before a sign-in")
    code, headers, text = served.ask("GET", "/robots.txt")
    again = served.ask("GET", "/robots.txt", headers={"If-None-Match": headers["ETag"]})
    check((again[0], again[2]) == (304, "") and text != "", "who has a page is told so", again)
    code, headers, text = served.ask("HEAD", STOPPED)
    check(code == 200 and text == "" and int(headers["Content-Length"]) > 500, "HEAD")
    code, headers, _ = served.ask("PUT", STOPPED)
    check((code, headers["Allow"]) == (405, "GET, HEAD, POST"), "405 names what there is")
    connection = served.connect()
    for _ in range(3):
        connection.request("GET", STOPPED)
        connection.getresponse().read()
        kept = connection.sock is not None
        check(kept, "one connection is used again")


def forms(served, folder):
    words = "I couldn't <b>find</b> it & é\r\nat all"
    fields = {**served.form(), "words": words}
    code, headers, _ = served.ask("POST", STOPPED, urllib.parse.urlencode(fields), served.headers())
    check((code, headers["Location"]) == (303, STOPPED + "/thanks"), "a form is taken", code)
    parts = "".join(f'--B\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n'
                    for n, v in {**served.form(), "words": "by parts"}.items()) + "--B--\r\n"
    code, _, text = served.ask("POST", STOPPED, parts.encode(), {
        **served.headers(), "Content-Type": "multipart/form-data; boundary=B"})
    check(code == 303, "so is one of several parts", text)
    check(served.rows("SELECT words FROM stopped ORDER BY id") ==
          [(words.replace("\r\n", "\n"),), ("by parts",)], "what was said is kept to the letter")
    code, _, text = served.ask("POST", STOPPED, "words=" + "a" * 20000, served.headers())
    check(code == 413 and "<h1>" in text, "more than a form may hold", code)
    editor = sign_in(folder, "ed", 4)
    code, _, text = served.ask("GET", STOPPED + "/said", headers={"Cookie": editor})
    check(code == 200 and "&lt;b&gt;find&lt;/b&gt;" in text and "<b>find" not in text,
          "editors read it, as text", text)
    check(served.ask("GET", STOPPED + "/said")[0] in (303, 403), "and nobody else")


def replays(served, folder):
    """Forms that another site, or another person, could send."""
    ann, ben = sign_in(folder, "ann", 0), sign_in(folder, "ben", 0)
    of_ben = {**served.form(ben), "words": "x"}
    right = {**served.form(ann), "words": "x"}
    kept = served.rows("SELECT * FROM stopped")
    tries = {
        "the Origin of another site": (
            right, {**served.headers(ann), "Origin": "https://a.example"}),
        "the Origin null": (right, {**served.headers(ann), "Origin": "null"}),
        "no Origin": (right, {"Content-Type": FORM, "Cookie": ann}),
        "Sec-Fetch-Site of another site": (
            right, {**served.headers(ann), "Sec-Fetch-Site": "cross-site"}),
        "the same by https": (
            right, {**served.headers(ann), "Origin": f"https://{served.name}"}),
        "no token": ({"words": "x", "press": right["press"]}, served.headers(ann)),
        "another's token": (of_ben, served.headers(ann)),
        "a visitor's token": ({**served.form(), "words": "x"}, served.headers(ann)),
        "a token of a day ago": (
            {**right, "token": re.sub(r"^\d+", lambda m: str(int(m[0]) - 24), right["token"])},
            served.headers(ann)),
    }
    for name, (fields, headers) in tries.items():
        code = served.ask("POST", STOPPED, urllib.parse.urlencode(fields), headers)[0]
        check(code == 403, f"refused: {name}", code)
    check(served.rows("SELECT * FROM stopped") == kept, "and no row has changed")
    code, headers, _ = served.ask("POST", "/sign-out", urllib.parse.urlencode({
        "token": re.search('name="token" value="([^"]*)"', served.ask(
            "GET", "/sign-out", headers={"Cookie": ann})[2])[1]}), served.headers(ann))
    check(code == 303 and headers["Set-Cookie"].startswith("unknot=; Path=/; Max-Age=0;"),
          "signing out ends a sign-in", headers)
    check(served.ask("GET", "/sign-out", headers={"Cookie": ann})[0] in (303, 403), "for good")


def people(unknot, folder):
    with Served(unknot, folder, "--unlimited") as served:
        pages(served)
        forms(served, folder)
        replays(served, folder)
    errors = served.process.communicate()[1]
    check(errors == "" or "Landlock" in errors, "nothing had to be told", errors)


def rates(unknot, folder):
    with Served(unknot, folder) as served:
        connection = served.connect()
        codes = []
        for _ in range(160):
            connection.request("GET", "/robots.txt")
            answer = connection.getresponse()
            answer.read()
            codes.append((answer.status, answer.headers["Retry-After"]))
        check(codes[:100] == [(200, None)] * 100, "a hundred pages at once are answered")
        check((429, "1") in codes, "then some are asked to wait", codes[100:])
        check(served.ask("GET", "/health")[0] == 200, "whether it serves may be asked all the same")


def stop(unknot, folder):
    with Served(unknot, folder, "--unlimited") as served:
        body = urllib.parse.urlencode({**served.form(), "words": "while it stops"}).encode()
        head = "".join(f"{name}: {value}\r\n" for name, value in served.headers().items())
        with socket.create_connection((served.host, served.port), timeout=10) as sock:
            sock.sendall(f"POST {STOPPED} HTTP/1.1\r\nHost: {served.name}\r\n{head}"
                         f"Content-Length: {len(body)}\r\n\r\n".encode() + body[:20])
            time.sleep(0.3)
            served.process.terminate()
            time.sleep(0.3)
            sock.sendall(body[20:])
            answer = sock.recv(4096)
        check(answer.startswith(b"HTTP/1.1 303 "), "what has begun is finished", answer)
        check(served.process.wait(10) == 0, "it stops when it is asked to",
              served.process.communicate()[1])
    check(not os.path.exists(f"{folder}/commons.sqlite-wal"), "all of it is in the one file")
    check(served.rows("SELECT count(*) FROM stopped WHERE words = 'while it stops'") == [(1,)],
          "what was answered is kept")


def post_until_killed(served, chance, done):
    """Posts one after the other; the presses that were answered."""
    token = served.form()["token"]
    connection = served.connect()
    killer = threading.Timer(chance.uniform(0.02, 0.2), served.process.kill)
    killer.start()
    try:
        while True:
            press = secrets.token_hex(16)
            connection.request("POST", STOPPED, urllib.parse.urlencode(
                {"token": token, "press": press, "words": "kept"}), served.headers())
            answer = connection.getresponse()
            answer.read()
            if answer.status == 303:
                done.add(press)
    except (OSError, http.client.HTTPException):
        killer.join()
        served.process.wait()


def kills(unknot, folder, most=500):
    chance = random.Random(1)
    done, times = set(), 0
    while len(done) < most and times < 60:
        with Served(unknot, folder, "--unlimited") as served:
            post_until_killed(served, chance, done)
        times += 1
    with sqlite3.connect(f"{folder}/commons.sqlite") as db:
        kept = {row[0] for row in db.execute("SELECT lower(hex(press)) FROM stopped")}
        whole = db.execute("PRAGMA integrity_check").fetchone()[0]
    check(len(done) >= most, f"{len(done)} forms were answered between {times} kills")
    check(done <= kept, "none of them is lost", len(done - kept))
    check(whole == "ok", "and the store is whole", whole)


def full(unknot, folder):
    """No file may grow any more, as on a disk that is full."""
    size = os.path.getsize(f"{folder}/commons.sqlite")
    done, code, text = set(), 303, ""
    with Served(unknot, folder, "--unlimited", file_bytes=size + 100_000) as served:
        token = served.form()["token"]
        while code == 303 and len(done) < 500:
            press = secrets.token_hex(16)
            code, _, text = served.ask("POST", STOPPED, urllib.parse.urlencode(
                {"token": token, "press": press, "words": "w" * 1500}), served.headers())
            if code == 303:
                done.add(press)
        check(code == 503 and done, "when the disk is full, what cannot be kept says so", code)
        check("Nothing was changed" in text, "and that nothing was changed", text)
        check(all(served.ask("GET", path)[0] == 200 for path in ("/health", STOPPED)),
              "reading goes on")
    said = served.process.communicate()[1]
    check("503 /what-stopped-you: " in said, "who keeps the machine is told why", said)
    with Served(unknot, folder, "--unlimited") as served:
        fields = {**served.form(), "words": "there is room again"}
        code = served.ask("POST", STOPPED, urllib.parse.urlencode(fields), served.headers())[0]
        check(code == 303, "with room again it goes on", code)
    kept = {row[0] for row in served.rows("SELECT lower(hex(press)) FROM stopped")}
    check(done <= kept and len(kept) == len(done) + 1, "all that was answered is kept",
          (len(done), len(kept)))


class Drips:
    """Sockets that send a byte now and then and come back when they are closed."""

    def __init__(self, served, most):
        self.served, self.most, self.closed = served, most, 0
        self.head = f"GET /health HTTP/1.1\r\nHost: {served.name}\r\nA: {'b' * 4000}".encode()
        self.at = {}
        self.selector = selectors.DefaultSelector()

    def open_one(self):
        sock = socket.socket()
        sock.setblocking(False)
        sock.connect_ex((self.served.host, self.served.port))
        self.at[sock] = 0
        self.selector.register(sock, selectors.EVENT_READ)

    def drop(self, sock):
        self.selector.unregister(sock)
        del self.at[sock]
        sock.close()
        self.closed += 1

    def turn(self):
        while len(self.at) < self.most:
            self.open_one()
        for key, _ in self.selector.select(0):
            self.drop(key.fileobj)
        for sock in list(self.at):
            try:
                sock.send(self.head[self.at[sock]:self.at[sock] + 1])
                self.at[sock] += 1
            except BlockingIOError:
                pass
            except OSError:
                self.drop(sock)


def drip(unknot, folder, most=900, seconds=2):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most, seconds = int(most), float(seconds)
    if hard < most + 100:
        check(True, f"{most} slow sockets # SKIP only {hard} files may be open here")
        return
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most + 100), hard))
    with Served(unknot, folder, "--unlimited") as served:
        drips = Drips(served, most)
        stopping = threading.Event()

        def keep_dripping():
            while not stopping.is_set():
                drips.turn()
                time.sleep(0.2)
        thread = threading.Thread(target=keep_dripping)
        thread.start()
        time.sleep(1)
        waits, until = [], time.monotonic() + seconds
        while time.monotonic() < until:
            began = time.monotonic()
            try:
                fine = served.ask("GET", "/health")[0] == 200
            except (OSError, http.client.HTTPException):
                fine = False
            waits.append(time.monotonic() - began if fine else 99.0)
            time.sleep(0.05)
        stopping.set()
        thread.join()
        waits.sort()
        lost = waits.count(99.0)
        check(lost == 0, f"beside {most} sockets that drip all others are served",
              f"{lost} of {len(waits)} not")
        check(waits[len(waits) // 2] < 0.5, "soon", waits[len(waits) // 2])
        check(drips.closed > 0, "the oldest of them are closed", drips.closed)
        print(f"# {len(waits)} asked: median {waits[len(waits) // 2] * 1000:.1f} ms, "
              f"slowest {waits[-1] * 1000:.1f} ms; {drips.closed} closed", file=sys.stderr)


def main():
    unknot, folder, what, *more = sys.argv[1:]
    {"odd": odd, "people": people, "rates": rates, "stop": stop, "kills": kills, "full": full,
     "drip": drip}[what](unknot, folder, *more)


if __name__ == "__main__":
    main()
