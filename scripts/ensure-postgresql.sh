#!/bin/sh
# Find the PostgreSQL server that the tests of the stores start; install it where we may, else say what to do.
#
# The tests start a server of their own in a temporary folder; one that runs already is left alone.
set -eu

found() {
    command -v initdb >/dev/null || [ -n "$(find /usr/lib/postgresql -path '*/bin/initdb' 2>/dev/null)" ]
}

if found; then
    exit 0
fi

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "Installing PostgreSQL for the tests of the stores ..."
    DEBIAN_FRONTEND=noninteractive
    export DEBIAN_FRONTEND
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends postgresql >/dev/null
    found && exit 0
fi

echo "The tests of the stores need the programs of a PostgreSQL server (initdb, pg_ctl), and none were found." >&2
echo "On Debian:  sudo apt-get install postgresql" >&2
echo "Elsewhere: install PostgreSQL and put the folder that holds initdb on the path." >&2
exit 1
