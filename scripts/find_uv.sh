#!/bin/sh
# Prints where uv is, after fetching it from PyPI into .uv when the machine has none. Argument: the interpreter.
# A distribution may leave venv out, or forbid pip to write into its own Python; a folder of our own suits all.
set -eu
cd "$(dirname "$0")/.."
python=$1

find_uv() {
    for uv in uv "$PWD/.uv/bin/uv" "$PWD/.uv/lib/bin/uv"; do
        if "$uv" --version >/dev/null 2>&1; then
            command -v "$uv"
            return 0
        fi
    done
    return 1
}

fetch_uv() {
    rm -rf .uv
    if "$python" -m venv .uv >/dev/null 2>&1 && .uv/bin/python -m pip install --quiet uv >&2; then
        return 0
    fi
    rm -rf .uv
    "$python" -m pip --version >/dev/null 2>&1 && "$python" -m pip install --quiet --target .uv/lib uv >&2
}

find_uv && exit 0
echo "Fetching uv." >&2
if ! fetch_uv; then
    if [ "${MAY_INSTALL:-}" != 1 ]; then
        echo "uv could not be fetched. Install what is missing: sudo apt-get install python3-venv" >&2
        exit 1
    fi
    scripts/install_debian_packages.sh python3-venv >&2
    fetch_uv
fi
find_uv
