"""What is asked of a server, and what its answer is taken for."""

import socket
import ssl
from collections.abc import Callable
from threading import Event
from time import monotonic
from typing import Any

import pytest

from tests.vraagbaak.knowledge.links.certificates import certificate as made_certificate
from tests.vraagbaak.knowledge.links.conftest import asking
from tests.vraagbaak.knowledge.links.webserver import (
    LOOPBACK,
    Visit,
    WebServer,
    leading_to,
    raw_server,
    saying,
    status,
    unless_head,
    web_server,
)
from vraagbaak.knowledge.links.checking import check_url
from vraagbaak.knowledge.links.choices import LinkState
from vraagbaak.knowledge.links.requesting import HEADERS, Requester
from vraagbaak.knowledge.links.throttling import Timeouts

WORKING, FAILING, UNJUDGED = LinkState.WORKING, LinkState.FAILING, LinkState.UNJUDGED
pytestmark = pytest.mark.usefixtures("_english")


def told(address: str, requester: Requester) -> tuple[str, str]:
    verdict = check_url(address, requester=requester)
    return verdict.state, str(verdict.reason)


@pytest.mark.parametrize("code", [200, 204, 206, 304])
def test_a_page_that_is_there_is_asked_for_once(web: WebServer, requester: Requester, code: int) -> None:
    web.pages["/a?b=1"] = status(code)

    assert told(web.url("/a?b=1"), requester) == (WORKING, "")
    assert web.asked == [("HEAD", "/a?b=1")]


def test_the_program_says_who_it_is_and_sends_nothing_else(web: WebServer, requester: Requester) -> None:
    web.pages["/"] = status(200)

    check_url(web.url(), requester=requester)

    assert web.headers == [{"Host": f"site.test:{web.port}", "Accept-Encoding": "identity", **HEADERS}]


@pytest.mark.parametrize("code", [400, 403, 404, 405, 410, 500, 501, 503])
def test_what_refuses_head_is_asked_as_a_browser_would(
    web: WebServer, requester: Requester, code: int
) -> None:
    web.pages["/"] = unless_head(code)

    assert told(web.url(), requester) == (WORKING, "")
    assert web.asked == [("HEAD", "/"), ("GET", "/")]


@pytest.mark.parametrize(
    ("code", "state", "reason"),
    [
        (400, FAILING, "the server does not give the page (400)"),
        (404, FAILING, "the page does not exist (404)"),
        (410, FAILING, "the page was removed (410)"),
        (500, FAILING, "the server has a failure (500)"),
        (503, FAILING, "the server has a failure (503)"),
        (401, UNJUDGED, "the server does not let programs see the page (401)"),
        (403, UNJUDGED, "the server does not let programs see the page (403)"),
        (407, UNJUDGED, "the server does not let programs see the page (407)"),
        (429, UNJUDGED, "the server does not let programs see the page (429)"),
        (451, UNJUDGED, "the server does not let programs see the page (451)"),
        (999, UNJUDGED, "the server does not let programs see the page (999)"),
    ],
)
def test_a_refusal_is_a_failure_only_where_a_reader_would_be_refused_too(
    web: WebServer, requester: Requester, code: int, state: str, reason: str
) -> None:
    web.pages["/"] = status(code)

    assert told(web.url(), requester) == (state, reason)


@pytest.mark.parametrize("code", [401, 407, 429])
def test_a_server_that_wants_a_password_or_rest_is_not_asked_again(
    web: WebServer, requester: Requester, code: int
) -> None:
    web.pages["/"] = status(code)

    check_url(web.url(), requester=requester)

    assert web.asked == [("HEAD", "/")]


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_to_its_end(web: WebServer, requester: Requester, code: int) -> None:
    web.pages |= {"/": leading_to("/b/?c=d#e", code), "/b/?c=d": status(200)}

    assert told(web.url(), requester) == (WORKING, "")
    assert web.asked == [("HEAD", "/"), ("HEAD", "/b/?c=d")]


def test_what_a_redirect_leads_to_decides(web: WebServer, requester: Requester) -> None:
    web.pages["/"] = leading_to(web.url("/gone", host="other.test"))

    assert told(web.url(), requester) == (FAILING, "the page does not exist (404)")
    assert web.visits[1:] == [("other.test", "HEAD", "/gone"), ("other.test", "GET", "/gone")]


def test_the_bytes_of_a_redirect_are_kept(web: WebServer, requester: Requester) -> None:
    location = "/gemeente-coördinatie van a".encode().decode("latin-1")
    web.pages |= {"/": leading_to(location), "/gemeente-co%C3%B6rdinatie%20van%20a": status(200)}

    assert told(web.url(), requester) == (WORKING, "")


def test_five_redirects_are_followed_and_six_are_not(web: WebServer, requester: Requester) -> None:
    web.pages |= {f"/{number}": leading_to(f"/{number + 1}") for number in range(6)}
    web.pages["/6"] = status(200)

    assert told(web.url("/1"), requester) == (WORKING, "")
    assert told(web.url("/0"), requester) == (UNJUDGED, "the server sends the reader on too often")
    assert web.asked[-1] == ("HEAD", "/5")


def test_a_circle_of_redirects_is_noticed(web: WebServer, requester: Requester) -> None:
    web.pages |= {"/": leading_to("/b"), "/b": leading_to("/")}

    assert told(web.url(), requester) == (
        FAILING,
        "the server keeps sending the reader in a circle",
    )
    assert web.asked == [("HEAD", "/"), ("HEAD", "/b")]


@pytest.mark.parametrize(
    "location", ["itms-apps://store/app", "mailto:info@site.test", "ftp://site.test/", "file:///etc/passwd"]
)
def test_a_redirect_out_of_the_web_is_not_judged(web: WebServer, requester: Requester, location: str) -> None:
    web.pages["/"] = leading_to(location)

    assert told(web.url(), requester) == (UNJUDGED, "an address of this kind cannot be checked")


@pytest.mark.parametrize("location", ["http://[", "http://site.test:99999/"])
def test_a_redirect_to_nonsense_is_a_failure(web: WebServer, requester: Requester, location: str) -> None:
    web.pages["/"] = leading_to(location)

    assert told(web.url(), requester) == (FAILING, "this is no web address")


@pytest.mark.parametrize("user", ["user@", "user:secret@", ":@"])
def test_a_password_in_an_address_is_never_sent(web: WebServer, requester: Requester, user: str) -> None:
    address = web.url().replace("site.test", f"{user}site.test")
    web.pages["/"] = leading_to(address)

    assert told(address, requester) == told(web.url(), requester)
    assert told(address, requester) == (UNJUDGED, "an address of this kind cannot be checked")
    assert web.visits == [("site.test", "HEAD", "/")]


def test_signs_that_an_address_may_not_hold_are_sent_as_a_browser_would(
    web: WebServer, requester: Requester
) -> None:
    web.pages["/co%C3%B6rdinatie%20a?b=%C3%A9"] = status(200)

    assert told(web.url("/coördinatie a?b=é"), requester) == (WORKING, "")


def test_a_name_with_an_accent_is_asked_for_in_its_other_form(web: WebServer, requester: Requester) -> None:
    web.pages["/"] = status(200)

    assert told(web.url(host="café.test"), requester) == (WORKING, "")
    assert web.visits == [("xn--caf-dma.test", "HEAD", "/")]


def test_a_server_that_accepts_no_connection_is_a_failure(requester: Requester) -> None:
    with socket.socket() as taken:
        taken.bind((LOOPBACK, 0))
        address = f"http://site.test:{taken.getsockname()[1]}/"

        assert told(address, requester) == (FAILING, "the server accepts no connection")


def unknown(host: str, port: int) -> list[str]:
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def test_a_name_that_nobody_has_is_a_failure() -> None:
    expected = (FAILING, "there is no server of this name")

    assert told("http://site.example/", asking(resolve=unknown)) == expected
    assert told(f"http://{'a' * 64}.example/", asking()) == expected


def test_without_a_way_to_the_server_it_is_not_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(*args: Any) -> None:
        raise OSError(101, "Network is unreachable")

    monkeypatch.setattr(socket.socket, "connect", connect)

    assert told("http://site.test/", asking()) == (UNJUDGED, "the server cannot be reached from here")


def test_the_next_address_is_tried_where_the_first_does_not_work(web: WebServer) -> None:
    web.pages["/"] = status(200)
    requester = asking(resolve=lambda host, port: ["127.0.0.2", LOOPBACK])

    assert told(web.url(), requester) == (WORKING, "")


def test_a_server_that_takes_no_connection_in_time_is_a_failure(requester: Requester) -> None:
    with socket.socket() as full:
        full.bind((LOOPBACK, 0))
        full.listen(0)
        waiting = [socket.socket() for _number in range(8)]
        for each in waiting:
            each.setblocking(False)
            each.connect_ex(full.getsockname())
        begun = monotonic()

        assert told(f"http://site.test:{full.getsockname()[1]}/", requester) == (
            FAILING,
            "the server does not answer in time",
        )
        assert monotonic() - begun < 2
        for each in waiting:
            each.close()


def silent(connected: socket.socket, stopping: Event) -> None:
    stopping.wait(5)


DRIP = {
    "nothing": ("http", silent),
    "a byte at a time": ("http", saying(b"HTTP/1.1 200 OK\r\nX: ", again=b"a", every=0.05)),
    "spaces before the status": ("http", saying(again=b" ", every=0.05)),
    "headers": ("http", saying(b"HTTP/1.1 200 OK\r\n", again=b"X: y\r\n", every=0.1)),
    "to be continued": ("http", saying(again=b"HTTP/1.1 100 Continue\r\n\r\n", every=0.001)),
    "no handshake": ("https", silent),
    "a handshake without end": ("https", saying(b"\x16\x03\x03\x40\x00", again=b"\0", every=0.05)),
}


@pytest.mark.parametrize(("scheme", "talk"), DRIP.values(), ids=DRIP)
def test_a_server_that_keeps_us_waiting_is_left_in_time(
    scheme: str, talk: Callable[[socket.socket, Event], None]
) -> None:
    requester = asking(timeouts=Timeouts(connecting=0.3, reading=0.3, total=0.6))
    begun = monotonic()
    with raw_server(talk) as server:
        assert told(server.url(scheme), requester) == (FAILING, "the server does not answer in time")
        assert monotonic() - begun < 3


BROKEN = {
    "hangs up": saying(),
    "no HTTP": saying(b"220 mail.site.test ESMTP\r\n"),
    "no number": saying(b"HTTP/1.1 OK\r\n\r\n"),
    "a number of four digits": saying(b"HTTP/1.1 2000 OK\r\n\r\n"),
    "bytes": saying(bytes(range(256)) * 4),
    "a long status": saying(b"HTTP/1.1 200 " + b"a" * 70_000 + b"\r\n\r\n"),
    "a long header": saying(b"HTTP/1.1 200 OK\r\nX: " + b"a" * 70_000 + b"\r\n\r\n"),
    "a flood of headers": saying(b"HTTP/1.1 200 OK\r\n", again=b"X: y\r\n"),
    "two lengths": saying(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"),
}


@pytest.mark.parametrize("talk", BROKEN.values(), ids=BROKEN)
def test_what_is_no_answer_is_a_failure_when_it_comes_twice(
    requester: Requester, talk: Callable[[socket.socket, Event], None]
) -> None:
    with raw_server(talk) as server:
        assert told(server.url(), requester) == (FAILING, "the server gives no proper answer")
        assert server.connections == 2


ODD = {
    "no length": saying(b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n"),
    "no headers": saying(b"HTTP/1.0 200\r\n\r\n"),
    "bytes in a header": saying(b"HTTP/1.1 200 OK\r\nX: " + bytes(range(128, 256)) + b"\r\n\r\n"),
    "no colon": saying(b"HTTP/1.1 200 OK\r\nnonsense\r\n\r\n"),
    "an unknown coding": saying(b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nTransfer-Encoding: x\r\n\r\n"),
}


@pytest.mark.parametrize("talk", ODD.values(), ids=ODD)
def test_an_odd_answer_is_an_answer(
    requester: Requester, talk: Callable[[socket.socket, Event], None]
) -> None:
    with raw_server(talk) as server:
        assert told(server.url(), requester) == (WORKING, "")


def test_a_server_that_breaks_off_at_head_is_asked_as_a_browser_would(requester: Requester) -> None:
    def talk(connected: socket.socket, stopping: Event) -> None:
        if connected.recv(65536).startswith(b"GET"):
            connected.sendall(b"HTTP/1.1 200 OK\r\n\r\n")

    with raw_server(talk) as server:
        assert told(server.url(), requester) == (WORKING, "")


def test_a_server_that_says_nothing_at_head_is_asked_as_a_browser_would() -> None:
    def talk(connected: socket.socket, stopping: Event) -> None:
        if connected.recv(65536).startswith(b"GET"):
            connected.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        else:
            stopping.wait(5)

    with raw_server(talk) as server:
        requester = asking(timeouts=Timeouts(connecting=0.3, reading=0.3, total=2))
        assert told(server.url(), requester) == (WORKING, "")


def test_the_page_itself_is_not_read(web: WebServer, requester: Requester) -> None:
    sent = []

    def endless(visit: Visit) -> None:
        if visit.command == "HEAD":
            visit.answer(405)
            return
        visit.send_response(200)
        visit.end_headers()
        while True:
            sent.append(visit.wfile.write(b"a" * 65536))

    web.pages["/"] = endless
    begun = monotonic()

    assert told(web.url(), requester) == (WORKING, "")
    assert monotonic() - begun < requester.timeouts.reading
    # What fits in the buffers of the system.
    assert sum(sent) < 50_000_000


@pytest.mark.parametrize(
    ("certificate", "state", "reason"),
    [
        ("self_signed", FAILING, "the certificate of the server was not issued by an authority"),
        ("issued_elsewhere", UNJUDGED, "who issued the certificate of the server is not known here"),
    ],
)
def test_a_certificate_of_nobody_is_a_failure_and_one_of_an_unknown_issuer_may_be_ours(
    requester: Requester, certificate: str, state: str, reason: str
) -> None:
    with web_server(certificate) as server:
        assert told(server.url(scheme="https"), requester) == (state, reason)
        assert server.visits == []


def trusting(certificate: str) -> Requester:
    context = ssl.create_default_context(cafile=str(made_certificate(certificate)))
    return asking(tls=lambda: context)


def test_a_certificate_is_compared_with_the_name_and_not_with_the_machine() -> None:
    with web_server("self_signed") as server:
        server.pages["/"] = status(200)
        requester = trusting("self_signed")

        assert told(server.url(scheme="https"), requester) == (WORKING, "")
        assert told(server.url(scheme="https", host="other.test"), requester) == (
            FAILING,
            "the certificate of the server is for another name",
        )
        assert server.asked == [("HEAD", "/")]


def test_an_expired_certificate_is_a_failure() -> None:
    with web_server("expired") as server:
        assert told(server.url(scheme="https"), trusting("expired")) == (
            FAILING,
            "the certificate of the server has expired",
        )


def test_a_server_without_tls_is_a_failure(web: WebServer, requester: Requester) -> None:
    assert told(web.url(scheme="https"), requester) == (
        FAILING,
        "no secure connection with the server is possible",
    )


@pytest.mark.parametrize(
    "address", ["http://", "http:///a", "http://[::1", "http://a b.test/", "http://x:y/"]
)
def test_what_no_browser_could_open_is_a_failure(requester: Requester, address: str) -> None:
    assert told(address, requester) == (FAILING, "this is no web address")
