"""What the dashboard shows: from when to when, of which office and knowledge base."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from servicedesk.insight.periods import Period
from servicedesk.insight.permissions import bases_seen_by, offices_seen_by
from servicedesk.insight.scope import Scope
from servicedesk.offices.models import Office
from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.bases.models import KnowledgeBase

FIRST_DAY = date(2000, 1, 1)
MAX_YEARS = 3


class DayField(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **kwargs: Any) -> None:
        unreadable = _("This is no day; give one such as 2026-11-18.")
        super().__init__(required=False, error_messages={"invalid": unreadable}, **kwargs)


class KnowledgeBaseField(forms.ModelChoiceField):
    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except OverflowError as too_large:
            # A page is looked up by the key of its parent model, whose range Django does not check.
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice") from too_large


class InsightForm(forms.Form):
    first = DayField(label=_("From"))
    last = DayField(label=_("Up to and including"))
    office = forms.ModelChoiceField(
        Office.objects.none(), label=_("Office"), required=False, empty_label=_("All offices")
    )
    knowledge_base = KnowledgeBaseField(
        KnowledgeBase.objects.none(),
        label=_("Knowledge base"),
        required=False,
        empty_label=_("All knowledge bases"),
    )

    def __init__(self, data: Any = None, *, user: User, now: datetime) -> None:
        self.user, self.now, self.today = user, now, timezone.localdate(now, timezone.get_default_timezone())
        self.usual = Period.usual(self.today)
        given = {name: value for name, value in data.items() if value} if data else {}
        super().__init__({**self.defaults(), **given})
        self.fields["office"].queryset = offices_seen_by(user)  # type: ignore[attr-defined]
        self.fields["knowledge_base"].queryset = bases_seen_by(user)  # type: ignore[attr-defined]
        if len(self.fields["office"].choices) <= len(["all of them", "the only one"]):  # type: ignore[attr-defined]
            del self.fields["office"]

    def defaults(self) -> dict[str, str]:
        return {"first": self.usual.first.isoformat(), "last": self.usual.last.isoformat()}

    def clean_first(self) -> date:
        return self.within_reason(self.cleaned_data["first"] or self.usual.first)

    def clean_last(self) -> date:
        return self.within_reason(self.cleaned_data["last"] or self.usual.last)

    def within_reason(self, day: date) -> date:
        if not FIRST_DAY <= day <= self.today + timedelta(days=366):
            raise ValidationError(_("Choose a day from the year 2000 on, and at most a year from now."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("The period ends before it begins."))
        elif first and last and (last - first).days > MAX_YEARS * 366:
            self.add_error("first", _("Choose a period of at most %(years)d years.") % {"years": MAX_YEARS})
        return cleaned

    @property
    def scope(self) -> Scope:
        cleaned = self.cleaned_data
        return Scope(
            user=self.user,
            now=self.now,
            period=Period(cleaned["first"], cleaned["last"]),
            office=cleaned.get("office"),
            knowledge_base=cleaned["knowledge_base"],
        )
