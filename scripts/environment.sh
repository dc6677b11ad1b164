#!/bin/sh
# Makes .venv exactly as requirements.lock says, when that file or the project's own description changed.
set -eu
cd "$(dirname "$0")/.."
stamp=.venv/.made-from
place=$(pwd)
made_from="$(cat requirements.lock pyproject.toml build_hook.py | cksum) $place"
if [ "$(cat "$stamp" 2>/dev/null)" != "$made_from" ]; then
    python=$(scripts/find_python.sh)
    uv=$(scripts/find_uv.sh "$python")
    export UV_PYTHON_DOWNLOADS=never VIRTUAL_ENV="$place/.venv"
    # Where the machine has its own list of certificates, uv trusts that, as pip and apt do.
    [ ! -s /etc/ssl/certs/ca-certificates.crt ] || export UV_SYSTEM_CERTS=1 UV_NATIVE_TLS=1
    echo "Making the environment in .venv."
    # A folder that was moved holds the old place in its scripts.
    case "$(cat "$stamp" 2>/dev/null)" in
    *" $place") ;;
    *) "$uv" venv --quiet --clear --python "$python" .venv ;;
    esac
    "$uv" pip sync --quiet --require-hashes requirements.lock
    "$uv" pip install --quiet --no-deps --no-build-isolation --editable .
    echo "$made_from" >"$stamp"
fi
.venv/bin/python -m scripts.compile_catalogues
