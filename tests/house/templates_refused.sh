#!/bin/sh
# Templates of pages: each mistake is refused with its place and a remedy, and what is right is made
# into the C that is meant.
set -eu
cd "$(dirname "$0")/../.."
exec python3 tests/house/templates_refused.py
