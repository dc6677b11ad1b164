"""Filters of lists and reports, which read their values from the web address."""

from datetime import date
from typing import Any

import django_filters  # type: ignore[import-untyped]
from django.core.validators import MaxValueValidator, MinValueValidator
from django_filters.fields import DateRangeField  # type: ignore[import-untyped]
from django_filters.fields import ModelChoiceField as FilteredField
from django_filters.fields import ModelMultipleChoiceField as FilteredFields
from wagtail.admin.filters import MultipleUserFilter, UserModelMultipleChoiceField

from vraagbaak.fields.objects import BoundedKey, BoundedKeys

# Before and after these a day has no beginning or end in some time zones.
FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2999, 12, 31)


class ObjectFilterField(BoundedKey, FilteredField):
    pass


class ObjectsFilterField(BoundedKeys, FilteredFields):
    pass


class ObjectFilter(django_filters.ModelChoiceFilter):
    field_class = ObjectFilterField


class ObjectsFilter(django_filters.ModelMultipleChoiceFilter):
    field_class = ObjectsFilterField


class PeopleFilterField(BoundedKeys, UserModelMultipleChoiceField):
    pass


class PeopleFilter(MultipleUserFilter):
    field_class = PeopleFilterField


class DaysField(DateRangeField):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for day in self.fields:
            day.validators += [MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)]


class DaysFilter(django_filters.DateFromToRangeFilter):
    field_class = DaysField
