#!/bin/sh
# Every header alone and twice, in both compilers.
set -eu
cd "$(dirname "$0")/../.."
exec tools/check_headers.py
