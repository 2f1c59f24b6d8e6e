#!/bin/sh
# Each rule of the house can fail: every one is shown something bad, and something good.
set -eu
cd "$(dirname "$0")/../.."
exec python3 tests/house/rules_bite.py
