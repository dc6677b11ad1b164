"""The results that a page offers, signed: only a choice among them counts, and only by the same visitor."""

import secrets
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

from django.core import signing
from django.http import HttpRequest

from website.public.search.visitors import visitor_hash

SALT = "website.search-offer"
OFFER_SECONDS = 2 * 3600


@dataclass(frozen=True)
class Offer:
    query: str
    language: str
    pages: list[int]
    counted: bool
    """Whether this page of results counted as a search: only then does a click on it count as one after a search."""
    nonce: str
    visitor: str

    @classmethod
    def make(
        cls, request: HttpRequest, *, query: str, language: str, pages: list[int], counted: bool
    ) -> Self:
        nonce = secrets.token_urlsafe(9)
        visitor = visitor_hash(request, salt=nonce)
        return cls(query, language, pages, counted, nonce, visitor)

    def __str__(self) -> str:
        return signing.dumps(list(asdict(self).values()), salt=SALT, compress=True)

    def is_for(self, request: HttpRequest) -> bool:
        return secrets.compare_digest(self.visitor, visitor_hash(request, salt=self.nonce))


def read_offer(text: str) -> Offer | None:
    """None for what is forged, damaged or older than two hours."""
    try:
        values: list[Any] = signing.loads(text, salt=SALT, max_age=OFFER_SECONDS)
    except signing.BadSignature:
        return None
    return Offer(*values) if len(values) == len(fields(Offer)) else None
