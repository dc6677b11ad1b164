"""Who gets a file that came with a question, and how it is sent."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Site

from servicedesk.asking.subject_fields.models import SubjectField
from servicedesk.attachments.models import Attachment
from servicedesk.mail.status_links.actions import issue_link, revoke_links
from servicedesk.questions.choices import QuestionStatus
from tests import factories
from tests.servicedesk.attachments import samples
from vraagbaak.knowledge.audiences.choices import GroupName

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.ATTACHMENTS_DIR = tmp_path / "attachments"
    return tmp_path / "attachments"


@pytest.fixture
def question(office: Any) -> Any:
    return factories.QuestionFactory(office=office)


@pytest.fixture
def attachment(question: Any) -> Attachment:
    return attach_to(question)


def attach_to(question: Any, name: str = "factuur.pdf", content: bytes = samples.PDF) -> Attachment:
    return Attachment.objects.create(
        question=question,
        file=samples.upload(name, content),
        name=name,
        content_type="application/pdf",
        size=len(content),
        added_at=timezone.now(),
    )


def for_agents(attachment: Attachment) -> str:
    return f"/beheer/servicedesk/attachments/{attachment.pk}/"


def for_asker(attachment: Attachment) -> str:
    assert attachment.question is not None
    token = issue_link(question=attachment.question, now=timezone.now())
    return f"/vraag/{token}/bijlage/{attachment.pk}/"


class TestAgents:
    def test_get_it_as_a_download_that_can_do_nothing(
        self, client: Client, agent: Any, attachment: Attachment
    ) -> None:
        client.force_login(agent)

        response = client.get(for_agents(attachment))

        assert b"".join(response.streaming_content) == samples.PDF
        assert {
            name: response[name]
            for name in (
                "Content-Type",
                "Content-Disposition",
                "X-Content-Type-Options",
                "Content-Security-Policy",
            )
        } == {
            "Content-Type": "application/pdf",
            "Content-Disposition": 'attachment; filename="factuur.pdf"',
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        }
        assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))

    def test_get_it_while_the_question_is_held_back(
        self, client: Client, agent: Any, question: Any, attachment: Attachment
    ) -> None:
        question.status = QuestionStatus.HELD
        question.save()
        client.force_login(agent)

        assert client.get(for_agents(attachment)).status_code == 200

    def test_of_another_office_do_not(self, client: Client, home: Any, attachment: Attachment) -> None:
        elsewhere = factories.OfficeFactory(site=Site.objects.create(hostname="elders", root_page=home))
        stranger = factories.UserFactory(group=GroupName.AGENTS)
        factories.TeamFactory(office=elsewhere, members=[stranger])
        client.force_login(stranger)

        assert client.get(for_agents(attachment)).status_code == 404

    def test_editors_without_the_desk_do_not(
        self, client: Client, editor: Any, attachment: Attachment
    ) -> None:
        client.force_login(editor)

        assert client.get(for_agents(attachment)).status_code == 404

    def test_a_file_without_a_question_is_nobodys(self, client: Client, manager: Any, office: Any) -> None:
        client.force_login(manager)

        assert client.get(for_agents(attach_to(None))).status_code == 404

    def test_names_in_other_letters_arrive(self, client: Client, agent: Any, question: Any) -> None:
        client.force_login(agent)

        response = client.get(for_agents(attach_to(question, name="Zoë’s factuur.pdf")))

        assert (
            response["Content-Disposition"] == "attachment; filename*=utf-8''Zo%C3%AB%E2%80%99s%20factuur.pdf"
        )


class TestAskers:
    def test_who_holds_the_link_gets_it(self, client: Client, attachment: Attachment) -> None:
        response = client.get(for_asker(attachment))

        assert (response.status_code, b"".join(response.streaming_content)) == (200, samples.PDF)
        assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))

    def test_a_link_to_another_question_does_not_open_it(
        self, client: Client, attachment: Attachment, office: Any
    ) -> None:
        token = issue_link(question=factories.QuestionFactory(office=office), now=timezone.now())

        assert client.get(f"/vraag/{token}/bijlage/{attachment.pk}/").status_code == 404

    def test_a_revoked_link_does_not_open_it(
        self, client: Client, attachment: Attachment, agent: Any
    ) -> None:
        address = for_asker(attachment)
        revoke_links(question=attachment.question, user=agent, now=timezone.now())  # type: ignore[arg-type]

        assert client.get(address).status_code == 404

    def test_a_link_that_is_too_old_does_not_open_it(
        self, client: Client, attachment: Attachment, settings: Any
    ) -> None:
        settings.STATUS_LINK_DAYS = -1

        assert client.get(for_asker(attachment)).status_code == 404

    @pytest.mark.parametrize("status", [QuestionStatus.HELD, QuestionStatus.SPAM])
    def test_what_is_held_back_is_for_agents_only(
        self, client: Client, attachment: Attachment, question: Any, status: str
    ) -> None:
        question.status = status
        question.save()

        assert client.get(for_asker(attachment)).status_code == 404

    def test_on_another_site_it_does_not_exist(
        self, client: Client, attachment: Attachment, home: Any
    ) -> None:
        Site.objects.create(hostname="localhost", port=80, root_page=home)

        assert client.get(for_asker(attachment), headers={"host": "localhost"}).status_code == 404


class TestStrangers:
    def test_are_asked_to_log_in_to_the_admin(self, client: Client, attachment: Attachment) -> None:
        response = client.get(for_agents(attachment))

        assert (response.status_code, response["Location"].split("?")[0]) == (302, "/beheer/login/")

    @pytest.mark.parametrize("token", ["geraden", "x" * 500, "%00"])
    def test_guess_nothing(self, client: Client, attachment: Attachment, token: str) -> None:
        assert client.get(f"/vraag/{token}/bijlage/{attachment.pk}/").status_code == 404

    @pytest.mark.parametrize("number", ["0", "9" * 40])
    def test_any_number_may_be_asked(self, client: Client, attachment: Attachment, number: str) -> None:
        address = for_asker(attachment).replace(f"/{attachment.pk}/", f"/{number}/")

        assert client.get(address).status_code == 404

    def test_its_place_on_the_disk_is_no_address(self, client: Client, attachment: Attachment) -> None:
        statuses = [
            client.get(f"/{place}/{attachment.file.name}", follow=True).status_code
            for place in ("media", "media/images", "attachments")
        ]

        assert statuses == [404, 404, 404]
        with pytest.raises(ValueError, match="URL"):
            attachment.file.url  # noqa: B018


def test_a_file_that_is_gone_from_the_disk_is_not_found(
    client: Client, attachment: Attachment, agent: Any
) -> None:
    Path(attachment.file.path).unlink()
    client.force_login(agent)

    assert client.get(for_agents(attachment)).status_code == 404


class TestStatusPage:
    def test_lists_the_files_and_what_was_filled_in(
        self, client: Client, question: Any, attachment: Attachment, english: Any
    ) -> None:
        question.subject = factories.SubjectFactory(office=question.office)
        question.save()
        SubjectField.objects.create(subject=question.subject, label="Zaaknummer", label_en="Case number")
        question.details.create(label="Zaaknummer", value="Z-1")
        token = issue_link(question=question, now=timezone.now())

        dutch, other = (client.get(f"{prefix}/vraag/{token}/").content.decode() for prefix in ("", "/en"))

        assert f'href="/vraag/{token}/bijlage/{attachment.pk}/"' in dutch
        assert ("Zaaknummer</dt>" in dutch, "Case number</dt>" in other, "Z-1</dd>" in dutch) == (True,) * 3

    @pytest.mark.parametrize("status", [QuestionStatus.HELD, QuestionStatus.SPAM])
    def test_of_what_is_held_back_says_that_it_was_received_and_takes_nothing(
        self, client: Client, question: Any, attachment: Attachment, status: str
    ) -> None:
        question.status = status
        question.save()
        address = f"/vraag/{issue_link(question=question, now=timezone.now())}/"

        pages = [client.get(address), client.post(address, {"text": "Hallo?"})]

        assert [page.templates[0].name for page in pages] == ["website/status/waiting.html"] * 2
        assert (question.title in pages[0].content.decode(), question.reactions.count()) == (True, 0)


class TestQuestionPage:
    def page(self, client: Client, question: Any) -> str:
        return client.get(f"/beheer/servicedesk/questions/{question.pk}/").content.decode()

    def test_shows_agents_the_files_and_what_was_filled_in(
        self, client: Client, agent: Any, question: Any, attachment: Attachment
    ) -> None:
        question.details.create(label="Zaaknummer", value="Z-1")
        client.force_login(agent)

        text = self.page(client, question)

        assert f'href="{for_agents(attachment)}"' in text
        assert ("Zaaknummer" in text, "Z-1" in text) == (True, True)

    def test_costs_the_same_for_one_and_for_three(self, client: Client, agent: Any, question: Any) -> None:
        client.force_login(agent)
        self.page(client, question)
        costs = []
        for number in (1, 2):
            for each in range(number):
                attach_to(question)
                question.details.create(label=f"Veld {number}-{each}", value="x")
            with CaptureQueriesContext(connection) as queries:
                self.page(client, question)
            costs.append(len(queries))

        assert costs[0] == costs[1]
