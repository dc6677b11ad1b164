import pytest

from vraagbaak.fields.numbers import MAX_KEY_DIGITS, read_key, read_keys


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("12", 12),
        ("007", 7),
        ("9" * MAX_KEY_DIGITS, 10**MAX_KEY_DIGITS - 1),
        ("9" * (MAX_KEY_DIGITS + 1), None),
        ("", None),
        ("-1", None),
        ("1.5", None),
        (" 1", None),
        ("²", None),
        ("٣", None),
        ("een", None),
    ],
)
def test_key_in_a_text(text: str, key: int | None) -> None:
    assert read_key(text) == key


def test_keys_keep_their_order_and_lose_what_is_none() -> None:
    assert read_keys(["3", "x", "9" * 30, "1"]) == [3, 1]
