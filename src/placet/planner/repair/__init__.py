"""The least change that makes a programme sound again.

`amended` and `closed` lay what somebody says has changed over the visit, `released` lets go of the times that only
repeat the programme, `held` fixes the past, `weights` says what each change costs, `objective` puts it into the model,
`run` searches, `consequences` writes an answer back into the visit. `outcome` is what comes of it.
"""
