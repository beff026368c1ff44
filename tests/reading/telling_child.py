"""A reading process that tells its environment."""

import os
import sys

from placet.reading.answer import said
from placet.reading.grid import FileKind, Grid, Row

names = sorted(os.environ)
grid = Grid(kind=FileKind.TABLE, rows=tuple(Row(where=(("line", n),), cells=(name,)) for n, name in enumerate(names)))
sys.stdout.buffer.write(said(grid))
