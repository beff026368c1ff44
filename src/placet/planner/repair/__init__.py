"""The least change that makes a programme sound again.

`amended` and `closed` lay what somebody says has changed over the visit, `released` lets go of the times that only
repeat the programme, `held` fixes the past, `weights` says what each change costs, `objective` puts it into the model,
`narrow` holds what stands, `nearest` finds the least weight and lets go of no more than that takes, `run` makes answers
of it, `consequences` writes an answer back into the visit. Where there is none, `given_up` says what may be given up
for one. `outcome` is what comes of it.
"""
