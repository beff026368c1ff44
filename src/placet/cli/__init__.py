"""How a person reaches the node: one file a command; parse, call the node, print.

Nothing heavy is imported before a command needs it: `placet --help` answers at once. Only here do errors become exit
codes (`exits.py`), and only `wording` gives them sentences.
"""

from placet.cli.app import main

__all__ = ["main"]
