"""The lists and reports of the admin, asked in ways that no click leads to: each answers."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Site

from servicedesk.questions.choices import QuestionStatus
from servicedesk.triage.actions import enter_triage
from tests.factories import NOW, FaqPageFactory, HomePageFactory, OfficeFactory, QuestionFactory

FILTERS = [
    ("questions:index", ["team", "handler", "subject", "status"]),
    ("triage:index", ["office", "subject", "closed_from", "closed_to"]),
    ("triage:decided", ["office", "decided_at_from", "decided_at_to"]),
    ("deflection:report", ["office", "knowledge_base", "begun_at_from", "begun_at_to"]),
    ("reviews:report", ["knowledge_base", "topic", "owner_person", "owner_group"]),
    ("reviewhistory:report", ["knowledge_base", "day_from", "day_to"]),
    ("querylog:popular", ["site", "day_from", "day_to"]),
]
IMPOSSIBLE = ["9" * 25, "0001-01-01", "9999-12-31"]


@pytest.fixture
def as_superuser(client: Client, admin_user: Any, site: Site) -> Client:
    client.force_login(admin_user)
    return client


@pytest.fixture
def two_offices(office: Any, base: Any, dutch: Any) -> None:
    """Who sees one office only is not asked which."""
    home = Page.get_first_root_node().add_child(instance=HomePageFactory.build(locale=dutch))
    OfficeFactory(site=Site.objects.create(hostname="other.localhost", root_page=home))
    FaqPageFactory(parent=base)
    question = QuestionFactory(office=office, status=QuestionStatus.CLOSED, closed_at=NOW)
    enter_triage(question=question, now=NOW)


@pytest.mark.parametrize(
    ("name", "parameter"), [(name, parameter) for name, parameters in FILTERS for parameter in parameters]
)
def test_impossible_filter_is_answered(
    as_superuser: Client, two_offices: None, name: str, parameter: str
) -> None:
    asked = [as_superuser.get(reverse(name), {parameter: value}) for value in IMPOSSIBLE]

    assert [response.status_code for response in asked] == [200] * len(IMPOSSIBLE)
