"""One side of a synonym: expressions of one or a few words, separated by commas."""

import re
import unicodedata
from functools import lru_cache
from itertools import permutations, product

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from vraagbaak.finding.synonyms.choices import Direction
from vraagbaak.search.analysis import language_key, words

SIDE_CHARACTERS = 255
MAX_EXPRESSIONS = 6
MAX_WORDS = 6
SHOWN_CHARACTERS = 60

# Not in a number, where a comma may be a decimal separator.
_SEPARATOR = re.compile(r"[|\n]|,(?!\d)|(?<!\d),")
_QUOTES = re.compile('["“”„«»]')
# A spreadsheet takes a cell that begins with one of these for a formula.
_BEFORE_A_FORMULA = "=+@-"

Key = tuple[str, ...]
Pair = tuple[str, str]


@lru_cache(maxsize=50_000)
def expressions(side: str) -> tuple[str, ...]:
    """The expressions of a side as written, without quotes, repeated spaces and control characters."""
    return tuple(tidy for piece in _SEPARATOR.split(side) if (tidy := _tidied(piece)))


def _tidied(piece: str) -> str:
    visible = piece if piece.isprintable() else "".join(map(_visible, piece))
    return " ".join(_QUOTES.sub("", visible).split()).lstrip(_BEFORE_A_FORMULA + " ")


def _visible(character: str) -> str:
    return " " if unicodedata.category(character) == "Cc" else character


@lru_cache(maxsize=50_000)
def key(expression: str, language: str) -> Key:
    """The terms as the search engine sees them: expressions with the same key are the same to it."""
    return tuple(term for word in words(expression, language_key(language)) for term in word.parts)


def clean_side(side: str, *, language: str) -> str:
    """The side as it is stored. Raises ValidationError with a sentence that says what is wrong."""
    if not side.strip():
        raise ValidationError(_("Fill in at least one word."))
    if len(side) > SIDE_CHARACTERS:
        raise ValidationError(
            _("This is %(length)d characters long; at most %(most)d fit.")
            % {"length": len(side), "most": SIDE_CHARACTERS}
        )
    # Of expressions with the same key, the first stays.
    kept = {key(each, language): each for each in reversed(expressions(side))}
    found = [each for each in reversed(kept.values()) if check_expression(each, language=language)]
    if not found:
        raise ValidationError(_("“%(text)s” holds no word to search for.") % {"text": shown(side)})
    if len(found) > MAX_EXPRESSIONS:
        raise ValidationError(
            _("These are %(found)d expressions; at most %(most)d fit. Make a second line for the others.")
            % {"found": len(found), "most": MAX_EXPRESSIONS}
        )
    return ", ".join(found)


def check_expression(expression: str, *, language: str) -> str:
    """Returns the expression. Raises ValidationError when it has no words or too many."""
    if not key(expression, language):
        raise ValidationError(_("“%(text)s” holds no word to search for.") % {"text": shown(expression)})
    count = len(expression.split())
    if count > MAX_WORDS:
        raise ValidationError(
            _("“%(text)s” has %(count)d words; an expression has at most %(most)d.")
            % {"text": shown(expression), "count": count, "most": MAX_WORDS}
        )
    return expression


def check_sides(written: str, means: str, *, language: str) -> None:
    """Raises ValidationError when an expression is on both sides, which are clean."""
    left = {key(each, language): each for each in expressions(written)}
    for each in expressions(means):
        if same := left.get(key(each, language)):
            raise ValidationError(
                _("“%(means)s” is the same as “%(written)s” to the search: a word cannot mean itself.")
                % {"means": shown(each), "written": shown(same)}
            )


def pairs(written: str, means: str, direction: str) -> list[Pair]:
    """Each expression with each that it also means; two-way, all expressions of both sides mean each other."""
    left, right = expressions(written), expressions(means)
    if direction == Direction.ONE_WAY:
        return list(product(left, right))
    return list(permutations([*left, *right], 2))


def shown(text: str) -> str:
    return text if len(text) <= SHOWN_CHARACTERS else f"{text[:SHOWN_CHARACTERS]}…"
