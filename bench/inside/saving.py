"""Saves new pages one by one as an editor's request does: through Wagtail, with revision and index."""

import os
import time
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.inside.settings_at_once"

import django

from bench.content import Collection, FaqText
from bench.inside import leave, parser_of
from bench.kinds import SAVED_BASE


def save(base: Any, text: FaqText) -> None:
    from vraagbaak.knowledge.faqs.models import AlternativePhrasing, FaqPage

    page = FaqPage(title=text.question, answer=[("text", text.answer)], locale=base.locale)
    page.alternatives = [AlternativePhrasing(text=each) for each in text.alternatives]
    page.tags.add(*text.tags)
    base.add_child(instance=page)
    page.save_revision().publish()


def main() -> None:
    parser = parser_of(__doc__)
    parser.add_argument("--pages", type=int, required=True, help="the size of the collection to continue")
    parser.add_argument("--first", type=int, required=True, help="the number of the first page")
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--seconds", type=float, required=True, help="end sooner, after so many")
    arguments = parser.parse_args()
    django.setup()
    from vraagbaak.knowledge.bases.models import KnowledgeBase

    collection = Collection(arguments.pages)
    texts = [collection.page(arguments.first + number) for number in range(arguments.count)]
    base = KnowledgeBase.objects.get(slug=SAVED_BASE)
    saved, began = 0, time.perf_counter()
    for text in texts:
        save(base, text)
        saved += 1
        if time.perf_counter() - began > arguments.seconds:
            break
    leave(arguments.result, {"saved": saved, "seconds": time.perf_counter() - began})


if __name__ == "__main__":
    main()
