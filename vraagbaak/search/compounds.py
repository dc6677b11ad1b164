"""Compound words: Dutch and German write "bewonersparkeervergunning" where English writes three words.

Nothing is split at indexing time. The parts of a word, and the compounds that contain it, are looked up in the
vocabulary at query time, so they follow the content without reindexing.
"""

from collections.abc import Iterator

from vraagbaak.search.lexicon import Form, Lexicon
from vraagbaak.search.stopwords import stop_words

LINKS = {"nl": ("", "s", "e", "en", "n", "er"), "de": ("", "s", "es", "n", "en", "er", "e")}
"""Linking letters between the parts, for each language that writes compounds."""

MIN_PART_LENGTH = 4
MAX_ENDING_LENGTH = 7
"""Letters that a word may have after its stem ("vergun-ningen"), linking letters included."""
SHORT_PART_LENGTH = 3
"""A part this short only counts next to a long one, and if several documents have it ("wet", "zorg")."""
LONG_PART_LENGTH = 5
MIN_DOCUMENTS_OF_SHORT_PART = 2
MIN_COMPOUND_LENGTH = 7
MAX_PARTS = 3
MAX_COMPOUNDS = 20
MAX_CANDIDATES = 150
"""Longer words that are examined per segment, the most used first."""

_AFFIXES = """
aan achter af be bij door ein ent er ge her hin in mis na om on ont op over tegen toe uit un ver voor weg zer zu
heid keit lijk lich loos ing ung isch eren iger igen
"""
AFFIXES = frozenset(_AFFIXES.split())
"""Never a part: they derive a word, and do not make a compound."""


def parts_of(written: str, lexicon: Lexicon) -> tuple[Form, ...]:
    """The known words that make up this one, in order; empty if it is no compound."""
    if lexicon.language not in LINKS or len(written) < MIN_COMPOUND_LENGTH or not written.isalpha():
        return ()
    found: tuple[Form, ...] = lexicon.cached("parts", written, lambda: _parts_of(written, lexicon))
    return found


def _parts_of(written: str, lexicon: Lexicon) -> tuple[Form, ...]:
    return max(_splits(written, lexicon, MAX_PARTS), key=_plausibility, default=())


def compounds_with(written: str, term: str, lexicon: Lexicon) -> list[str]:
    """Terms of the longer words of which this word is the first or the last part, the most used first."""
    if lexicon.language not in LINKS or len(written) < MIN_PART_LENGTH or not written.isalpha():
        return []
    found: list[str] = lexicon.cached("compounds", written, lambda: _compounds_with(written, term, lexicon))
    return found


def _compounds_with(written: str, term: str, lexicon: Lexicon) -> list[str]:
    root = term if written.startswith(term) and len(term) >= MIN_PART_LENGTH else written
    found: dict[str, None] = {}
    for longer, position in lexicon.containing(root, MAX_CANDIDATES):
        if len(longer) >= MIN_COMPOUND_LENGTH and _is_part_at(longer, position, root, term, lexicon):
            found[lexicon.term(longer)] = None
            if len(found) > MAX_COMPOUNDS:
                break
    return [compound for compound in found if compound != term][:MAX_COMPOUNDS]


def _is_part_at(longer: str, position: int, root: str, term: str, lexicon: Lexicon) -> bool:
    """Whether the word at this position is a part of the longer one, and not a mere sequence of its letters."""
    if position:
        heads = (head for head in _without_link(longer[:position], lexicon) if _is_part(head, lexicon))
        return _is_form(longer[position:], root, term, lexicon) and any(heads)
    ends = range(len(root), min(len(root) + MAX_ENDING_LENGTH + 1, len(longer) - SHORT_PART_LENGTH + 1))
    return any(
        _is_last_part(longer[end:], lexicon) and _is_linked(longer[:end], root, term, lexicon) for end in ends
    )


def _is_form(written: str, root: str, term: str, lexicon: Lexicon) -> bool:
    """Whether this is the word itself, perhaps inflected."""
    return written == root or (
        len(written) <= len(root) + MAX_ENDING_LENGTH and lexicon.term(written) == term
    )


def _is_linked(head: str, root: str, term: str, lexicon: Lexicon) -> bool:
    """Whether this is the word itself, inflected or with linking letters."""
    return head[len(root) :] in LINKS[lexicon.language] or _is_form(head, root, term, lexicon)


def _without_link(head: str, lexicon: Lexicon) -> Iterator[str]:
    """The head, with and without each possible linking letter or letters."""
    for link in LINKS[lexicon.language]:
        if head.endswith(link):
            yield head.removesuffix(link) if link else head


def _is_part(written: str, lexicon: Lexicon) -> bool:
    if len(written) < SHORT_PART_LENGTH or written in AFFIXES:
        return False
    if not lexicon.knows(written):
        return written in lexicon.listed
    form = lexicon.form(written)
    often = 1 if len(written) >= MIN_PART_LENGTH else MIN_DOCUMENTS_OF_SHORT_PART
    return form.documents >= often and form.term not in stop_words(lexicon.language)


def _splits(written: str, lexicon: Lexicon, limit: int) -> Iterator[tuple[Form, ...]]:
    for position in range(SHORT_PART_LENGTH, len(written) - SHORT_PART_LENGTH + 1):
        head, tail = _head(written[:position], lexicon), written[position:]
        if head is None:
            continue
        if _is_last_part(tail, lexicon) and _are_long_enough(head.written, tail):
            yield head, lexicon.form(tail)
        if limit > 2:
            yield from ((head, *rest) for rest in _splits(tail, lexicon, limit - 1))


def _head(written: str, lexicon: Lexicon) -> Form | None:
    """The word that the head is, without linking letters."""
    return next(
        (lexicon.form(bare) for bare in _without_link(written, lexicon) if _is_part(bare, lexicon)), None
    )


def _is_last_part(written: str, lexicon: Lexicon) -> bool:
    """The last part is inflected like the word itself, so it is enough that its stem is known."""
    if _is_part(written, lexicon):
        return True
    form = lexicon.form(written)
    return len(written) >= MIN_PART_LENGTH and written not in AFFIXES and form.documents > 0


def _are_long_enough(*parts: str) -> bool:
    shorter, longer = sorted(map(len, parts))[:2]
    return shorter >= MIN_PART_LENGTH or longer >= LONG_PART_LENGTH


def _plausibility(parts: tuple[Form, ...]) -> tuple[int, int, int]:
    """The fewer, longer and more common the parts, the more plausible."""
    return -len(parts), min(len(part.written) for part in parts), min(part.documents for part in parts)
