"""What the mails say: one function per mail, a fixed triple of templates (subject, text, HTML)."""

from email.utils import formataddr, parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from servicedesk.mail.models import OutgoingMail
from servicedesk.questions.models import Question
from vraagbaak.faqs.rendering import render_markdown


def confirmation_email(mail: OutgoingMail) -> EmailMultiAlternatives:
    return build_email(mail, template="emails/confirmation", context={})


def answer_email(mail: OutgoingMail) -> EmailMultiAlternatives:
    assert mail.answer is not None  # noqa: S101  the database demands it of this kind
    context = {"answer_text": mail.answer.text, "answer_html": render_markdown(mail.answer.text)}
    return build_email(mail, template="emails/answer", context=context)


def build_email(mail: OutgoingMail, *, template: str, context: dict[str, Any]) -> EmailMultiAlternatives:
    question = mail.question
    with translation.override(mail_language(question)):
        context |= {"question": question, "office": question.office, "status_url": status_url(question)}
        subject = " ".join(render_to_string(f"{template}.subject.txt", context).split())
        text = render_to_string(f"{template}.txt", context)
        html = render_to_string(f"{template}.html", context)
    message = EmailMultiAlternatives(
        subject=subject,
        body=text,
        from_email=formataddr((sender_name(question), sender_address())),
        reply_to=[question.office.email],
        to=[question.asker.email],
        # The same for each attempt: a mail server that took the mail before a crash can tell that it is no new one.
        headers={
            "Message-ID": f"<vraagbaak-{mail.pk}-{question.status_key[:8]}@{sender_domain()}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(html, "text/html")
    return message


def status_url(question: Question) -> str:
    return question.office.site.root_url + reverse("website:status", args=[question.status_token])


def mail_language(question: Question) -> str:
    """Dutch for who asked in Dutch; who asked in another language is written to in English."""
    return question.language if question.language == settings.LANGUAGE_CODE else "en"


def sender_name(question: Question) -> str:
    return " ".join(question.office.name.split())


def sender_address() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def sender_domain() -> str:
    return sender_address().rpartition("@")[2] or "localhost"
