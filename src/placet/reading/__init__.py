"""Old programmes in: a foreign file becomes rows, and rows become engagements or questions. Nothing is guessed.

`gate` lets a file in, in a process of its own; the readers make a `Grid` of it; the rest understands grids.
"""
