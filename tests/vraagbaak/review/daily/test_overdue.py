"""What becomes of overdue pages is the knowledge base's choice (rule 4)."""

from datetime import date, timedelta
from typing import Any

import pytest
from wagtail.models import PageLogEntry

from tests.factories import NOW, FaqPageFactory
from vraagbaak.knowledge.bases.choices import OverduePolicy
from vraagbaak.models import Digest, FaqPage, KnowledgeBase
from vraagbaak.review.daily import overdue
from vraagbaak.review.daily.overdue import unpublish_overdue
from vraagbaak.review.digests.choices import DigestReason

TODAY = NOW.date()
BANNER = "Dit antwoord is voor het laatst herzien op 8 november 2025"


def choose(base: Any, policy: OverduePolicy, grace: int = 30) -> None:
    KnowledgeBase.objects.filter(pk=base.pk).update(overdue_policy=policy, grace_days=grace)


def tell(page: Any, user: Any, days_ago: int, reason: DigestReason = DigestReason.OWNED) -> None:
    """As if a digest about the page was sent so many days ago."""
    day = TODAY - timedelta(days=days_ago)
    digest, _created = Digest.objects.get_or_create(
        user=user, day=day, defaults={"next_attempt_at": NOW, "sent_at": NOW}
    )
    due_on = FaqPage.objects.get(pk=page.pk).review_on
    digest.brought.create(page_id=page.pk, due_on=due_on, reason=reason)


def is_live(page: Any) -> bool:
    return bool(FaqPage.objects.get(pk=page.pk).live)


@pytest.mark.parametrize(
    ("policy", "shown"),
    [(OverduePolicy.NOTHING, False), (OverduePolicy.BANNER, True), (OverduePolicy.UNPUBLISH, False)],
)
def test_banner_stands_on_the_page_when_chosen(
    faq: Any, base: Any, client: Any, policy: OverduePolicy, shown: bool
) -> None:
    choose(base, policy)
    assert (BANNER in client.get(faq.url).content.decode()) is shown


def test_page_that_is_not_overdue_has_no_banner(faq: Any, base: Any, client: Any) -> None:
    choose(base, OverduePolicy.BANNER)
    FaqPage.objects.filter(pk=faq.pk).update(review_on=TODAY)
    assert 'class="overdue"' not in client.get(faq.url).content.decode()


def test_public_page_tells_when_it_was_last_reviewed(faq: Any, client: Any) -> None:
    assert "Laatst herzien op 8 november 2025" in client.get(faq.url).content.decode()


@pytest.mark.parametrize(
    ("policy", "grace", "live"),
    [
        (OverduePolicy.UNPUBLISH, 9, False),
        (OverduePolicy.UNPUBLISH, 10, True),
        (OverduePolicy.UNPUBLISH, 0, False),
        (OverduePolicy.BANNER, 0, True),
        (OverduePolicy.NOTHING, 0, True),
    ],
)
def test_page_is_unpublished_when_its_days_of_grace_are_over(
    faq: Any, base: Any, editor: Any, policy: OverduePolicy, grace: int, live: bool
) -> None:
    choose(base, policy, grace)
    tell(faq, editor, days_ago=10)
    unpublish_overdue(now=NOW)
    assert is_live(faq) is live


def test_nobody_told_nothing_unpublished(faq: Any, base: Any, editor: Any) -> None:
    choose(base, OverduePolicy.UNPUBLISH, 0)
    FaqPage.objects.filter(pk=faq.pk).update(review_on=date(2020, 1, 1))
    Digest.objects.create(user=editor, day=TODAY - timedelta(days=9), next_attempt_at=NOW).brought.create(
        page_id=faq.pk, due_on=date(2020, 1, 1), reason=DigestReason.OWNED
    )
    assert (unpublish_overdue(now=NOW), is_live(faq)) == (0, True)


def test_being_told_of_an_earlier_review_does_not_count(faq: Any, base: Any, editor: Any) -> None:
    choose(base, OverduePolicy.UNPUBLISH, 0)
    tell(faq, editor, days_ago=5)
    FaqPage.objects.filter(pk=faq.pk).update(review_on=TODAY - timedelta(days=1))
    assert unpublish_overdue(now=NOW) == 0


def test_mail_about_a_task_does_not_begin_the_days_of_grace(faq: Any, base: Any, editor: Any) -> None:
    choose(base, OverduePolicy.UNPUBLISH, 0)
    tell(faq, editor, days_ago=14, reason=DigestReason.TASK)
    assert (unpublish_overdue(now=NOW), is_live(faq)) == (0, True)


def test_page_that_was_unpublished_and_corrected_stays(faq: Any, base: Any, editor: Any) -> None:
    choose(base, OverduePolicy.UNPUBLISH, 0)
    tell(faq, editor, days_ago=5)
    unpublish_overdue(now=NOW)
    draft = FaqPage.objects.get(pk=faq.pk).get_latest_revision_as_object()
    draft.title = "Wat kost een paspoort nu?"
    draft.save_revision(user=editor).publish()
    assert (unpublish_overdue(now=NOW), is_live(faq)) == (0, True)
    assert [review.outcome for review in faq.reviews.all()] == ["changed"]


def test_unpublishing_says_why_in_the_log(faq: Any, base: Any, editor: Any) -> None:
    choose(base, OverduePolicy.UNPUBLISH, 0)
    tell(faq, editor, days_ago=1)
    unpublish_overdue(now=NOW)
    actions = PageLogEntry.objects.filter(page=faq.pk, action__contains="unpublish")
    assert list(actions.values_list("action", flat=True)) == ["vraagbaak.review.unpublish"]


def test_killed_half_way_it_goes_on_where_it_was(
    base: Any, editor: Any, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(base, OverduePolicy.UNPUBLISH, 0)
    pages = [FaqPageFactory(parent=base, review_on=TODAY - timedelta(days=5)) for _each in range(3)]
    for page in pages:
        tell(page, editor, days_ago=3)
    real, calls = overdue.unpublish, []

    def dies_at_the_second(**given: Any) -> int:
        calls.append(given)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(**given)

    monkeypatch.setattr(overdue, "unpublish", dies_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        unpublish_overdue(now=NOW)
    assert [is_live(page) for page in pages] == [False, True, True]
    monkeypatch.undo()
    assert [unpublish_overdue(now=NOW), unpublish_overdue(now=NOW)] == [2, 0]


def test_batches_miss_no_page(base: Any, editor: Any, today: date, monkeypatch: pytest.MonkeyPatch) -> None:
    choose(base, OverduePolicy.UNPUBLISH, 0)
    for _each in range(5):
        tell(FaqPageFactory(parent=base, review_on=TODAY - timedelta(days=5)), editor, days_ago=3)
    monkeypatch.setattr(overdue, "PAGES_AT_A_TIME", 2)
    assert unpublish_overdue(now=NOW) == 5


def test_page_that_was_reviewed_in_the_meantime_stays(faq: Any, base: Any, editor: Any) -> None:
    choose(base, OverduePolicy.UNPUBLISH, 0)
    FaqPage.objects.filter(pk=faq.pk).update(review_on=TODAY + timedelta(days=1))
    assert (overdue.unpublish(key=faq.pk, today=TODAY), is_live(faq)) == (0, True)
