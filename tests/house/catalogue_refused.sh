#!/bin/sh
# A broken catalogue does not build: each break is refused with its place and a sentence.
set -eu
cd "$(dirname "$0")/../.."
exec python3 tests/house/catalogue_refused.py
