#!/usr/bin/env bash
# Dates such as 01/04/1981 are read as a person says, never guessed: alike in both engines, in what
# is looked up too; what cannot be a date in that order is a mistake with its line.
. "$(dirname "$0")/tap.bash"

# The same people and days four times: year first, day first, month first, and mixed.
python3 - << 'P'
import datetime
day = datetime.date
FORMS = {
    "iso": lambda d: d.isoformat(),
    "day": lambda d: [f"{d.day:02d}/{d.month:02d}/{d.year}", f"{d.day}.{d.month}.{d.year}",
                      f"{d.day}-{d.month:02d}-{d.year} 09:30"][d.toordinal() % 3],
    "month": lambda d: f"{d.month}/{d.day}/{d.year}",
}
for name, form in FORMS.items():
    with open(f"{name}.csv", "w") as visits, open(f"{name}-people.csv", "w") as people:
        visits.write("id,sex,asked,seen\n")
        people.write("id,born\n")
        for i in range(400):
            asked = day(2023, 1, 1) + datetime.timedelta(days=i * 7 % 600)
            seen = asked + datetime.timedelta(days=i * 11 % 80)
            visits.write(f"{i},{'FM'[i % 3 > 0]},{form(asked)},{form(seen) if i % 5 else ''}\n")
            people.write(f"{i},{form(day(1940, 1, 1) + datetime.timedelta(days=i * 67 % 25000))}\n")
P
study() { # study FILE LOOK_UP_FILE TABLE_KEY LOOK_UP_KEY
    cat << Y
unknot: 1
title: Seen in time
data:
  visits:
    file: $1
    row: visit
    person: id
    date: asked
    $3
    keep: asked >= 2023-02-01
    look_up:
      people:
        file: $2
        by: id
        $4
groups:
  sex:
    column: sex
  age:
    born: born
    at: asked
    bands: [0, 18, 40, 65]
outcomes:
  in_time:
    from: asked
    to: seen
    within: 42 days
    known_until: 2025-03-01
    better: more
  late:
    is: days(asked, seen) > 30
    better: less
periods: quarter
Y
}
# The findings alone: the study's text and hashes are of their own.
findings() { json 'json.dumps(answer["audit"]["findings"])'; }

study iso.csv iso-people.csv "" "" > iso.yaml
study day.csv day-people.csv "dates: day/month/year" "" > day.yaml
study month.csv month-people.csv "dates: month/day/year" "" > month.yaml
study day.csv iso-people.csv "dates: day/month/year" "dates: year-month-day" > both.yaml
study iso.csv month-people.csv "" "dates: month/day/year" > other.yaml
run audit iso.yaml --json --engine small
exits 0 "dates with the year first"
want=$(findings)
for name in day month both other; do
    run check $name.yaml
    exits 0 "$name: 'check' takes the key"
    for engine in small duckdb; do
        run audit $name.yaml --json --engine $engine
        [ "$(findings)" = "$want" ]
        check $? "$name: the same findings as with the year first, read by $engine" "$err"
    done
done
for engine in small duckdb; do
    run audit day.yaml --json --engine $engine
    printf '%s' "$out" > $engine.json
done
cmp -s small.json duckdb.json
check $? "both engines write the same bytes" ""

# ---- not said: the mistake says what to write ----

study day.csv day-people.csv "" "" > unsaid.yaml
printf 'id,sex,asked,seen\n1,F,01/04/2024,02/04/2024\n2,M,03/04/2024,\n' > unclear.csv
printf 'id,born\n1,01/04/1981\n2,02/04/1981\n' > unclear-people.csv
study unclear.csv unclear-people.csv "" "" > unclear.yaml
printf 'id,sex,asked,seen\n1,F,13/04/2024,\n2,M,04/13/2024,\n' > two.csv
study two.csv unclear-people.csv "" "" > two.yaml
for engine in small duckdb; do
    run audit unsaid.yaml --json --engine $engine
    complains "these cells can only be day/month/year: say so with 'dates: day/month/year' under \
the table, or write dates as year-month-day" "$engine: the order that the cells allow is offered"
    run audit unclear.yaml --json --engine $engine
    complains "is that day/month or month/day? say which with 'dates: day/month/year' or 'dates: \
month/day/year' under the table, or" "$engine: where both are possible both are"
    run audit two.yaml --json --engine $engine
    complains "some can only be day/month, others only month/day; write dates as year-month-day" \
        "$engine: no key is offered for a column of both"
done

# ---- said, and wrong ----

wrong() { # wrong CELL NAME: a third row whose date is that
    printf 'id,sex,asked,seen\n1,F,01/04/2024,02/04/2024\n2,M,%s,\n' "$1" > wrong.csv
    study wrong.csv unclear-people.csv "dates: day/month/year" "" > wrong.yaml
    for engine in small duckdb; do
        run audit wrong.yaml --json --engine $engine
        complains "wrong.csv:3: '$1' in column 'asked' is not a date; with 'dates: \
day/month/year' every date is written such as 28/02/2024 and is a day of the calendar; correct it" \
            "$engine: $2"
    done
}
wrong 31/02/2024 "a day that no calendar has"
wrong 04/13/2024 "a month above 12"
wrong 2024-04-03 "the year first among others"
wrong 03/04/24 "a year of two digits"
wrong 03/04-2024 "two separators"

study day.csv day-people.csv "dates: dd/mm/yyyy" "" > word.yaml
run check word.yaml
complains "year-month-day, day/month/year" "a word that is no order is told which there are"

# ---- gap ----

run gap iso.csv --where "asked > 2024-01-01" --outcome "days(asked, seen) <= 42" --by sex --json
want=$(json 'json.dumps([answer["tables"]])' 2> /dev/null || printf '%s' "$out")
for engine in small duckdb; do
    run gap day.csv --dates day/month/year --where "asked > 2024-01-01" \
        --outcome "days(asked, seen) <= 42" --by sex --json --engine $engine
    [ -n "$want" ] && [ "$(json 'json.dumps([answer["tables"]])' 2> /dev/null ||
        printf '%s' "$out" | sed 's/day\.csv/iso.csv/g')" = "$want" ]
    check $? "'gap' with --dates says the same, read by $engine" "$out$err"
done
run gap day.csv --where "asked > 2024-01-01" --outcome "sex = 'F'" --by sex
complains "say so with --dates day/month/year, or write" "'gap' offers its option"
run gap day.csv --dates dmy --outcome "sex = 'F'" --by sex
complains "'--dates dmy' is no way of writing dates; write day/month/year" "and knows its words"

# ---- init recognises them ----

begun() { # begun FILE ARGUMENTS...: a first study of it, in begun.yaml
    rm -f begun.yaml
    run init "$@" -o begun.yaml
    exits 0 "'init $*'"
    out=$(cat begun.yaml)
}
paste -d, day.csv <(cut -d, -f2 day-people.csv) > told.csv
begun told.csv
says "    dates: day/month/year" "a day above 12 tells: the key is written"
says "    born: born" "the column of such dates is one of dates"
run check begun.yaml
exits 0 "'check' takes what 'init' wrote"
cat >> begun.yaml << 'Y'

outcomes:
  in_time:
    from: asked
    to: seen
    within: 42 days
    known_until: 2025-03-01
    better: more
Y
for engine in small duckdb; do
    run audit begun.yaml --json --engine $engine
    exits 0 "and 'audit' reads it, by $engine"
done
paste -d, month.csv <(cut -d, -f2 month-people.csv) > told.csv
begun told.csv
says "    dates: month/day/year" "a second number above 12 tells too"
printf 'id,sex,asked\n1,F,01/04/2024\n2,M,03/04/2024\n3,F,02/05/2024\n' > open.csv
begun open.csv
says "#    dates: day/month/year" "where no date tells it is a question"
says "or month/day/year?" "that names the other order"
run check begun.yaml
exits 0 "which 'check' takes"
sed 's/^#    dates:/    dates:/' begun.yaml > answered.yaml
run check answered.yaml
exits 0 "answered too"
begun open.csv --dates month/day/year
says "    dates: month/day/year" "what is told is written"
printf 'id,sex,asked\n1,F,13/04/2024\n2,M,04/13/2024\n3,F,02/05/2024\n' > open.csv
begun open.csv
says "others only month/day" "dates of both orders are told, and no key is written"
says_not "dates: " "nor asked for"
printf 'id,sex,asked,seen\n1,F,13/04/2024,2024-05-01\n2,M,14/04/2024,2024-05-02\n' > open.csv
begun open.csv
says "written in two ways" "so are columns with the year first beside others"
says_not "dates: " "and no key is written"
finish
