#!/bin/sh
# Every #include against src/LAYERS.
set -eu
cd "$(dirname "$0")/../.."
exec tools/check_layers.py
