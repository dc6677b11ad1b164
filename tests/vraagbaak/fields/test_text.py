import pytest
from django import forms
from django.core.exceptions import ValidationError

from vraagbaak.fields.text import (
    MAX_LONG_TEXT_LENGTH,
    LongTextField,
    PlainTextField,
    SingleLineField,
    with_unix_newlines,
)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("a\x07b", "ab"),
        ("een\ttwee\ndrie", "een\ttwee\ndrie"),
        ("\x1b ruimte \x85", "ruimte"),
        ("é€", "é€"),
    ],
)
def test_plain_text_has_no_control_characters(typed: str, read: str) -> None:
    assert PlainTextField().clean(typed) == read


def test_control_characters_alone_are_no_text() -> None:
    with pytest.raises(ValidationError, match="required"):
        PlainTextField(error_messages={"required": "required"}).clean("\x07\x1b")


def test_nul_is_refused() -> None:
    with pytest.raises(ValidationError) as refusal:
        PlainTextField().clean("a\0b")
    assert refusal.value.error_list[0].code == "null_characters_not_allowed"


def test_a_single_line_has_single_spaces() -> None:
    assert SingleLineField().clean(" een \r\n twee\t\tdrie ") == "een twee drie"


def test_newlines_of_all_systems_become_one() -> None:
    assert with_unix_newlines("a\r\nb\rc\nd") == "a\nb\nc\nd"


class LongForm(forms.Form):
    text = LongTextField(rows=3)


def test_a_long_text_is_measured_by_the_server_alone() -> None:
    form = LongForm({"text": "a" * (MAX_LONG_TEXT_LENGTH + 1)})
    assert "maxlength" not in str(LongForm()["text"])
    assert [error.code for error in form.errors.as_data()["text"]] == ["max_length"]
