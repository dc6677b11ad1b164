"""Queries as they are compared and kept: in one form, and never with what could tell who searched."""

import re
import unicodedata

from wagtail.search.utils import normalise_query_string

from vraagbaak.personal_data.finding import without_personal_data

MAX_QUERY_LENGTH = 100
MAX_WORDS = 15
"""More is no query but a story, and stories tell who tells them."""
FEWEST_SIGNS = 2
EDGES = re.compile(r"^[\W_]+|[\W_]+$")
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
SPACES = re.compile(r"\s+")
# Anything with these may be an e-mail address, a number of a person or an address of a house.
TELLTALES = re.compile(r"[\d@]")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
DATE = re.compile(r"\b\d{1,2}[-/. ]\d{1,2}[-/. ](?:\d{4}|\d{2})\b|\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b")
LONG_NUMBER = re.compile(r"\d{5}|\d(?:[ .\-/]?\d){6}")
POSTCODE = re.compile(r"\b[1-9]\d{3} ?(?:[A-Z]{2}|[a-z]{2})\b")


def normalised(query: str) -> str:
    """One form for what is the same to a reader: case, spaces, invisible signs and punctuation around it aside."""
    text = unicodedata.normalize("NFKC", query)
    return EDGES.sub("", SPACES.sub(" ", UNSEEN.sub(" ", text))).casefold()


def wordings(query: str) -> set[str]:
    """The ways in which a promoted result may be kept that is meant for `query`: as Wagtail keeps it, and with and
    without its question mark."""
    bare = normalised(query)
    return {normalise_query_string(query), bare, f"{bare}?"} - {"", "?"}


def is_query(query: str) -> bool:
    """Whether anything was asked at all: a sign or some punctuation is no search."""
    return sum(map(str.isalnum, query)) >= FEWEST_SIGNS


def kept_text(query: str) -> str:
    """The normalised query, or nothing when it is longer than a sentence or may tell who searched.

    Names cannot be told from other words: a query that is nothing but a name is kept.
    """
    text = normalised(query)
    too_long = len(text) > MAX_QUERY_LENGTH or len(text.split()) > MAX_WORDS
    return "" if too_long or is_personal(query) else text


def is_personal(query: str) -> bool:
    text = SPACES.sub(" ", UNSEEN.sub(" ", unicodedata.normalize("NFKC", query[:1000])))
    if not TELLTALES.search(text):
        return False
    if DATE.search(text) or POSTCODE.search(text) or LONG_NUMBER.search(YEAR.sub(" ", text)):
        return True
    return "@" in text or without_personal_data(text) != text
