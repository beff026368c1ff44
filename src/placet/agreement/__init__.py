"""What the sides have said and signed: one chain of entries for each side, and what follows from them.

Everything here is a pure function of bytes: no clock, no store, no network, no chance. Normative text:
docs/formats/agreement.md.

    limits      every bound on what the other side controls
    signing     Ed25519 by libsodium's rules, the hashes, and what each is used for
    cards       an office's public keys, signed by its root
    opening     the document that opens a joint file and names its sides
    entry       what a side wrote down: header, signature, body
    acts        what the bodies say
    record      the chains, and the one door through which an entry comes in
    fold        which texts are agreed
    state       what all that comes to, in one number to compare
    deceptive   what in a text may deceive the eye of whoever signs it
"""
