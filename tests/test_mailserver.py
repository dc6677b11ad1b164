"""The mail server that other tests lean on is a real one: it takes mail, is down, and is back at the same port."""

import smtplib

import pytest

from tests.mailserver import MailServer, RefusingMailbox

MAIL = "Subject: Uw vraag\r\n\r\nWij hebben uw vraag ontvangen."


def send(server: MailServer) -> None:
    with smtplib.SMTP(server.host, server.port, timeout=5) as connection:
        connection.sendmail("desk@example.org", ["asker@example.org"], MAIL)


def test_mail_server_takes_mail_is_down_and_comes_back() -> None:
    with MailServer() as server:
        send(server)
        server.stop()
        with pytest.raises(OSError, match="refused"):
            send(server)
        server.start()
        send(server)

    assert [mail["Subject"] for mail in server.mails] == ["Uw vraag", "Uw vraag"]
    assert [mail["X-RcptTo"] for mail in server.mails] == ["asker@example.org"] * 2


def test_refusing_mail_server_says_no() -> None:
    with (
        MailServer(RefusingMailbox()) as server,
        pytest.raises(smtplib.SMTPDataError, match="mailbox is full"),
    ):
        send(server)

    assert server.mails == []
