"""Publishes a page for each word on standard input, and reports each on standard output."""

import sys

import django

from bench.kinds import SAVED_BASE


def main() -> None:
    django.setup()
    from vraagbaak.knowledge.bases.models import KnowledgeBase
    from vraagbaak.knowledge.faqs.models import FaqPage

    base = KnowledgeBase.objects.get(slug=SAVED_BASE)
    for line in sys.stdin:
        word = line.strip()
        answer = [("text", f"<p>Over {word}.</p>")]
        page = base.add_child(instance=FaqPage(title=f"Wat is {word}?", answer=answer, locale=base.locale))
        page.save_revision().publish()
        print(word, flush=True)


if __name__ == "__main__":
    main()
