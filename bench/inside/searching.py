"""Searches in one process, without a web server, and records how long each search took."""

import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

from bench.inside import leave, parser_of
from bench.memory import memory_mb

FIRST_PAGE = 10
SUGGESTIONS = 5
WARMING_UP = 5
WARMING_UP_SHARE = 4


class Searcher:
    """The product's own search functions, for an anonymous visitor of the only site."""

    def __init__(self) -> None:
        from django.contrib.auth.models import AnonymousUser
        from wagtail.models import Site

        from vraagbaak.knowledge.faqs.models import FaqPage

        self.place: dict[str, Any] = {"user": AnonymousUser(), "site": Site.objects.get()}
        self.pages = FaqPage.objects.visible_to(self.place["user"]).of_site(self.place["site"])
        self.calls: dict[str, Callable[..., Any]] = {
            "search": self.search,
            "suggest": self.suggest,
            "wagtail": self.wagtail_search,
            "wagtail autocomplete": self.wagtail_autocomplete,
        }

    def search(self, asked: dict[str, str]) -> list[Any]:
        from vraagbaak.finding.queries import search_cards

        return list(search_cards(query=asked["q"], **self.place, **self.narrowed(asked))[:FIRST_PAGE])

    def suggest(self, asked: dict[str, str]) -> list[Any]:
        from vraagbaak.finding.queries import suggest_cards

        return suggest_cards(query=asked["q"], **self.place)

    def wagtail_search(self, asked: dict[str, str]) -> list[Any]:
        from wagtail.search.backends import get_search_backend

        return list(get_search_backend().search(asked["search"], self.pages, operator="and")[:FIRST_PAGE])

    def wagtail_autocomplete(self, asked: dict[str, str]) -> list[Any]:
        from wagtail.search.backends import get_search_backend

        return list(get_search_backend().autocomplete(asked["q"], self.pages, operator="and")[:SUGGESTIONS])

    def narrowed(self, asked: dict[str, str]) -> dict[str, Any]:
        from vraagbaak.knowledge.bases.models import KnowledgeBase, Topic

        base = asked.get("knowledge_base") and KnowledgeBase.objects.get(slug=asked["knowledge_base"])
        topic = asked.get("topic") and Topic.objects.child_of(base).get(slug=asked["topic"])
        return ({"knowledge_base": base} if base else {}) | ({"topic": topic} if topic else {})


def measure(search: Callable[..., Any], asked: list[dict[str, str]], *, limit: float) -> dict[str, Any]:
    """The first searches fill the caches and do not count, unless they are slow."""
    took: list[float] = []
    found = 0
    start = time.perf_counter()
    for number, each in enumerate(asked):
        began = time.perf_counter()
        if began > start + limit:
            break
        pages = search(each)
        if number >= WARMING_UP or began > start + limit / WARMING_UP_SHARE:
            took.append(time.perf_counter() - began)
            found += bool(pages)
    return {"seconds": took, "found": found}


def main() -> None:
    parser = parser_of(__doc__)
    parser.add_argument("plan", type=Path, help="kinds of search, each with its queries")
    parser.add_argument("--seconds", type=float, required=True, help="at most, for each kind")
    arguments = parser.parse_args()
    django.setup()
    searcher = Searcher()
    plan = json.loads(arguments.plan.read_text(encoding="utf-8"))
    kinds = {
        kind["name"]: measure(searcher.calls[kind["call"]], kind["asked"], limit=arguments.seconds)
        for kind in plan
    }
    leave(arguments.result, {"kinds": kinds, "memory": memory_mb(os.getpid())})


if __name__ == "__main__":
    main()
