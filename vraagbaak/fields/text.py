"""Text as people type or paste it."""

import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MAX_LONG_TEXT_LENGTH = 50_000


def without_control_characters(text: str) -> str:
    """Without what no screen shows and no spreadsheet takes; line breaks and tabs stay."""
    return "".join(
        character for character in text if character in "\n\t" or unicodedata.category(character) != "Cc"
    )


def with_unix_newlines(text: str) -> str:
    """A browser sends each line break as two characters."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


class PlainTextField(forms.CharField):
    """Text without control characters, removed before it is measured: they alone are no text."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        # Django's own validator refuses NUL.
        return text if "\0" in text else without_control_characters(text).strip()


class SingleLineField(PlainTextField):
    """Text on one line, with single spaces."""

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


class LongTextField(forms.CharField):
    """A text of many lines. Whoever exceeds the limit is told: a browser would silently cut off what was pasted."""

    default_error_messages = {
        "max_length": _("This text has %(show_value)d characters; at most %(limit_value)d fit."),
    }

    def __init__(self, *, rows: int, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows, "cols": 80})
        super().__init__(max_length=MAX_LONG_TEXT_LENGTH, widget=widget, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attributes = super().widget_attrs(widget)
        attributes.pop("maxlength", None)
        return attributes
