"""Every day on which a visit may begin: what speaks for and against it, and whether a sound programme exists on it.

`asked.py` is the question and `answers.py` the answer. `reasons/` looks at the calendar, one rule to a file, and
`ranking.py` weighs what it finds. For a day `deciding.py` finds a programme or proves that there is none: `frames.py`
says what there is to place, `empty.py` what has no hour and `alone.py` who cannot keep even their own part of it;
`carried.py` brings the programme of another day, which `placing.moving` mends, and `finding.py` searches. `year.py`
shares the days out. No result depends on how many processes there are.
"""
