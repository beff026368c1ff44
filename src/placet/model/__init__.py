"""What a visit is: frozen values that refuse nonsense when they are made. No files, no clock, no prose.

Start at `visit.py` (what is wished for) and `programme.py` (where it was put); the rest are their parts.
"""
