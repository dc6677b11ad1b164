"""The wordings go through the whole product."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from wagtail.models import Site

from quality.baseline import plain_searches
from quality.measuring import BEGINNING, PLAIN, SEARCH, SUGGEST, ask, ways_to_ask
from quality.product import Api, fill, index
from quality.queries import Wanted
from quality.texts import read_texts
from website.api import reading

ROWS = [
    {"id": "pas", "language": "nl", "question": "Wat kost een paspoort?", "answer": "<p>Een bedrag.</p>"},
    {"id": "hond", "language": "nl", "question": "Mag mijn hond mee?", "answer": "<p>Aan de lijn.</p>"},
]


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    file = tmp_path / "faq.jsonl"
    file.write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8")
    return file


def test_imported_questions_are_asked_in_every_way(
    site: Site, questions: Path, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    monkeypatch.setattr(reading, "excerpt_of", reading.excerpt_of)
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    fill({"proef": questions})
    index()
    wanted = Wanted("proef", "typed", "paspoort kosten", "nl", frozenset(["pas"]))

    answers = ask([wanted], ways_to_ask(Api(), plain_searches(read_texts(questions))))

    assert [(answer.way, list(answer.found)) for answer in answers] == [
        (SEARCH, ["pas"]),
        (SUGGEST, ["pas"]),
        (BEGINNING, ["pas"]),
        (PLAIN, ["pas"]),
    ]


def test_folder_without_questions_is_named(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "quality", "--data", str(tmp_path)]

    finished = subprocess.run(command, capture_output=True, text=True, check=False)

    assert finished.returncode == 1
    assert finished.stderr == f"{tmp_path} holds no questions: name the folder of the data with --data.\n"
