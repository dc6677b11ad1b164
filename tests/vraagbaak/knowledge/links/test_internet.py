"""Nothing is asked but machines on the public internet, whatever an address, a name or a redirect says."""

import socket
from typing import Any

import pytest

from tests.vraagbaak.knowledge.links.conftest import asking
from tests.vraagbaak.knowledge.links.webserver import LOOPBACK, WebServer, leading_to, status
from vraagbaak.knowledge.links.checking import check_url
from vraagbaak.knowledge.links.choices import LinkState
from vraagbaak.knowledge.links.internet import NotPublicError, is_public, public_ip_addresses

PUBLIC = "93.184.215.14"


def looking_up(*answers: list[str]) -> Any:
    """A name server that gives these answers, one after the other, and then the last for ever."""
    waiting = list(answers)

    def look_up(host: str, port: int, **kwargs: Any) -> list[Any]:
        addresses = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    return lambda host, port: public_ip_addresses(host, port, look_up=look_up)


@pytest.mark.parametrize(
    "address",
    [
        PUBLIC,
        "8.8.8.8",
        "2606:2800:21f:cb07:6820:80da:af6b:8b2c",
        f"::ffff:{PUBLIC}",
        f"64:ff9b::{PUBLIC}",
        "2002:5db8:d70e::1",
    ],
)
def test_a_machine_on_the_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",  # noqa: S104
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "127.8.8.8",
        "169.254.169.254",
        "172.16.0.1",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::10.1.2.3",
        "::ffff:127.0.0.1",
        "::ffff:10.1.2.3",
        "64:ff9b::10.1.2.3",
        "64:ff9b::169.254.169.254",
        "64:ff9b:1::8.8.8.8",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:a01:203::",
        "fc00::1",
        "fe80::1",
        "fe80::1%2",
        "fec0::1",
        "ff02::1",
    ],
)
def test_no_other_machine_is_public(address: str) -> None:
    assert not is_public(address)


def test_a_host_is_resolved_to_each_of_its_addresses_once() -> None:
    assert looking_up([PUBLIC, "8.8.8.8", PUBLIC])("site.example", 80) == [PUBLIC, "8.8.8.8"]


def test_one_private_address_among_public_ones_is_enough_to_refuse_the_host() -> None:
    with pytest.raises(NotPublicError):
        looking_up([PUBLIC, "10.1.2.3"])("site.example", 80)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0",
        "169.254.169.254",
        "10.1.2.3",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[64:ff9b::7f00:1]",
    ],
)
def test_an_address_inside_is_refused_without_a_connection(
    web: WebServer, connected: list[Any], host: str
) -> None:
    verdict = check_url(web.url(host=host), requester=asking())

    assert (verdict.state, web.visits, connected) == (LinkState.UNJUDGED, [], [])


def test_a_name_that_leads_inside_is_refused_without_a_connection(
    web: WebServer, connected: list[Any]
) -> None:
    requester = asking(resolve=looking_up([LOOPBACK]))

    verdict = check_url(web.url(host="site.example"), requester=requester)

    assert (verdict.state, web.visits, connected) == (LinkState.UNJUDGED, [], [])


def test_a_name_that_leads_elsewhere_after_the_check_is_not_looked_up_again(
    web: WebServer, connected: list[Any]
) -> None:
    requester = asking(resolve=looking_up([PUBLIC], [LOOPBACK]))

    check_url(web.url(host="site.example"), requester=requester)

    assert (web.visits, connected) == ([], [(PUBLIC, web.port)])


def test_a_name_that_leads_inside_for_the_second_request_is_refused_then(web: WebServer) -> None:
    web.pages["/"] = status(403)
    inside = looking_up([LOOPBACK])
    answers = [lambda host, port: [LOOPBACK], inside]
    requester = asking(resolve=lambda host, port: answers.pop(0)(host, port))

    verdict = check_url(web.url(), requester=requester)

    assert (verdict.state, web.asked) == (LinkState.UNJUDGED, [("HEAD", "/")])


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "169.254.169.254", "[::1]"])
def test_a_redirect_to_an_address_inside_is_not_followed(web: WebServer, host: str) -> None:
    web.pages["/"] = leading_to(web.url("/inside", host=host))

    verdict = check_url(web.url(), requester=asking())

    assert (verdict.state, web.asked) == (LinkState.UNJUDGED, [("HEAD", "/")])


def test_a_proxy_of_the_environment_is_not_used(web: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    web.pages["/"] = status(200)
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")

    assert check_url(web.url(), requester=asking()).state == LinkState.WORKING
