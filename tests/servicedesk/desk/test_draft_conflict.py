"""Two agents at one answer, without a page: what counts as a conflict."""

import pytest

from servicedesk.desk.draft_conflict import DraftConflict
from servicedesk.models import Answer, Question
from servicedesk.questions.choices import QuestionStatus
from servicedesk.questions.drafts import fingerprint

MINE, THEIRS = "Mijn tekst.", "Van Omar."


def conflict(*, began_with: str, text: str = MINE, stored: str = THEIRS, **question: str) -> DraftConflict:
    return DraftConflict(
        question=Question(**question),
        stored=Answer(text=stored),
        text=text,
        began_with=fingerprint(began_with),
        said="1-0",
        said_now="1-0",
    )


@pytest.mark.parametrize(
    ("text", "began_with", "is_overtaken"),
    [
        (MINE, "", True),
        (MINE, THEIRS, False),
        (THEIRS, "", False),
        ("", "", True),
    ],
)
def test_writer_is_overtaken_by_another_text_that_was_not_seen(
    text: str, began_with: str, is_overtaken: bool
) -> None:
    assert (conflict(text=text, began_with=began_with).overtaken_by is not None) is is_overtaken


def test_text_is_typed_when_it_is_not_what_was_begun_with() -> None:
    assert (conflict(began_with=MINE).is_typed, conflict(began_with=THEIRS).is_typed) == (False, True)


def test_what_is_open_and_was_seen_has_no_conflict() -> None:
    seen = conflict(began_with=THEIRS, status=QuestionStatus.OPEN)

    assert (seen.sentences, seen.more_was_said) == ([], False)
