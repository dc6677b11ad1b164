"""How much one file may hold: enough for a real knowledge base, too little to exhaust a server."""

QUESTION_CHARACTERS = 255
ANSWER_CHARACTERS = 200_000
NOTE_CHARACTERS = 20_000
NAME_CHARACTERS = 255
TAG_CHARACTERS = 100
LIST_ITEMS = 100
NESTING = 40

LINE_BYTES = 4_000_000

ZIP_MEMBERS = 20_000
ZIP_MEMBER_BYTES = 2_000_000
ZIP_TOTAL_BYTES = 200_000_000
ZIP_RATIO = 100
# Below this size even a file of one repeated letter is harmless, so its ratio says nothing.
ZIP_RATIO_FROM_BYTES = 100_000
FRONT_MATTER_CHARACTERS = 50_000
