"""Is a programme sound? One protocol rule a file, each a pure function of a case and its parameters.

`case.py` is what every rule sees, `finding.py` what it answers, `catalogue.py` the ordered list of all rules,
`judge.py` runs them. Rules know nothing of the planner: the same judgement holds for our plans, for hand edits, for
imported programmes and for what the other side proposes.
"""
