"""Fields and filters for what stands in an address: what a database cannot hold is refused as any wrong choice is."""

from datetime import date
from typing import Any

import django_filters  # type: ignore[import-untyped]
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django_filters.fields import DateRangeField  # type: ignore[import-untyped]
from django_filters.fields import ModelChoiceField as FilteredField
from django_filters.fields import ModelMultipleChoiceField as FilteredFields
from wagtail.admin.filters import MultipleUserFilter, UserModelMultipleChoiceField

MAX_KEY_DIGITS = 18
# Beyond these a day has no moments in every time zone.
FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2999, 12, 31)


class BoundedKey:
    """A number that is too long for the database is a choice that does not exist."""

    error_messages: dict[str, Any]

    def to_python(self, value: Any) -> Any:
        self.refuse_too_long([value])
        return super().to_python(value)  # type: ignore[misc]

    def refuse_too_long(self, values: Any) -> None:
        for value in values:
            if isinstance(value, str) and len(value) > MAX_KEY_DIGITS:
                raise ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value}
                )


class BoundedKeys(BoundedKey):
    def clean(self, value: Any) -> Any:
        self.refuse_too_long(value or [])
        return super().clean(value)  # type: ignore[misc]


class ObjectField(BoundedKey, forms.ModelChoiceField):
    pass


class ObjectsField(BoundedKeys, forms.ModelMultipleChoiceField):
    pass


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
