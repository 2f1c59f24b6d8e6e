#!/bin/sh
# Phrases: the program fills what the templates of en.yaml have, all are said, and they are fair
# speech in plain words; a broken language file does not build.
set -eu
cd "$(dirname "$0")/../.."
exec python3 tests/house/phrases.py
