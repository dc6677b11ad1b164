from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vraagbaak.finding.queries import MAX_QUERY_LENGTH
from vraagbaak.knowledge.bases.models import KnowledgeBase
from vraagbaak.knowledge.bases.querysets import KnowledgeBaseQuerySet


class SearchForm(forms.Form):
    """A search. A query that is too long is cut, and then `was_cut` is set."""

    was_cut = False

    q = forms.CharField(
        label=_("Search the questions and answers"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    knowledge_base = forms.ModelChoiceField(
        label=_("Search in"),
        queryset=KnowledgeBase.objects.none(),
        required=False,
        to_field_name="slug",
        empty_label=_("Everything"),
    )

    def __init__(self, *args: Any, knowledge_bases: KnowledgeBaseQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["knowledge_base"].queryset = knowledge_bases  # type: ignore[attr-defined]

    def clean_q(self) -> str:
        query = self.cleaned_data["q"]
        self.was_cut = len(query) > MAX_QUERY_LENGTH
        return query[:MAX_QUERY_LENGTH]
