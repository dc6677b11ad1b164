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
case " $* " in
*" postgresql "*)
    # The tests start a server of their own; Debian's would run beside it for nothing.
    without_cluster=/etc/postgresql-common/createcluster.d/vraagbaak.conf
    $as_root mkdir -p "${without_cluster%/*}"
    echo "create_main_cluster = false" | $as_root tee "$without_cluster" >/dev/null
    trap '$as_root rm -f "$without_cluster"' EXIT
    ;;
esac
$as_root DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@" </dev/null
