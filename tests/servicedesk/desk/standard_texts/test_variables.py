"""Standard texts filled in for one question."""

from typing import Any

import pytest

from servicedesk.desk.standard_texts.variables import filled_in, unknown_variables
from tests.factories import NOW, PartyFactory, QuestionFactory, UserFactory
from vraagbaak.knowledge.faqs.rendering import plain_text, render_markdown


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("Beste {asker},", "Beste Fatima de Vries,"),
        ("U vroeg: {question}", "U vroeg: Mag dat?"),
        ("Groet, {agent} van {office}", "Groet, Noor Bakker van Gemeente Zonneveld"),
        ("Uiterlijk {due}.", "Uiterlijk 18 november 2026 10:00."),
        ("{asker}{asker}", "Fatima de VriesFatima de Vries"),
        ("Geen { asker }, {} of {anders}", "Geen { asker }, {} of {anders}"),
        ("", ""),
    ],
)
def test_variables_are_filled_in(office: Any, text: str, filled: str) -> None:
    agent = UserFactory(first_name="Noor", last_name="Bakker")
    question = QuestionFactory(office=office, title="Mag dat?", due_at=NOW)

    assert filled_in(text, question=question, user=agent) == filled


def test_moment_is_written_in_the_language_of_the_question(office: Any, agent: Any) -> None:
    question = QuestionFactory(office=office, due_at=NOW, language="en")

    assert filled_in("{due}", question=question, user=agent) == "Nov. 18, 2026, 10 a.m."


def test_question_without_term_has_no_moment(office: Any, agent: Any) -> None:
    assert filled_in("[{due}]", question=QuestionFactory(office=office, due_at=None), user=agent) == "[]"


@pytest.mark.parametrize("name", ["*ster*", "_laag_", "[link](http://x)", "`code`", "<b>vet</b>", "a\\*b"])
def test_name_of_an_asker_is_text_and_no_markup(office: Any, agent: Any, name: str) -> None:
    question = QuestionFactory(office=office, asker=PartyFactory(office=office, name=name))

    html = render_markdown(filled_in("Beste {asker},", question=question, user=agent))

    assert plain_text(html).strip() == f"Beste {name},"


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("{asker} {due}", []),
        ("{vraagsteller} en {naam}, {naam}", ["vraagsteller", "naam"]),
        ("{} { x } {{", []),
    ],
)
def test_unknown_variables_are_found_in_order(text: str, unknown: list[str]) -> None:
    assert unknown_variables(text) == unknown
