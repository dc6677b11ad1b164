#!/bin/sh
# The parts that the tests need from outside Python: a browser, gettext to read the texts out of the code, PostgreSQL.
set -eu
cd "$(dirname "$0")/.."
missing=
[ -x /usr/bin/chromium ] || missing="$missing chromium"
command -v xgettext >/dev/null && command -v msgmerge >/dev/null || missing="$missing gettext"
set -- /usr/lib/postgresql/*/bin/initdb
[ -x "$1" ] || command -v initdb >/dev/null || missing="$missing postgresql"
# shellcheck disable=SC2086
[ -z "$missing" ] || scripts/install_debian_packages.sh $missing
