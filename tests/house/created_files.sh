#!/bin/sh
# The program creates nothing but the output it was asked for, and kill -9 leaves nothing behind.
set -eu
cd "$(dirname "$0")/../.."
exec tools/check_created_files.py build/release/unknot
