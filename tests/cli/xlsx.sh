#!/usr/bin/env bash
# Excel files: values, texts by number, dates by style, last values of formulas; and those that are
# broken or hostile. tests/cli/make_xlsx.py writes them.
. "$(dirname "$0")/tap.bash"

python3 "$ROOT/tests/cli/make_xlsx.py" .
counts='[(g["level"], g["n"], g["events"]) for g in answer["dimensions"][0]["groups"]]'
ask() { run gap "$@" --by ward --protect none --json; }

for file in plain shared-texts; do
    ask $file.xlsx --outcome "seen = 1"
    is "$(json "$counts")" "[('A', 20, 12), ('B', 20, 8)]" "$file.xlsx"
done
for file in dates dates-1904; do
    ask $file.xlsx --outcome "day >= 2024-04-01"
    is "$(json "$counts")" "[('A', 20, 20), ('B', 20, 10)]" "$file.xlsx: days by their style"
done
ask two-sheets.xlsx --sheet People --outcome "seen = 1"
is "$(json "$counts")" "[('A', 20, 12), ('B', 20, 8)]" "a sheet by its name"
ask titles.xlsx --skip 2 --outcome "seen = 1"
is "$(json "$counts")" "[('A', 20, 12), ('B', 20, 8)]" "rows above the column heads"

refused() { # refused FILE PART NAME
    run gap "$1" --outcome "seen = 1" --by ward
    complains "$2" "$3"
}
refused two-sheets.xlsx "'Notes' and 'People'" "two sheets: choose one"
refused titles.xlsx "add --skip 2" "title rows: the remedy"
refused truths-and-errors.xlsx "#DIV/0!" "errors of formulas and truths where numbers are wanted"
refused empty.xlsx "no sheet holds anything" "an empty workbook"
run gap bomb.xlsx --outcome "seen = 1" --by ward
exits 4 "a zip bomb is past a limit"
is "$(printf %s "$err" | grep -c "zip bomb")" 1 "and is called one"
refused laughs.xlsx "document type" "entities that grow"
refused broken-xml.xlsx "damaged or cut short" "broken XML"
refused cut.xlsx "damaged or cut short" "a file that was cut"
refused far-cell.xlsx "out of order" "a cell beyond any sheet"
refused no-such-text.xlsx "that the file does not hold" "a text by a number that is not there"
run gap many-sheets.xlsx --outcome "seen = 1" --by ward
exits 4 "more sheets than anybody has are a limit"
run gap plain.xlsx --sheet Nobody --outcome "seen = 1" --by ward
complains "'People'" "a sheet that is not there: those that are"
finish
