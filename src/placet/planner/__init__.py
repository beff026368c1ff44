"""Find a programme. The only folder that knows OR-Tools, through one door (`cp_sat.py`).

`request.py` says what is asked, `problem.py` turns a visit into whole minutes, `variables.py`, `constraints/` and
`objective.py` are the model, `solve.py` runs it level by level, `programme.py` reads the answer back, `explain.py`
says why there is none or what would bring something in. Without the solver `moving.py` puts items where `rooms.py`
finds an hour, for `first.py` and for `dates/`; `verdicts.py` asks the rules about many programmes of one visit. Every
answer is one of the three in `outcome.py`. What is planned is a suggestion: the planner never reads the record and
never judges; `placet.rules` judges what it found.
"""
