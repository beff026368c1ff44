"""Old programmes in: a foreign file becomes rows, rows become engagements or questions, and nothing is guessed silently.

`gate` lets a file in, in a process of its own; the readers make a `Grid` of it; the rest understands grids.
"""
