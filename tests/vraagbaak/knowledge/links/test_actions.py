"""The background check: what is asked when, how politely, and what comes of failures."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from functools import partial
from itertools import pairwise
from threading import Barrier
from time import sleep
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from tests.factories import NOW, FaqPageFactory
from tests.vraagbaak.knowledge.links.conftest import asking
from tests.vraagbaak.knowledge.links.webserver import Visit, WebServer, leading_to, status
from vraagbaak.knowledge.evidence.choices import EvidenceKind
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.knowledge.links.actions import check_links, claim, due_links, note_links, store_links
from vraagbaak.knowledge.links.checking import check_url
from vraagbaak.knowledge.links.choices import LinkState
from vraagbaak.knowledge.links.extracting import host_of
from vraagbaak.knowledge.links.models import Link, LinkUse
from vraagbaak.knowledge.links.response_verdicts import Verdict
from vraagbaak.knowledge.links.throttling import Throttle
from vraagbaak.review.reviews.choices import Outcome
from vraagbaak.review.reviews.models import Review
from vraagbaak.review.signals.models import ReviewSignal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_english")]
TODAY = NOW.date()
DAY, WEEK = timedelta(days=1), timedelta(days=7)
WORKS = Verdict(LinkState.WORKING, answered=True)
FAILS = Verdict(LinkState.FAILING, "the page does not exist (404)", answered=True)
REFUSES = Verdict(LinkState.UNJUDGED, "the server does not let programs see the page (403)", answered=True)
NO_ANSWER = Verdict(LinkState.FAILING, "the server does not answer in time")


def page_linking(base: Any, *addresses: str) -> FaqPage:
    html = "".join(f'<p><a href="{address}">a</a></p>' for address in addresses)
    page = FaqPageFactory(parent=base, answer=html)
    FaqPage.objects.filter(pk=page.pk).update(review_on=TODAY + timedelta(days=300))
    note_links(pages=[page], today=TODAY)
    return page


def by_url(verdicts: dict[str, Verdict]) -> Callable[[str], Verdict]:
    return lambda address: verdicts.get(address, WORKS)


def run(verdict: Verdict, *, now: datetime) -> Link:
    check_links(now=now, check=lambda address: verdict)
    return Link.objects.get()


def streak(link: Link) -> tuple[str, date | None, int, date]:
    return link.state, link.failing_since, link.failed_days, link.next_check_on


def signals() -> list[tuple[int, str, str]]:
    return list(ReviewSignal.objects.order_by("pk").values_list("page", "kind", "key"))


def is_due(page: FaqPage, today: date) -> bool:
    return FaqPage.objects.due(today).filter(pk=page.pk).exists()


A, B = "https://a.example/", "https://b.example/"


def test_a_link_that_works_is_checked_again_after_a_week(base: Any) -> None:
    page_linking(base, A)

    link = run(WORKS, now=NOW)

    assert streak(link) == (LinkState.WORKING, None, 0, TODAY + WEEK)
    assert (link.checked_at, link.reason) == (NOW, "")
    assert check_links(now=NOW + 6 * DAY, check=lambda address: FAILS) == 0
    assert check_links(now=NOW + 7 * DAY, check=lambda address: FAILS) == 1


def test_a_link_that_fails_is_checked_again_the_next_day(base: Any) -> None:
    page_linking(base, A)

    link = run(FAILS, now=NOW)

    assert streak(link) == (LinkState.FAILING, TODAY, 1, TODAY + DAY)
    assert link.reason == "the page does not exist (404)"


def test_after_failures_on_three_days_the_page_is_to_be_reviewed(base: Any) -> None:
    page = page_linking(base, A)
    unpublished = page_linking(base, A)
    FaqPage.objects.filter(pk=unpublished.pk).update(live=False)

    for number in range(2):
        run(FAILS, now=NOW + number * DAY)
    assert (signals(), is_due(page, TODAY + DAY)) == ([], False)
    link = run(FAILS, now=NOW + 2 * DAY)

    assert streak(link) == (LinkState.FAILING, TODAY, 3, TODAY + 3 * DAY)
    assert signals() == [(page.pk, EvidenceKind.BROKEN_LINK, f"{link.fingerprint[:32]}:2026-11-18")]
    assert is_due(page, TODAY + 2 * DAY)
    assert ReviewSignal.objects.get().text == (
        "The link https://a.example/ has not worked since Nov. 18, 2026: the page does not exist (404)."
    )


def test_the_text_of_a_long_address_still_tells_the_reason(base: Any) -> None:
    page_linking(base, A + "a" * 3000)

    for number in range(3):
        run(FAILS, now=NOW + number * DAY)

    text = ReviewSignal.objects.get().text
    assert text.endswith("a… has not worked since Nov. 18, 2026: the page does not exist (404).")


def test_failures_on_one_day_count_once(base: Any) -> None:
    page_linking(base, A)

    for hours in (0, 6, 12):
        Link.objects.update(next_check_on=TODAY)
        link = run(FAILS, now=NOW + timedelta(hours=hours))

    assert streak(link) == (LinkState.FAILING, TODAY, 1, TODAY + DAY)


def test_a_day_begins_at_midnight_here(base: Any) -> None:
    page_linking(base, A)
    before_midnight = NOW.replace(hour=23, minute=59)

    run(FAILS, now=before_midnight)
    link = run(FAILS, now=before_midnight + timedelta(minutes=2))

    assert link.failed_days == 2


def test_a_link_that_works_again_begins_anew(base: Any) -> None:
    page_linking(base, A)
    for number, verdict in enumerate([FAILS, FAILS, WORKS]):
        link = run(verdict, now=NOW + number * DAY)
    assert streak(link) == (LinkState.WORKING, None, 0, TODAY + 9 * DAY)

    for number in (9, 10):
        link = run(FAILS, now=NOW + number * DAY)

    assert (streak(link)[1:3], signals()) == ((TODAY + 9 * DAY, 2), [])


def test_a_link_that_cannot_be_judged_neither_fails_nor_works(base: Any) -> None:
    page_linking(base, A)

    assert streak(run(REFUSES, now=NOW)) == (LinkState.UNJUDGED, None, 0, TODAY + WEEK)
    for number, verdict in enumerate([FAILS, REFUSES, FAILS, REFUSES], start=7):
        link = run(verdict, now=NOW + number * DAY)
    assert streak(link) == (LinkState.UNJUDGED, TODAY + WEEK, 2, TODAY + 11 * DAY)
    assert signals() == []

    link = run(FAILS, now=NOW + 11 * DAY)

    assert (link.failed_days, len(signals())) == (3, 1)


def handle(page: FaqPage) -> None:
    review = Review.objects.create(
        page=page, question="?", due_on=TODAY, done_at=NOW, outcome=Outcome.STILL_CORRECT
    )
    page.review_signals.update(handled_by=review)
    FaqPage.objects.filter(pk=page.pk).update(review_on=TODAY + timedelta(days=300))


def test_a_review_handles_a_row_of_failures_for_good_and_a_new_row_is_news(base: Any) -> None:
    page = page_linking(base, A)
    for number in range(3):
        run(FAILS, now=NOW + number * DAY)
    handle(page)

    for number in range(3, 8):
        run(FAILS, now=NOW + number * DAY)
    assert (len(signals()), is_due(page, TODAY + 8 * DAY)) == (1, False)

    for number, verdict in enumerate([WORKS, *[FAILS] * 9], start=8):
        run(verdict, now=NOW + number * DAY)
    link = Link.objects.get()
    since = TODAY + 15 * DAY
    assert [key for _page, _kind, key in signals()] == [
        f"{link.fingerprint[:32]}:2026-11-18",
        f"{link.fingerprint[:32]}:{since}",
    ]
    assert is_due(page, TODAY + 17 * DAY)


def test_a_page_that_begins_to_use_a_broken_link_is_told_the_next_day(base: Any) -> None:
    first = page_linking(base, A)
    for number in range(3):
        run(FAILS, now=NOW + number * DAY)
    second = page_linking(base, A)

    run(FAILS, now=NOW + 3 * DAY)

    assert [page for page, _kind, _key in signals()] == [first.pk, second.pk]


def test_a_clock_that_is_set_back_counts_no_day_twice_and_stops_nothing(base: Any) -> None:
    page_linking(base, A)
    ahead = NOW + timedelta(days=3650)
    Link.objects.update(next_check_on=ahead.date())
    run(FAILS, now=ahead)

    link = run(FAILS, now=NOW)
    assert streak(link) == (LinkState.FAILING, ahead.date(), 1, TODAY + DAY)
    link = run(FAILS, now=NOW + DAY)
    assert link.failed_days == 2
    link = run(WORKS, now=NOW + 2 * DAY)
    assert streak(link) == (LinkState.WORKING, None, 0, TODAY + 9 * DAY)


def test_links_that_no_page_uses_any_more_are_not_asked(base: Any) -> None:
    page_linking(base, A)
    LinkUse.objects.all().delete()

    assert check_links(now=NOW, check=lambda address: FAILS) == 0
    assert Link.objects.count() == 0


def test_a_link_that_is_forgotten_during_its_check_stays_forgotten(base: Any) -> None:
    page = page_linking(base, A)
    (link,) = due_links(today=TODAY, limit=1)
    page.unpublish()

    assert (claim(link, today=TODAY), Link.objects.count()) == (False, 0)


def test_two_workers_never_claim_one_link(base: Any) -> None:
    page_linking(base, A)
    mine, theirs = (due_links(today=TODAY, limit=1)[0] for _worker in range(2))

    assert [claim(mine, today=TODAY), claim(theirs, today=TODAY)] == [True, False]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_check_each_link_once(base: Any) -> None:
    page_linking(base, *(f"https://host{number}.example/" for number in range(30)))
    asked: list[str] = []

    def check(address: str) -> Verdict:
        asked.append(address)
        sleep(0.01)
        return WORKS

    def work(_number: int) -> int:
        count = check_links(now=NOW, check=check)
        connection.close()
        return count

    with ThreadPoolExecutor(2) as workers:
        counts = list(workers.map(work, range(2)))

    assert (sum(counts), sorted(asked)) == (30, sorted(set(asked)))
    assert Link.objects.filter(state=LinkState.WORKING).count() == 30


class KilledError(Exception):
    """Stands in for the end of the process."""


def test_what_a_worker_had_claimed_when_it_died_comes_back_the_next_day(base: Any) -> None:
    addresses = [f"https://host{number}.example/" for number in range(20)]
    page_linking(base, *addresses)

    def die(address: str) -> Verdict:
        raise KilledError

    with pytest.raises(KilledError):
        check_links(now=NOW, check=die)
    claimed = Link.objects.filter(next_check_on=TODAY + DAY).count()

    assert 0 < claimed < 20
    assert check_links(now=NOW, check=by_url({})) == 20 - claimed
    assert check_links(now=NOW + DAY, check=by_url({})) == claimed
    assert not Link.objects.filter(checked_at=None).exists()


def test_of_very_many_links_no_more_are_read_and_asked_than_the_limit(
    base: Any, django_assert_max_num_queries: Any
) -> None:
    page = FaqPageFactory(parent=base)
    big = [f"https://big.example/{number}" for number in range(20_000)]
    links = store_links([*big, A, B], TODAY - WEEK)
    Link.objects.update(next_check_on=TODAY - DAY)
    Link.objects.filter(url__in=[A, B]).update(next_check_on=TODAY)
    LinkUse.objects.bulk_create(LinkUse(link=link, page=page) for link in links.values())
    asked: list[str] = []

    def check(address: str) -> Verdict:
        asked.append(address)
        return WORKS

    with django_assert_max_num_queries(2 + 2 * 25):
        assert check_links(now=NOW, limit=25, check=check) == 25

    assert sorted({host_of(address) for address in asked}) == ["a.example", "b.example", "big.example"]
    assert len(set(asked)) == 25
    assert Link.objects.filter(next_check_on__lte=TODAY).count() == 20_002 - 25


def test_the_oldest_of_a_host_come_first(base: Any) -> None:
    page_linking(base, *(f"{A}{number}" for number in range(4)))
    for number in range(4):
        Link.objects.filter(url=f"{A}{number}").update(next_check_on=TODAY - number * DAY)
    asked: list[str] = []

    def check(address: str) -> Verdict:
        asked.append(address)
        return WORKS

    check_links(now=NOW, limit=3, check=check)

    assert asked == [f"{A}3", f"{A}2", f"{A}1"]


def test_a_round_ends_in_time(base: Any) -> None:
    page_linking(base, *(f"{A}{number}" for number in range(20)))

    def check(address: str) -> Verdict:
        sleep(0.05)
        return WORKS

    count = check_links(now=NOW, check=check, within=timedelta(seconds=0.12))

    assert 0 < count < 20
    assert Link.objects.filter(next_check_on=TODAY).count() == 20 - count


def test_one_host_is_asked_one_thing_at_a_time_with_a_pause(base: Any, web: WebServer) -> None:
    def slow(visit: Visit) -> None:
        sleep(0.05)
        visit.answer(404 if visit.command == "HEAD" else 200)

    web.pages |= {f"/{number}": slow for number in range(3)}
    page_linking(base, *(web.url(f"/{number}") for number in range(3)))
    requester = asking(throttle=Throttle(pause=0.1))

    assert check_links(now=NOW, check=partial(check_url, requester=requester)) == 3

    pauses = [after[0] - before[1] for before, after in pairwise(web.times)]
    assert (len(web.times), min(pauses) >= 0.09) == (6, True)


def test_a_host_to_which_others_lead_is_asked_one_thing_at_a_time_too(base: Any, web: WebServer) -> None:
    def slow(visit: Visit) -> None:
        sleep(0.05)
        visit.answer(200)

    addresses = [web.url(f"/{number}", host=f"host{number}.test") for number in range(4)]
    web.pages |= {f"/{number}": leading_to(web.url("/end")) for number in range(4)} | {"/end": slow}
    page_linking(base, *addresses)

    check_links(now=NOW, check=partial(check_url, requester=asking(throttle=Throttle(pause=0.02))))

    times = sorted(time for time in web.times if time[1] - time[0] >= 0.05)
    assert len(times) == 4
    assert all(after[0] > before[1] for before, after in pairwise(times))


def test_different_hosts_are_asked_side_by_side(base: Any, web: WebServer) -> None:
    together = Barrier(4, timeout=5)

    def wait(visit: Visit) -> None:
        together.wait()
        visit.answer(200)

    web.pages["/"] = wait
    page_linking(base, *(web.url(host=f"host{number}.test") for number in range(4)))
    requester = asking(throttle=Throttle(pause=1))

    check_links(now=NOW, check=partial(check_url, requester=requester))

    assert Link.objects.filter(state=LinkState.WORKING).count() == 4


def test_a_page_that_is_gone_from_a_real_server_is_noticed_and_its_return_too(
    base: Any, web: WebServer
) -> None:
    page = page_linking(base, web.url("/a#b"))
    check = partial(check_url, requester=asking())
    for number in range(3):
        check_links(now=NOW + number * DAY, check=check)
    assert (is_due(page, TODAY + 2 * DAY), Link.objects.get().failed_days) == (True, 3)

    web.pages["/a"] = status(200)
    check_links(now=NOW + 3 * DAY, check=check)

    assert streak(Link.objects.get()) == (LinkState.WORKING, None, 0, TODAY + 10 * DAY)


MANY = [f"https://host{number}.example/" for number in range(5)]


def test_when_no_server_at_all_can_be_reached_nothing_is_held_against_the_links(base: Any) -> None:
    page_linking(base, *MANY)

    assert check_links(now=NOW, check=lambda address: NO_ANSWER) == 5

    assert {streak(link) for link in Link.objects.all()} == {(LinkState.UNCHECKED, None, 0, TODAY + DAY)}


def test_a_few_servers_that_give_no_answer_fail_where_no_link_ever_worked(base: Any) -> None:
    page_linking(base, *MANY[:4])

    check_links(now=NOW, check=lambda address: NO_ANSWER)

    assert Link.objects.filter(state=LinkState.FAILING, failed_days=1).count() == 4


@pytest.mark.parametrize(("witness", "state"), [(WORKS, LinkState.FAILING), (NO_ANSWER, LinkState.UNCHECKED)])
def test_a_link_that_worked_last_tells_whether_the_internet_can_be_reached(
    base: Any, witness: Verdict, state: str
) -> None:
    page_linking(base, A)
    check_links(now=NOW, check=by_url({}))
    page_linking(base, B)

    check_links(now=NOW + DAY, check=by_url({A: witness, B: NO_ANSWER}))

    assert Link.objects.get(url=B).state == state


def test_one_server_that_answers_proves_that_the_others_fail(base: Any) -> None:
    page_linking(base, *MANY, A)

    check_links(now=NOW, check=lambda address: FAILS if address == A else NO_ANSWER)

    assert Link.objects.filter(state=LinkState.FAILING).count() == 6


def test_dates_are_local(base: Any) -> None:
    page_linking(base, A)
    late = datetime(2026, 11, 18, 23, 30, tzinfo=timezone.get_fixed_timezone(0))

    link = run(FAILS, now=late)

    assert streak(link) == (LinkState.FAILING, TODAY + DAY, 1, TODAY + 2 * DAY)
