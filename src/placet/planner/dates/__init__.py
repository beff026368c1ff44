"""Every day on which a visit may begin: what speaks for and against it, and whether a sound programme exists on it.

`asked.py` is the question and `answers.py` the answer. `reasons/` looks at the calendar, one rule to a file, and
`ranking.py` weighs what it finds. `frames.py`, `empty.py`, `mend.py` and `deciding.py` find a programme for a day or
prove that there is none, and `year.py` shares the days out. No result depends on how many processes there are.
"""
