"""How a person reaches the node: one file a command; parse, call the node, print.

Nothing heavy is imported before a command needs it: `placet --help` answers at once. Only here do errors become exit
codes (`exits.py`), and only `wording` gives them sentences.
"""

import sys

from placet.node.interrupts import interrupts_held

try:
    with interrupts_held():
        from placet.cli.app import main
except KeyboardInterrupt:  # pressed while this was loading, before there is anybody to tell it
    sys.stderr.write("Stopped. Nothing is half written.\n")
    raise SystemExit(130) from None

__all__ = ["main"]
