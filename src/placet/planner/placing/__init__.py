"""Tasks that stand somewhere: what they take from one another, how late they may run, how to make room."""
