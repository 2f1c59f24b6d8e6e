#!/bin/sh
# Atom, CSV and JSON of the commons, read again by Python's own readers.
set -eu
cd "$(dirname "$0")/../.."
build=${UNKNOT_BUILD:-build/dev}
exec python3 tests/cli/commons_feeds.py "$build/tests/unit/site/feeds_and_tables"
