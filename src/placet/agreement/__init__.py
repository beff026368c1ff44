"""What the sides have said and signed: one chain of entries for each side, and what follows from them.

Everything here is a pure function of bytes: no clock, no store, no network, no chance but in
`envelopes.sealing`. Normative text: docs/formats/agreement.md and docs/formats/sealed-envelope.md.

    limits      every bound on what the other side controls
    values      how what never changes is declared
    signing     Ed25519 by libsodium's rules, the hashes, and what each is used for
    cards       an office's public keys, signed by its root
    opening     the document that opens a joint file and names its sides
    entry       what a side wrote down: header, signature, body
    plain_header, plain_assent
                the form that nearly every header, and body of an assent, has, recognised in one look
    acts        what the bodies say
    ahead       signatures of many entries verified before the door looks at them
    changed_keys, erasure   new keys for a side; bodies that are to be erased
    record      the chains, and the one door through which an entry comes in
    resumption, resuming    after a fork: the statement that all sides sign, and what comes of it
    tabling     which texts are on the table, and what signing one covers
    sayings     what one side said that bears on agreement
    fold        which texts are agreed
    state       what all that comes to, in one number to compare
    deceptive   what in a text may deceive the eye of whoever signs it
    numbering   the numbers by which people call points
    codes       short codes for texts on paper, and replies that are typed in from it
    certificate evidence for a third party
    envelopes   the sealed envelope, in a folder of its own
    dates       a search for common dates, likewise
"""
