#!/bin/sh
# The sample that reports and bundles are tested with is what its script writes.
set -eu
cd "$(dirname "$0")/../.."
echo 1..1
if tests/unit/report/make_sample_audit.py | cmp - tests/unit/report/sample_audit.json; then
    echo "ok 1 - the sample is what its script writes"
else
    echo "not ok 1 - the sample is what its script writes"
    echo "# run tests/unit/report/make_sample_audit.py > tests/unit/report/sample_audit.json"
fi
