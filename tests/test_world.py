"""The pages and people that tests begin with: each test gets them as they were made, whatever the one before did."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from wagtail.models import Page, Site

from tests.world import world
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.models import KnowledgeBase, Topic
from website.models import HomePage

TIMES = pytest.mark.parametrize("time", ["first", "second"])


@TIMES
@pytest.mark.django_db
def test_what_a_test_changes_is_changed_back(home: Page, base: Any, time: str) -> None:
    assert home.title == HomePage.objects.get().title == "Zonneveld"

    home.title = "Elders"
    home.save()
    base.delete()


@TIMES
@pytest.mark.django_db(transaction=True)
def test_what_a_test_commits_is_changed_back(home: Page, base: Any, agent: Any, time: str) -> None:
    assert (KnowledgeBase.objects.get(), get_user_model().objects.get()) == (base, agent)

    base.delete()
    get_user_model().objects.all().delete()


@pytest.mark.django_db
def test_what_a_test_does_not_ask_for_is_not_there() -> None:
    assert not HomePage.objects.exists()
    assert not KnowledgeBase.objects.exists()


@pytest.mark.django_db
def test_what_hangs_together_does(
    site: Site, home: Page, topic: Topic, base: KnowledgeBase, agent: Any
) -> None:
    assert (site.root_page, topic.get_parent().specific, base.get_parent().specific) == (home, base, home)
    assert [team.office.site for team in agent.teams.all()] == [site]
    assert Page.find_problems() == ([], [], [], [], [])


@pytest.mark.django_db
def test_pages_that_were_there_are_in_the_index(base: KnowledgeBase, topic: Topic) -> None:
    assert set(world.values) >= {"home", "site", "base", "topic"}

    assert [page.pk for page in Page.objects.search("paspoort")] == [topic.pk]
    assert list(FaqPage.objects.search("paspoort")) == []
