import pytest

from vraagbaak.search.analysis import fold, language_key, words


def terms(text: str, language: str = "plain") -> list[tuple[tuple[str, ...], str]]:
    return [(word.parts, word.joined) for word in words(text, language)]


@pytest.mark.parametrize(
    ("written", "parts", "joined"),
    [
        ("W-4", ("w", "4"), "w4"),
        ("7:225", ("7", "225"), "7225"),
        ("e-mail", ("e", "mail"), "email"),
        ("2026", ("2026",), ""),
        ("1.000,50", ("1", "000", "50"), "100050"),
        ("foto's", ("foto",), "fotos"),
        ("foto’s", ("foto",), "fotos"),
        ("l'identité", ("identite",), "lidentite"),
        ("O'Brien", ("brien",), "obrien"),
        ("V&D", ("v", "d"), "vd"),
        ("coöperatie", ("cooperatie",), ""),
        ("Straße", ("strasse",), ""),
        ("cœur", ("coeur",), ""),
        ("ge\u00adbied", ("gebied",), ""),
        ("paspoort?", ("paspoort",), ""),
        ("护照", ("护", "照"), ""),
    ],
)
def test_a_word_has_parts_and_a_form_written_as_one(
    written: str, parts: tuple[str, ...], joined: str
) -> None:
    assert terms(written) == [(parts, joined)]


@pytest.mark.parametrize("text", ["", "   ", "?!…", "🎉👍🏽", "\x00\x07", "---", '"""'])
def test_a_text_without_letters_or_digits_has_no_words(text: str) -> None:
    assert terms(text) == []


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("nl", "paspoorten", "paspoort"),
        ("nl", "verhuizingen", "verhuizing"),
        ("en", "permits", "permit"),
        ("de", "Ausweise", "Ausweis"),
        ("fr", "identités", "identite"),
        ("fr", "demandes", "demande"),
    ],
)
def test_forms_of_a_word_share_a_stem(language: str, one: str, other: str) -> None:
    assert terms(one, language) == terms(other, language)


def test_a_word_has_its_position_in_the_text() -> None:
    text = "Hoe vraag ik een e-mailadres aan?"

    assert [text[word.start : word.end] for word in words(text, "nl")] == [
        "Hoe",
        "vraag",
        "ik",
        "een",
        "e-mailadres",
        "aan",
    ]


@pytest.mark.parametrize(
    ("code", "key"),
    [("nl", "nl"), ("nl-be", "nl"), ("en_GB", "en"), ("pt-br", "plain"), ("", "plain"), (None, "plain")],
)
def test_a_language_code_names_an_analyser(code: str | None, key: str) -> None:
    assert language_key(code) == key


def test_folding_keeps_marks_that_make_another_letter_in_other_scripts() -> None:
    assert (fold("ÉÉN"), fold("हिन्दी")) == ("een", "हिन्दी")
