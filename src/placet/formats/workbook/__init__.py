"""The visit as an Excel workbook: the same visit file, for an office that works in tables.

`layout.py` makes sheets and columns of the model's declarations, `cells.py` knows how a value stands in a cell.
`writing.py` makes the workbook and `look.py` how it looks; `door.py` lets foreign bytes in, within bounds, and
`reading.py` makes of them the tree that TOML would give, so that every check of a visit file is the same.
"""
