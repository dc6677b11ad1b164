"""What the mails to askers say: one function per mail, a fixed triple of templates (subject, text, HTML)."""

from email.utils import formataddr
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac

from servicedesk.mail.models import MailKind, OutgoingMail
from servicedesk.mail.status_links.actions import issue_link
from servicedesk.questions.asker_audience import page_for_asker
from servicedesk.questions.languages import language_for_asker
from servicedesk.questions.models import Question
from vraagbaak.knowledge.faqs.rendering import render_markdown
from vraagbaak.mailing import emails as mailing


def build_email(mail: OutgoingMail) -> EmailMultiAlternatives | None:
    """None when there is nothing left to say."""
    return BUILDERS[MailKind(mail.kind)](mail)


def confirmation_email(mail: OutgoingMail) -> EmailMultiAlternatives:
    return asker_email(mail, template="emails/confirmation", context={})


def answer_email(mail: OutgoingMail) -> EmailMultiAlternatives:
    assert mail.answer is not None  # noqa: S101  the database demands it of this kind
    context = {"answer_text": mail.answer.text, "answer_html": render_markdown(mail.answer.text)}
    return asker_email(mail, template="emails/answer", context=context)


def status_link_email(mail: OutgoingMail) -> EmailMultiAlternatives:
    return asker_email(mail, template="emails/status_link", context={})


def published_email(mail: OutgoingMail) -> EmailMultiAlternatives | None:
    """None when the page was taken down before the mail went, or the asker was made anonymous."""
    page = page_for_asker(mail.question)
    if page is None or not mail.question.asker.email:
        return None
    return email_to_asker(mail, template="emails/published", context={"page": page})


BUILDERS = {
    MailKind.CONFIRMATION: confirmation_email,
    MailKind.ANSWER: answer_email,
    MailKind.STATUS_LINK: status_link_email,
    MailKind.PUBLISHED: published_email,
}


def asker_email(mail: OutgoingMail, *, template: str, context: dict[str, Any]) -> EmailMultiAlternatives:
    """With a link by which the asker follows the question."""
    return email_to_asker(
        mail, template=template, context={**context, "status_url": status_url(mail.question)}
    )


def email_to_asker(mail: OutgoingMail, *, template: str, context: dict[str, Any]) -> EmailMultiAlternatives:
    question = mail.question
    with translation.override(language_for_asker(question)):
        return mailing.build_email(
            template=template,
            context={**context, "question": question, "office": question.office},
            to=question.asker.email,
            name=f"vraagbaak-{mail.pk}-{salted_hmac('servicedesk.mail', str(mail.pk)).hexdigest()[:8]}",
            from_email=formataddr((sender_name(question), mailing.sender_address())),
            reply_to=[question.office.email],
        )


def status_url(question: Question) -> str:
    """A new link for this mail alone; earlier ones keep working until their own end."""
    token = issue_link(question=question, now=timezone.now())
    with translation.override(language_for_asker(question)):
        return question.office.site.root_url + reverse("website:status", args=[token])


def sender_name(question: Question) -> str:
    return " ".join(question.office.name.split())
