#!/bin/sh
# Build the wheel as a release would (by way of the source archive), install it into an empty
# environment and use it from a folder outside the checkout, as a newcomer would.
#
#   scripts/smoke-test-wheel.sh PYTHON FOLDER
set -eu

python=$1
folder=$2
checkout=$(pwd)
elsewhere=$(mktemp -d)
trap 'rm -rf "$elsewhere"' EXIT

rm -rf "$folder"
mkdir -p "$folder"

echo "Building the wheel ..."
"$python" -m build --no-isolation --outdir "$folder/dist" . >"$folder/build.log" 2>&1 || {
    cat "$folder/build.log" >&2
    exit 1
}

echo "Installing it into an empty environment ..."
"$python" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    -c constraints.txt "$folder"/dist/*.whl

placet() {
    echo "\$ placet $*"
    "$checkout/$folder/venv/bin/placet" "$@"
}

cd "$elsewhere"
placet --version
placet new visit --template working
placet check visit
placet plan visit --time-limit 20
