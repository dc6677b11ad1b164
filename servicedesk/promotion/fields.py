"""The choices on the form by which a question is taken up."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import FilteredSelect

from servicedesk.questions.models import Question
from vraagbaak.fields.objects import ObjectField, ObjectsField
from vraagbaak.knowledge.audiences.choices import GroupName
from vraagbaak.knowledge.audiences.colleagues import colleagues
from vraagbaak.knowledge.bases.models import KnowledgeBase, Topic
from vraagbaak.personal_data.marking import MarkedText


class KnowledgeBaseField(ObjectField):
    """Knowledge bases, each with who may read it and how often its pages are reviewed."""

    def label_from_instance(self, base: Any) -> str:
        interval = ngettext("every day", "every %(days)d days", base.review_interval) % {
            "days": base.review_interval
        }
        return gettext("%(base)s (readers: %(audience)s; review: %(interval)s)") % {
            "base": base.title,
            "audience": base.get_audience_display(),
            "interval": interval,
        }


class TopicChoiceField(ObjectField):
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


class OwnerPersonField(ObjectField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            colleagues(), required=False, empty_label=_("the owner of the knowledge base"), **kwargs
        )

    def label_from_instance(self, person: Any) -> str:
        return str(person.get_full_name() or person.get_username())


class OwnerGroupField(ObjectField):
    def __init__(self, **kwargs: Any) -> None:
        groups = Group.objects.filter(name__in=GroupName.staff()).order_by("name")
        super().__init__(groups, required=False, empty_label=_("no group"), **kwargs)


class TogetherField(ObjectsField):
    """The other questions that ask the same."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            Question.objects.none(), required=False, widget=forms.CheckboxSelectMultiple, **kwargs
        )

    def label_from_instance(self, question: Any) -> str:
        return str(question.title)


class BackField(forms.MultipleChoiceField):
    """Which of the pieces that were taken out of a text stand in it again."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.CheckboxSelectMultiple, **kwargs)

    def offer(self, marked: MarkedText) -> None:
        self.choices = [(each.key, f"{each.number}: {each.text}") for each in marked.removals]
