"""Every bound on what another side controls. They are part of the protocol: every node has the same."""

MAX_SIDES = 8  # sides of one joint file
MAX_HEADER_BYTES = 4 * 1024
MAX_BODY_BYTES = 256 * 1024
MAX_CARD_BYTES = 64 * 1024
MAX_CARD_FILE_BYTES = 2 * MAX_CARD_BYTES  # a card as text within JSON, and its signatures
MAX_OPENING_BYTES = 512 * 1024  # holds the cards of all sides
MAX_ENTRIES = 1_000_000  # of one chain; a real visit has a few thousand
MAX_CHAIN_BYTES = 256 * 1024 * 1024  # of one chain, headers, signatures and bodies, erased ones too: a few MB are usual
NEARLY_FULL_CHAIN_BYTES = MAX_CHAIN_BYTES * 3 // 4  # from here on people are told to open a new file in good time
MAX_KEYS = 32  # root keys of a side, and seal keys
MAX_SEALS = 32  # seals under one assent
MAX_NEEDS = 16  # offices that must seal one text
MAX_MEMBERS = 1_000  # texts in one package
MAX_NAME_CHARS = 200  # of a side in one language
MAX_LANGUAGES = 12
MAX_TEXT_CHARS = 20_000  # of one remark

# Of one sealed envelope. Whoever knows a public key can seal to it: all of this is looked at before anyone is known.
MAX_SEGMENT_BYTES = 8 * 1024 * 1024  # of what one segment holds
MAX_SEGMENTS = 8
MAX_CONTENT_BYTES = MAX_SEGMENT_BYTES * MAX_SEGMENTS
LEAST_CONTENT_BYTES = 32 * 1024  # smaller contents are filled up to this: some twenty entries look like one
MAX_CLEAR_LINE_BYTES = 256  # of each of the two lines that are not sealed
MAX_MANIFEST_BYTES = 16 * 1024
MAX_FRAMES = 50_000
MAX_KEY_CHANGES = 32  # in one envelope: each may cost as many verifications as there are roots
MAX_STATEMENT_BYTES = 1024 * 1024  # of one statement by which a chain goes on after a fork, with its signatures
MAX_OTHER_FRAME_BYTES = 1024 * 1024  # of a frame that this version does not know
MAX_POUCH_NUMBER = 1_000_000  # envelopes from one side to another
MAX_REPLY_CHARS = 20_000  # of a reply that is typed from paper
MAX_POINT_NUMBER = 999_999
MAX_DATES = 64  # windows of one side in one round of a search for common dates
MAX_DATE_ROUNDS = 16
MAX_DATE_FAULTS = 8  # messages of one side in one search that are looked at in vain
MAX_STAYS = 8  # lengths of stay in one search
MAX_STAY_DAYS = 60
MAX_SEARCH_DAYS = 1_100  # days of arrival in one search: three years
MAX_BRANCH = 5_000  # entries that such a statement names as counting, or as dropped
