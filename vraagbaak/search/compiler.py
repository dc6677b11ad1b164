"""Compiles a queryset and a search query into a `Plan`."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import F, OrderBy, Subquery
from django.db.models.expressions import Col
from django.db.models.functions.datetime import Extract
from django.db.models.lookups import Lookup as DjangoLookup
from django.db.models.sql import Query
from django.utils import timezone
from modelsearch.backends.base import (
    BaseSearchQueryCompiler,
    FilterError,
    FilterFieldError,
    OrderByFieldError,
)

from vraagbaak.search import values
from vraagbaak.search.documents import column_path, model_label
from vraagbaak.search.filters import LOOKUPS, Filter, Lookup, NoDocuments, OfType, combined
from vraagbaak.search.lexicon import Lexicon
from vraagbaak.search.query_tree import AutocompleteTreeBuilder, QueryTreeBuilder
from vraagbaak.search.ranking import Order, Plan
from vraagbaak.search.schema import PK, PREFIX, column_field, text_field
from vraagbaak.search.synonyms import Synonyms
from vraagbaak.search.view import Node


class WhooshQueryCompiler(BaseSearchQueryCompiler):
    # Like the database backends of modelsearch, and PlainText itself: more words, fewer results. A project that
    # moves from SQLite to Whoosh finds the same; Elasticsearch's "or" is the exception.
    DEFAULT_OPERATOR = "and"

    def plan(self) -> Plan:
        return Plan(
            filter=self.filter(),
            tree=self.tree,
            field=self.whoosh_field,
            names=self.fields,
            by_relevance=self.order_by_relevance,
            orders=tuple(self._get_order_by()),
        )

    def tree(self, lexicon: Lexicon, synonyms: Synonyms) -> Node:
        return QueryTreeBuilder(lexicon, synonyms).tree(self.query)

    def whoosh_field(self, language: str) -> str:
        return text_field(language)

    def facet_column(self, field_name: str) -> str:
        search_field = self._get_filterable_field(field_name)
        if search_field is None:
            raise FilterFieldError(
                f'Cannot facet search results with field "{field_name}". Please add '
                f"index.FilterField('{field_name}') to {self.queryset.model.__name__}.search_fields.",
                field_name=field_name,
            )
        return column_field(column_path(self._model, [search_field]))

    # Filters

    @property
    def _model(self) -> Any:
        return self.queryset.model._meta.concrete_model

    def filter(self) -> Filter:
        of_type = OfType(model_label(self.queryset.model))
        where = self._get_filters_from_queryset()
        return combined([of_type, where], "AND", negated=False) if where else of_type

    def _get_filters_from_where_node(self, where_node: Any, check_only: bool = False) -> Any:
        if isinstance(where_node, DjangoLookup):
            column = where_node.lhs.lhs if isinstance(where_node.lhs, Extract) else where_node.lhs
            if not isinstance(column, Col):
                raise FilterError(f"Could not apply filter on search results: {where_node!r} has no field.")
            if self._is_key(column):
                return None if check_only else self._key_lookup(str(where_node.lookup_name), where_node.rhs)
        return super()._get_filters_from_where_node(where_node, check_only=check_only)

    def _is_key(self, column: Col) -> bool:
        """The link of a child model to its parent: it is the key of both, and nobody declares it as a search field."""
        own_table = column.alias == self.queryset.query.get_initial_alias()
        return bool(own_table and column.target.primary_key and column.target.attname.endswith("_ptr_id"))

    def _key_lookup(self, lookup: str, value: Any) -> Lookup:
        return Lookup(PK, lookup, self._encoded(lookup, value, ""))

    def _process_filter(self, column: Col, lookup: str, value: Any, check_only: bool = False) -> Any:
        path = self._get_filter_field_path_for_column(column)
        if check_only:
            return None
        if lookup not in LOOKUPS:
            raise FilterError(
                f"Could not apply filter on search results: "
                f'"{column.target.attname}__{lookup} = {value}". Lookup "{lookup}" not recognised.'
            )
        kind = column.target.get_internal_type()
        relation = column.alias if len(path) > 1 else ""
        name = column_field(column_path(self._model, path))
        return Lookup(name, lookup, self._encoded(lookup, value, kind), relation)

    def _process_match_none(self) -> Filter:
        return NoDocuments()

    def _connect_filters(self, filters: list[Filter], connector: str, negated: bool) -> Filter | None:
        if connector not in ("AND", "OR"):
            raise FilterError(f"Could not apply filter on search results: {connector} is not supported.")
        return combined(filters, connector, negated=negated) if filters else None

    def _encoded(self, lookup: str, value: Any, kind: str) -> Any:
        value = self._fetched(lookup, value)
        if lookup == "isnull":
            return bool(value)
        if lookup == "in":
            return frozenset(_encode(item, kind) for item in value)
        if lookup == "range":
            return tuple(_encode(item, kind) for item in value)
        return _encode(value, kind)

    def _fetched(self, lookup: str, value: Any) -> Any:
        """Subqueries are evaluated in the database, once."""
        if isinstance(value, Subquery):
            value = value.query
        if isinstance(value, Query):
            rows = value.get_compiler(self.queryset._db or DEFAULT_DB_ALIAS).results_iter(tuple_expected=True)
            found = [row[0] for row in rows]
            return found if lookup == "in" else next(iter(found), None)
        if hasattr(value, "resolve_expression"):
            raise FilterError(f"Could not apply filter on search results: {value!r} is not a value.")
        return value

    # Order

    def _get_order_by(self) -> Iterator[Order]:
        if self.order_by_relevance:
            return
        for given in self.queryset.query.order_by:
            expression = given if isinstance(given, OrderBy) else _order_by(given)
            if expression is None or not _name(expression):
                raise OrderByFieldError(
                    f'Sorting search results with "{given}" is not supported by this search backend.',
                    field_name=given,
                )
            yield Order(
                self._order_column(_name(expression)), expression.descending, bool(expression.nulls_first)
            )

    def _order_column(self, name: str) -> str:
        key = self.queryset.model._meta.pk
        if name in ("pk", key.name, key.attname):
            return PK
        search_field = self._get_filterable_field(name) or self._get_filterable_field(f"{name}_id")
        if search_field is None:
            raise OrderByFieldError(
                f'Cannot sort search results with field "{name}". Please add index.FilterField("{name}") to '
                f"{self.queryset.model.__name__}.search_fields.",
                field_name=name,
            )
        return column_field(column_path(self._model, [search_field]))


class WhooshAutocompleteQueryCompiler(WhooshQueryCompiler):
    def tree(self, lexicon: Lexicon, synonyms: Synonyms) -> Node:
        return AutocompleteTreeBuilder(lexicon, synonyms).tree(self.query)

    def whoosh_field(self, language: str) -> str:
        return PREFIX


def _order_by(given: Any) -> OrderBy | None:
    if not isinstance(given, str):
        return given.asc() if isinstance(given, F) else None
    return F(given.removeprefix("-")).desc() if given.startswith("-") else F(given).asc()


def _name(expression: OrderBy) -> str:
    """The field to order by; "" for anything else."""
    field = expression.expression
    return str(getattr(field, "name", "")) if isinstance(field, F) else ""


def _encode(value: Any, kind: str) -> str:
    if kind == "DateTimeField" and isinstance(value, date) and not isinstance(value, datetime):
        value = timezone.make_aware(datetime.combine(value, time.min))
    return values.encode(value)
