#!/usr/bin/env bash
# A study file has the same keys, as text, in Python's and in R's readers of YAML.
. "$(dirname "$0")/tap.bash"

keys="$(dirname "$UNKNOT")/tests/unit/study/make_study_keys"
file="$ROOT/tests/unit/study/full_study.yaml"
"$keys" "$file" | sort > ours
is "$(grep -c . ours)" "$(sort -u ours | grep -c .)" "every value has keys of its own"

python=
for one in python3 /usr/bin/python3; do
    "$one" -c 'import yaml' 2> /dev/null && python=$one && break
done
if [ -z "$python" ]; then
    skip "Python reads the same keys" "no yaml for python3"
else
    "$python" - "$file" << 'END' | sort > theirs
import sys
import yaml


def walk(node, path):
    if isinstance(node, (dict, list)):
        for key, value in node.items() if isinstance(node, dict) else enumerate(node):
            # a key that is no text is shown as what it became
            name = key if isinstance(key, str) or isinstance(node, list) else repr(key)
            walk(value, path + [str(name)])
    else:
        print("\t".join(path))


walk(yaml.safe_load(open(sys.argv[1], encoding="utf-8")), [])
END
    is "$(diff ours theirs)" "" "Python reads the same keys ($(grep -c . theirs))"
fi

if ! Rscript -e 'if (!requireNamespace("yaml", quietly = TRUE)) quit(status = 1)' 2> /dev/null; then
    skip "R reads the same keys" "no Rscript with package yaml"
else
    Rscript - "$file" << 'END' | sort > theirs
walk <- function(node, path) {
  if (is.list(node) && !is.null(names(node))) {
    for (i in seq_along(node)) walk(node[[i]], c(path, names(node)[i]))
  } else if (is.list(node) || length(node) > 1) {
    for (i in seq_along(node)) walk(node[[i]], c(path, i - 1))
  } else {
    cat(paste(path, collapse = "\t"), "\n", sep = "")
  }
}
walk(yaml::read_yaml(commandArgs(TRUE)[1]), character(0))
END
    is "$(diff ours theirs)" "" "R reads the same keys ($(grep -c . theirs))"
fi
finish
