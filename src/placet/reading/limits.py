"""Every bound on a foreign file and on the process that reads it. Chosen well above any programme of a visit."""

MAX_BYTES = 20 * 1024 * 1024  # bytes of a file; a programme with a dozen photographs has about 5 MB
MAX_UNPACKED = 64 * 1024 * 1024  # bytes of everything packed into an Office file
MAX_MEMBERS = 2_000  # files packed into an Office file; a long programme with photographs has about 60
MAX_ROWS = 20_000  # lines and rows of a file, empty ones aside; 60 days of 40 rows are 2,400
MAX_CELLS = 64  # cells of one row
MAX_SHEET_CELLS = 400_000  # cells in a workbook, the merely coloured ones included
MAX_TEXT_CHARS = 20_000  # characters of one cell or line
MAX_EVENTS = 5_000  # entries of a calendar, repetitions included
MAX_REPEATS = 60  # times that one entry is repeated: the days of the longest visit
MAX_NESTED = 6  # parts of a calendar inside one another; the format needs three
MAX_PAGES = 300  # pages of a PDF
MAX_PDF_CHARS = 1_000_000  # characters of a PDF; a full page has about 4,000
MAX_DRAWN = 20_000  # lines drawn on a page of a PDF that are looked at; a page of small cells has about 1,000
MAX_ATTACHED = 2 * 1024 * 1024  # bytes of the data in a paper of ours
MAX_NOTES = 2 * MAX_EVENTS  # things worth saying about one file: two of each entry

MAX_PICTURE_BYTES = 2 * 1024 * 1024  # bytes of a picture; an emblem of 1,000 by 1,000 pixels has about 500 KB
MAX_PICTURE_PIXELS = 4_000_000  # a cover has room for 42 mm: 2,000 across are more than any printer shows
MAX_DRAWING_PARTS = 20_000  # shapes and groups of a drawing, those shown in several places each time
MAX_DRAWING_DEPTH = 60  # groups in one another

SECONDS = 30  # on the wall, until the reading process is ended
CPU_SECONDS = 20  # of computing; the largest allowed workbook takes about 6
MEMORY = 1024 * 1024 * 1024  # bytes of address space
MAX_ANSWER = 32 * 1024 * 1024  # bytes that the reading process may answer
