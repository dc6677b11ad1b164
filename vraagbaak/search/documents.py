"""What the index holds of a model instance."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Field, Manager, Model, QuerySet
from django.utils.encoding import force_str
from modelsearch.backends.base import get_model_root
from modelsearch.index import AutocompleteField, FilterField, RelatedFields, SearchField

from vraagbaak.search import values
from vraagbaak.search.analysis import language_key
from vraagbaak.search.schema import column_field

Text = tuple[str, str, float]


@dataclass
class Document:
    """Plain data, so that it can wait in a journal. `texts` and `prefixes` hold (field name, text, boost)."""

    id: str
    pk: str
    types: str
    language: str
    texts: list[Text] = field(default_factory=list)
    prefixes: list[Text] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)

    def data(self) -> dict[str, Any]:
        return asdict(self)


def model_label(model: type[Model]) -> str:
    return (model._meta.concrete_model or model)._meta.label_lower


def document_id(obj: Model) -> str:
    return f"{model_label(get_model_root(type(obj)._meta.concrete_model))}:{obj.pk}"


def documents(objects: Sequence[Any], *, default_language: str) -> list[Document]:
    """The documents of objects of one model; their languages are looked up in one query.

    An object without a locale may have a `search_language`: the code of the language in which it is written.
    """
    codes = _language_codes(objects)
    return [
        _document(obj, codes.get(getattr(obj, "locale_id", None)) or _own_language(obj) or default_language)
        for obj in objects
    ]


def _own_language(obj: Any) -> str | None:
    language: str | None = getattr(obj, "search_language", None)
    return language


def column_path(model: type[Model], path: Sequence[Any]) -> str:
    """The name of a filter column: the model that defines the field, then the path to it."""
    owner = path[0].get_definition_model(model) or model
    app = f"{owner._meta.app_label}_" if hasattr(owner, "_meta") else ""
    names = [step.field_name for step in path[:-1]]
    last_model = model
    for step in path[:-1]:
        last_model = step.get_field(last_model).related_model
    return "__".join([f"{app}{owner.__name__.lower()}", *names, path[-1].get_attname(last_model)])


def filter_columns(model: Any) -> Iterator[str]:
    """The names of the columns for objects of this model."""
    return (name for name, _ in _columns(model))


@lru_cache
def _columns(model: Any) -> list[tuple[str, tuple[Any, ...]]]:
    """Each column with the path to its values. Cached: search fields are code."""
    paths = _filter_paths(model.get_search_fields(), ())
    return [(column_field(column_path(model, path)), path) for path in paths]


def _filter_paths(search_fields: Iterable[Any], above: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    for search_field in search_fields:
        if isinstance(search_field, FilterField):
            yield (*above, search_field)
        elif isinstance(search_field, RelatedFields):
            yield from _filter_paths(search_field.fields, (*above, search_field))


def _language_codes(objects: Sequence[Any]) -> dict[Any, str]:
    """Locale key to language code, for models whose `locale` points at something with a `language_code`."""
    wanted = {getattr(obj, "locale_id", None) for obj in objects} - {None}
    if not wanted:
        return {}
    try:
        locales = type(objects[0])._meta.get_field("locale").related_model
        locales._meta.get_field("language_code")
    except (FieldDoesNotExist, AttributeError):
        return {}
    return dict(locales._default_manager.filter(pk__in=wanted).values_list("pk", "language_code"))


def _document(obj: Any, language: str) -> Document:
    model = type(obj)._meta.concrete_model
    types = [model_label(parent) for parent in (model, *model._meta.get_parent_list())]
    document = Document(
        id=document_id(obj), pk=values.encode(obj.pk), types=" ".join(types), language=language_key(language)
    )
    for name, kind, value, boost in _texts(obj, obj.get_search_fields(), ""):
        texts = document.texts if kind is SearchField else document.prefixes
        texts.extend((name, text, boost) for text in _flat(value))
    for name, path in _columns(model):
        document.columns[name] = values.rows(_rows(obj, path))
    return document


def _texts(obj: Any, search_fields: Iterable[Any], above: str) -> Iterator[tuple[str, type, Any, float]]:
    for search_field in search_fields:
        name = above + search_field.field_name
        if isinstance(search_field, RelatedFields):
            for related in _related(obj, search_field):
                yield from _texts(related, search_field.fields, f"{name}__")
        elif isinstance(search_field, SearchField):
            yield name, SearchField, search_field.get_value(obj), float(search_field.boost or 1)
        elif isinstance(search_field, AutocompleteField):
            yield name, AutocompleteField, search_field.get_value(obj), 1.0


def _flat(value: Any) -> Iterator[str]:
    if value is None or value == "":
        return
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple, set)):
        for item in value:
            yield from _flat(item)
    else:
        yield force_str(value)


def _related(obj: Any, search_field: RelatedFields) -> list[Any]:
    value = search_field.get_value(obj)
    if value is None:
        return []
    if isinstance(value, (Manager, QuerySet)):
        return list(value.all())
    if not isinstance(value, Model) and hasattr(value, "all"):  # the managers of taggit and modelcluster
        return list(value.all())
    return [value]


def _rows(obj: Any, path: Sequence[Any]) -> list[Any]:
    """One value per related object, so that two columns of the same relation match row by row."""
    step, rest = path[0], path[1:]
    if rest:
        return [row for related in _related(obj, step) for row in _rows(related, rest)] or [None]
    value = _python(obj, step)
    if isinstance(value, (Manager, QuerySet)) or (not isinstance(value, Model) and hasattr(value, "all")):
        value = [related.pk for related in value.all()]
    if isinstance(value, (list, tuple, set)):
        return [item.pk if isinstance(item, Model) else item for item in value] or [None]
    return [value.pk if isinstance(value, Model) else value]


def _python(obj: Any, search_field: FilterField) -> Any:
    """The value in its own type, also if the instance was created with a date or number as text."""
    value = search_field.get_value(obj)
    if not isinstance(value, str):
        return value
    try:
        model_field = search_field.get_field(type(obj))
    except FieldDoesNotExist:
        return value
    while model_field.is_relation and getattr(model_field, "target_field", None) is not None:
        model_field = model_field.target_field
    return _to_python(model_field, value)


def _to_python(model_field: Field, value: str) -> Any:
    try:
        return model_field.to_python(value)
    except ValidationError:
        return value
