"""What a digest says, and to whom."""

from datetime import date, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone, translation
from wagtail.users.models import UserProfile

from tests.factories import FaqPageFactory, KnowledgeBaseFactory, UserFactory
from tests.vraagbaak.review.digests.many import add_many
from vraagbaak.knowledge.audiences.choices import GroupName
from vraagbaak.knowledge.evidence.choices import EvidenceKind
from vraagbaak.models import Digest, FaqPage
from vraagbaak.review.digests.emails import digest_email
from vraagbaak.review.digests.personal_links import personal_url
from vraagbaak.review.reviews.actions import request_change
from vraagbaak.review.signals.actions import new_signal, raise_signals

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 18)
DAY = timedelta(days=1)


@pytest.fixture
def reader(db: None) -> Any:
    """Who reads English."""
    user = UserFactory(group=GroupName.EDITORS, first_name="Noor", last_name="de Wit")
    UserProfile.objects.create(user=user, preferred_language="en")
    return user


def lines(message: Any) -> list[str]:
    """The text without empty lines and links."""
    stripped = [line.strip() for line in message.body.splitlines()]
    return [line for line in stripped if line and not line.startswith("http")]


def html(message: Any) -> str:
    [(content, _kind)] = message.alternatives
    return str(content)


def facts(message: Any) -> list[str]:
    """What is said between the opening words and the footer."""
    said = lines(message)
    return said[2 : said.index("--")]


def test_page_says_since_when_it_is_due_and_how_often_it_is_read(base: Any, reader: Any, plan: Any) -> None:
    FaqPageFactory(
        parent=base, title="Paspoort?", review_on=TODAY - 12 * DAY, owner_person=reader, views=1234
    )
    FaqPageFactory(parent=base, title="Rijbewijs?", review_on=TODAY - DAY, owner_person=reader, views=1)
    FaqPageFactory(parent=base, title="Verhuizen?", review_on=TODAY, owner_person=reader)

    plan(TODAY)

    [message] = mail.outbox
    assert message.subject == "3 answers wait for a review"
    assert lines(message)[:2] == [
        "Dear Noor de Wit,",
        "3 answers are new on your list. Are they still correct?",
    ]
    assert facts(message) == [
        "VEELGESTELDE VRAGEN",
        "* Paspoort?",
        "Due since 6 November 2026: 12 days overdue.",
        "Read 1234 times in the last 90 days.",
        "* Rijbewijs?",
        "Due since 17 November 2026: 1 day overdue.",
        "Read 1 time in the last 90 days.",
        "* Verhuizen?",
        "Due today.",
        "Not read in the last 90 days.",
    ]


def test_pages_stand_by_knowledge_base_the_most_urgent_first(
    base: Any, portal_base: Any, reader: Any, plan: Any
) -> None:
    reader.groups.add(UserFactory(group=GroupName.AGENTS).groups.get())
    FaqPageFactory(parent=base, title="A", review_on=TODAY, owner_person=reader, views=9)
    FaqPageFactory(parent=portal_base, title="B", review_on=TODAY, owner_person=reader, views=99)
    FaqPageFactory(parent=base, title="C", review_on=TODAY, owner_person=reader, views=5)
    FaqPageFactory(parent=portal_base, title="D", review_on=TODAY, owner_person=reader)

    plan(TODAY)

    headings = [line for line in facts(mail.outbox[0]) if line.isupper() or line.startswith("*")]
    assert headings == ["LEDENVRAAGBAAK", "* B", "* D", "VEELGESTELDE VRAGEN", "* A", "* C"]


def test_reported_signals_are_counted_by_kind(base: Any, reader: Any, plan: Any) -> None:
    page = FaqPageFactory(parent=base, title="Paspoort?", review_on=TODAY + 90 * DAY, owner_person=reader)
    now = timezone.now()
    signals = [
        new_signal(page_id=page.pk, kind=kind, key=key, now=now)
        for kind, key in ((EvidenceKind.FLAG, "1"), (EvidenceKind.FLAG, "2"), (EvidenceKind.BROKEN_LINK, "3"))
    ]
    raise_signals(signals=signals, now=now)
    FaqPage.objects.update(review_on=TODAY)

    plan(TODAY)

    assert facts(mail.outbox[0])[2:] == [
        "Due today.",
        "What was noticed: a link in the answer is broken (1); reported by an agent (2).",
        "Not read in the last 90 days.",
    ]


def test_page_that_has_to_be_changed_says_what_the_reviewer_wrote(base: Any, reader: Any, plan: Any) -> None:
    page = FaqPageFactory(parent=base, title="Paspoort?", review_on=TODAY - 30 * DAY, owner_person=reader)
    request_change(
        page=page, user=reader, now=timezone.now(), remark="Nieuw tarief:\n83 euro.", due_on=TODAY - DAY
    )

    plan(TODAY)

    assert facts(mail.outbox[0])[2:] == [
        "Due since 17 November 2026: 1 day overdue.",
        "To be changed: Nieuw tarief: 83 euro.",
        "Not read in the last 90 days.",
    ]


def test_manager_reads_who_owns_what_stays_overdue(base: Any, reader: Any, plan: Any) -> None:
    owner = UserFactory(group=GroupName.EDITORS, first_name="Piet", last_name="Bos", email="")
    base.manager = reader
    base.save()
    FaqPageFactory(parent=base, title="Paspoort?", review_on=TODAY - 14 * DAY, owner_person=owner)

    plan(TODAY)

    assert facts(mail.outbox[0])[2:] == [
        "Due since 4 November 2026: 14 days overdue.",
        "You are told as the manager; its owner is Piet Bos.",
        "Not read in the last 90 days.",
    ]


def test_page_that_was_unpublished_says_so(base: Any, reader: Any, plan: Any, time_machine: Any) -> None:
    page = FaqPageFactory(parent=base, title="Paspoort?", review_on=TODAY - 40 * DAY, owner_person=reader)
    time_machine.move_to(f"{TODAY}T04:00:00Z")
    page.unpublish(log_action="vraagbaak.review.unpublish")

    plan(TODAY)

    said = facts(mail.outbox[0])[2]
    assert said == "No longer published: its review has been due since 9 October 2026."


def test_what_waits_besides_is_counted(base: Any, reader: Any, plan: Any) -> None:
    other = KnowledgeBaseFactory(parent=base.get_parent(), title="Andere", manager=reader)
    add_many(base=base, number=31, review_on=TODAY, owner_person=reader)
    add_many(base=other, number=12, review_on=TODAY - 30 * DAY, owner_person=UserFactory(email=""))

    plan(TODAY)

    [message] = mail.outbox
    assert message.subject == "20 answers wait for a review"
    assert facts(message)[-2:] == [
        "Besides, 21 answers of yours are still waiting:",
        "Besides, 2 answers in what you manage stay overdue:",
    ]


@pytest.mark.parametrize(("language", "expected"), [("nl", "nl"), ("en", "en"), ("de", "nl"), ("", "nl")])
def test_mail_is_in_the_language_of_the_admin_of_its_reader(
    base: Any, editor: Any, plan: Any, language: str, expected: str
) -> None:
    UserProfile.objects.create(user=editor, preferred_language=language)
    FaqPageFactory(parent=base, review_on=TODAY, owner_person=editor)

    with translation.override("en"):
        plan(TODAY)

    assert f'<html lang="{expected}">' in html(mail.outbox[0])


def test_reader_without_a_profile_gets_it_in_the_language_of_the_installation(
    base: Any, editor: Any, plan: Any
) -> None:
    FaqPageFactory(parent=base, review_on=TODAY, owner_person=editor)
    with translation.override("en"):
        plan(TODAY)
    assert '<html lang="nl">' in html(mail.outbox[0])


def test_question_is_a_personal_link_in_text_and_html(
    base: Any, editor: Any, plan: Any, settings: Any
) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://vragen.zonneveld.example"
    page = FaqPageFactory(parent=base, title="Kan <b>ik</b> & u?", review_on=TODAY, owner_person=editor)

    plan(TODAY)

    url = personal_url(user=editor, page=page)
    [message] = mail.outbox
    assert url.startswith("https://vragen.zonneveld.example/beheer/vraagbaak/reviews/link/")
    assert "* Kan <b>ik</b> & u?" in lines(message)
    assert url in message.body.split()
    assert f'href="{url}" style="font-weight: bold">Kan &lt;b&gt;ik&lt;/b&gt; &amp; u?</a>' in html(message)


def test_preference_can_be_reached_from_the_mail(base: Any, editor: Any, plan: Any) -> None:
    FaqPageFactory(parent=base, review_on=TODAY, owner_person=editor)
    plan(TODAY)
    assert mail.outbox[0].body.split()[-1] == "http://localhost:8000/beheer/account/"


def test_every_attempt_bears_the_same_name_and_says_that_a_machine_wrote_it(
    base: Any, editor: Any, plan: Any, settings: Any
) -> None:
    settings.DEFAULT_FROM_EMAIL = "Vraagbaak <vraagbaak@zonneveld.example>"
    FaqPageFactory(parent=base, review_on=TODAY, owner_person=editor)
    plan(TODAY)
    digest = Digest.objects.get()

    first, second = sent(mail.outbox[0]), sent(digest_email(digest, today=TODAY + 3 * DAY))

    assert first["Message-ID"] == second["Message-ID"]
    assert str(first["Message-ID"]).endswith("@zonneveld.example>")
    assert (first["From"], first["To"]) == (settings.DEFAULT_FROM_EMAIL, editor.email)
    assert first["Auto-Submitted"] == "auto-generated"


def sent(message: Any) -> EmailMessage:
    made: EmailMessage = message.message()
    return made
