"""What the work lists can be narrowed to, as far as the agent may see it."""

from typing import Any

import django_filters  # type: ignore[import-untyped]
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from servicedesk.offices.models import Office, Subject, Team
from servicedesk.questions.choices import GENUINE, Channel, QuestionKind
from servicedesk.questions.models import Question
from vraagbaak.fields.filters import ObjectsFilter, PeopleFilter


def offices_of(request: HttpRequest) -> QuerySet[Office]:
    return Office.objects.visible_to(request.user)


def teams_of(request: HttpRequest) -> QuerySet[Team]:
    return Team.objects.filter(office__in=offices_of(request))


def subjects_of(request: HttpRequest) -> QuerySet[Subject]:
    return Subject.objects.filter(office__in=offices_of(request))


def handlers_of(request: HttpRequest) -> QuerySet[Any]:
    people = get_user_model().objects.filter(teams__in=teams_of(request))
    return people.distinct().order_by("first_name", "username")


class QuestionFilterSet(WagtailFilterSet):
    status = django_filters.MultipleChoiceFilter(
        label=_("Status"),
        choices=[(each.value, each.label) for each in GENUINE],
        widget=CheckboxSelectMultiple,
    )
    team = ObjectsFilter(label=_("Team"), queryset=teams_of, widget=CheckboxSelectMultiple)
    handler = PeopleFilter(label=_("Handler"), queryset=handlers_of, widget=CheckboxSelectMultiple)
    subject = ObjectsFilter(label=_("Subject"), queryset=subjects_of, widget=CheckboxSelectMultiple)
    channel = django_filters.MultipleChoiceFilter(
        label=_("Channel"), choices=Channel.choices, widget=CheckboxSelectMultiple
    )
    kind = django_filters.MultipleChoiceFilter(
        label=_("Kind"), choices=QuestionKind.choices, widget=CheckboxSelectMultiple
    )

    class Meta:
        model = Question
        fields = ["status", "team", "handler", "subject", "channel", "kind"]
