"""Find a programme. The only folder that knows OR-Tools, through one door (`cp_sat.py`).

`request.py` says what is asked, `tasks/` turns a visit into whole minutes, `variables.py` and `constraints/` are the
model, `levels/` what it is to make small, `solve.py` settles one level after the other, `programme.py` reads the
answer back, `clashes/` says why there is none or what would bring something in. Without the solver `placing/` puts
tasks where there is an hour, for `first.py` and for `dates/`; `interpreting/` gives names; `verdicts.py` asks the rules
about many programmes of one visit. Every answer is one of the three in `outcome.py`. What is planned is a suggestion:
the planner never reads the record and never judges; `placet.rules` judges what it found.
"""
