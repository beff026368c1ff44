#!/bin/sh
# Find strace, with which the tests record what reaches the disk; install it where we may, else say what to do.
set -eu

works() {
    command -v strace >/dev/null && strace -qq -e trace=none true 2>/dev/null
}

if works; then
    exit 0
fi

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "Installing strace for the tests of power cuts ..."
    DEBIAN_FRONTEND=noninteractive
    export DEBIAN_FRONTEND
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends strace >/dev/null
    works && exit 0
fi

echo "The tests of power cuts record system calls with strace, and it was not found or may not trace here." >&2
echo "On Debian:  sudo apt-get install strace" >&2
echo "In a container: it must be allowed to trace (SYS_PTRACE)." >&2
exit 1
