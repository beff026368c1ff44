#!/bin/sh
# Find the browser that the browser tests open; install it where we may, else say what to do.
#
#   scripts/ensure-chromium.sh           (PLACET_CHROMIUM=/path/to/chromium names one)
set -eu

for candidate in ${PLACET_CHROMIUM:-chromium chromium-browser google-chrome}; do
    if command -v "$candidate" >/dev/null; then
        exit 0
    fi
done

if [ -z "${PLACET_CHROMIUM:-}" ] && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium for the browser tests ..."
    DEBIAN_FRONTEND=noninteractive
    export DEBIAN_FRONTEND
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends chromium >/dev/null
    command -v chromium >/dev/null && exit 0
fi

echo "The browser tests need Chromium, and none was found." >&2
echo "On Debian:  sudo apt-get install chromium" >&2
echo "Elsewhere: install Chromium or Chrome and name it, e.g." >&2
echo "  PLACET_CHROMIUM=/path/to/chromium make test" >&2
exit 1
