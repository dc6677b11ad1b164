"""Files that come with a question."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from servicedesk.asking.uploads import remove_abandoned
from servicedesk.attachments.models import Attachment
from servicedesk.deflection.models import AskRun
from servicedesk.models import Question
from tests.servicedesk.attachments import samples
from tests.website.public.asking.conftest import TITLE
from tests.website.public.asking.details import DETAILS, WHO, send

pytestmark = pytest.mark.django_db

MEGABYTE = 1 << 20


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.ATTACHMENTS_DIR = tmp_path / "attachments"
    return tmp_path / "attachments"


def pdf(name: str = "factuur.pdf") -> Any:
    return samples.upload(name, samples.PDF)


def shown(response: Any) -> list[str]:
    return [attachment.name for attachment in response.context["attachments"]]


def on_disk(folder: Path) -> int:
    return sum(path.is_file() for path in folder.rglob("*"))


def test_files_go_with_the_question(client: Client, run: AskRun, folder: Path) -> None:
    send(client, run, pdf(), samples.upload("foto.jpg", samples.picture("JPEG")))

    files = Question.objects.get().attachments.values_list("name", "content_type")
    assert (list(files), on_disk(folder)) == (
        [("factuur.pdf", "application/pdf"), ("foto.jpg", "image/jpeg")],
        2,
    )


def test_an_office_that_takes_none_keeps_none(client: Client, run: AskRun, office: Any, folder: Path) -> None:
    office.takes_attachments = False
    office.save()

    send(client, run, pdf())

    assert (Question.objects.count(), Attachment.objects.count(), on_disk(folder)) == (1, 0, 0)


class TestNothingIsLost:
    def test_files_stay_when_the_form_comes_back(self, client: Client, run: AskRun) -> None:
        first = send(client, run, pdf("a.pdf"), email="fout")
        second = send(client, run, pdf("b.pdf"), email="nog fout")
        send(client, run)

        assert (shown(first), shown(second)) == (["a.pdf"], ["a.pdf", "b.pdf"])
        assert [each.name for each in Question.objects.get().attachments.all()] == ["a.pdf", "b.pdf"]

    def test_they_stay_when_the_asker_changes_the_question(self, client: Client, run: AskRun) -> None:
        send(client, run, pdf(), email="fout")

        assert shown(client.get(DETAILS, {"run": run.key})) == ["factuur.pdf"]

    def test_one_is_removed_again_and_everything_else_is_kept(
        self, client: Client, run: AskRun, folder: Path, django_capture_on_commit_callbacks: Any
    ) -> None:
        send(client, run, pdf("a.pdf"), pdf("b.pdf"), email="fout")
        unwanted = Attachment.objects.get(name="a.pdf")

        with django_capture_on_commit_callbacks(execute=True):
            response = send(client, run, email="half ge", name="Fat", remove=str(unwanted.pk))

        form = response.context["form"]
        assert (shown(response), form["email"].value(), form["name"].value()) == (["b.pdf"], "half ge", "Fat")
        assert (form.errors, on_disk(folder), Question.objects.count()) == ({}, 1, 0)

    def test_a_file_that_is_refused_keeps_the_others_and_all_text(self, client: Client, run: AskRun) -> None:
        response = send(client, run, pdf(), samples.upload("virus.exe", b"MZ"))

        form = response.context["form"]
        assert (shown(response), list(form.errors), len(form.errors["files"])) == (
            ["factuur.pdf"],
            ["files"],
            1,
        )
        assert (form["title"].value(), form["name"].value(), Question.objects.count()) == (
            TITLE,
            WHO["name"],
            0,
        )

    def test_thirty_megabytes_are_refused_with_a_sentence(
        self, client: Client, run: AskRun, folder: Path
    ) -> None:
        large = samples.upload("film.pdf", samples.PDF + b"x" * (30 * MEGABYTE))

        response = send(client, run, large, pdf())

        assert (shown(response), len(response.context["form"].errors["files"])) == (["factuur.pdf"], 1)
        assert "film.pdf" in response.context["form"].errors["files"][0]
        assert on_disk(folder) == 1


class TestAFormThatWasOpenForADay:
    @pytest.fixture
    def form(self, client: Client, run: AskRun) -> None:
        """Its files were taken away at night, but for the last one."""
        for name in ("a.pdf", "b.pdf", "c.pdf"):
            send(client, run, pdf(name), email="fout")
        Attachment.objects.exclude(name="c.pdf").update(added_at=timezone.now() - timedelta(hours=25))
        remove_abandoned(now=timezone.now())

    @pytest.mark.usefixtures("form")
    def test_says_how_many_files_are_gone_and_sends_nothing(self, client: Client, run: AskRun) -> None:
        response = send(client, run)

        errors = response.context["form"].errors
        assert (list(errors), len(errors["files"]), errors["files"][0][:2]) == (["files"], 1, "2 ")
        assert (shown(response), response.context["form"]["name"].value()) == (["c.pdf"], WHO["name"])
        assert Question.objects.count() == 0

    @pytest.mark.usefixtures("form")
    def test_says_it_once(self, client: Client, run: AskRun) -> None:
        send(client, run)
        send(client, run, pdf("a.pdf"))

        assert [each.name for each in Question.objects.get().attachments.all()] == ["c.pdf", "a.pdf"]

    def test_says_nothing_of_what_the_asker_took_away(self, client: Client, run: AskRun) -> None:
        send(client, run, pdf(), email="fout")
        send(client, run, remove=str(Attachment.objects.get().pk))
        send(client, run)

        assert Question.objects.get().attachments.count() == 0


class TestBounds:
    def test_over_several_times_no_more_files_than_may_be_sent(self, client: Client, run: AskRun) -> None:
        for number in range(3):
            response = send(client, run, pdf(f"{number}a.pdf"), pdf(f"{number}b.pdf"), email="fout")

        assert shown(response) == ["0a.pdf", "0b.pdf", "1a.pdf", "1b.pdf", "2a.pdf"]

    def test_one_address_cannot_fill_the_disk(
        self, client: Client, run: AskRun, settings: Any, folder: Path
    ) -> None:
        settings.ATTACHMENT_LIMIT_PER_HOUR = 1

        response = send(client, run, pdf("a.pdf"), pdf("b.pdf"))

        assert (shown(response), len(response.context["form"].errors["files"]), on_disk(folder)) == (
            ["a.pdf"],
            1,
            1,
        )

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("../../x.pdf", "x.pdf"),
            ("foto\u202efdp.pdf", "fotofdp.pdf"),
            (f"{'x' * 300}.pdf", f"{'x' * 96}.pdf"),
        ],
    )
    def test_names_are_made_harmless(self, client: Client, run: AskRun, name: str, expected: str) -> None:
        send(client, run, pdf(name))

        assert Attachment.objects.get().name == expected

    def test_an_empty_file_is_refused(self, client: Client, run: AskRun) -> None:
        response = send(client, run, samples.upload("leeg.pdf", b""))

        assert list(response.context["form"].errors) == ["files"]


class TestStrangers:
    """The key of a run stands in addresses that people pass on."""

    def test_see_no_files_of_another_browser(self, client: Client, run: AskRun) -> None:
        send(client, run, pdf(), email="fout")

        assert shown(send(Client(), run, email="fout")) == []

    def test_cannot_remove_them_nor_slip_one_in(self, client: Client, run: AskRun) -> None:
        send(client, run, pdf("a.pdf"), email="fout")
        send(Client(), run, pdf("vreemd.pdf"), email="fout")
        send(Client(), run, remove=str(Attachment.objects.get(name="a.pdf").pk))

        send(client, run)

        assert [each.name for each in Question.objects.get().attachments.all()] == ["a.pdf"]

    @pytest.mark.parametrize("number", ["0", "x", "\0", "9" * 40, "-1"])
    def test_any_other_number_removes_nothing(self, client: Client, run: AskRun, number: str) -> None:
        send(client, run, pdf(), email="fout")

        assert shown(send(client, run, remove=number)) == ["factuur.pdf"]
