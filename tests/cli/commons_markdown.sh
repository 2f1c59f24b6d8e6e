#!/bin/sh
# What people write as Markdown, parsed again by another program: no element outside the closed
# list, no event, no other scheme, every element closed; and nothing slow.
set -eu
cd "$(dirname "$0")/../.."
build=${UNKNOT_BUILD:-build/dev}
exec python3 tests/cli/commons_markdown.py "$build/tests/unit/site/markdown_words"
