"""Askers who chose to be told get one mail when the answer to their question is published."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from time_machine import travel

from servicedesk.mail.actions import send_owed_mails
from servicedesk.mail.models import MailKind, OutgoingMail
from servicedesk.models import Question
from servicedesk.triage.actions import link_questions, promote_questions
from servicedesk.triage.notifying import tell_what_was_missed, waiting_to_be_told
from tests.factories import NOW, FaqPageFactory, PartyFactory
from tests.mailserver import MailServer
from tests.servicedesk.conftest import Closed
from vraagbaak.knowledge.audiences.choices import Audience
from vraagbaak.models import FaqPage

ASKED = "Kan mijn paspoort bezorgd worden?"
THIRD = timedelta(hours=3)


@pytest.fixture
def curious(closed: Closed, office: Any) -> Any:
    """Makes a closed question whose asker chose to be told."""

    def make(title: str = ASKED, *, email: str = "fatima@post.example", **given: Any) -> Question:
        asker = given.pop("asker", None) or PartyFactory(office=office, email=email)
        return closed(title, **{"tell_when_published": True, "asker": asker, **given})

    return make


@pytest.fixture
def draft(base: Any) -> FaqPage:
    return FaqPageFactory(parent=base, title="Mijn paspoort laten bezorgen", live=False)


def publish(faq: FaqPage) -> None:
    faq.save_revision().publish()


def told() -> list[str]:
    """The addresses to which a mail of publication went."""
    return sorted(
        mail.to[0]
        for mail in mail.outbox
        if "Nu op onze site" in mail.subject or "Now on our" in mail.subject
    )


def test_askers_of_the_group_are_told_when_the_page_is_published(
    curious: Any, closed: Closed, draft: FaqPage, agent: Any
) -> None:
    questions = [curious(), curious(email="jan@post.example"), closed(ASKED)]
    promote_questions(questions=questions, page=draft, user=agent, now=NOW)
    before = told()
    publish(draft)

    assert (before, told()) == ([], ["fatima@post.example", "jan@post.example"])


def test_mail_holds_the_address_of_the_page_and_no_link_to_the_question(
    curious: Any, draft: FaqPage, agent: Any
) -> None:
    promote_questions(questions=[curious()], page=draft, user=agent, now=NOW)
    publish(draft)

    sent = mail.outbox[-1]
    html = str(sent.alternatives[0][0])
    assert [draft.full_url in text for text in (sent.body, html)] == [True, True]
    assert ["/vraag/" in text for text in (sent.body, html)] == [False, False]


def test_each_publication_after_the_first_is_silent(curious: Any, draft: FaqPage, agent: Any) -> None:
    promote_questions(questions=[curious()], page=draft, user=agent, now=NOW)
    publish(draft)
    draft.refresh_from_db()
    draft.unpublish()
    publish(draft)

    assert told() == ["fatima@post.example"]


def test_link_to_a_page_that_is_public_tells_at_once(curious: Any, base: Any, agent: Any) -> None:
    link_questions(questions=[curious()], page=FaqPageFactory(parent=base), user=agent, now=NOW)

    assert told() == ["fatima@post.example"]


def test_asker_of_two_of_the_questions_gets_one_mail(
    curious: Any, draft: FaqPage, office: Any, agent: Any
) -> None:
    asker = PartyFactory(office=office)
    questions = [curious(asker=asker), curious("Bezorgt u paspoorten?", asker=asker)]
    promote_questions(questions=questions, page=draft, user=agent, now=NOW)
    publish(draft)
    publish(draft)

    assert told() == ["fatima@post.example"]


@pytest.mark.parametrize("gone", ["email", "erased", "question"])
def test_who_was_made_anonymous_is_not_written_to(
    curious: Any, draft: FaqPage, agent: Any, office: Any, gone: str
) -> None:
    asker = PartyFactory(
        office=office,
        email="" if gone == "email" else "a@b.example",
        erased_at=NOW if gone == "erased" else None,
    )
    question = curious(asker=PartyFactory(office=office))
    Question.objects.filter(pk=question.pk).update(asker=asker, erased_at=NOW if gone == "question" else None)
    promote_questions(questions=[question], page=draft, user=agent, now=NOW)
    publish(draft)

    assert (told(), OutgoingMail.objects.filter(kind=MailKind.PUBLISHED).count()) == ([], 0)


def test_page_that_the_asker_may_not_see_is_not_told_of(curious: Any, agent: Any, agents_base: Any) -> None:
    hidden = FaqPageFactory(parent=agents_base, live=False)
    promote_questions(questions=[curious()], page=hidden, user=agent, now=NOW)
    publish(hidden)

    assert told() == []


def test_page_for_members_is_told_of_to_members_alone(
    curious: Any, agent: Any, portal_user: Any, portal_base: Any
) -> None:
    faq = FaqPageFactory(parent=portal_base, live=False)
    questions = [curious(), curious(email=portal_user.email, portal_user=portal_user)]
    promote_questions(questions=questions, page=faq, user=agent, now=NOW)
    publish(faq)

    assert told() == [portal_user.email]


def test_page_that_becomes_public_later_is_told_of_then(curious: Any, draft: FaqPage, agent: Any) -> None:
    draft.audience = Audience.AGENTS
    promote_questions(questions=[curious()], page=draft, user=agent, now=NOW)
    publish(draft)
    before = told()
    draft.audience = Audience.EVERYONE
    publish(draft)

    assert (before, told()) == ([], ["fatima@post.example"])


def test_planned_publication_tells_when_it_happens(curious: Any, draft: FaqPage, agent: Any) -> None:
    promote_questions(questions=[curious()], page=draft, user=agent, now=NOW)
    draft.go_live_at = timezone.now() + timedelta(hours=1)
    publish(draft)
    before = told()
    with travel(timezone.now() + timedelta(hours=2)):
        call_command("publish_scheduled", verbosity=0)

    assert (before, told()) == ([], ["fatima@post.example"])


def test_publication_that_was_cut_off_is_told_of_later(curious: Any, draft: FaqPage, agent: Any) -> None:
    promote_questions(questions=[curious()], page=draft, user=agent, now=NOW)
    FaqPage.objects.filter(pk=draft.pk).update(live=True)

    assert [tell_what_was_missed(now=timezone.now()) for _again in range(2)] == [1, 0]
    assert told() == ["fatima@post.example"]


def test_who_can_never_be_told_is_not_looked_at_each_time(
    curious: Any, base: Any, agents_base: Any, portal_base: Any, agent: Any, office: Any
) -> None:
    asker = PartyFactory(office=office, email="jan@post.example")
    public = FaqPageFactory(parent=base)
    link_questions(questions=[curious(asker=asker)], page=public, user=agent, now=NOW)
    link_questions(questions=[curious("Nog eens?", asker=asker)], page=public, user=agent, now=NOW)
    for hidden in (FaqPageFactory(parent=agents_base), FaqPageFactory(parent=portal_base)):
        link_questions(questions=[curious()], page=hidden, user=agent, now=NOW)

    assert list(waiting_to_be_told(Question.objects.all())) == []


# Through a real mail server, and with a worker that was dead


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with MailServer() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.host, server.port
        yield server


@pytest.fixture
def _no_worker(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}


def published_mails(server: MailServer) -> list[str]:
    return sorted(str(each["X-RcptTo"]) for each in server.mails if "site" in str(each["Subject"]))


def run_everything_twice() -> None:
    """As a worker does that comes back: the tasks that were queued, and the mails that are owed."""
    for _again in range(2):
        call_command("db_worker", batch=True, verbosity=0)
        send_owed_mails(now=timezone.now() + timedelta(hours=1))


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_no_worker")
def test_after_an_hour_without_worker_all_is_caught_up_with_and_each_mail_goes_once(
    curious: Any, draft: FaqPage, agent: Any, server: MailServer
) -> None:
    questions = [curious(), curious(email="jan@post.example"), curious(email="mei@post.example")]
    promote_questions(questions=questions, page=draft, user=agent, now=timezone.now())
    publish(draft)
    before = published_mails(server)
    run_everything_twice()

    assert before == []
    assert published_mails(server) == ["fatima@post.example", "jan@post.example", "mei@post.example"]
    assert not DBTaskResult.objects.filter(finished_at=None).exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_no_worker")
def test_nothing_is_sent_when_the_page_went_offline_before_the_mail(
    curious: Any, draft: FaqPage, agent: Any, server: MailServer
) -> None:
    promote_questions(questions=[curious()], page=draft, user=agent, now=timezone.now())
    publish(draft)
    draft.refresh_from_db()
    draft.unpublish()
    run_everything_twice()

    assert published_mails(server) == []
    assert OutgoingMail.objects.filter(kind=MailKind.PUBLISHED, sent_at=None).count() == 0
