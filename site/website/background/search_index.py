"""The state of the index of our own search engine; other engines look after theirs."""

from django.conf import settings

from vraagbaak.search.status import State, status


def index_state() -> State:
    engine = settings.WAGTAILSEARCH_BACKENDS["default"]["BACKEND"]
    return status().state if engine == "vraagbaak.search.backend" else "ok"
