"""The sealed envelope: what goes to another side, sealed to its key alone. Normative: docs/formats/sealed-envelope.md.

sealing      HPKE; the only module that knows the encryption library
segments     the outer form: clear lines, sealed segments, padding
frames       what is inside, frame by frame
manifest     from whom to whom, and what the sender holds; signed by its node
outstanding  what another side lacks
packing      writing an envelope
pouch        reading one: verified before anything is handed out
"""
