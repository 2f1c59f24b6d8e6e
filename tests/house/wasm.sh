#!/bin/sh
# The pure rooms compile for the browser's machine.
set -eu
cd "$(dirname "$0")/../.."
exec tools/check_pure.py wasm
