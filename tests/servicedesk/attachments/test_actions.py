"""Keeping files, giving them to a question, and letting them go."""

import os
import stat
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from servicedesk.asking.uploads import attach, give_attachments, remove_abandoned
from servicedesk.attachments.actions import remove_attachments, remove_strays
from servicedesk.attachments.forms import AttachmentsForm
from servicedesk.attachments.models import Attachment
from servicedesk.deflection.actions import end_run_asked
from servicedesk.deflection.models import AskRun
from tests import factories
from tests.factories import NOW
from tests.servicedesk.attachments import samples

pytestmark = pytest.mark.django_db


def send(run: AskRun, name: str = "factuur.pdf", **changes: Any) -> Attachment:
    [file] = AttachmentsForm([samples.upload(name, samples.PDF)], attached=[]).accepted
    return attach(run=run, file=file, **{"now": NOW, **changes})


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_file_is_kept_under_a_random_name_for_the_program_alone(run: AskRun, folder: Path) -> None:
    attachment = send(run, "../Mijn factuur.PDF")

    [path] = files_in(folder)
    assert (attachment.name, attachment.content_type, attachment.size) == (
        "Mijn factuur.pdf",
        "application/pdf",
        len(samples.PDF),
    )
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (samples.PDF, 0o600)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert "factuur" not in str(path.relative_to(folder))


def test_files_go_with_the_question_once(run: AskRun, office: Any) -> None:
    first, second = (factories.QuestionFactory(office=office) for _number in range(2))
    attachment = send(run)

    given = [give_attachments(attachments=[attachment], question=each) for each in (first, second)]

    assert (given, Attachment.objects.get().question) == ([1, 0], first)


class TestGoing:
    def test_the_file_goes_with_the_row_after_the_commit(
        self, run: AskRun, folder: Path, django_capture_on_commit_callbacks: Any
    ) -> None:
        attachment = send(run)
        with django_capture_on_commit_callbacks(execute=True):
            attachment.delete()
            before = len(files_in(folder))

        assert (before, files_in(folder)) == (1, [])

    def test_it_goes_when_its_question_is_deleted(
        self, run: AskRun, office: Any, folder: Path, django_capture_on_commit_callbacks: Any
    ) -> None:
        question = factories.QuestionFactory(office=office)
        give_attachments(attachments=[send(run)], question=question)

        with django_capture_on_commit_callbacks(execute=True):
            question.delete()

        assert (Attachment.objects.count(), files_in(folder)) == (0, [])

    def test_what_is_rolled_back_keeps_its_file(self, run: AskRun, folder: Path) -> None:
        attachment = send(run)
        with transaction.atomic():
            attachment.delete()
            transaction.set_rollback(True)

        assert (Attachment.objects.count(), len(files_in(folder))) == (1, 1)

    def test_all_files_of_a_question_are_removed_also_those_that_stayed_with_its_run(
        self, run: AskRun, office: Any, folder: Path, django_capture_on_commit_callbacks: Any
    ) -> None:
        question, other = (factories.QuestionFactory(office=office) for _number in range(2))
        give_attachments(attachments=[send(run)], question=question)
        send(run)
        end_run_asked(run=run, question=question, now=NOW)
        give_attachments(attachments=[send(run)], question=other)

        with django_capture_on_commit_callbacks(execute=True):
            removed = remove_attachments(question=question)

        assert (removed, [each.question for each in Attachment.objects.all()]) == (2, [other])
        assert len(files_in(folder)) == 1


class TestTidying:
    def test_files_of_questions_that_were_never_asked_go_after_a_day(
        self, run: AskRun, office: Any, folder: Path, django_capture_on_commit_callbacks: Any
    ) -> None:
        asked, fresh = send(run), send(run, now=NOW + timedelta(hours=2))
        give_attachments(attachments=[asked], question=factories.QuestionFactory(office=office))
        send(run)

        with django_capture_on_commit_callbacks(execute=True):
            removed = remove_abandoned(now=NOW + timedelta(hours=25))

        assert (removed, set(Attachment.objects.all())) == (1, {asked, fresh})
        assert len(files_in(folder)) == 2

    def test_a_file_without_a_row_goes_after_an_hour(self, run: AskRun, folder: Path) -> None:
        kept = send(run)
        for name, age in (("oud", 7200), ("nieuw", 60)):
            stray = folder / kept.file.name[:2] / name
            stray.write_bytes(b"x")
            os.utime(stray, (NOW.timestamp() - age,) * 2)
        os.utime(kept.file.path, (NOW.timestamp() - 7200,) * 2)

        removed = remove_strays(now=NOW)

        assert (removed, {path.name for path in files_in(folder)}) == (
            1,
            {"nieuw", Path(kept.file.name).name},
        )

    def test_without_a_folder_there_is_nothing_to_tidy(self, db: None) -> None:
        assert remove_strays(now=NOW) == 0
