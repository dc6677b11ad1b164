"""The backend class that modelsearch loads.

INDEX_DIR              a folder of its own
DEFAULT_LANGUAGE       for objects without a locale; Django's LANGUAGE_CODE if not given
WORD_LIST              a file of words, one per line, that may be parts of compounds besides the words of the index
SYNONYMS               dotted path of a function from a language to pairs of words, see `synonyms`; none if not given
REBUILD_IN_BACKGROUND  default true; false rebuilds a lost index before the search answers, for tests
"""

import logging
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.models import QuerySet
from modelsearch.backends.base import BaseSearchBackend, get_model_root
from modelsearch.index import get_indexed_models
from modelsearch.query import MATCH_ALL

from vraagbaak.search.analysis import read_words
from vraagbaak.search.compiler import WhooshAutocompleteQueryCompiler, WhooshQueryCompiler
from vraagbaak.search.correcting import corrected_query
from vraagbaak.search.damage import IndexDamagedError, IndexMissingError
from vraagbaak.search.index import WhooshIndex
from vraagbaak.search.ranking import Plan, Ranking, rank
from vraagbaak.search.rebuild import WhooshRebuilder, rebuild_from_database, rebuild_in_background
from vraagbaak.search.results import WhooshSearchResults
from vraagbaak.search.store import Store, store_for
from vraagbaak.search.synonyms import source_at

MAX_CORRECTED_LENGTH = 200
"""Characters."""

logger = logging.getLogger("vraagbaak.search")


class WhooshSearchBackend(BaseSearchBackend):
    query_compiler_class = WhooshQueryCompiler
    autocomplete_query_compiler_class = WhooshAutocompleteQueryCompiler
    index_class = WhooshIndex
    results_class = WhooshSearchResults
    rebuilder_class = WhooshRebuilder
    # The index can always be rebuilt from the database; a page that cannot be saved helps nobody.
    catch_indexing_errors = True

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        if not params.get("INDEX_DIR"):
            raise ImproperlyConfigured("The Whoosh search backend needs INDEX_DIR, the folder of its index.")
        self.store: Store = store_for(params["INDEX_DIR"])
        """The index of all models except those with one of their own, see `store_of`."""
        self.default_language: str = params.get("DEFAULT_LANGUAGE") or settings.LANGUAGE_CODE
        self.listed = read_words(params["WORD_LIST"]) if params.get("WORD_LIST") else frozenset()
        self.synonyms = source_at(params.get("SYNONYMS") or "")
        self._in_background: bool = params.get("REBUILD_IN_BACKGROUND", True)

    def store_of(self, model: Any) -> Store:
        """Where a model is indexed. A model with a `search_index_name` has an index of its own, whose words do not
        influence the ranking, speed or corrections of other searches."""
        name = getattr(get_model_root(model), "search_index_name", "")
        return store_for(self.store.folder / name) if name else self.store

    def get_index_for_model(self, model: Any) -> WhooshIndex:
        return self.index_class(self, self.store_of(model))

    def rank(self, plan: Plan, store: Store | None = None) -> Ranking:
        """The hits of a plan; none while a lost index is being rebuilt in the background."""
        store = store or self.store
        try:
            return self._rank(plan, store)
        except (IndexMissingError, IndexDamagedError) as error:
            self.repair(error, store)
        try:
            return self._rank(plan, store)
        except (IndexMissingError, IndexDamagedError):
            logger.warning("Searching %s without result while it is rebuilt.", store.folder)
            return Ranking()

    def corrected(self, text: str, queryset: QuerySet[Any]) -> str | None:
        """The query as it was probably meant ("did you mean"), in words of what the queryset shows; None if it is fine.

        Names and codes are left alone, and so is a query longer than anybody types.
        """
        if len(text) > MAX_CORRECTED_LENGTH:
            return None
        shown = self.query_compiler_class(queryset, MATCH_ALL).filter()
        store = self.store_of(queryset.model)
        try:
            with store.snapshot() as snapshot:
                return corrected_query(snapshot, shown, text, self.synonyms, self.listed)
        except (IndexMissingError, IndexDamagedError) as error:
            self.repair(error, store)
            return None

    def _rank(self, plan: Plan, store: Store) -> Ranking:
        with store.snapshot() as snapshot:
            return rank(snapshot, plan, self.synonyms, self.listed)

    def repair(self, error: IndexMissingError | IndexDamagedError, store: Store) -> None:
        """Rebuild a missing or damaged index from the database. One process does it, the others carry on.

        If the folder cannot be written to, that is logged, and searches find nothing.
        """
        if store.rebuild_under_way():
            return
        logger.error("The search index cannot be used: %s (%s)", type(error).__name__, error)
        rebuild = rebuild_in_background if self._in_background else rebuild_from_database
        try:
            if isinstance(error, IndexDamagedError):
                store.discard(error.folder)
            rebuild(store, self.default_language, self.models_in(store))
        except OSError:
            logger.exception("The search index in %s cannot be rebuilt.", store.folder)

    def models_in(self, store: Store) -> list[Any]:
        return [model for model in get_indexed_models() if self.store_of(model) is store]


SearchBackend = WhooshSearchBackend
