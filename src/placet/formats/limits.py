"""Every bound on what a file may contain, in one place. Figures are defaults chosen well above any real visit."""

MAX_FILE_BYTES = 2 * 1024 * 1024  # bytes; the largest real programme is 13 kB, a visit of 300 engagements about 200 kB
MAX_NODES = 400_000  # syntax nodes in one TOML file
MAX_DEPTH = 16  # tables and arrays inside one another
MAX_KEY_PARTS = 12  # parts of one dotted key
MAX_KEY_CHARS = 200  # characters in one key
MAX_NUMBER_CHARS = 24  # characters in one number
MAX_TEXT_CHARS = 20_000  # characters in one text
MAX_ITEMS = 2_000  # rows in one table, entries in one list
MAX_FAULTS = 200  # faults reported at once; the rest are counted
MAX_SHOWN_CHARS = 60  # characters of a foreign value repeated in a message
MAX_LANGUAGES = 12  # languages of all sides together; each is a page of its own
MAX_DAYS = 60  # days of one visit
MAX_JSON_DEPTH = 40  # values inside one another in a published programme
MAX_JSON_NUMBER_CHARS = 300  # characters in one number of a published programme
MAX_ZIP_MEMBERS = 500  # files inside a workbook; one of a visit has about 60
MAX_UNPACKED_BYTES = 32 * 1024 * 1024  # bytes of all of them together
MAX_ZIP_RATIO = 300  # how many times larger than packed; empty rows pack to about a hundredth
MAX_SHEETS = 100  # sheets of a workbook
MAX_SHEET_ROWS = 20_000  # rows of a sheet, empty ones among them
MAX_SHEET_COLUMNS = 400  # columns of a sheet; twelve languages of a person are about 100
