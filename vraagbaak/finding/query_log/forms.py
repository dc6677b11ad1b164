from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vraagbaak.finding.query_log.normalising import MAX_QUERY_LENGTH
from vraagbaak.knowledge.bases.models import KnowledgeBase
from vraagbaak.knowledge.bases.querysets import KnowledgeBaseQuerySet


class DraftTargetForm(forms.Form):
    """The knowledge base in which a query will be answered."""

    query = forms.CharField(max_length=MAX_QUERY_LENGTH, widget=forms.HiddenInput)
    knowledge_base = forms.ModelChoiceField(
        label=_("Knowledge base"),
        queryset=KnowledgeBase.objects.none(),
        help_text=_("The knowledge base that should answer this question."),
    )

    def __init__(self, *args: Any, knowledge_bases: KnowledgeBaseQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["knowledge_base"].queryset = knowledge_bases  # type: ignore[attr-defined]
