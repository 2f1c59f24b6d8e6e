#!/bin/sh
# What a text can show: banned calls, sizes, names, comments, what is listed where.
set -eu
cd "$(dirname "$0")/../.."
exec tools/house_rules.py
