from datetime import timedelta
from typing import Any

import pytest
from django.test import RequestFactory
from django.utils import timezone

from website.visits.rate_limits import allow, client_ip


def test_allows_as_often_as_the_limit_and_then_no_more() -> None:
    assert [allow(name="ask", key="192.0.2.1", limit=2, seconds=60) for _ in range(3)] == [True, True, False]


def test_each_key_and_each_name_counts_for_itself() -> None:
    tries = [("ask", "192.0.2.1"), ("ask", "192.0.2.2"), ("react", "192.0.2.1"), ("ask", "192.0.2.1")]

    assert [allow(name=name, key=key, limit=1, seconds=60) for name, key in tries] == [
        True,
        True,
        True,
        False,
    ]


def test_a_place_is_free_again_when_its_time_is_over(time_machine: Any) -> None:
    start = timezone.now()
    time_machine.move_to(start, tick=False)
    first = allow(name="ask", key="192.0.2.1", limit=1, seconds=60)
    time_machine.move_to(start + timedelta(seconds=59), tick=False)
    second = allow(name="ask", key="192.0.2.1", limit=1, seconds=60)
    time_machine.move_to(start + timedelta(seconds=61), tick=False)
    third = allow(name="ask", key="192.0.2.1", limit=1, seconds=60)

    assert [first, second, third] == [True, False, True]


@pytest.mark.parametrize(
    ("trusted", "forwarded", "expected"),
    [
        (False, "", "192.0.2.9"),
        (False, "198.51.100.1", "192.0.2.9"),
        (True, "", "192.0.2.9"),
        (True, "198.51.100.1", "198.51.100.1"),
        (True, "10.0.0.1, 198.51.100.1", "198.51.100.1"),
    ],
)
def test_the_word_of_a_proxy_counts_when_it_is_trusted(
    settings: Any, trusted: bool, forwarded: str, expected: str
) -> None:
    settings.TRUSTED_PROXY = trusted
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}

    assert client_ip(RequestFactory().get("/", headers=headers, REMOTE_ADDR="192.0.2.9")) == expected


def test_one_subscriber_has_one_place_for_all_addresses_of_its_network(rf: RequestFactory) -> None:
    addresses = [
        client_ip(rf.get("/", REMOTE_ADDR=address))
        for address in ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1")
    ]

    assert (addresses[0] == addresses[1], addresses[0] == addresses[2]) == (True, False)
