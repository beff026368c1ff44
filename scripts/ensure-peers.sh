#!/bin/sh
# Find MiniZinc with Gecode and a Java virtual machine for `make bench-peers`; install them where we may.
#
# What cannot be had is said, and is no error: the table names it, and measures the others.
set -eu

install() {
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
        echo "Installing $* for the comparison with peers ..."
        DEBIAN_FRONTEND=noninteractive
        export DEBIAN_FRONTEND
        apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@" >/dev/null || true
    fi
}

# Gecode comes with Debian's flatzinc; without it MiniZinc is there and solves nothing.
{ command -v minizinc && command -v fzn-gecode; } >/dev/null || install minizinc flatzinc
command -v java >/dev/null || [ -n "${JAVA_HOME:-}" ] || install openjdk-17-jre-headless

command -v minizinc >/dev/null || echo "No MiniZinc: on Debian, sudo apt-get install minizinc flatzinc. Left out." >&2
command -v java >/dev/null || [ -n "${JAVA_HOME:-}" ] ||
    echo "No Java: Timefold needs 17 or later, on Debian sudo apt-get install openjdk-17-jre-headless. Left out." >&2
