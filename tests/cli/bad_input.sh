#!/usr/bin/env bash
# Mistakes a person can make with a file or a question: each gets place, reason and remedy, exit
# code 2, nothing on stdout.
. "$(dirname "$0")/tap.bash"

gap() { run gap "$@"; }
printf 'id,sex,seen\n1,F,1\n2,M,0\n3,F,1\n4,M,1\n' > people.csv

gap missing.csv --outcome "seen = 1" --by sex
complains "missing.csv" "a missing file is named"
gap peple.csv --outcome "seen = 1" --by sex
complains "did you mean 'people.csv'?" "a slip in a file's name"
mkdir folder
run check /dev/zero
complains "not a regular file" "a device in place of a study"
gap "" --outcome "seen = 1" --by sex
complains "the name of the data file is empty" "an empty name"
run init ""
complains "the name of the data file is empty" "an empty name for init"
run check ""
complains "the name of the study file is empty" "an empty name of a study"
for file in missing.csv people.csv; do
    gap $file --outcome "seen = 1" --by sex --encoding klingon --delimiter xx --engine warp
    complains "unknown encoding 'klingon'" "$file: every mistake in one run: the encoding"
    complains "--delimiter: one character" "$file: the delimiter"
    complains "unknown engine 'warp'" "$file: and the engine"
done
gap folder --outcome "seen = 1" --by sex
complains "folder" "a directory"
: > empty.csv
gap empty.csv --outcome "seen = 1" --by sex
complains "empty" "an empty file"
printf 'sex,seen\n' > heads.csv
gap heads.csv --outcome "seen = 1" --by sex
complains "no rows" "column heads only"
printf 'sex,seen\nF,1\nM\nF,1,2\n' > ragged.csv
gap ragged.csv --outcome "seen = 1" --by sex
complains "ragged.csv:3" "ragged rows: the first line"
complains "ragged.csv:4" "ragged rows: the second line too"
printf 'sex,seen\nF,"1\nM,0\n' > quote.csv
gap quote.csv --outcome "seen = 1" --by sex
complains "quote.csv:2" "an unclosed quote: where it opened"
printf 'sex,seen\nF,1\nM\xe4nn,0\n' > latin.csv
gap latin.csv --outcome "seen = 1" --by sex
complains "latin.csv:3" "not UTF-8: the line"
complains "--encoding windows-1252" "not UTF-8: the remedy"
gap latin.csv --outcome "seen = 1" --by sex --encoding windows-1252 --protect none
says "Männ" "with the encoding named, it is read"
printf '\xef\xbb\xbfsex,seen\r\nF,1\r\nM,0\r\n' > bom.csv
gap bom.csv --outcome "seen = 1" --by sex --protect none
exits 0 "a byte order mark and CRLF are no mistake"
{ printf '\xff\xfe'; printf 'sex,y\nF,1\nM,0\n' | iconv -t UTF-16LE; } > utf16.csv
gap utf16.csv --outcome "y = 1" --by sex --protect none
exits 0 "UTF-16 by its mark is no mistake"
{ printf '\xff\xfe'; printf 'sex,y\nF,1\nM,0\n' | iconv -t UTF-16LE; printf '\x00\xd8'; } > half.csv
gap half.csv --outcome "y = 1" --by sex
complains "half.csv:4: 1 character is not of the encoding UTF-16" "half a character: its line"
gap people.csv --outcome "seeen = 1" --by sex
complains "did you mean 'seen'?" "a column that is not there, in the outcome"
gap people.csv --outcome "seeen = 1" --by sexx
complains "--by" "and in the same run one in --by"
gap people.csv --outcome "known(seeen)" --by seeen
is "$(grep -c "unknown column 'seeen' in 'people.csv'; did you mean 'seen'?" <<< "$err")" 2 \
    "the same sentence in both"
printf 'sex,seen,sex\nF,1,x\n' > doubled.csv
gap doubled.csv --outcome "seen = 1" --by sex
complains "sex" "two columns of one name"
printf 'Referrals by sex\n\nsex,seen\nF,1\nM,0\n' > title.csv
gap title.csv --outcome "seen = 1" --by sex
complains "--skip 2" "title rows: --skip is offered"
printf 'Referrals, by sex\nSource: a hospital\n\nid,area,sex,seen\n1,N,F,1\n2,S,M,0\n' > titles.csv
gap titles.csv --outcome "seen = 1" --by sex
complains "the column heads seem to be on line 4: add --skip 3" "two title rows, one with a comma"
gap title.csv --outcome "seen = 1" --by sex --skip 2 --protect none
exits 0 "with --skip, it is read"
printf 'sex,seen\nF,1\nM,0\nSource: a hospital\n' > footnote.csv
gap footnote.csv --outcome "seen = 1" --by sex
complains "footnote.csv:4" "a footnote: its line"
gap people.csv --outcome "sex = 'X'" --by seen
complains "'F'" "a value that never occurs: those that do are named"
for engine in small duckdb; do
    printf 'sex,seen\nF,No\nM,Yes\n' > words.csv
    gap words.csv --outcome "seen = 1" --by sex --engine $engine
    complains "compare it as text, in quotes: seen = 'Yes'" "words beside a number ($engine)"
    says_not "never occurs" "and no second complaint of the same"
    printf 'sex,seen\nF,\nM,NA\n' > nothing.csv
    gap nothing.csv --outcome "seen = 1" --by sex --engine $engine
    complains "which holds no known value" "a column that holds nothing ($engine)"
done
gap people.csv --outcome "seen = 1" --by sex,id --reference sex=F,id=2
complains "'id=2' is about a second column; write --reference once for each column" \
    "two columns in one --reference"
gap people.csv --outcome "seen = 1" --by sex --skip -1
complains "'--skip -1' is not a whole number" "less than no lines to skip"
is "$(printf '%s\n' "$err" | wc -l)" 1 "said once"
printf 'sex,seen\nF,1\nM,0\nF,Yes\nM,No\nF,NA\nM,\n' > mixed.csv
gap mixed.csv --outcome "seen = 1" --by sex
complains "Yes" "an outcome that mixes numbers and words"
printf 'sex,n,k\nF,10,-1\nM,9,2\n' > negative.csv
gap negative.csv --events k --out-of n --by sex
complains "negative.csv:2" "negative counts"
printf 'sex,n,k\nF,10,1.5\nM,9,2\n' > fraction.csv
gap fraction.csv --events k --out-of n --by sex
complains "fraction.csv:2" "fractional counts"
printf 'sex,n,k\nF,10,11\nM,9,2\n' > above.csv
gap above.csv --events k --out-of n --by sex
complains "above.csv:2" "more events than people"
printf 'sex,n,k\nF,99999999999999999999,3\nM,10,2\n' > over.csv
gap over.csv --events k --out-of n --by sex
complains "over.csv:2: '99999999999999999999'" "more than can be counted"
is "$(printf '%s\n' "$err" | wc -l)" 1 "and no second complaint that comes of it"
gap over.csv --events k --out-of k --by sex
complains "'k' is the column of --events too" "one column for both counts"
printf 'sex,born\nF,01/02/2024\nM,2024-03-01\n' > dates.csv
gap dates.csv --outcome "born >= 2024-01-01" --by sex
complains "01/02/2024" "dates that may be read two ways are refused"
{ echo sex,seen; for i in $(seq 1 20490); do echo F,1; done; echo M,later; } > late.csv
gap late.csv --outcome "seen = 1" --by sex
complains "late.csv:20492" "a type that changes after 20,480 rows"
gap people.csv --outcome "seen == 1" --by sex
complains "--outcome" "a mistake in a condition has its place"
gap people.csv --by sex
complains "nothing to compare was named" "no outcome"
gap people.csv --outcome "seen = 1"
complains "--by" "no groups"
gap people.csv --outcome "seen = 1" --by sex --order age=ascending
complains "--order" "an order for a column that is not in --by"
gap people.csv --outcome "seen = 1" --by sex --reference sex=X
complains "'F'" "a reference that is no level: the levels are named"
gap people.csv --outcome "seen = 1" --by sex --reference sex=F --not-recorded sex=F
complains "'F' is not recorded, as --not-recorded says" "a reference that is not recorded"
gap people.csv --outcome "seen = 1" --by sex --protect strong
complains "unknot-default" "a rule that is not there: those that are, are named"
gap people.csv --outcome "seen = 1" --by sex --memory lots --threads many --skip -1
complains "--memory" "several bad values: the first"
complains "--threads" "several bad values: the second"

gap people.csv --outcome "seen = 1" --by sex --skip -1
is "$(printf '%s\n' "$err" | wc -l)" 1 "a bad value is complained of once"
gap people.csv --outcome "seen = 1" --by sex --spread age
is "$(printf '%s\n' "$err" | wc -l)" 1 "a spread that lacks a part too"
for option in outcome by where protect engine encoding delimiter sheet output spill; do
    gap people.csv --outcome "seen = 1" --by sex --$option ""
    complains "'--$option' is given an empty value" "an empty value of --$option"
done
gap people.csv --outcome "seen = 1" --by sex -o
complains "'--output' needs a value" "-o at the end"
head -c 300 /dev/zero | sed 's/^/PAR1/; s/$/PAR1/' > damaged.parquet
gap damaged.parquet --outcome "seen = 1" --by sex
complains "fetch or write it again" "a damaged Parquet file: the remedy"

# files of other kinds, by their first bytes
printf '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1........' > old.csv
gap old.csv --outcome "seen = 1" --by sex
complains "(.xls); save it as .xlsx or CSV" "an old Excel file, whatever its name"
printf '%%PDF-1.7\n' > report.csv
gap report.csv --outcome "seen = 1" --by sex
complains "PDF" "a PDF"
printf '$FL2@(#) SPSS DATA FILE' > x.sav
gap x.sav --outcome "seen = 1" --by sex
complains "SPSS" "an SPSS file"
printf '<stata_dta><header>' > x.dta
gap x.dta --outcome "seen = 1" --by sex
complains "Stata" "a Stata file"
printf 'PK\x03\x04....................' > x.zip
gap x.zip --outcome "seen = 1" --by sex
exits 2 "a zip archive"

# not mistakes, but to be said
printf 'sex,seen\nF,1\nF,0\nF,1\n' > one.csv
gap one.csv --outcome "seen = 1" --by sex --protect none
exits 0 "one group is no mistake"
says "one group" "one group: said"
finish
