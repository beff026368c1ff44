"""What the sides have said and signed: one chain of entries for each side, and what follows from them.

Everything here is a pure function of bytes: no clock, no store, no network, and but for `sealing` no chance. Normative
text: docs/formats/agreement.md and docs/formats/sealed-envelope.md.

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
    sealing     encryption to one key
    segments    the outside of a sealed envelope, and its sizes
    frames      how things are written down inside
    manifest    from whom to whom, what it brings, what its writer holds; signed
    outstanding what another side lacks, and so what the next envelope to it holds
    packing     writing an envelope
    pouch       reading one: verified, or refused
    numbering   the numbers by which people call points
    codes       short codes for texts on paper, and replies that are typed in from it

Common dates, found without either side showing its diary (docs/formats/common-dates.md):

    windows     whole windows of dates, and our own ranking among them
    search      the terms that both sides agreed to
    groups      the arithmetic: hashing to a group, raising, and the proof that all was raised alike
    meeting     one round: three messages, and what each must be like
    choice      the secret of a round, and the messages made of it
    approval    an officer's seal over what is sent
    letters     the messages as bodies of entries
    rounds      whose turn it is, what counts, what was amiss
    turns       our own next message, and the windows in common
    offers      the texts that follow for both sides
    holds       a window held, confirmed, or let go without a word
    charges     proof against who signed a false message
"""
