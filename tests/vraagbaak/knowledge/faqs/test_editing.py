"""What takes effect at once when a page is edited, without publishing: owner and review dates."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from tests.factories import FaqPageFactory
from vraagbaak.models import FaqPage

SHOWN_EMPTY = ("owner_person", "owner_group", "review_planned_on", "review_interval")


def day(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def edited(page: FaqPage, user: Any, **changes: Any) -> FaqPage:
    """The page as it is stored after `user` kept these changes as a draft; the owner was `user` before."""
    fields = {
        **dict.fromkeys((*SHOWN_EMPTY, *(f"initial-{name}" for name in SHOWN_EMPTY)), ""),
        "owner_person": user.pk,
        "initial-owner_person": user.pk,
        "title": "Een ander begin van de vraag",
        "slug": page.slug,
        "audience": page.audience,
        "answer": streamfield([("text", rich_text("<p>Maak een afspraak.</p>"))]),
        "tags": "",
        **{name: inline_formset([]) for name in ("alternatives", "related_faqs", "comments")},
        **changes,
    }
    form_class = FaqPage.get_edit_handler().get_form_class()
    form = form_class(nested_form_data(fields), instance=page, for_user=user)
    assert form.errors == {}
    form.save(commit=False).save_revision(user=user)
    return FaqPage.objects.get(pk=page.pk)


@pytest.fixture
def page(base: Any, editor: Any) -> FaqPage:
    faq: FaqPage = FaqPageFactory(parent=base, title="Het begin van de vraag", owner_person=editor)
    FaqPage.objects.filter(pk=faq.pk).update(reviewed_on=day(0), review_on=day(60))
    return FaqPage.objects.get(pk=faq.pk)


@pytest.mark.parametrize(
    ("changes", "planned_on", "interval", "review_on"),
    [
        ({}, None, None, 60),
        ({"review_planned_on": 20}, 20, None, 20),
        ({"review_interval": "30"}, None, 30, 30),
        ({"review_planned_on": 90, "review_interval": "30"}, 90, 30, 90),
    ],
)
def test_a_planned_review_is_kept_at_once_with_the_date_that_follows_from_it(
    page: FaqPage,
    editor: Any,
    changes: dict[str, Any],
    planned_on: int | None,
    interval: int | None,
    review_on: int,
) -> None:
    sent = {name: day(each).isoformat() if isinstance(each, int) else each for name, each in changes.items()}

    after = edited(page, editor, **sent)

    assert (after.title, after.review_planned_on, after.review_interval, after.review_on) == (
        "Het begin van de vraag",
        None if planned_on is None else day(planned_on),
        interval,
        day(review_on),
    )


def test_an_owner_that_is_taken_away_gives_place_to_the_default_one_at_once(
    page: FaqPage, base: Any, editor: Any, manager: Any
) -> None:
    type(base).objects.filter(pk=base.pk).update(default_owner_person=manager)

    after = edited(FaqPage.objects.get(pk=page.pk), editor, owner_person="")

    assert (after.title, after.owner_person, after.review_on) == ("Het begin van de vraag", manager, day(60))
