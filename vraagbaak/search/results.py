"""Search results: ranked by the engine, read from the database through the queryset that was searched.

So an object that the queryset would not show never comes back, even if the index still has it; the hits after it move
up.
"""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from modelsearch.backends.base import BaseSearchResults

from vraagbaak.search import values
from vraagbaak.search.ranking import Hit, Ranking

CHUNK = 200


class WhooshSearchResults(BaseSearchResults):
    supports_facet = True

    def _ranking(self) -> Ranking:
        """Kept on the compiler, which all slices of these results share."""
        compiler = self.query_compiler
        if not hasattr(compiler, "ranking"):
            compiler.ranking = self._rank()
        return compiler.ranking

    def _rank(self) -> Ranking:
        compiler = self.query_compiler
        ranking: Ranking = self.backend.rank(compiler.plan(), self.backend.store_of(compiler.queryset.model))
        return ranking

    def _do_count(self) -> int:
        count = max(len(self._ranking()) - self.start, 0)
        return count if self.stop is None else min(count, self.stop - self.start)

    def _do_search(self) -> Iterator[Any]:
        wanted = None if self.stop is None else self.stop - self.start
        if wanted is not None and wanted <= 0:
            return
        ranking = self._ranking()
        position = self._position_of(self.start, ranking)
        while position < len(ranking) and (wanted is None or wanted > 0):
            size = CHUNK if wanted is None else min(CHUNK, wanted)
            objects = self._objects(ranking.hits(position, position + size))
            yield from objects
            position += size
            wanted = None if wanted is None else wanted - len(objects)

    def _objects(self, hits: Sequence[Hit]) -> list[Any]:
        scores = {hit.pk: hit.score for hit in hits}
        found = {str(obj.pk): obj for obj in self.query_compiler.queryset.filter(pk__in=list(scores))}
        if self._score_field:
            for pk, obj in found.items():
                setattr(obj, self._score_field, scores[pk])
        return [found[pk] for pk in scores if pk in found]

    def _position_of(self, start: int, ranking: Ranking) -> int:
        """The position after `start` objects that the queryset shows, so that result pages neither overlap nor skip."""
        if not start:
            return 0
        shown = 0
        for position in range(0, len(ranking), CHUNK):
            keys = [hit.pk for hit in ranking.hits(position, position + CHUNK)]
            visible = self.query_compiler.queryset.filter(pk__in=keys).order_by().values_list("pk", flat=True)
            present = {str(pk) for pk in visible}
            for step, key in enumerate(keys, start=1):
                shown += key in present
                if shown == start:
                    return position + step
        return len(ranking)

    def facet(self, field_name: str) -> OrderedDict[Any, int]:
        compiler = self.query_compiler
        column = compiler.facet_column(field_name)
        counts = self._rank().counts(column)
        return OrderedDict(
            (self._facet_value(field_name, encoded), count) for encoded, count in counts.most_common()
        )

    def _facet_value(self, field_name: str, encoded: str) -> Any:
        value = values.decode(encoded)
        if value is None:
            return None
        try:
            model_field = self.query_compiler.queryset.model._meta.get_field(field_name)
        except FieldDoesNotExist:
            return value
        return value if model_field.is_relation else model_field.to_python(value)
