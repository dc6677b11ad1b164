"""Pages of a list, by a number in the URL, which may be anything."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

PARAMETER = "p"


def page_of(items: Sequence[Any] | Any, *, request: HttpRequest, size: int) -> Page:
    """The page that `?p=` names: the first for nonsense, the last for a number that is too high."""
    return Paginator(items, size).get_page(request.GET.get(PARAMETER))
