"""An answer that leads to a page or document which goes away is to be reviewed."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.documents.models import Document
from wagtail.models import Page

from tests.factories import FaqPageFactory, TopicFactory, UserFactory
from vraagbaak.knowledge.evidence.choices import EvidenceKind
from vraagbaak.knowledge.faqs.models import FaqPage, RelatedFaq
from vraagbaak.review.reviews.choices import Outcome
from vraagbaak.review.reviews.models import Review
from vraagbaak.review.signals.models import ReviewSignal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english(settings: Any) -> None:
    """What the system says itself is stored in the language of the installation."""
    settings.LANGUAGE_CODE = "en"


def page_link(page: Page) -> str:
    return f'<p>Zie <a linktype="page" id="{page.pk}">hier</a>.</p>'


def in_order(parent: Any, answer: Any, **values: Any) -> FaqPage:
    page = FaqPageFactory(parent=parent, answer=answer, **values)
    FaqPage.objects.filter(pk=page.pk).update(review_on=timezone.localdate() + timedelta(days=300))
    return page


def document(title: str = "Tarieven") -> Document:
    return Document.objects.create(title=title, file=ContentFile(b"%PDF", name="tarieven.pdf"))


def signals() -> list[tuple[int, str]]:
    """Page and text of each."""
    found = ReviewSignal.objects.filter(kind=EvidenceKind.TARGET_GONE).order_by("page", "pk")
    return list(found.values_list("page", "text"))


def due() -> list[int]:
    return list(FaqPage.objects.due(timezone.localdate()).order_by("pk").values_list("pk", flat=True))


def test_an_answer_that_leads_to_an_unpublished_page_is_due(base: Any) -> None:
    target = in_order(base, "<p>A</p>", title="Doel?")
    page = in_order(base, page_link(target))
    in_order(base, "<p>Anders</p>")

    target.unpublish()

    assert signals() == [(page.pk, "The page “Doel?” is published no longer.")]
    assert due() == [page.pk]


def test_every_kind_of_place_in_the_answer_counts_once(base: Any) -> None:
    target = in_order(base, "<p>A</p>")
    page = in_order(
        base,
        [
            ("text", page_link(target) * 2),
            ("notice", {"tone": "info", "text": page_link(target)}),
            ("steps", {"title": "", "steps": [page_link(target)]}),
        ],
    )

    target.unpublish()

    assert [signal[0] for signal in signals()] == [page.pk]


def test_a_related_page_hides_itself(base: Any) -> None:
    target = in_order(base, "<p>A</p>")
    page = in_order(base, "<p>B</p>")
    page.related_faqs = [RelatedFaq(related=target)]
    page.save()

    target.unpublish()

    assert (signals(), due()) == ([], [])


def test_a_page_that_is_not_published_is_not_told(base: Any) -> None:
    target = in_order(base, "<p>A</p>")
    in_order(base, page_link(target), live=False)

    target.unpublish()

    assert signals() == []


def test_a_page_does_not_tell_itself(base: Any) -> None:
    page = in_order(base, "<p>A</p>")
    page.answer = [("text", page_link(page))]
    page.save_revision().publish()

    FaqPage.objects.get(pk=page.pk).unpublish()
    assert signals() == []
    FaqPage.objects.get(pk=page.pk).delete()
    assert signals() == []


def test_a_page_of_any_kind_counts(home: Any, base: Any) -> None:
    topic = TopicFactory(parent=base, title="Reizen")
    page = in_order(base, page_link(topic))

    Page.objects.get(pk=topic.pk).unpublish()

    assert signals() == [(page.pk, "The page “Reizen” is published no longer.")]


@pytest.mark.parametrize("make", [FaqPageFactory, TopicFactory])
@pytest.mark.parametrize("go", ["unpublish", "delete"])
def test_a_page_that_is_not_for_everyone_is_not_named(
    base: Any, agents_base: Any, make: Any, go: str
) -> None:
    hidden = make(parent=agents_base, title="Geheim")
    page = in_order(base, page_link(hidden))

    getattr(Page.objects.get(pk=hidden.pk), go)()

    [(told, text)] = signals()
    assert (told, "Geheim" in text, "that not everyone may see" in text) == (page.pk, False, True)


def test_unpublishing_with_all_below_tells_who_leads_to_what_lies_below(base: Any, topic: Any) -> None:
    target = in_order(topic, "<p>A</p>", title="Doel?")
    page = in_order(base, page_link(target))
    user = UserFactory(is_superuser=True)

    UnpublishPageAction(topic, user=user, include_descendants=True).execute()

    assert signals() == [(page.pk, "The page “Doel?” is published no longer.")]


def test_an_answer_that_leads_to_a_deleted_page_is_due(base: Any) -> None:
    target = in_order(base, "<p>A</p>", title="Doel?")
    page = in_order(base, page_link(target))

    target.delete()

    assert signals() == [(page.pk, "The page “Doel?” was deleted.")]
    assert due() == [page.pk]


@pytest.mark.parametrize("of_class", [Page, FaqPage])
def test_a_page_may_be_deleted_in_any_way(base: Any, of_class: Any) -> None:
    target = in_order(base, "<p>A</p>")
    page = in_order(base, page_link(target))

    of_class.objects.filter(pk=target.pk).delete()

    assert [signal[0] for signal in signals()] == [page.pk]


def test_deleting_a_branch_tells_who_leads_to_any_page_in_it_and_stays(base: Any, topic: Any) -> None:
    first = in_order(topic, "<p>A</p>", title="1?")
    second = in_order(topic, page_link(first), title="2?")
    outside = in_order(base, page_link(first) + page_link(second) + page_link(topic))

    topic.delete()

    assert sorted(signals()) == [
        (outside.pk, "The page “1?” was deleted."),
        (outside.pk, "The page “2?” was deleted."),
        (outside.pk, "The page “Paspoort” was deleted."),
    ]
    connection.check_constraints()


def test_a_page_that_is_unpublished_and_then_deleted_is_told_of_once(base: Any) -> None:
    target = in_order(base, "<p>A</p>")
    target.save_revision().publish()
    target = FaqPage.objects.get(pk=target.pk)
    in_order(base, page_link(target))

    target.unpublish()
    FaqPage.objects.get(pk=target.pk).delete()

    assert len(signals()) == 1


def test_a_draft_that_is_deleted_is_told_of(base: Any) -> None:
    target = in_order(base, "<p>A</p>", live=False, title="Doel?")
    page = in_order(base, page_link(target))

    target.delete()

    assert signals() == [(page.pk, "The page “Doel?” was deleted.")]


def handle(page: FaqPage) -> None:
    review = Review.objects.create(
        page=page,
        question="?",
        due_on=timezone.localdate(),
        done_at=timezone.now(),
        outcome=Outcome.STILL_CORRECT,
    )
    page.review_signals.update(handled_by=review)
    FaqPage.objects.filter(pk=page.pk).update(review_on=timezone.localdate() + timedelta(days=300))


def unpublish(key: int) -> None:
    FaqPage.objects.get(pk=key).unpublish()


def publish(key: int) -> None:
    FaqPage.objects.get(pk=key).save_revision().publish()


def test_a_second_unpublishing_is_news_only_after_a_publication(base: Any) -> None:
    target = in_order(base, "<p>A</p>")
    page = in_order(base, page_link(target))
    publish(target.pk)
    unpublish(target.pk)
    handle(page)

    FaqPage.objects.filter(pk=target.pk).update(live=True)
    unpublish(target.pk)
    assert (len(signals()), page.pk in due()) == (1, False)

    publish(target.pk)
    unpublish(target.pk)
    assert (len(signals()), page.pk in due()) == (2, True)


def test_an_answer_with_a_deleted_document_is_due(base: Any) -> None:
    target = document()
    linking = in_order(base, f'<p><a linktype="document" id="{target.pk}">hier</a></p>')
    holding = in_order(base, [("document", {"document": target, "text": ""})])
    in_order(base, "<p>B</p>")

    target.delete()

    assert signals() == [
        (linking.pk, "The document “Tarieven” was deleted."),
        (holding.pk, "The document “Tarieven” was deleted."),
    ]
    assert due() == [linking.pk, holding.pk]


def test_documents_that_are_deleted_together_are_each_told_of(base: Any) -> None:
    first, second = document("1"), document("2")
    page = in_order(base, [("document", {"document": each, "text": ""}) for each in (first, second)])

    Document.objects.filter(pk__in=[first.pk, second.pk]).delete()

    assert sorted(signals()) == [
        (page.pk, "The document “1” was deleted."),
        (page.pk, "The document “2” was deleted."),
    ]


def test_an_answer_that_does_not_lead_there_any_more_is_not_told(base: Any) -> None:
    target = document()
    page = in_order(base, [("document", {"document": target, "text": ""})])
    page.answer = [("text", "<p>B</p>")]
    page.save_revision().publish()

    target.delete()

    assert signals() == []


@pytest.mark.parametrize("go", ["unpublish", "delete"])
def test_the_number_of_answers_does_not_change_the_number_of_queries(base: Any, go: str) -> None:
    def queries(pages: int) -> int:
        target = in_order(base, "<p>A</p>")
        for _number in range(pages):
            in_order(base, page_link(target))
        target = FaqPage.objects.get(pk=target.pk)
        with CaptureQueriesContext(connection) as captured:
            getattr(target, go)()
        return len(captured)

    queries(1)

    assert queries(1) == queries(12)
