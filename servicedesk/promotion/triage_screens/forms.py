"""What an agent decides about questions in triage."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from servicedesk.questions.models import Question
from servicedesk.triage.choices import SkipReason
from vraagbaak.fields.objects import ObjectField
from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.knowledge.faqs.querysets import FaqPageQuerySet

MAX_REMARK_LENGTH = 255


class SkipForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Why is it of no use to others?"),
        choices=SkipReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a reason.")},
    )
    remark = forms.CharField(
        label=pgettext_lazy("on a decision in triage", "Remark"),
        required=False,
        max_length=MAX_REMARK_LENGTH,
        help_text=_("For colleagues; needed with “another reason”."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("reason") == SkipReason.OTHER and not cleaned.get("remark"):
            self.add_error("remark", _("Say what the other reason is."))
        return cleaned


class LinkForm(forms.Form):
    page = ObjectField(
        FaqPage.objects.none(),
        label=_("FAQ page"),
        error_messages={
            "required": _("Choose the page that answers it."),
            "invalid_choice": _("That page is no longer published, or you may not see it; choose another."),
        },
    )

    def __init__(self, *args: Any, pages: FaqPageQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["page"].queryset = pages  # type: ignore[attr-defined]


def pages_to_link(*, questions: Sequence[Question], user: User) -> FaqPageQuerySet:
    """Published pages that the agent may see, on the site of the office that was asked (rule 5)."""
    pages = FaqPage.objects.visible_to(user)
    if not questions:
        return pages.none()
    return pages.of_site(questions[0].office.site)
