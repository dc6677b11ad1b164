"""Which files are taken, and what is said about the others."""

from typing import Any

import pytest

from servicedesk.attachments.forms import AttachmentsForm
from servicedesk.attachments.models import Attachment
from tests.servicedesk.attachments import samples

MEGABYTE = 1 << 20


def read(*files: Any, attached: list[Attachment] | None = None) -> AttachmentsForm:
    return AttachmentsForm(list(files), attached=attached or [])


def accepted(form: AttachmentsForm) -> list[str | None]:
    return [file.name for file in form.accepted]


def test_one_that_is_refused_hinders_no_other() -> None:
    form = read(
        samples.upload("a.pdf", samples.PDF),
        samples.upload("b.exe", b"MZ"),
        samples.upload("c.png", samples.picture()),
    )

    assert (accepted(form), len(form.refusals)) == (["a.pdf", "c.png"], 1)
    assert "b.exe" in form.refusals[0]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("leeg.txt", b""),
        ("groot.txt", b"x" * (2 * MEGABYTE)),
        ("foto.png", samples.PDF),
        ("zonder", b"x"),
        ("x.svg", b"<svg/>"),
    ],
)
def test_what_is_empty_too_large_or_of_another_kind_is_named_in_the_sentence(
    settings: Any, name: str, content: bytes
) -> None:
    settings.ATTACHMENT_LIMIT_MB = 1

    form = read(samples.upload(name, content))

    assert accepted(form) == []
    assert [name in refusal for refusal in form.refusals] == [True]


def test_so_many_files_and_no_more(settings: Any) -> None:
    settings.ATTACHMENT_MOST = 3

    form = read(*(samples.upload(f"{n}.txt", b"x") for n in range(3)), attached=[Attachment(size=1)])

    assert (accepted(form), len(form.refusals)) == (["0.txt", "1.txt"], 1)


def test_together_so_large_and_no_larger(settings: Any) -> None:
    settings.ATTACHMENT_TOTAL_MB = 1
    half = b"x" * (MEGABYTE // 2)

    form = read(*(samples.upload(f"{n}.txt", half) for n in range(2)), attached=[Attachment(size=1)])

    assert (accepted(form), len(form.refusals)) == (["0.txt"], 1)


def test_a_file_that_did_not_come_in_whole_is_refused() -> None:
    file = samples.upload("a.txt", b"een deel")
    file.size = 1000

    assert accepted(read(file)) == []
