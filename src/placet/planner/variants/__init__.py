"""Other programmes that are nearly as good as the best one and really differ.

`allowance.py` says how much worse they may be, `distance.py` counts how far the model is from programmes that are known
(as `placet.model.apart` counts it of two programmes), `run.py` looks for them one by one.
"""
