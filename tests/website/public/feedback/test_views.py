"""“Was this answer helpful?”"""

from typing import Any

import pytest
from django.core import signing
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def faq(topic: Any) -> Any:
    return factories.FaqPageFactory(parent=topic)


def given(faq: Any) -> list[tuple[bool, str]]:
    return list(faq.feedback.values_list("helpful", "reason"))


@pytest.mark.parametrize(
    ("headers", "template"),
    [({}, "website/feedback/feedback.html"), (HTMX, "website/feedback/_feedback.html")],
)
def test_yes_is_counted_with_and_without_javascript(
    client: Client, faq: Any, headers: dict[str, str], template: str
) -> None:
    response = client.post(f"/feedback/{faq.pk}/", {"helpful": "yes"}, headers=headers)

    assert given(faq) == [(True, "")]
    assert response.templates[0].name == template


def test_no_is_counted_before_its_reason_is_asked(client: Client, faq: Any) -> None:
    response = client.post(f"/feedback/{faq.pk}/", {"helpful": "no"})

    assert given(faq) == [(False, "")]
    assert response.context["form"]["reason"].value() is None


def test_the_reason_joins_the_no(client: Client, faq: Any) -> None:
    form = client.post(f"/feedback/{faq.pk}/", {"helpful": "no"}).context["form"]

    client.post(
        f"/feedback/{faq.pk}/toelichting/",
        {"feedback": form["feedback"].value(), "reason": "De prijs ontbreekt."},
    )

    assert given(faq) == [(False, "De prijs ontbreekt.")]


@pytest.mark.parametrize(
    "signed", ["", "1", signing.dumps(1, salt="anders")], ids=["empty", "unsigned", "signed for other ends"]
)
def test_a_reason_for_somebody_elses_word_is_dropped(client: Client, faq: Any, signed: str) -> None:
    client.post(f"/feedback/{faq.pk}/", {"helpful": "no"})

    client.post(f"/feedback/{faq.pk}/toelichting/", {"feedback": signed, "reason": "Nee"})

    assert given(faq) == [(False, "")]


@pytest.mark.parametrize("reason", ["", "x" * 1001, "a\0b"])
def test_an_unusable_reason_comes_back_with_a_sentence(client: Client, faq: Any, reason: str) -> None:
    form = client.post(f"/feedback/{faq.pk}/", {"helpful": "no"}).context["form"]

    response = client.post(
        f"/feedback/{faq.pk}/toelichting/", {"feedback": form["feedback"].value(), "reason": reason}
    )

    assert len(response.context["form"].errors["reason"]) == 1
    assert response.context["form"]["reason"].value() == reason
    assert given(faq) == [(False, "")]


@pytest.mark.parametrize("helpful", ["", "maybe", "\0", "😀"])
def test_another_word_counts_nothing(client: Client, faq: Any, helpful: str) -> None:
    response = client.post(f"/feedback/{faq.pk}/", {"helpful": helpful})

    assert response["Location"] == faq.url
    assert given(faq) == []


def test_too_often_is_refused(client: Client, faq: Any, settings: Any) -> None:
    settings.FEEDBACK_LIMIT_PER_HOUR = 1

    statuses = [client.post(f"/feedback/{faq.pk}/", {"helpful": "yes"}).status_code for _ in range(2)]

    assert statuses == [200, 429]
    assert given(faq) == [(True, "")]


@pytest.mark.parametrize("page_id", ["0", "999999", "9" * 40])
def test_an_unknown_page_is_not_found(client: Client, site: Any, page_id: str) -> None:
    assert client.post(f"/feedback/{page_id}/", {"helpful": "yes"}).status_code == 404
