"""Fuzz one target with atheris: `python -m tests.fuzz.run TARGET [CORPUS …] [-options of libFuzzer]`.

Not part of the tests, because atheris is no dependency of ours; `make fuzz` makes an environment for it.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["placet.agreement", "placet.formats.canonical", "placet.node.conformance"]):
    from tests.fuzz.targets import TARGETS, write_seeds

CORPUS = Path("build/fuzz/corpus")


def main() -> None:
    name, *options = sys.argv[1:]
    folder = CORPUS / name
    write_seeds(name, folder)
    target = TARGETS[name]
    atheris.Setup([sys.argv[0], str(folder), *options], lambda data: target(bytes(data)))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
