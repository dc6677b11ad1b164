"""Queries in the one form in which they are compared and stored, without what could identify who searched."""

import re
import unicodedata

from wagtail.search.utils import normalise_query_string

from vraagbaak.personal_data.finding import without_personal_data

MAX_QUERY_LENGTH = 100
MAX_WORDS = 15
"""Longer texts are stories rather than queries, and stories identify who tells them."""
MIN_ALPHANUMERICS = 2
EDGES = re.compile(r"^[\W_]+|[\W_]+$")
INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
SPACES = re.compile(r"\s+")
# Text with these may hold an e-mail address, a personal number or a postal address.
TELLTALES = re.compile(r"[\d@]")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
DATE = re.compile(r"\b\d{1,2}[-/. ]\d{1,2}[-/. ](?:\d{4}|\d{2})\b|\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b")
LONG_NUMBER = re.compile(r"\d{5}|\d(?:[ .\-/]?\d){6}")
POSTCODE = re.compile(r"\b[1-9]\d{3} ?(?:[A-Z]{2}|[a-z]{2})\b")


def normalised(query: str) -> str:
    """The same for queries that differ only in case, spacing, invisible characters or surrounding punctuation."""
    text = unicodedata.normalize("NFKC", query)
    return EDGES.sub("", SPACES.sub(" ", INVISIBLE.sub(" ", text))).casefold()


def wordings(query: str) -> set[str]:
    """The query strings under which a promotion for `query` may be stored: as Wagtail stores it, and with and without
    question mark."""
    bare = normalised(query)
    return {normalise_query_string(query), bare, f"{bare}?"} - {"", "?"}


def is_query(query: str) -> bool:
    """Whether it is a query at all, and more than a single character or punctuation."""
    return sum(map(str.isalnum, query)) >= MIN_ALPHANUMERICS


def kept_text(query: str) -> str:
    """The normalised query to store, or nothing when it is too long or may identify who searched.

    Names cannot be told from other words: a query that is only a name is stored.
    """
    text = normalised(query)
    too_long = len(text) > MAX_QUERY_LENGTH or len(text.split()) > MAX_WORDS
    return "" if too_long or is_personal(query) else text


def is_personal(query: str) -> bool:
    text = SPACES.sub(" ", INVISIBLE.sub(" ", unicodedata.normalize("NFKC", query[:1000])))
    if not TELLTALES.search(text):
        return False
    if DATE.search(text) or POSTCODE.search(text) or LONG_NUMBER.search(YEAR.sub(" ", text)):
        return True
    return "@" in text or without_personal_data(text) != text
