"""One form field for each kind of extra field. `as_text` gives what was filled in as a reader sees it."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format, get_format, number_format
from django.utils.translation import gettext_lazy as _

from servicedesk.asking.subject_fields.choices import FieldKind
from servicedesk.asking.subject_fields.models import SubjectField
from servicedesk.asking.subject_fields.numbers import read_number

MAX_LINE_LENGTH = 255
MAX_TEXT_LENGTH = 5000
YES, NO = "yes", "no"
WRITTEN_DATES = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%d %m %Y"]
FILL_IN = _("Fill this in: we need it to answer you.")
TOO_LONG = _("This has %(show_value)d characters; there is room for %(limit_value)d.")


def read_date(text: str) -> date | None:
    for written in WRITTEN_DATES:
        try:
            return datetime.strptime(text.strip(), written).date()
        except ValueError:
            continue
    return None


class DateWidget(forms.DateInput):
    """The browser's own date field; one for text when what was typed is no date, so that it is not lost."""

    input_type = "date"

    def format_value(self, value: Any) -> str | None:
        day = read_date(value) if isinstance(value, str) else value
        return day.isoformat() if isinstance(day, date) else value

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        if isinstance(value, str) and value and read_date(value) is None:
            context["widget"]["type"] = "text"
        return context


class SingleLineField(forms.CharField):
    def as_text(self, value: str) -> str:
        return value


class NumberField(forms.CharField):
    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return ""
        number = read_number(text, decimal_sign=get_format("DECIMAL_SEPARATOR"))
        if number is None:
            raise ValidationError(_("Type a number, such as 12 or 12,5."))
        return number

    def as_text(self, value: Decimal) -> str:
        return number_format(value)


class DayField(forms.DateField):
    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        day = read_date(str(value))
        if day is None:
            raise ValidationError(_("Type a date as day-month-year, such as 31-12-2026."))
        return day

    def as_text(self, value: date) -> str:
        return date_format(value, "DATE_FORMAT")


class OptionField(forms.ChoiceField):
    def as_text(self, value: str) -> str:
        return str(dict(self.choices)[value])  # type: ignore[arg-type]


DetailField = SingleLineField | NumberField | DayField | OptionField


def form_field(field: SubjectField, *, language: str) -> DetailField:
    shown: dict[str, Any] = {
        "label": field.label_in(language),
        "help_text": field.help_text,
        "required": field.is_required,
        "error_messages": {"required": FILL_IN},
    }
    make = MAKERS[FieldKind(field.kind)]
    return make(field, shown)


def line(field: SubjectField, shown: dict[str, Any]) -> SingleLineField:
    shown["error_messages"]["max_length"] = TOO_LONG
    return without_maxlength(SingleLineField(max_length=MAX_LINE_LENGTH, **shown))


def lines(field: SubjectField, shown: dict[str, Any]) -> SingleLineField:
    shown["error_messages"]["max_length"] = TOO_LONG
    widget = forms.Textarea(attrs={"rows": 4})
    return without_maxlength(SingleLineField(max_length=MAX_TEXT_LENGTH, widget=widget, **shown))


def without_maxlength(form_field: SingleLineField) -> SingleLineField:
    """A browser would cut pasted text off in silence."""
    form_field.widget.attrs.pop("maxlength", None)
    return form_field


def number(field: SubjectField, shown: dict[str, Any]) -> NumberField:
    return NumberField(widget=forms.TextInput(attrs={"inputmode": "decimal"}), **shown)


def day(field: SubjectField, shown: dict[str, Any]) -> DayField:
    return DayField(widget=DateWidget(), **shown)


def choice(field: SubjectField, shown: dict[str, Any]) -> OptionField:
    shown["error_messages"] = {
        "required": _("Choose one from the list."),
        "invalid_choice": _("Choose one from the list."),
    }
    options = [("", _("Choose…")), *((option, option) for option in field.option_list)]
    return OptionField(choices=options, **shown)


def yes_no(field: SubjectField, shown: dict[str, Any]) -> OptionField:
    shown["error_messages"] = dict.fromkeys(("required", "invalid_choice"), _("Choose yes or no."))
    return OptionField(choices=[(YES, _("Yes")), (NO, _("No"))], widget=forms.RadioSelect, **shown)


MAKERS: dict[FieldKind, Callable[[SubjectField, dict[str, Any]], DetailField]] = {
    FieldKind.TEXT: line,
    FieldKind.LONG_TEXT: lines,
    FieldKind.NUMBER: number,
    FieldKind.DATE: day,
    FieldKind.CHOICE: choice,
    FieldKind.YES_NO: yes_no,
}
