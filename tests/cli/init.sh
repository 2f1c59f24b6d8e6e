#!/usr/bin/env bash
# unknot init: a first study guessed from a file. Whatever the file, `unknot check` takes what it
# wrote; what cannot be known is a question, commented out.
. "$(dirname "$0")/tap.bash"

# accepts NAME ARGUMENTS...: init writes a study for them, and check finds no mistake in it.
accepts() {
    local name=$1
    shift
    rm -f study.yaml
    run init "$@" -o study.yaml
    exits 0 "$name: a study is written"
    run check study.yaml
    exits 0 "$name: and it has no mistakes"
    study=$(cat study.yaml 2> /dev/null)
}
has() { # has LINES NAME: the study holds them
    case "$study" in *"$1"*) check 0 "$2" ;; *) check 1 "$2" "the study lacks: $1
$study" ;; esac
}
has_not() {
    case "$study" in *"$1"*) check 1 "$2" "the study holds: $1" ;; *) check 0 "$2" ;; esac
}

# people, as a service has them: 400 rows, 200 people, each twice
mkdir data
python3 - << 'P' > data/people.csv
import random
random.seed(1)
codes = "ABCDEFGHJKLMNPRSZ"
print("referral_id,patient_id,birth_date,referral_date,first_session_date,ethnicity_code,"
      "imd_decile,sex,religion,language,recovered,attended,risk_score,cost,note,ward_name")
for i in range(400):
    born = '1900-01-01' if i % 40 == 0 else f'{1940 + i % 60}-0{1 + i % 9}-11'
    print(f"R{i:04},P{i % 200:04},{born},2024-0{1 + i % 9}-02,"
          f"{'' if i % 7 == 0 else f'2024-1{i % 3}-03'},{codes[i % 17] if i % 20 else 99},"
          f"{i % 10 + 1},{'FM'[i % 2]},{['None', 'Muslim', 'Christian', 'Not stated'][i % 4]},"
          f"{'lang' + str(i % 14)},{i % 3 // 2},{['Yes', 'No', 'Unknown'][i % 3]},"
          f"{random.random():.6f},{random.random() * 900:.2f},free text {i},same")
P
accepts "people" data/people.csv --preset progress-plus
has "file: data/people.csv" "the file is named from the study's folder"
first=$(printf '%s\n' "$study" | grep -n -m1 '^voice:' | cut -d: -f1)
data=$(printf '%s\n' "$study" | grep -n -m1 '^data:' | cut -d: -f1)
[ "${first:-0}" -gt 0 ] && [ "$first" -lt "${data:-0}" ]
check $? "the questions to people come before the data" "$study"
has $'\ncan_change: ' "what can change is asked"
has $'\ngiven_back: ' "and how it is given back"
has "person: patient_id" "an id that comes again is the person"
has "row: referral" "the row is named by its id"
has "date: referral_date" "the first date is the one that periods go by"
has $'    column: ethnicity_code\n    codes: nhs-ethnicity-2001' "codes of a list are known"
has "detail: [5, 16]" "in both details"
has 'not_recorded: ["99", Z]' "what the list says is not recorded"
has $'  deprivation:' "deprivation is named so"
has '#    edition: ' "which index its tenths are of is asked"
has $'\n#    worst_off_first:\n' "the end of bare numbers that is worst off is asked"
has_not $'\n    worst_off_first' "and never guessed"
has $'    born: birth_date\n    at: referral_date' "age on the day of the referral"
has $'    column: religion\n    not_recorded: [Not stated]\n    sensitive: true' \
    "religion is sensitive, its label of nobody-knows named"
has "largest: 8" "a column of many labels keeps the largest"
has "is: recovered = 1" "an outcome of 1 and 0"
has $'is: attended = \'Yes\'\n    among: "attended in (\'Yes\', \'No\')"' \
    "an unknown outcome is not taken for a no"
has $'#    better: ' "which way is better is a question"
has $'#    matters: ' "so is the gap that matters"
has $'#    chosen_by: ' "and who chose the outcome"
has_not $'\n    better' "none of them is answered"
has $'#    from: referral_date\n#    to: first_session_date\n#    known_until: ' \
    "a wait is offered, the day until which it is known asked"
has $'#    referral_date: referral_date\n#    first_session_date: first_session_date' \
    "so are the steps of a pathway"
has $'#    column: risk_score\n#    flag: ' "a score is offered, its cut-off asked"
has $'#    need: ' "and what people needed"
sed '/^#scores:/,/^$/s/^#//; s/^    flag: .*/    flag: risk_score >= 0.5/
     s/^    need: .*/    need: cost/' study.yaml > scored.yaml
run check scored.yaml
exits 0 "with both filled in it has no mistake"
says "no mistakes" "the score belongs to the study"
has $'#    amount: cost' "an amount is offered"
has $'#    column: risk_score' "a score is offered"
has "# referral_id, note: different in every row" "ids are left out, and said so"
has "# ward_name: the same in every row" "so is what is the same everywhere"
has "# - queue-order: How long people wait: referral_date, first_session_date" \
    "knots that the file could show are named, with the columns that could show them"
has "# - ethnicity-unstable: One person, several codes: ethnicity_code, patient_id" \
    "codes of people who come again"
has "; does 1900-01-01" "a default is asked about"
has "# - flag-harms: if the outcome is a restriction" "what only a person can say is so is asked"
has "# - linkage-error-unequal: lacks a mark for each record of whether it was joined" \
    "those that it cannot show say what it lacks"
has "# - language-model-unequal: lacks a program's texts" "also what no file holds"
has "framed-without-those-affected" "and those that people tell of are named"
is "$(unknots=$("$UNKNOT" knots --json); printf '%s' "$unknots" | python3 -c "
import json, re, sys
study = open('study.yaml').read()
study = study[study.index('-- Knots'):]
ids = [knot['id'] for knot in json.load(sys.stdin)['knots']]
print([id for id in ids if len(re.findall(r'(?<![a-z-])' + id + r'(?![a-z-])', study)) != 1])")" \
    "[]" "every knot of the catalogue is named once"
has "# - Religion: religion" "a set of groups: which column holds each"
has "# - Education: not held. Rarely in health records" "and which are not held, with where to look"
has_not "free text" "texts of single rows are nowhere"
has_not "P0001" "nor ids"
has_not "$PWD" "nor a path of this machine"
sed -i -e 's/^#    known_until:  */    known_until: 2025-03-31 #/' -e 's/^#  wait:/  wait:/' \
    -e 's/^#    \(from\|to\|within\|amount\):/    \1:/' -e 's/^#  cost:/  cost:/' \
    -e 's/^#pathways:/pathways:/' -e 's/^#  path:/  path:/' -e 's/^#    \([a-z_]*_date:\)/    \1/' \
    -e '0,/^#    worst_off_first:/s//    worst_off_first: ascending/' study.yaml
run check study.yaml
exits 0 "what was offered can be used as it stands, its questions answered"
says "outcomes 4, pathways 1" "and is then looked at"

# another file may have the groups
printf 'person_id,lsoa,seen\n' > alone.csv
for i in $(seq 30); do printf 'P%s,,%s\nP%s,,1\n' "$i" $((i % 2)) "$i"; done >> alone.csv
accepts "a file without groups" alone.csv
has $'#    look_up: ' "another file is asked for"
has $'#        by: person_id' "by the persons that both have"

# what is there stays there
cp study.yaml kept.yaml
run init data/people.csv -o study.yaml
complains "study.yaml: there is such a file already" "a file that is there is not written over"
cmp -s study.yaml kept.yaml
check $? "and stays as it was" ""
mkdir -p out/deep
run init data/people.csv -o out/deep/study.yaml
exits 0 "a study in another folder"
run check out/deep/study.yaml
exits 0 "finds its file from there"
is "$(grep -c 'file: "../../data/people.csv"' out/deep/study.yaml)" 1 "by a path from the study"
(cd out && run init ../data/people.csv -o ../above.yaml && [ "$code" -eq 0 ])
run check above.yaml
exits 0 "a study above the folder it was asked from"
run init "$PWD/data/people.csv" -o whole.yaml
is "$(grep -c 'file: data/people.csv' whole.yaml)" 1 "a whole path becomes one from the study"
run init data/people.csv
exits 0 "without -o the study is printed"
printf '%s\n' "$out" > printed.yaml
run check printed.yaml
exits 0 "and is whole"

# names that YAML or a condition would misread, each alone and read back by Python's reader too
cat > hostile.py << 'P'
import csv, subprocess, sys
NAMES = ["yes", "no", "Off", "- dash", "#hash", "a: b", 'say "hi"', "it's", "[box]", "2019", "1e3",
         "back\\slash", "null", "line\nbreak", "naïve", "名前", "{curly}", "a # b", "*star",
         "&amp", "!bang", "%per", "@at", "`tick`", "|pipe", "> right", "known", "and", "tab\there",
         "end:", "~", "?", "\u202eturned", "x\u00a0x", "-", "---", "...", "Kind: \"group\"",
         "0x1F", ".inf", "a, b", "x" * 300]
LABELS = ["yes: no", "it's # one", '"quoted"', "[a] {b}", "back\\slash", "- x", "Prefer not to say"]
try:
    import yaml
except ImportError:
    yaml = None
wrong = []
for name in NAMES:
    with open("hostile.csv", "w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow([name, name + " religion"])
        rows.writerows([["yes", "no"][i % 2], LABELS[i % len(LABELS)]] for i in range(120))
    init = subprocess.run([sys.argv[1], "init", "hostile.csv"], capture_output=True)
    open("hostile.yaml", "wb").write(init.stdout)
    check = subprocess.run([sys.argv[1], "check", "hostile.yaml"], capture_output=True)
    if init.returncode != 0 or check.returncode != 0:
        wrong.append((name, init.stderr, check.stderr))
    elif yaml is not None:
        study = yaml.safe_load(init.stdout)
        columns = [group["column"] for group in study["groups"].values()]
        if columns != [name + " religion"] or len(study["outcomes"]) != 1:
            wrong.append((name, columns))
        condition = list(study["outcomes"].values())[0]["is"]
        gap = subprocess.run([sys.argv[1], "gap", "hostile.csv", f"--outcome={condition}",
                              f"--by=\"{name} religion\""], capture_output=True)
        if '"' not in name and gap.returncode != 0: # --by has no way to write a quote
            wrong.append((name, condition, gap.stderr))
print("\n".join(map(str, wrong)))
P
is "$(python3 hostile.py "$UNKNOT" 2>&1)" "" "names of every kind are quoted where they need it"

# every way to read a file is written into the study
printf 'a title\nsex;seen;age\n' > semicolon.csv
for i in $(seq 20); do
    printf 'F;%s;%s\nM;%s;%s\n' $((i % 2)) $((i + 20)) $((i % 3 % 2)) $((i + 40))
done >> semicolon.csv
accepts "semicolons below a title" semicolon.csv --delimiter ';' --skip 1
has 'delimiter: ";"' "the delimiter is written"
has "skip: 1" "so are the lines to skip"
has "bands: [18, 26, 40]" "bands of age lie between the youngest and the oldest"
sed -n '2,$p' semicolon.csv | tr ';' '\t' > tabs.tsv
accepts "tabs" tabs.tsv
printf 'sex,seen,caf\xe9\nF,1,a\nM,0,b\nF,0,a\n' > latin.csv
accepts "windows-1252" latin.csv --encoding windows-1252
has "encoding: windows-1252" "the encoding is written"
python3 - << 'P'
import zipfile
def sheet(rows):
    cells = "".join(f"<row r=\"{r}\">" + "".join(
        f"<c r=\"{chr(64 + c)}{r}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"
        for c, text in enumerate(row, 1)) + "</row>" for r, row in enumerate(rows, 1))
    return ("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
            f"<sheetData>{cells}</sheetData></worksheet>")
main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
package = "http://schemas.openxmlformats.org/package/2006/relationships"
with zipfile.ZipFile("book.xlsx", "w") as book:
    book.writestr("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/"
                  "2006/content-types\"/>")
    book.writestr("_rels/.rels", f"<Relationships xmlns=\"{package}\"><Relationship Id=\"r1\" "
                  f"Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>")
    book.writestr("xl/workbook.xml", f"<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets>"
                  "<sheet name=\"Notes\" sheetId=\"1\" r:id=\"r1\"/>"
                  "<sheet name=\"The data: 1\" sheetId=\"2\" r:id=\"r2\"/></sheets></workbook>")
    book.writestr("xl/_rels/workbook.xml.rels", f"<Relationships xmlns=\"{package}\">" + "".join(
        f"<Relationship Id=\"r{i}\" Type=\"{office}/worksheet\" "
        f"Target=\"worksheets/sheet{i}.xml\"/>"
        for i in (1, 2)) + "</Relationships>")
    book.writestr("xl/worksheets/sheet1.xml", sheet([["read", "me"], ["a", "b"]]))
    book.writestr("xl/worksheets/sheet2.xml", sheet(
        [["gender", "seen"]] + [[["Female", "Male"][i % 2], ["yes", "no"][i % 3 % 2]]
                                for i in range(30)]))
P
accepts "a sheet of a workbook" book.xlsx --sheet "The data: 1"
has 'sheet: "The data: 1"' "the sheet is written, quoted"

# a long published table
cat > long.csv << 'L'
period,variable_type,variable_a,variable_b,measure_name,measure_statistic,value
L
for p in 2023-24 2024-25; do
    for m in finished recovered; do
        for s in count percentage; do
            printf '%s,Total,NULL,NULL,%s,%s,900\n' $p $m $s
            for d in '01 Least deprived' '05' '10 Most deprived' 'Not stated/Not known/Invalid'; do
                printf '%s,Deprivation decile,%s,NULL,%s,%s,90\n' $p "$d" $m $s
            done
            for e in White Asian; do
                printf '%s,Ethnic Group,%s,All,%s,%s,90\n' $p $e $m $s
                printf '%s,Ethnic Group,%s,%s one,%s,%s,*\n' $p $e $e $m $s
                printf '%s,Ethnic Group,%s,%s two,%s,%s,90\n' $p $e $e $m $s
            done
            for w in short long; do printf '%s,Waiting,%s,NULL,%s,%s,90\n' $p $w $m $s; done
        done
    done
done >> long.csv
accepts "a long published table" long.csv
has $'status: published' "a long table is taken for published"
has $'same_people: false' "its steps for counts of one period"
has "keep: measure_statistic = 'count'" "counts are kept, percentages not"
has $'    spread: ' "the measures are spread"
has $'      names: measure_name\n      values: value' "by their columns"
has $'    where: variable_type = \'Deprivation decile\'\n    column: variable_a\n' \
    "a group for the kind of row"
has "worst_off_first: descending" "whose labels say which end is worst off"
has $'    where: variable_type = \'Ethnic Group\' and variable_b = \'All\'' \
    "parts of a group are not counted beside it"
has $'#  waiting:' "a kind that is not about people is offered"
has "# - ethnicity-missing: What is recorded, by group: variable_type" \
    "a kind of row about ethnicity is as good as a column for a knot"
has_not "'Total'" "rows for everyone make no group"
has $'    events: recovered ' "a share that is known by name is proposed"
has "period: period" "the period is found"
has "Counts to choose from: finished, recovered" "and the others named"
sed -e 's/measure_name/m1/' -e 's/,value$/,v1/' long.csv > told.csv
accepts "a long table that is told" told.csv --spread m1=v1
has $'      names: m1\n      values: v1' "takes the columns given"
run init told.csv --spread m1=v2
complains "unknown column 'v2'" "a column that is not there"

# tables that hardly tell anything
printf 'a\n1\n' > one.csv
accepts "one cell" one.csv
printf 'when\n2024-01-01\n2024-02-01\n' > dates.csv
accepts "dates alone" dates.csv
printf 'a,b\n,\n,\n' > blank.csv
accepts "blank cells alone" blank.csv
python3 -c "
print(','.join(f'c{i}' for i in range(700)))
for r in range(3): print(','.join(str(r * i % 5) for i in range(700)))" > wide.csv
accepts "seven hundred columns" wide.csv
has "300 columns behind 'c399' were not looked at" "says which it looked at"

# rare labels are not told, nor are shares of few rows
{ echo 'region,seen'; for i in $(seq 300); do echo "North,1"; done; echo "Only Me,0"; } > rare.csv
accepts "a rare label" rare.csv
has_not "Only Me" "is not named"
printf 'sex,seen\nF,1\nM,0\nF,1\n' > few.csv
accepts "few rows" few.csv
has_not "of 100 rows" "tell no shares"

# mistakes
run init
complains "no file is named; write unknot init FILE -o study.yaml" "no file"
run init missing.csv
complains "missing.csv" "a file that is not there"
run init data
complains "folder" "a folder"
: > empty.csv
run init empty.csv
complains "empty" "an empty file"
run init few.csv rare.csv
complains "more than one file" "two files"
run init few.csv -o data
complains "this is a folder; name a file in it" "an output that is a folder"
run init few.csv -o nowhere/study.yaml
complains "no such folder to write to" "an output in a folder that is not there"
run init few.csv --json
complains "leave out --json" "JSON"
run init few.csv --preset progress
complains "no set of groups is called 'progress'; did you mean 'progress-plus'?" "a set of groups"
run init few.csv --protect everything
complains "everything" "a rule of protection that is not there"
cp few.csv 'few*.csv'
run init 'few*.csv'
complains "for a pattern; rename the file" "a name that a study takes for a pattern"
run init semicolon.csv
complains "--skip 1" "what must be told to read the file is offered"
run init few.csv --explain
says "engine small" "--explain says what would be read"

python3 - << 'P'
with open("totals.csv", "w") as file:
    file.write("area,ethnicity,seen,people\n")
    for i in range(200):
        label = ("All", "Total", "White", "Asian", "")[i % 5]
        file.write(f"{i // 5},{label},{i % 7 + 1},{i % 7 + 20}\n")
with open("wide.csv", "w") as file:
    file.write(",".join(f"free_text_{i:02}" for i in range(60)) + "\n")
    for row in range(60):
        file.write(",".join(f"words {row} {i}" for i in range(60)) + "\n")
P
accepts "totals" totals.csv
has "not known(ethnicity) or ethnicity not in ('All', 'Total')" \
    "totals are no group, all of them, and blanks stay"
run init wide.csv
says " more: " "a list that is cut says how many more there are"
run init wide.csv --explain
says "free_text_59" "--explain says of every column what would be read"

for file in nhs_talking_therapies/england_all_years nhanes/nhanes_2009_2012_individual \
    diabetes130/diabetes_audit phe/input_prevalence_data uci_heart/heart4_audit \
    healthequal/input_OrderedSampleMultipleind nhanes/survey_pkg_nhanes_2009_2010_chol; do
    if [ -r "$SHARED/data/$file.csv" ]; then
        ln -sf "$SHARED/data/$file.csv" real.csv
        accepts "$file" real.csv
    else
        skip "$file" "$SHARED/data/$file.csv is not here"
    fi
done
finish
