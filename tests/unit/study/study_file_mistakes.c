/* Every mistake that a study file can make by itself: its sentence, its place, its remedy. */
#include "study_file_testing.h"

#define HEAD                                                                                       \
    "unknot: 1\n"                                                                                  \
    "title: t\n"                                                                                   \
    "data: d.csv\n"
#define GROUPS                                                                                     \
    "groups:\n"                                                                                    \
    "  sex:\n"                                                                                     \
    "    column: sex\n"

typedef struct Case {
    const char *what;
    const char *file;
    const char *notes;
} Case;

static const Case cases[] = {
    {"unknown keys: the nearest, the place they belong, or where to look",
     HEAD GROUPS "titel: x\n"
                 "keep: a = 1\n"
                 "with in: 3\n"
                 "file: x\n"
                 "within: 42 days\n",
     "s.yaml:7:1: unknown key 'titel'; did you mean 'title'?\n"
     "s.yaml:8:1: unknown key 'keep'; it belongs under a table\n"
     "s.yaml:9:1: unknown key 'with in'; docs/study-file.md lists the keys of a study\n"
     "s.yaml:10:1: unknown key 'file'; it belongs under a table or a look-up\n"
     "s.yaml:11:1: unknown key 'within'; it belongs under an outcome\n"},
    {"unknown keys further in",
     HEAD "groups:\n"
          "  sex:\n"
          "    colum: sex\n"
          "    unit: 3\n"
          "    until: 2025-01-01\n"
          "    matters: 5 per 100\n"
          "    made_up: true\n"
          "given_back:\n"
          "  whom: all\n",
     "s.yaml:5:3: group 'sex' has no 'column'; add it, or for age: born, at and bands\n"
     "s.yaml:6:5: unknown key 'colum' of group 'sex'; did you mean 'column'?\n"
     "s.yaml:7:5: unknown key 'unit' of group 'sex'; docs/study-file.md lists the keys of a "
     "group\n"
     "s.yaml:8:5: unknown key 'until' of group 'sex'; it belongs at the left edge of the file\n"
     "s.yaml:9:5: unknown key 'matters' of group 'sex'; it belongs at the left edge of the file "
     "or under an outcome\n"
     "s.yaml:10:5: unknown key 'made_up' of group 'sex'; it belongs at the left edge of the file\n"
     "s.yaml:12:3: unknown key 'whom' of 'given_back'; did you mean 'how'?\n"},
    {"a key that stands twice, once for each",
     HEAD GROUPS "title: again\n"
                 "title: and again\n"
                 "periods: year\n"
                 "periods: month\n",
     "s.yaml:7:1: key 'title' stands twice, the first in line 2; keep one\n"
     "s.yaml:8:1: key 'title' stands twice, the first in line 2; keep one\n"
     "s.yaml:10:1: key 'periods' stands twice, the first in line 9; keep one\n"},
    {"values of another kind, version, empty ones",
     "unknot: 2\n"
     "title:\n"
     "data: []\n"
     "groups:\n"
     "  sex: sex\n"
     "  age:\n",
     "s.yaml:1:9: 'unknot' is 2; this program reads version 1\n"
     "s.yaml:2:1: 'title' is empty; fill it in or take the line out\n"
     "s.yaml:3:7: 'data' wants one file's name, or tables by names of your own; write several "
     "files of one kind as  file: [a.csv, b.csv]  under a name\n"
     "s.yaml:5:8: group 'sex' wants keys of its own; write them below it, further in: key: "
     "value\n"
     "s.yaml:6:3: group 'age' is empty; write its keys below it, or take the line out\n"},
    {"a table without a name, lists for texts",
     "unknot: 1\n"
     "title: [a, b]\n"
     "data: {file: x.csv, row: a}\n"
     "groups: [sex, age]\n",
     "s.yaml:2:8: 'title' is a list; write one value behind the colon\n"
     "s.yaml:3:7: the keys of a table stand right under 'data'; put a name of your own above "
     "them: 'referrals:', and them further in\n"
     "s.yaml:4:9: 'groups' wants keys of its own; write them below it, further in: key: value\n"},
    {"what a study cannot be without", "title: x\n",
     "s.yaml:1:1: the study has no 'unknot'; add it: the version of this form: 1\n"
     "s.yaml:1:1: the study has no 'data'; add it: one file's name, or tables by names of your "
     "own\n"
     "s.yaml:1:1: the study has no 'groups'; add it: ways of grouping people, by names of your "
     "own\n"},
    {"a condition in braces, and outcomes that are not whole",
     HEAD GROUPS "outcomes:\n"
                 "  a: {is: x = 1, among: y in (1, 2)}\n"
                 "  b:\n"
                 "    is: x = 1\n"
                 "    within: 42\n"
                 "  c:\n"
                 "    from: a\n"
                 "  d:\n"
                 "    better: more\n"
                 "  e:\n"
                 "    events: a\n"
                 "  f:\n"
                 "    estimate: a\n"
                 "    scale: 0\n"
                 "  g:\n"
                 "    amount: x\n"
                 "    events: y\n"
                 "    out_of: z\n",
     "s.yaml:8:7: 'is' of outcome 'a' stands inside braces, where commas and colons end it; "
     "write it on a line of its own\n"
     "s.yaml:8:18: 'among' of outcome 'a' stands inside braces, where commas and colons end it; "
     "write it on a line of its own\n"
     "s.yaml:11:13: 'within' of outcome 'b' is '42'; write days or weeks: 42 days\n"
     "s.yaml:11:13: outcome 'b' has both 'is' and 'within', which are two forms; keep one\n"
     "s.yaml:13:11: outcome 'c' has 'from' without 'to'; add it\n"
     "s.yaml:13:11: outcome 'c' has 'from' without 'known_until'; add it: the last day that the "
     "data know of, as 2025-03-31\n"
     "s.yaml:14:3: outcome 'd' does not say what is counted; add one of: is; from, to and "
     "known_until; amount; events and out_of; estimate, se and population\n"
     "s.yaml:17:13: outcome 'e' has 'events' without 'out_of'; add it\n"
     "s.yaml:19:15: outcome 'f' has 'estimate' without 'se'; add it\n"
     "s.yaml:19:15: outcome 'f' has 'estimate' without 'population'; add it\n"
     "s.yaml:20:12: 'scale' of outcome 'f' is '0'; write a number above 0\n"
     "s.yaml:23:13: outcome 'g' has both 'amount' and 'events', which are two forms; keep one\n"},
    {"conditions, margins and dates of outcomes",
     HEAD GROUPS "outcomes:\n"
                 "  a:\n"
                 "    is: x ==\n"
                 "    matters: 5\n"
                 "    better: mor\n"
                 "  b:\n"
                 "    from: a\n"
                 "    to: b\n"
                 "    known_until: 31/03/2025\n"
                 "    matters: 5 per 100\n"
                 "  c:\n"
                 "    is: x = 1\n"
                 "    matters: 5%\n"
                 "  d:\n"
                 "    is: x = 1\n"
                 "    matters: 3 days\n"
                 "  e:\n"
                 "    amount: x\n"
                 "    matters: 3 per 100\n"
                 "  f:\n"
                 "    events: x\n"
                 "    out_of: y\n"
                 "    matters: 101 per 100\n"
                 "  g:\n"
                 "    amount: x\n"
                 "    matters: -3 pounds\n"
                 "    better: 7\n"
                 "  h:\n"
                 "    from: a\n"
                 "    to: b\n"
                 "    within: 1.5 days\n"
                 "    known_until: 2025-01-01\n",
     "s.yaml:9:11: '==' is not a comparison here; write '='\n"
     "s.yaml:10:14: 'matters' of outcome 'a' is '5'; say the unit: 5 per 100, 14 days, 200 "
     "pounds\n"
     "s.yaml:11:13: 'better' of outcome 'a' is 'mor'; did you mean 'more'?\n"
     "s.yaml:15:18: 'known_until' of outcome 'b' is '31/03/2025'; write a date as 2025-03-31\n"
     "s.yaml:16:14: outcome 'b' is a wait, and what matters is in 'per 100'; write it as 14 "
     "days\n"
     "s.yaml:19:14: 'matters' of outcome 'c' is '5%'; a percentage may be of people or of the "
     "rate: write people, as in 5 per 100\n"
     "s.yaml:22:14: outcome 'd' is a share of people, and what matters is in 'days'; write it as "
     "5 per 100\n"
     "s.yaml:25:14: outcome 'e' is an amount, and what matters is in people; write it in the "
     "amount's own unit: 200 pounds\n"
     "s.yaml:29:14: outcome 'f' cannot differ by more than 100 per 100; write a smaller gap\n"
     "s.yaml:32:14: 'matters' of outcome 'g' is '-3 pounds'; write a number above 0 and its "
     "unit: 5 per 100, 14 days, 200 pounds\n"
     "s.yaml:33:13: 'better' of outcome 'g' is '7'; write one of: more, less, neither\n"
     "s.yaml:37:13: 'within' of outcome 'h' is '1.5 days'; write whole days, at most 36525 of "
     "them\n"},
    {"the study's own margin without its unit; made up is true or false",
     HEAD GROUPS "matters: 5\n"
                 "made_up: perhaps\n",
     "s.yaml:7:10: 'matters' is '5'; say the unit: 5 per 100, 14 days, 200 pounds\n"
     "s.yaml:8:10: 'made_up' is 'perhaps'; write true or false\n"},
    {"the study's own margin in days, which are no people", HEAD GROUPS "matters: 14 days\n",
     "s.yaml:7:10: 'matters' is in 'days', and it is for shares of people; write it as 5 per 100, "
     "and other gaps under their outcome\n"},
    {"the study's own margin, more than everyone", HEAD GROUPS "matters: 2000 per 1,000\n",
     "s.yaml:7:10: shares cannot differ by more than 100 per 100; write a smaller gap\n"},
    {"lists that are none, dates out of order, people",
     HEAD GROUPS "periods: quater\n"
                 "voice:\n"
                 "  who: us\n"
                 "advisers: none\n"
                 "actions:\n"
                 "  - knot: x\n"
                 "    do: call Dr Smith at a@b.org\n"
                 "    due: 2025-02-01\n"
                 "    remeasure: 2025-01-01\n"
                 "  - x\n",
     "s.yaml:7:10: 'periods' is 'quater'; did you mean 'quarter'?\n"
     "s.yaml:9:3: 'voice' wants a list; begin each voice with '- '\n"
     "s.yaml:10:11: 'advisers' wants a list; begin each adviser with '- ' on a line below it\n"
     "note: s.yaml:13:9: 'do' holds an e-mail address, which the report would carry; only "
     "'contact' should\n"
     "note: s.yaml:13:9: 'do' seems to name a person, which the report would carry; name a role "
     "or a group\n"
     "s.yaml:15:16: 'remeasure' (2025-01-01) is before 'due' (2025-02-01); one of them is wrong\n"
     "s.yaml:16:5: action 2 wants keys of its own; write them below it, further in: key: value\n"},
    {"an address in a comment, one that contact has, and one twice in one value",
     HEAD GROUPS "periods: quater\n"
                 "contact: us@b.org\n"
                 "# ask \xc3\xa9 jane@b.org, or us@b.org\n"
                 "can_change: a@b.org and a@b.org\n",
     "s.yaml:7:10: 'periods' is 'quater'; did you mean 'quarter'?\n"
     "note: s.yaml:9:9: an e-mail address stands here, and the study's text leaves with a report "
     "or bundle; only 'contact' should have one\n"
     "note: s.yaml:10:13: 'can_change' holds an e-mail address, which the report would carry; only "
     "'contact' should\n"},
    {"single people where it is said who; groups, roles and organisations",
     HEAD GROUPS "periods: quater\n"
                 "owner: Northside Women's Trust\n"
                 "voice:\n"
                 "  - who: Jane Smith\n"
                 "    say: told\n"
                 "  - who: the Northside Forum, Leeds (9 people)\n"
                 "    say: told\n"
                 "actions:\n"
                 "  - knot: x\n"
                 "    do: tell Jane Smith\n"
                 "    owner: Mary-Jane O'Neill, nurse\n",
     "s.yaml:7:10: 'periods' is 'quater'; did you mean 'quarter'?\n"
     "note: s.yaml:10:10: 'who' looks like a single person's name, and it will be published; write "
     "the role or the group instead\n"
     "note: s.yaml:17:12: 'owner' looks like a single person's name, and it will be published; "
     "write the role or the group instead\n"},
    {"had a say: words, stages, yes and no",
     HEAD GROUPS "voice:\n"
                 "  - who: us\n"
                 "    say: toldd\n"
                 "    stages: [frame, usee]\n"
                 "    paid: maybe\n"
                 "  - say: told\n"
                 "    date: [a]\n",
     "s.yaml:9:10: 'say' of voice 1 is 'toldd'; did you mean 'told'?\n"
     "s.yaml:10:21: 'stages' of voice 1 is 'usee'; did you mean 'use'?\n"
     "s.yaml:11:11: 'paid' of voice 1 is 'maybe'; write true or false\n"
     "s.yaml:12:5: voice 2 has no 'who'; add it: who had a say: a group of people, and how many; "
     "not a person's name\n"
     "s.yaml:13:11: 'date' of voice 2 is a list; write one value behind the colon\n"},
    {"aliases, anchors, tags, merge keys, keys that are lists",
     HEAD GROUPS "a: *x\n"
                 "question: &q why\n"
                 "country: !!str E\n"
                 "<<: {owner: x}\n"
                 "? [a]\n"
                 ": b\n"
                 "yes: 1\n"
                 "2019: x\n",
     "s.yaml:7:1: unknown key 'a'; docs/study-file.md lists the keys of a study\n"
     "s.yaml:7:4: an alias (*) stands here; write out what it stands for, or put text that "
     "begins with * in quotes\n"
     "s.yaml:8:11: an anchor (&) stands here; a study says things where they are: write it out, "
     "or put text that begins with & in quotes\n"
     "s.yaml:9:10: a tag (!) stands here; take it out, or put text that begins with ! in quotes\n"
     "s.yaml:10:1: a merge key (<<) stands here; write the lines out\n"
     "s.yaml:11:3: a list or map stands where a key is wanted; put a name before the colon\n"
     "s.yaml:13:1: unknown key 'yes'; docs/study-file.md lists the keys of a study\n"
     "s.yaml:14:1: unknown key '2019'; docs/study-file.md lists the keys of a study\n"},
    {"names that other readers take for something else",
     HEAD "groups:\n"
          "  yes:\n"
          "    column: a\n"
          "  2019-01-01:\n"
          "    column: b\n"
          "  1e3:\n"
          "    column: c\n"
          "  ~:\n"
          "    column: d\n"
          "  \"\":\n"
          "    column: e\n"
          "  \"no\":\n"
          "    column: f\n"
          "    labels: {1: a, \"2\": b, =: c}\n",
     "s.yaml:5:3: key 'yes' means true or false to other readers of YAML; write it in quotes: "
     "\"yes\"\n"
     "s.yaml:7:3: key '2019-01-01' means a number or a date to other readers of YAML; write it "
     "in quotes: \"2019-01-01\"\n"
     "s.yaml:9:3: key '1e3' means a number or a date to other readers of YAML; write it in "
     "quotes: \"1e3\"\n"
     "s.yaml:11:3: key '~' means nothing to other readers of YAML; write it in quotes: \"~\"\n"
     "s.yaml:13:4: a name is empty; write one\n"
     "s.yaml:17:14: key '1' means a number or a date to other readers of YAML; write it in "
     "quotes: \"1\"\n"
     "s.yaml:17:28: key '=' means a value of its own to other readers of YAML; write it in "
     "quotes: \"=\"\n"},
    {"tables and groups",
     "unknot: 1\n"
     "title: t\n"
     "data:\n"
     "  a:\n"
     "    file: x.csv\n"
     "    look_up:\n"
     "      p: {file: x.csv, by: id}\n"
     "      q: {file: y.csv, by: id}\n"
     "      r: {file: y.csv, by: id}\n"
     "      s: {file: z.csv}\n"
     "  b:\n"
     "    file: [y.csv, x.csv]\n"
     "    delimiter: ab\n"
     "    status: publishd\n"
     "    skip: -1\n"
     "  c:\n"
     "    row: x\n"
     "  d:\n"
     "    file: w.csv\n"
     "    odbc: DSN=x\n"
     "    spread: {names: a}\n"
     "groups:\n"
     "  sex:\n"
     "    column: sex\n"
     "  age:\n"
     "    born: d\n"
     "  older:\n"
     "    born: d\n"
     "    at: e\n"
     "  none:\n"
     "    largest: 3\n"
     "  old:\n"
     "    column: a\n"
     "    at: b\n"
     "    bands: [5, 3, x, 200]\n"
     "    compare_with: M\n"
     "    detail: 5\n"
     "    largest: 0\n"
     "    in: refs\n"
     "    worst_off_first: up\n"
     "    labels: {M: , F: female}\n"
     "    not_recorded: []\n"
     "    sensitive: 2\n"
     "  young:\n"
     "    column: a\n"
     "    bands: 5\n"
     "    labels: x\n",
     "s.yaml:7:17: file 'x.csv' looks itself up; name the other file\n"
     "s.yaml:9:17: file 'y.csv' is looked up twice, the first in line 8; name it once\n"
     "s.yaml:10:10: look-up 's' has no 'by'; add it: the column that both files have; the other "
     "file holds each of its values at most once\n"
     "s.yaml:12:19: file 'x.csv' is named twice, the first in line 5; name it once\n"
     "s.yaml:13:16: 'delimiter' of table 'b' is 'ab'; write one character in quotes, or tab\n"
     "s.yaml:14:13: 'status' of table 'b' is 'publishd'; did you mean 'published'?\n"
     "s.yaml:15:11: 'skip' of table 'b' is '-1'; write a whole number, 0 or more\n"
     "s.yaml:16:3: table 'c' has no 'file'; name the file it is in\n"
     "s.yaml:20:11: table 'd' has both 'file' and 'odbc'; keep one\n"
     "s.yaml:21:13: 'spread' of table 'd' has no 'values'; add it: the column that fills them\n"
     "s.yaml:26:11: group 'age' has 'born' without 'at'; age needs a date of birth and the date "
     "on which it counts\n"
     "s.yaml:28:11: group 'older' has 'born' without 'bands'; add where each band begins: [0, "
     "18, 65]\n"
     "s.yaml:30:3: group 'none' has no 'column'; add it, or for age: born, at and bands\n"
     "s.yaml:34:9: group 'old' has both 'column' and 'at'; keep the column, or born and at\n"
     "s.yaml:35:16: '3' in 'bands' of group 'old' is not above the one before it; write where "
     "each band begins in rising order: [0, 18, 65]\n"
     "s.yaml:35:19: 'x' in 'bands' of group 'old' is no number; write [0, 18, 65]\n"
     "s.yaml:35:22: a band of group 'old' begins outside 0 to 150; bands are of ages in years\n"
     "s.yaml:36:19: group 'old' compares with 'M' and does not say why; add 'because', or leave "
     "'compare_with' out: everyone else\n"
     "s.yaml:37:5: group 'old' has 'detail' without 'codes'; name the code list it is of\n"
     "s.yaml:38:14: 'largest' of group 'old' is 0; write how many labels stay\n"
     "s.yaml:39:9: no table 'refs' is declared; add it under 'data', or mend the name\n"
     "s.yaml:40:22: 'worst_off_first' of group 'old' is 'up'; write ascending (the smallest is "
     "worst off), descending, or a list of labels\n"
     "s.yaml:41:14: 'labels' of group 'old' is empty; fill it in or take the line out\n"
     "s.yaml:42:19: 'not_recorded' of group 'old' is an empty list; fill it in or take the line "
     "out\n"
     "s.yaml:43:16: 'sensitive' of group 'old' is '2'; write true or false\n"
     "s.yaml:46:12: 'bands' of group 'young' wants a list of where each band begins; write [0, "
     "18, 65]\n"
     "s.yaml:47:13: 'labels' of group 'young' wants pairs; write {name: value}\n"},
    {"combinations, populations, pathways, answers",
     HEAD GROUPS "combinations:\n"
                 "  - sex\n"
                 "  - [sex]\n"
                 "  - [sex, sex]\n"
                 "  - [sex, sexe, age]\n"
                 "population: {sexx: dat}\n"
                 "adjust: [zzz]\n"
                 "pathways:\n"
                 "  p:\n"
                 "    a: b\n"
                 "  q: {a: b, c: d = 1}\n"
                 "announced: 2025-05-01\n"
                 "until: 2025-04-01\n"
                 "answers:\n"
                 "  k:\n"
                 "    by: us\n"
                 "    says: maybe\n"
                 "    date: 2025-02-30\n"
                 "    people: -3\n"
                 "  l:\n"
                 "    by: us\n"
                 "    says: fine\n"
                 "    date: 2025-05-01\n"
                 "given_back: {date: 2025-04-30}\n"
                 "protect: \n",
     "s.yaml:8:5: a combination is a list of two or three groups; write '- [ethnicity, sex]'\n"
     "s.yaml:9:5: a combination has two or three groups, and this has 1; write '- [ethnicity, "
     "sex]'\n"
     "s.yaml:10:11: group 'sex' is combined with itself; name another\n"
     "s.yaml:11:11: no group 'sexe' is declared; did you mean 'sex'?\n"
     "s.yaml:11:17: no group 'age' is declared; add it under 'groups', or mend the name\n"
     "s.yaml:12:14: no group 'sexx' is declared; did you mean 'sex'?\n"
     "s.yaml:12:20: no table 'dat' is declared; did you mean 'data'?\n"
     "s.yaml:13:10: no group 'zzz' is declared; add it under 'groups', or mend the name\n"
     "s.yaml:15:3: pathway 'p' has fewer than two steps; add them in their order: name: column "
     "or condition\n"
     "s.yaml:17:16: 'c' of pathway 'q' stands inside braces, where commas and colons end it; "
     "write it on a line of its own\n"
     "s.yaml:19:8: 'until' (2025-04-01) is before 'announced' (2025-05-01); one of them is "
     "wrong\n"
     "s.yaml:23:11: 'says' of answer 'k' is 'maybe'; write one of: depends, fine, problem\n"
     "s.yaml:24:11: 'date' of answer 'k' is '2025-02-30'; write a date as 2025-03-31\n"
     "s.yaml:25:13: 'people' of answer 'k' is '-3'; write a whole number, 0 or more\n"
     "s.yaml:30:20: 'date of given_back' (2025-04-30) is before 'date of an answer' "
     "(2025-05-01); one of them is wrong\n"
     "s.yaml:31:1: 'protect' is empty; fill it in or take the line out\n"},
    {"what people were asked may be empty",
     HEAD GROUPS "voice:\n"
                 "question:\n"
                 "given_back:\n"
                 "answers: \"\"\n"
                 "actions: []\n"
                 "until: \"\"\n",
     ""},
    {"a tab that indents",
     HEAD GROUPS "\tquestion: x\n"
                 "    \tb: y\n",
     "s.yaml:7:1: a tab indents this line; use spaces, as many as the lines beside it\n"
     "s.yaml:8:5: a tab indents this line; use spaces, as many as the lines beside it\n"},
    {"two colons in a line", HEAD GROUPS "question: a: b\n",
     "s.yaml:7:12: a second ': ' stands in this line; put text that holds ': ' in quotes\n"},
    {"brackets that begin a text", HEAD GROUPS "question: [risk] >= 1\n",
     "s.yaml:7:19: '>' or '|' stands where text would begin; put a condition such as '[risk "
     "score] >= 1' in quotes as a whole\n"},
    {"a quote inside a quote", HEAD GROUPS "question: 'it's\n",
     "s.yaml:7:15: something stands behind the closing quote; put the whole in one pair of "
     "quotes, of the other kind than those inside\n"},
    {"a quote that never closes", HEAD GROUPS "question: \"it\n",
     "s.yaml:7:12: a quote opens here and never closes; end the text with the same quote\n"},
    {"a line further in than its neighbours", HEAD GROUPS " question: x\n",
     "s.yaml:7:2: this line begins in another column than its neighbours; line it up with the "
     "keys it belongs to\n"},
    {"a key below a value",
     HEAD "country: x\n"
          "  owner: y\n",
     "s.yaml:4:10: this line's value goes on in the next, which has a key; begin both keys in "
     "one column, or put text that holds ': ' in quotes\n"},
    {"a list behind its key", HEAD "voice: - who\n",
     "s.yaml:4:8: a list begins behind its key; write it in lines of its own, or as [a, b]\n"},
    {"braces that never close", HEAD GROUPS "question: {a: b\n",
     "s.yaml:8:1: braces are not closed, or a comma is missing; close every { with }\n"},
    {"brackets that never close",
     HEAD GROUPS "question: [a, b\n"
                 "country: ]c\n",
     "s.yaml:8:11: brackets are not closed before this; close every [ with ] and every { with }\n"},
    {"braces and brackets mixed", HEAD GROUPS "question: [a: b}\n",
     "s.yaml:7:16: braces are not closed, or a comma is missing; close every { with }\n"},
    {"text that begins with a mark", HEAD GROUPS "question: `x`\n",
     "s.yaml:7:11: text cannot begin with this character; put the text in quotes\n"},
    {"a backslash in quotes", HEAD GROUPS "question: \"C:\\data\"\n",
     "s.yaml:7:14: a backslash means something in double quotes; use single quotes\n"},
    {"a file that is one text", "x",
     "s.yaml:1:1: a study is lines of the form  key: value; begin with  unknot: 1\n"},
    {"a file that is a list", "- x\n",
     "s.yaml:1:1: a study is lines of the form  key: value; begin with  unknot: 1\n"},
    {"comments alone", "# only\n",
     "s.yaml:1:1: the file holds comments only; 'unknot init DATA' writes a study to begin with\n"},
    {"blanks alone", "   \n",
     "s.yaml:1:1: the file is empty; 'unknot init DATA' writes a study to begin with\n"},
    {"a directive",
     "%YAML 1.1\n"
     "---\n"
     "unknot: 1\n"
     "title: t\n"
     "data: d.csv\n"
     "groups:\n"
     "  sex:\n"
     "    column: sex\n",
     "s.yaml:1:1: the file begins with a directive (%); take that line out\n"},
    {"a second document",
     HEAD GROUPS "---\n"
                 "b: c\n",
     "s.yaml:7:1: a second document begins here; a file holds one study\n"},
};

static Status read_file(Context *context, Str file, Study *study)
{
    Status status = study_read(context, STR("s.yaml"), file, study);

    study_warn_of_people(context, study);
    return status;
}

static void test_case(const Case *one)
{
    AUTO(Arena *, arena_cleanup) arena = arena_new(STUDY_ARENA_BYTES);
    Context context = {.arena = arena};
    Study study;
    Status status = read_file(&context, str_from(one->file), &study);

    study_expect(one->what, study_notes(&context), one->notes);
    OK(status.kind == (one->notes[0] == 0 ? FAIL_NONE : FAIL_INPUT), "%s: %s", one->what,
       one->notes[0] == 0 ? "read" : "refused");
}

/* What holds a byte that C's strings would end at, and what is no text. */
static void test_bytes(void)
{
    static const struct {
        const char *what;
        Str file;
        const char *notes;
    } files[] = {
        {"an empty file",
         {"", 0},
         "s.yaml:1:1: the file is empty; 'unknot init DATA' writes a study to begin with\n"},
        {"UTF-16",
         {"\xff\xfe"
          "a\0",
          4},
         "s.yaml:1:1: the file is UTF-16, or no text at all; save it as UTF-8\n"},
        {"UTF-16 without its mark",
         {"a\0b\0", 4},
         "s.yaml:1:1: the file is UTF-16, or no text at all; save it as UTF-8\n"},
        {"a byte of Windows-1252",
         {"unknot: 1\ntitle: \xc3\xa9t\xe9\n", 21},
         "s.yaml:2:10: byte e9 is no UTF-8 text; save the file as UTF-8\n"},
        {"a control character",
         {"a: \x01\n", 5},
         "s.yaml:1:4: a control character (byte 01) stands here; take it out\n"},
    };

    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        AUTO(Arena *, arena_cleanup) arena = arena_new(STUDY_ARENA_BYTES);
        Context context = {.arena = arena};
        Study study;

        OK(failed(read_file(&context, files[i].file, &study)), "%s: refused", files[i].what);
        study_expect(files[i].what, study_notes(&context), files[i].notes);
    }
}

/* Whatever the line ends and with the mark of Windows' editors the same is read. */
static void test_line_ends(void)
{
    static const char *const files[] = {
        HEAD GROUPS,
        "\xef\xbb\xbf" HEAD GROUPS,
        "unknot: 1\r\ntitle: t\r\ndata: d.csv\r\ngroups:\r\n  sex:\r\n    column: sex\r\n",
        "---\n" HEAD GROUPS "...\n",
        "{unknot: 1, title: t, data: d.csv, groups: {sex: {column: sex}}}",
    };

    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        AUTO(Arena *, arena_cleanup) arena = arena_new(STUDY_ARENA_BYTES);
        Context context = {.arena = arena};
        Study study;

        OK(!failed(read_file(&context, str_from(files[i]), &study)) && study.groups.count == 1 &&
               str_equal(study.groups.items[0].column.text, STR("sex")) &&
               str_equal(study.tables.items[0].files.items[0].text, STR("d.csv")) &&
               str_equal(study.tables.items[0].name.text, STR("data")),
           "form %zu of the same study", i);
    }
}

int main(void)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        test_case(&cases[i]);
    }
    test_bytes();
    test_line_ends();
    return tap_done();
}
