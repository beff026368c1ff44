"""Placet: two or more sovereign sides prepare an official visit together.

The flow of data, left to right; imports run right to left::

    visit file -> formats -> model -> almanac -> rules -> planner -> projections -> wording -> documents

`placet.model` says what a visit is, `placet.rules` judges a programme, `placet.planner` finds one, `placet.node` is
what one side can do with all this, and `placet.cli` is how a person reaches it. Importing this package does nothing
and loads nothing heavy.
"""
