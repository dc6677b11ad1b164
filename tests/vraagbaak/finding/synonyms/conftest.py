from collections.abc import Callable, Iterator

import pytest
from django.utils import translation

from vraagbaak.finding.synonyms.choices import Direction
from vraagbaak.finding.synonyms.models import Synonym


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def synonym(db: None) -> Callable[..., Synonym]:
    """Makes one: one way and Dutch unless told otherwise."""

    def make(written: str, means: str, direction: str = Direction.ONE_WAY, language: str = "nl") -> Synonym:
        return Synonym.objects.create(written=written, means=means, direction=direction, language=language)

    return make
