"""What every mail is made of: a fixed triple of templates (subject, text, HTML) in the language in effect."""

from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string


def build_email(
    *, template: str, context: dict[str, Any], to: str, name: str, from_email: str, **more: Any
) -> EmailMultiAlternatives:
    """From `template` with the endings .subject.txt, .txt and .html; `more` is what Django's mail takes besides.

    `name` is the mail's own, the same for each attempt: a mail server that took the mail before a crash can tell
    that it is no new one.
    """
    subject = " ".join(render_to_string(f"{template}.subject.txt", context).split())
    message = EmailMultiAlternatives(
        subject=subject,
        body=render_to_string(f"{template}.txt", context),
        from_email=from_email,
        to=[to],
        headers={"Message-ID": f"<{name}@{sender_domain()}>", "Auto-Submitted": "auto-generated"},
        **more,
    )
    message.attach_alternative(render_to_string(f"{template}.html", context), "text/html")
    return message


def sender_address() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def sender_domain() -> str:
    return sender_address().rpartition("@")[2] or "localhost"
