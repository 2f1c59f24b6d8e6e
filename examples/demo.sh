#!/bin/sh
# A real question, answered from published figures: does recovery in talking therapies depend on
# where people live? UNKNOT is the program to run.
set -eu
cd "$(dirname "$0")"
unknot=${UNKNOT:-../build/release/unknot}
case "$unknot" in /*) ;; *) unknot=$OLDPWD/$unknot ;; esac
table=talking-therapies/england.csv
ask() {
    "$unknot" gap "$table" --events recovered --out-of "$1" --by deprivation --time year \
        --where "known(deprivation) and year in ('2017-18', '2024-25')" --published
}
echo "NHS Talking Therapies, England: people counted as recovered, by how deprived their"
echo "neighbourhood is. Source: NHS England annual reports, Open Government Licence v3.0."
echo
echo "1. Of those who finished treatment (and were at caseness when they began):"
echo
ask at_caseness
echo
echo "2. Of all who were referred in the same year (counts of one year, not a followed group):"
echo
ask referred
cat << 'TEXT'

What the file says: among people who finished, the gap between the most and the least deprived tenth
narrowed. Among all who were referred it hardly moved. What it cannot say: why, and what happened to
those who left on the way. The figures are counts of one year, not the same people followed.

Your own file:  unknot gap FILE --outcome "COLUMN = VALUE" --by COLUMN

The same as a whole audit, with every group and a report to open in a browser:
TEXT
