from servicedesk.promotion.differences import MAX_WORDS, Passage, differences


def test_what_is_the_same_and_what_is_not() -> None:
    assert differences("Een paspoort kost € 75.", "Een nieuw paspoort kost € 80.") == [
        Passage("Een"),
        Passage("nieuw", "second"),
        Passage("paspoort kost €"),
        Passage("75.", "first"),
        Passage("80.", "second"),
    ]


def test_equal_texts_differ_in_nothing() -> None:
    assert differences("Ja, dat kan.", "Ja, dat kan.") == [Passage("Ja, dat kan.")]


def test_empty_texts() -> None:
    assert (differences("", ""), differences("", "Ja.")) == ([], [Passage("Ja.", "second")])


def test_paragraphs_stay_apart() -> None:
    assert differences("Ja.\n\nKom langs.", "Ja.\n\nKom langs.") == [Passage("Ja.\n\nKom langs.")]


def test_only_the_beginning_of_very_long_texts_is_compared() -> None:
    text = "woord " * 50_000
    assert len(differences(text, text)[0].text.split()) == MAX_WORDS
