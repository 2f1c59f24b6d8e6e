#!/usr/bin/env bash
# A study file has the same keys, as text, in Python's and in R's readers of YAML: the one that has
# every key, and the examples.
. "$(dirname "$0")/tap.bash"

keys="$(dirname "$UNKNOT")/tests/unit/study/make_study_keys"
set -- "$ROOT/tests/unit/study/full_study.yaml" "$ROOT"/examples/*/study.yaml

# same_keys FILE READER COMMAND...: the command prints the keys that its reader finds in the file
same_keys() {
    file=$1 reader=$2
    shift 2
    "$keys" "$file" | sort > ours
    "$@" "$file" | sort > theirs
    is "$(diff ours theirs)" "" \
        "$reader reads the same keys of ${file#"$ROOT"/} ($(grep -c . theirs))"
}

for file in "$@"; do
    "$keys" "$file" | sort > ours
    is "$(grep -c . ours)" "$(sort -u ours | grep -c .)" \
        "every value has keys of its own in ${file#"$ROOT"/}"
done

cat > walk.py << 'END'
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
python=
for one in python3 /usr/bin/python3; do
    "$one" -c 'import yaml' 2> /dev/null && python=$one && break
done
if [ -z "$python" ]; then
    skip "Python reads the same keys" "no yaml for python3"
else
    for file in "$@"; do
        same_keys "$file" Python "$python" walk.py
    done
fi

cat > walk.R << 'END'
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
if ! Rscript -e 'if (!requireNamespace("yaml", quietly = TRUE)) quit(status = 1)' 2> /dev/null; then
    skip "R reads the same keys" "no Rscript with package yaml"
else
    for file in "$@"; do
        same_keys "$file" R Rscript walk.R
    done
fi
finish
