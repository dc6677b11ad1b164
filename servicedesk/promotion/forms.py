"""The form by which an answered question becomes a draft in a knowledge base (rule 14)."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from taggit.forms import TagField
from wagtail.admin.widgets import AdminTagWidget, FilteredSelect

from servicedesk.promotion.actions import promote_question
from servicedesk.questions.drafts import last_signed_off
from servicedesk.questions.forms import one_newline, text_field
from servicedesk.questions.models import Question
from servicedesk.questions.passages import known_names
from vraagbaak.bases.models import KnowledgeBase, Topic
from vraagbaak.faqs.models import FaqPage, FaqTag
from vraagbaak.promotion.personal_data import without_personal_data

LONGEST_PHRASING = 255


def proposed_texts(question: Question) -> dict[str, str]:
    """Question and answer without what could tell who asked; the asker's wording is kept as a phrasing."""
    names = known_names(question.asker)
    answer = last_signed_off(question)
    title = without_personal_data(question.title, names=names)
    return {
        "question": title,
        "answer": without_personal_data(answer.text, names=names) if answer else "",
        "alternatives": title,
    }


class TopicChoiceField(forms.ModelChoiceField):
    """Topics under the name of their knowledge base."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            Topic.objects.none(), widget=FilteredSelect(filter_field="id_knowledge_base"), **kwargs
        )

    def offer(self, bases: list[KnowledgeBase]) -> None:
        below = {base: list(Topic.objects.child_of(base).live().order_by("title")) for base in bases}
        self.queryset = Topic.objects.filter(
            pk__in=[topic.pk for topics in below.values() for topic in topics]
        )
        self.widget.choices = [
            ("", _("none")),
            *(
                (topic.pk, f"{base}: {topic}", [base.pk])
                for base, topics in below.items()
                for topic in topics
            ),
        ]


class PromotionForm(forms.Form):
    question = forms.CharField(
        label=_("Question"),
        max_length=255,
        help_text=_("As any asker would put it, without names and details."),
    )
    answer = text_field(label=_("Answer"), rows=12, help_text=_("Markdown. Editors can refine it later."))
    alternatives = text_field(
        label=_("Other phrasings"),
        rows=3,
        required=False,
        help_text=_("One on each line. The page is found by these words too; the public does not see them."),
    )
    knowledge_base = forms.ModelChoiceField(KnowledgeBase.objects.none(), label=_("Knowledge base"))
    topic = TopicChoiceField(label=_("Topic"), required=False)
    tags = TagField(label=_("Tags"), required=False, widget=AdminTagWidget(tag_model=FaqTag))

    def __init__(self, data: Any = None, *, question: Question, user: Any) -> None:
        self.source, self.user = question, user
        bases = KnowledgeBase.objects.visible_to(user).of_site(question.office.site).order_by("title")
        super().__init__(data, initial=self.proposal(list(bases)))
        self.fields["knowledge_base"].queryset = bases  # type: ignore[attr-defined]
        self.fields["topic"].offer(list(bases))  # type: ignore[attr-defined]

    def proposal(self, bases: list[KnowledgeBase]) -> dict[str, Any]:
        by_subject = self.source.subject.knowledge_base_id if self.source.subject else None
        in_language = [base for base in bases if base.locale.language_code == self.source.language]
        first = in_language[0].pk if in_language else None
        return {**proposed_texts(self.source), "knowledge_base": by_subject or first}

    def clean_alternatives(self) -> list[str]:
        lines = dict.fromkeys(line.strip() for line in self.cleaned_data["alternatives"].splitlines())
        phrasings = [line for line in lines if line]
        if any(len(line) > LONGEST_PHRASING for line in phrasings):
            raise ValidationError(
                _("Keep each phrasing under %(limit)d characters.") % {"limit": LONGEST_PHRASING}
            )
        return phrasings

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        base, topic = cleaned.get("knowledge_base"), cleaned.get("topic")
        if base and topic and not topic.is_descendant_of(base):
            self.add_error(
                "topic", _("This topic belongs to another knowledge base; choose one of %s.") % base
            )
        return cleaned

    def save(self, *, now: datetime) -> FaqPage:
        cleaned = self.cleaned_data
        return promote_question(
            question=self.source,
            user=self.user,
            now=now,
            question_text=cleaned["question"],
            answer_text=one_newline(cleaned["answer"]),
            alternatives=[text for text in cleaned["alternatives"] if text != cleaned["question"]],
            knowledge_base=cleaned["knowledge_base"],
            topic=cleaned["topic"],
            tags=cleaned["tags"],
        )
