#!/usr/bin/env bash
# The report of both examples: sentences against the numbers of the bundles by a second opinion,
# "in one minute" short enough, no forbidden word, a size that can be sent.
. "$(dirname "$0")/tap.bash"

VIEWS="public meeting board nhs-13sa gripp2 tripod-ai standing-together nice-esf"

for study in talking-therapies northside; do
    run audit "$ROOT/examples/$study/study.yaml" --json
    exits 0 "$study: a bundle"
    printf '%s' "$out" > "$study.json"
    run audit "$ROOT/examples/$study/study.yaml" -o "$study.html"
    exits 0 "$study: a report"
    [ "$(wc -c < "$study.html")" -lt 700000 ]
    check $? "$study: under 700 kB" "$(wc -c < "$study.html")"
done
sentences=$(dirname "$UNKNOT")/tests/unit/report/report_sentences
"$sentences" talking-therapies.json northside.json > sentences.tap
check $? "numbers, sign and direction of every sentence" "$(grep -A2 '^not ok' sentences.tap)"

# the words of the pages as people read them, and the length of sentences of the first part
cat > words.py <<'P'
import html, re, sys
page = open(sys.argv[1], encoding="utf-8").read()
part = re.search(r'<ol class="said">(.*?)</ol>', page, re.S).group(1)
plain = [html.unescape(re.sub("<[^>]+>", "", p))
         for p in re.findall(r"<p[^>]*>(.*?)</p>", part, re.S)]
plain = [re.sub("“[^”]*”", "label", p).replace("made up", "").replace("More", "") for p in plain]
sentences = [s for p in plain for s in re.split(r"(?<=[.:]) ", p.strip()) if s.strip(" .")]
words = sum(len(s.split()) for s in sentences)
text = re.sub(r"<(style|pre)\b.*?</\1>|<[^>]+>", " ", page, flags=re.S)
bad = [w for w in sys.argv[2:]
       if re.search(rf"\b{re.escape(w)}\b", text, 0 if w.isupper() else re.I)]
print(len(sentences) >= 6, words <= 20 * len(sentences), bad)
P
cat > listed.py <<'P'
import json, re, sys
entries = re.findall(r'- words: (\[.*?\])\n.*?\n    where: (\w+)\n', open(sys.argv[1]).read(), re.S)
print("\n".join(word for words, where in entries if where == "everywhere"
                for word in json.loads(words)))
P
mapfile -t forbidden < <(python3 listed.py "$ROOT/catalogue/text/words.yaml")
[ "${#forbidden[@]}" -ge 5 ]
check $? "the list of forbidden words is read" "${forbidden[*]}"
sed 's/<main/<p>the hard to reach<\/p><main/' northside.html > bad.html
is "$(python3 words.py bad.html "${forbidden[@]}")" "True True ['hard to reach']" \
    "a forbidden word is met"
for study in talking-therapies northside; do
    is "$(python3 words.py $study.html "${forbidden[@]}")" \
        "True True []" "$study: at most 20 words a sentence, and no forbidden word"
done

# every other view: the same list
cat > view_words.py <<'P'
import re, sys
text = re.sub(r"<(style|pre)\b.*?</\1>|<[^>]+>", " ", open(sys.argv[1], encoding="utf-8").read(),
              flags=re.S)
print([w for w in sys.argv[2:]
       if re.search(rf"\b{re.escape(w)}\b", text, 0 if w.isupper() else re.I)])
P
for view in $VIEWS; do
    for study in talking-therapies northside; do
        run audit "$ROOT/examples/$study/study.yaml" -o "$study.$view.html" --view "$view"
        exits 0 "$study: the $view view"
        is "$(python3 view_words.py "$study.$view.html" "${forbidden[@]}")" "[]" \
            "$study, $view: no forbidden word"
    done
done
finish
