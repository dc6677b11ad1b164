#!/bin/sh
# Prints the first interpreter that is new enough; PYTHON=... chooses another.
set -eu
for name in ${PYTHON:-python3.13 python3.12 python3.11 python3 python}; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        "$name" -c 'import sys; print(sys.executable)'
        exit 0
    fi
done
echo "Vraagbaak needs Python 3.11 or newer, and found none. On Debian: sudo apt-get install python3 python3-venv" >&2
exit 1
