"""Every bound on what another side controls. They are part of the protocol: every node has the same."""

MAX_SIDES = 8  # sides of one joint file
MAX_HEADER_BYTES = 4 * 1024
MAX_BODY_BYTES = 256 * 1024
MAX_CARD_BYTES = 64 * 1024
MAX_CARD_FILE_BYTES = 2 * MAX_CARD_BYTES  # a card as text within JSON, and its signatures
MAX_OPENING_BYTES = 512 * 1024  # holds the cards of all sides
MAX_ENTRIES = 1_000_000  # of one chain; a real visit has a few thousand
MAX_KEYS = 32  # root keys of a side, and seal keys
MAX_SEALS = 32  # seals under one assent
MAX_NEEDS = 16  # offices that must seal one text
MAX_MEMBERS = 1_000  # texts in one package
MAX_NAME_CHARS = 200  # of a side in one language
MAX_LANGUAGES = 12
MAX_TEXT_CHARS = 20_000  # of one remark
MAX_STATEMENT_BYTES = 1024 * 1024  # of one statement by which a chain goes on after a fork, with its signatures
MAX_BRANCH = 5_000  # entries that such a statement names as counting, or as dropped
