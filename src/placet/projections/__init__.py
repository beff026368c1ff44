"""What therefore stands: values that papers are made from, built for one layer of readers.

A projection is computed, never stored: from the visit and its programme now, from the verified record later.
`seen.py` builds what a reader may see out of an allow-list; `current.py` lays the programme out in days and rows.
"""
