#!/bin/sh
# Installs Debian packages as root or with a sudo that asks nothing; otherwise prints the line that does it, and fails.
set -eu
if ! command -v apt-get >/dev/null; then
    echo "Missing: $*. Install these with your package manager (the names are Debian's)." >&2
    exit 1
fi
if [ "$(id -u)" = 0 ]; then
    as_root=env
elif sudo -n true 2>/dev/null; then
    as_root="sudo -n env"
else
    echo "Missing: $*. Install with: sudo apt-get install $*" >&2
    exit 1
fi
echo "Installing $*."
$as_root apt-get update -q </dev/null
$as_root DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@" </dev/null
