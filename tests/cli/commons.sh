#!/usr/bin/env bash
# unknot commons: a store is begun, copied while it is written to, and looked at; what was changed
# behind its back is named. The chain of its log is worked out again here, by its description.
. "$(dirname "$0")/tap.bash"

# fails PART NAME: it could not be done, nothing is answered, and stderr says why
fails() {
    case "$code:$out:$err" in "3::"*"$1"*) check 0 "$2" ;; *) check 1 "$2" "exit code $code
$out
$err" ;; esac
}

# sql FILE STATEMENTS: as somebody with a shell would
sql() { python3 -c 'import sqlite3, sys
sqlite3.connect(sys.argv[1], isolation_level=None).executescript(sys.argv[2])' "$@"; }

run commons
complains "write 'unknot commons init DIR'" "nothing asked for: says how to begin"
run commons verfy here
complains "did you mean 'verify'?" "a slip of the pen"
run commons backup here
complains "write 'unknot commons backup DIR FILE'" "too little"
run commons verify here there
complains "write 'unknot commons verify DIR" "too much"
run commons verify here
complains "there is no commons in 'here'" "a commons that is not there"
is "$(ls)" "" "and looking for it makes nothing"
run commons verify here --check
complains "--check goes with 'unknot commons restore' alone" "an option of another verb"
echo x > file
run commons init file
complains "'file' is no folder" "a file in place of a folder"

run commons init here
exits 0 "a commons is begun"
says "here/commons.sqlite is made" "and where its store is"
is "$(stat -c %a here/commons.sqlite)" 600 "the store is for its owner alone"
run commons init here
exits 0 "once more is no harm"
says "was there and is up to date" "and says that it was there"
run commons verify here
exits 0 "an empty one is whole"
says "Rows of the log: 0." "with an empty log"
says_not "Head of the log" "which has no head"

run commons init filled --demo
exits 0 "a commons is begun with the catalogue"
says "holds the catalogue and made-up entries" "and says so"
counted=$(printf '%s' "$out" | sed -n 's/^Entries: \([0-9]*\)\..*/\1/p')
run commons init filled --demo
says "Entries: $counted." "once more adds nothing"
is "$(python3 -c 'import sqlite3
print(*sqlite3.connect("filled/commons.sqlite").execute("""SELECT
  (SELECT count(*) FROM tag WHERE facet = "page-sort" AND term = "knot"),
  (SELECT count(*) FROM entry WHERE kind = "method"),
  (SELECT count(*) FROM entry WHERE kind = "recommendation"),
  (SELECT count(*) FROM entry WHERE kind = "evidence") >= 60,
  (SELECT count(*) FROM entry WHERE body <> "" AND html = "")""").fetchone())')" "50 32 26 1 0" \
    "50 knots, 32 methods, 26 recommendations, at least 60 pieces of evidence, all rendered"
run commons verify filled --demo
complains "--demo goes with 'unknot commons init' alone" "and it goes with init alone"
rm -r filled

# Two people, an entry with a former version, a reply, a link and three rows of the log.
head=$(python3 - << 'P'
import hashlib, sqlite3, struct
db = sqlite3.connect("here/commons.sqlite", isolation_level=None)
def add(table, **values):
    db.execute(f"INSERT INTO {table}({','.join(values)}) VALUES({','.join('?' * len(values))})",
               list(values.values()))
db.execute("BEGIN")
add("person", handle="ada", name="Ada", state="here", made=5, seen=0, power=1)
add("person", handle="bea", name="Bea", state="here", made=6, seen=0)
day = dict(made=86400, changed=86400, edited=86400, moved=86400)
add("entry", kind="theme", author=1, title="Waiting", state="draft", **day)
add("entry", kind="system", author=1, title="Triage", state="draft", **day)
db.execute("UPDATE entry SET title = 'Waiting lists', version = 2 WHERE id = 1")
add("link", a=1, rel="about", b=2, at=9)
rows = [(1, 100, 1, "accept", 1, 2, "checked", 1), (2, -5, None, "clock", None, None, "", 0),
        (3, 2**40, 2, "hide", 2, 1, "caf\u00e9", 1)]
def number(value):
    return b"n" + bytes(8) if value is None else b"i" + struct.pack("<q", value)
def text(value):
    value = value.encode() if isinstance(value, str) else value
    return number(len(value)) + value
before = b""
for id, at, actor, verb, entry, person, why, shown in rows:
    before = hashlib.sha256(text("unknot log, first form") + text(before) + number(id) + number(at)
                            + number(actor) + text(verb) + number(entry) + number(person)
                            + text(why) + number(shown)).digest()
    add("log", id=id, at=at, actor=actor, verb=verb, entry=entry, person=person, why=why,
        open=shown, hash=before)
db.execute("DELETE FROM search_due")
db.execute("COMMIT")
print(before.hex())
P
)
run commons verify here --json
exits 0 "what was written is whole"
is "$(json "[answer[k] for k in ('entries', 'former_versions', 'links', 'people', 'log_rows')]")" \
    "[2, 1, 1, 2, 3]" "all of it is counted"
is "$(json "answer['log_head']")" "$head" "the head of the log is the one worked out here"
run commons verify here --head "$head"
exits 0 "a head that was told is in the log"
says "its log holds the head that was told" "and it says so"
run commons verify here --head "${head//[0-9]/0}"
fails "does not hold the head that was told" "another head is not"
run commons verify here --head 12ab
complains "this is no head of a log" "what is no head"

# While another program is in the middle of writing.
python3 - "$UNKNOT" << 'P'
import sqlite3, subprocess, sys
db = sqlite3.connect("here/commons.sqlite", isolation_level=None)
db.execute("BEGIN IMMEDIATE")
db.execute("INSERT INTO setting VALUES('half', 'done')")
code = subprocess.run([sys.argv[1], "commons", "backup", "here", "copy"],
                      stdout=subprocess.DEVNULL).returncode
db.execute("COMMIT")
sys.exit(code)
P
is $? 0 "a copy is made while another writes"
is "$(stat -c %a copy)" 600 "for its owner alone"
is "$(python3 -c 'import sqlite3
print(*sqlite3.connect("file:copy?mode=ro", uri=True).execute("SELECT count(*) FROM setting"))')" \
    "(0,)" "without what was not yet whole"
run commons backup here copy
complains "there is a file of this name already" "a copy takes nobody's place"
sum=$(sha256sum copy)
run commons restore --check copy
exits 0 "a copy is whole"
says "can be put in place" "and it says so"
is "$(sha256sum copy)" "$sum" "looking at it changes nothing"
run commons restore copy
complains "a backup is put in place by hand" "how to put one in place"
run commons restore --check nowhere
complains "there is no file 'nowhere'" "a copy that is not there"
run commons backup here no/such/folder/copy
fails "its folder does not exist" "a folder that is not there"
is "$(ls | tr '\n' ' ')" "copy file here " "nothing else was made"

# What somebody changed behind the store's back.
mkdir put && cp copy put/commons.sqlite
run commons verify put
exits 0 "a copy that is put in place is a commons"
sql put/commons.sqlite "DROP TRIGGER log_same; UPDATE log SET why = 'waved through' WHERE id = 2"
run commons verify put
fails "row 2 of the log is not as it was written" "a changed row of the log is named"
run commons backup put bad
fails "row 2 of the log is not as it was written" "and is not copied for a whole store"
is "$(ls -d bad* 2> /dev/null)" "" "no copy is left"
python3 - << 'P'
data = bytearray(open("copy", "rb").read())
size = int.from_bytes(data[16:18], "big")
for page in range(len(data) // size - 8, len(data) // size):
    data[page * size:page * size + 64] = b"\xff" * 64
open("torn", "wb").write(data)
open("cut", "wb").write(data[:len(data) // 2])
newer = bytearray(open("copy", "rb").read())
newer[60:64] = (999).to_bytes(4, "big")
open("newer", "wb").write(newer)
P
run commons restore --check torn
fails "damaged" "a copy with bad pages"
run commons restore --check cut
fails "damaged" "half a copy"
run commons restore --check newer
complains "written by a newer version of this program (999" "a store of a newer program"
run commons restore --check file
fails "this is no store" "what is no store"
sum=$(sha256sum newer)
mkdir next && cp newer next/commons.sqlite
run commons init next
complains "use the newer program" "which is not brought up to date"
is "$(sha256sum < next/commons.sqlite)" "$(sha256sum < newer)" "and stays to the byte"

finish
