"""Fields that choose objects by their keys."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from vraagbaak.fields.numbers import MAX_KEY_DIGITS


class BoundedKey:
    """Mixed into a field for one object: a key that is too long for the database is an invalid choice."""

    error_messages: dict[str, Any]

    def to_python(self, value: Any) -> Any:
        self.refuse_too_long([value])
        return super().to_python(value)  # type: ignore[misc]

    def refuse_too_long(self, values: Iterable[Any]) -> None:
        for value in values:
            if isinstance(value, str) and len(value) > MAX_KEY_DIGITS:
                raise ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value}
                )


class BoundedKeys(BoundedKey):
    """The same for a field for several objects."""

    def clean(self, value: Any) -> Any:
        self.refuse_too_long(value or [])
        return super().clean(value)  # type: ignore[misc]


class ObjectField(BoundedKey, forms.ModelChoiceField):
    pass


class ObjectsField(BoundedKeys, forms.ModelMultipleChoiceField):
    pass
