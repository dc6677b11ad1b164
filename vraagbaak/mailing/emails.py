"""Builds every mail from a fixed triple of templates (subject, text, HTML), in the active language."""

from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string


def build_email(
    *, template: str, context: dict[str, Any], to: str, name: str, from_email: str, **more: Any
) -> EmailMultiAlternatives:
    """From `template` with the endings .subject.txt, .txt and .html; `more` are other arguments of Django's mail.

    `name` identifies the mail and is the same for each attempt, so that a mail server that accepted it before a crash
    can recognise it.
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
