"""The command: what it prints, when it fails, and the real files it must take."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from vraagbaak.models import FaqPage, KnowledgeBase, Topic

pytestmark = pytest.mark.django_db

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"


@pytest.fixture
def lines(tmp_path):
    def write(*values: Any) -> Path:
        path = tmp_path / "vragen.jsonl"
        path.write_text("\n".join(value if isinstance(value, str) else json.dumps(value) for value in values))
        return path

    return write


def faq(external_id: str, **changes: Any) -> dict[str, Any]:
    return {"id": external_id, "question": f"Vraag {external_id}?", "answer": "<p>Ja.</p>"} | changes


def real_file(name: str) -> Path:
    path = DATA / name
    if not path.is_file():
        pytest.fail(f"This test imports real questions; put them at {path}.")
    return path


def test_bad_lines_are_told_with_their_number_and_the_rest_is_imported(site, base, lines, capsys):
    path = lines(faq("a"), "{kapot", faq("c", answer="<p></p>"), faq("d"))

    call_command("import_faq", path, knowledge_base=base.slug)

    printed = capsys.readouterr()
    assert printed.err.splitlines() == [
        "line 2: this is not valid JSON (at character 2).",
        "line 3: nothing is left of the answer once it is made safe.",
    ]
    assert printed.out.splitlines() == ["Imported: 2 new, 0 changed, 0 unchanged, 2 bad."]


def test_images_that_stay_behind_in_a_zip_are_told(site, base, tmp_path, capsys):
    path = tmp_path / "vragen.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("afval.md", "---\ntitle: Wanneer?\n---\nDinsdag. ![Container](bak.png)")

    call_command("import_faq", path, knowledge_base=base.slug)

    assert capsys.readouterr().out.splitlines() == [
        "line afval.md: the image “bak.png” is missing.",
        "Imported: 1 new, 0 changed, 0 unchanged, 0 bad.",
    ]
    assert FaqPage.objects.get().answer.raw_data[0]["value"] == "Dinsdag. Container"


def test_second_run_says_that_nothing_changed(site, base, lines, capsys):
    path = lines(faq("a"), faq("b"))
    call_command("import_faq", path, knowledge_base=base.slug, publish=True)

    call_command("import_faq", path, knowledge_base=base.slug, publish=True)

    assert capsys.readouterr().out.splitlines()[1] == "Imported: 0 new, 0 changed, 2 unchanged, 0 bad."


def test_dry_run_says_what_it_would_be(site, base, lines, capsys):
    call_command("import_faq", lines(faq("a")), knowledge_base=base.slug, dry_run=True)

    expected = "Nothing was changed. It would be: 1 new, 0 changed, 0 unchanged, 0 bad."
    assert capsys.readouterr().out.splitlines() == [expected]
    assert not FaqPage.objects.exists()


def test_strict_fails_when_a_line_is_bad(site, base, lines):
    with pytest.raises(CommandError, match=r"^Nothing was imported: 1 bad line\.$"):
        call_command("import_faq", lines(faq("a"), "{"), knowledge_base=base.slug, strict=True)

    assert not FaqPage.objects.exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "The file is empty."),
        ("id;vraag;antwoord\n", "The file holds no questions."),
        ("{\n{", "Nothing was imported: 2 bad lines."),
        ("zomaar iets", "The file is not JSON Lines, CSV with a header, or a zip of Markdown files."),
    ],
)
def test_file_of_which_nothing_can_be_read_is_an_error(site, base, tmp_path, content, sentence):
    path = tmp_path / "vragen.txt"
    path.write_text(content)

    with pytest.raises(CommandError) as caught:
        call_command("import_faq", path, knowledge_base=base.slug)

    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"file": "weg.csv"}, "weg.csv cannot be read: No such file or directory."),
        ({"file": "."}, "cannot be read: Is a directory."),
        ({"knowledge_base": "niets"}, "There is no knowledge base “niets” on this site; --create makes it."),
        ({"site": "nergens"}, "There is no site with the host name “nergens”."),
        ({"language": "xx"}, "“xx” is not one of this site's languages (nl, en, de, fr)."),
    ],
)
def test_what_is_missing_is_told_in_a_sentence(site, base, lines, options, sentence):
    path = lines(faq("a"))
    values = {"file": path.name, "knowledge_base": base.slug} | options

    with pytest.raises(CommandError) as caught:
        call_command("import_faq", path.parent / values.pop("file"), **values)

    assert str(caught.value).endswith(sentence)


def test_language_of_rows_that_name_none_can_be_given(site, base, lines):
    call_command("import_faq", lines(faq("a")), knowledge_base=base.slug, language="en", create=True)

    assert FaqPage.objects.get().locale.language_code == "en"


def test_questions_of_the_national_government_are_imported_whole(site, capsys):
    path = real_file("rijksoverheid/faq.jsonl")

    call_command("import_faq", path, knowledge_base="rijksoverheid", create=True, publish=True)

    assert capsys.readouterr().out == "Imported: 179 new, 0 changed, 0 unchanged, 0 bad.\n"
    base = KnowledgeBase.objects.get()
    assert (base.faqs.live().count(), Topic.objects.live().child_of(base).count()) == (179, 9)
    assert sum(map(len, Page.find_problems())) == 0


def test_questions_in_four_languages_are_imported_and_linked(site, capsys):
    path = real_file("irma/faq.jsonl")

    call_command("import_faq", path, knowledge_base="irma", create=True, publish=True)
    call_command("import_faq", path, knowledge_base="irma", publish=True)

    assert capsys.readouterr().out.splitlines() == [
        "Imported: 112 new, 0 changed, 0 unchanged, 0 bad.",
        "Imported: 0 new, 0 changed, 112 unchanged, 0 bad.",
    ]
    dutch = FaqPage.objects.filter(locale__language_code="nl")
    assert [page.get_translations().count() for page in dutch] == [3] * 28
    assert {topic.get_translations().count() for topic in Topic.objects.all()} == {3}
    assert sum(map(len, Page.find_problems())) == 0
