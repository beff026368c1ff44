"""The preparation of a visit, scheduled backwards from its first day.

`project` is what is scheduled, in whole days and without words; `serial` finds a schedule in a moment, `model` states
the problem to the solver, `schedule` settles what matters, one thing after the other; `tasks` makes a project of a
visit, `readiness` says what a schedule means for it. `earliest` asks the reverse: which first day could be kept.
"""
