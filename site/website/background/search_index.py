"""The state of the search index that this product keeps itself; another engine watches over its own."""

from django.conf import settings

from vraagbaak.search.status import State, status


def index_state() -> State:
    engine = settings.WAGTAILSEARCH_BACKENDS["default"]["BACKEND"]
    return status().state if engine == "vraagbaak.search.backend" else "ok"
