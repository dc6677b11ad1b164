"""A real mail server on the loopback; to play one that was down, stop and start it."""

import socket
from email.message import Message as Email
from types import TracebackType
from typing import Any, Self

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message


class Mailbox(Message):
    """Keeps what was delivered; the envelope's sender and recipients stand in X-MailFrom and X-RcptTo."""

    def __init__(self) -> None:
        super().__init__()
        self.mails: list[Email] = []

    def handle_message(self, message: Email) -> None:
        self.mails.append(message)


class RefusingMailbox(Mailbox):
    """Says no to every mail, as a server does that is full or does not know the address."""

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        return "552 The mailbox is full"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class MailServer:
    host = "127.0.0.1"

    def __init__(self, mailbox: Mailbox | None = None) -> None:
        self.mailbox = mailbox or Mailbox()
        self.port = free_port()
        self.controller: Controller | None = None

    @property
    def mails(self) -> list[Email]:
        return self.mailbox.mails

    def start(self) -> Self:
        self.controller = Controller(self.mailbox, hostname=self.host, port=self.port)
        self.controller.start()
        return self

    def stop(self) -> None:
        if self.controller:
            self.controller.stop()
            self.controller = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
