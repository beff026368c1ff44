#!/bin/sh
# Make a virtual environment, with the first Python on the path that is new enough.
#
#   scripts/create-venv.sh FOLDER        (PYTHON=/path/to/python chooses another Python)
#
# An environment that is already there and works is left as it is.
set -eu

target=$1

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

can_make_environments() {
    "$1" -c 'import ensurepip, venv' >/dev/null 2>&1
}

first_suitable_python() {
    for candidate in ${PYTHON:-python3.13 python3.12 python3.11 python3 python}; do
        if new_enough "$candidate" && can_make_environments "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
    return 1
}

if [ -x "$target/bin/python" ] && new_enough "$target/bin/python"; then
    exit 0
fi

if ! python=$(first_suitable_python); then
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
        echo "Installing python3 and python3-venv ..."
        DEBIAN_FRONTEND=noninteractive
        export DEBIAN_FRONTEND
        apt-get update -qq
        apt-get install -y -qq --no-install-recommends python3 python3-venv >/dev/null
    fi
    if ! python=$(first_suitable_python); then
        echo "Placet needs Python 3.11 or newer with its venv module, and none was found." >&2
        echo "On Debian or Ubuntu:  sudo apt-get install python3 python3-venv" >&2
        echo "Elsewhere: install Python and name it, e.g.  make PYTHON=/path/to/python3.12 ..." >&2
        exit 1
    fi
fi

"$python" -m venv --clear "$target"
