"""The form by which an answered question becomes a draft in a knowledge base (rule 14)."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from taggit.forms import TagField
from taggit.utils import edit_string_for_tags
from wagtail.admin.widgets import AdminTagWidget

from servicedesk.promotion.actions import link_question, promote_question
from servicedesk.promotion.duplicates import likely_drafts, likely_duplicates, linkable_pages
from servicedesk.promotion.fields import (
    BackField,
    KnowledgeBaseField,
    OwnerGroupField,
    OwnerPersonField,
    TogetherField,
    TopicChoiceField,
)
from servicedesk.promotion.proposals import proposed_texts
from servicedesk.promotion.related_questions import related_questions_of
from servicedesk.promotion.tagging import proposed_tags
from servicedesk.questions.models import Question
from vraagbaak.fields.objects import ObjectField
from vraagbaak.fields.text import LongTextField, with_unix_newlines
from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.bases.models import KnowledgeBase
from vraagbaak.knowledge.faqs.models import FaqPage, FaqTag
from vraagbaak.knowledge.faqs.promotion import PageProposal
from vraagbaak.knowledge.faqs.review_dates import clean_review_date
from vraagbaak.personal_data.marking import without_markers

MAX_PHRASING_LENGTH = 255
TEXTS = ("question", "answer", "alternatives")
PLACE = ("knowledge_base", "topic", "tags", "owner_person", "owner_group", "review_planned_on")


class PromotionForm(forms.Form):
    """What was taken out of a text stands in it as a marker. `…_back` are the pieces that the agent wants back,
    `…_was` those that were back already when the page was shown."""

    question_back, answer_back, alternatives_back = BackField(), BackField(), BackField()
    question_was, answer_was, alternatives_was = (
        forms.CharField(required=False, widget=forms.HiddenInput) for _each in TEXTS
    )
    together = TogetherField(label=_("These questions ask the same, and are answered by this page too"))
    question = forms.CharField(
        label=_("Question"),
        max_length=255,
        help_text=_("As any asker would put it, without names and details."),
    )
    answer = LongTextField(label=_("Answer"), rows=12, help_text=_("Markdown. Editors can refine it later."))
    alternatives = LongTextField(
        label=_("Other phrasings"),
        rows=3,
        required=False,
        help_text=_("One on each line. The page is found by these words too; the public does not see them."),
    )
    knowledge_base = KnowledgeBaseField(
        KnowledgeBase.objects.none(),
        label=_("Knowledge base"),
        help_text=_("Who may read the page follows from it."),
    )
    topic = TopicChoiceField(label=_("Topic"), required=False)
    tags = TagField(
        label=_("Tags"),
        required=False,
        widget=AdminTagWidget(tag_model=FaqTag),
        help_text=_("Proposed from pages like it; change them as you like."),
    )
    owner_person = OwnerPersonField(label=_("Owner (person)"), help_text=_("Who answers for the content."))
    owner_group = OwnerGroupField(label=_("Owner (group)"), help_text=_("Instead of a person."))
    review_planned_on = forms.DateField(
        label=_("Review on a set date"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_(
            "For what changes on a known day. Empty: the interval of the topic or the knowledge base counts "
            "from the day of publication."
        ),
    )

    def __init__(
        self, data: Any = None, *, question: Question, user: User, shown: dict[str, Any] | None = None
    ) -> None:
        """`shown` is what stands in the fields instead of the proposal, without being checked."""
        self.source, self.user = question, user
        related = related_questions_of(question, user=user)
        self.marked = proposed_texts(question, together_with=related)
        self.duplicates = likely_duplicates(question=question, user=user)
        self.drafts = likely_drafts(question=question, user=user)
        self.bases = KnowledgeBase.objects.visible_to(user).of_site(question.office.site).order_by("title")
        super().__init__(data, initial=shown or self.proposal(related))
        self.offer(related)

    def offer(self, related: QuerySet[Question]) -> None:
        fields: Any = self.fields
        fields["knowledge_base"].queryset = self.bases
        fields["topic"].offer(list(self.bases))
        fields["together"].queryset = related
        for name, marked in self.marked.items():
            fields[f"{name}_back"].offer(marked)

    def proposal(self, related: QuerySet[Question]) -> dict[str, Any]:
        texts = {name: marked.text for name, marked in self.marked.items()}
        words = f"{texts['question']} {texts['answer']}"
        tags = proposed_tags(question=self.source, text=words, pages=self.duplicates)
        return {
            **texts,
            "knowledge_base": self.likely_base(),
            "tags": edit_string_for_tags(tags),
            "together": [each.pk for each in related],
        }

    def likely_base(self) -> int | None:
        """That of the subject, else the first in the asker's language."""
        by_subject = self.source.subject.knowledge_base_id if self.source.subject else None
        in_language = self.bases.filter(locale__language_code=self.source.language).first()
        return by_subject or (in_language.pk if in_language else None)

    @property
    def texts(self) -> list[tuple[Any, Any, Any, Any]]:
        """Each text with what was taken out of it, and the fields that say what is back."""
        return [(self[name], self.marked[name], self[f"{name}_back"], self[f"{name}_was"]) for name in TEXTS]

    @property
    def choices(self) -> list[Any]:
        return [self[name] for name in PLACE]

    @property
    def typed(self) -> dict[str, Any]:
        """Everything as it was sent."""
        return {
            name: field.widget.value_from_datadict(self.data, self.files, name)
            for name, field in self.fields.items()
        }

    def applied(self) -> dict[str, Any]:
        """Everything as it was sent, with the pieces put back or taken out as was asked."""
        typed = self.typed
        for name in TEXTS:
            back, was = typed[f"{name}_back"], (typed[f"{name}_was"] or "").split(",")
            typed[name] = self.marked[name].settle(typed[name] or "", back=back, was_back=was)
            typed[f"{name}_was"] = ",".join(back)
        return typed

    def settled(self, name: str) -> str:
        """A text for the page: pieces put back where asked, and a plain mark for what stays out."""
        cleaned = self.cleaned_data
        back, was = cleaned.get(f"{name}_back", []), cleaned.get(f"{name}_was", "").split(",")
        return without_markers(self.marked[name].settle(cleaned[name], back=back, was_back=was))

    def clean_question(self) -> str:
        text = self.settled("question")
        if len(text) > MAX_PHRASING_LENGTH:
            raise ValidationError(
                _("Keep the question under %(limit)d characters.") % {"limit": MAX_PHRASING_LENGTH}
            )
        return text

    def clean_answer(self) -> str:
        return with_unix_newlines(self.settled("answer"))

    def clean_alternatives(self) -> list[str]:
        lines = dict.fromkeys(line.strip() for line in self.settled("alternatives").splitlines())
        phrasings = [line for line in lines if line]
        if any(len(line) > MAX_PHRASING_LENGTH for line in phrasings):
            raise ValidationError(
                _("Keep each phrasing under %(limit)d characters.") % {"limit": MAX_PHRASING_LENGTH}
            )
        return phrasings

    def clean_review_planned_on(self) -> date | None:
        return clean_review_date(self.cleaned_data["review_planned_on"], today=timezone.localdate())

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        base, topic = cleaned.get("knowledge_base"), cleaned.get("topic")
        if base and topic and not topic.is_descendant_of(base):
            self.add_error(
                "topic", _("This topic belongs to another knowledge base; choose one of %s.") % base
            )
        if cleaned.get("owner_person") and cleaned.get("owner_group"):
            self.add_error("owner_group", _("Choose a person or a group, not both."))
        return cleaned

    def save(self, *, now: datetime) -> FaqPage:
        """Raises NotSettledError when the question was opened again meanwhile."""
        return promote_question(
            question=self.source,
            proposal=self.page_proposal,
            user=self.user,
            now=now,
            together_with=list(self.cleaned_data["together"]),
        )

    @property
    def page_proposal(self) -> PageProposal:
        cleaned = self.cleaned_data
        return PageProposal(
            question=cleaned["question"],
            answer=cleaned["answer"],
            alternatives=[text for text in cleaned["alternatives"] if text != cleaned["question"]],
            **{name: cleaned[name] for name in PLACE},
        )


class LinkForm(forms.Form):
    """Chooses a page that has the answer already."""

    link = ObjectField(
        FaqPage.objects.none(),
        error_messages={
            "invalid_choice": _("This page is not published any more, or not for you to see."),
            "required": _("Choose the page that has the answer."),
        },
    )
    together = TogetherField()

    def __init__(self, data: Any, *, question: Question, user: User) -> None:
        self.source, self.user = question, user
        super().__init__(data)
        fields: Any = self.fields
        fields["link"].queryset = linkable_pages(question=question, user=user)
        fields["together"].queryset = related_questions_of(question, user=user)

    @property
    def reason(self) -> str:
        """The first thing that is wrong."""
        return next(str(error) for errors in self.errors.values() for error in errors)

    def save(self, *, now: datetime) -> FaqPage:
        """Raises NotSettledError when the question was opened again meanwhile."""
        return link_question(
            question=self.source,
            page=self.cleaned_data["link"],
            user=self.user,
            now=now,
            together_with=list(self.cleaned_data["together"]),
        )
