"""Which words find which: stems, accents, codes, languages and scripts."""

import pytest

from tests.vraagbaak.search.books import Find, Put, where


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Formulier W-4 invullen", "w4"),
        ("Formulier W-4 invullen", "W-4"),
        ("Formulier W4 invullen", "w-4"),
        ("Artikel 7:225 BW", "artikel 7:225"),
        ("Artikel 7:225 BW", "225"),
        ("Begroting 2026", "2026"),
        ("Uw e-mail wijzigen", "email"),
        ("Uw email wijzigen", "e-mail"),
        ("Bel 06-12345678", "0612345678"),
        ("Pasfoto's inleveren", "pasfotos"),
        ("Pasfoto's inleveren", "pasfoto"),
        ("Een coöperatie beginnen", "cooperatie"),
        ("Paspoort aanvragen", "PASPOORTEN"),
        ("Hoe vraag ik een paspoort aan?", "hoe vraag ik paspoorten aan"),
        ("护照申请", "护照"),
        ("Как получить паспорт", "паспорт"),
        ("كيف أحصل على جواز سفر", "جواز"),
    ],
)
def test_a_question_finds_what_is_written(put: Put, find: Find, written: str, asked: str) -> None:
    put(1, written)
    put(2, "Iets heel anders")

    assert find(asked) == [1]


@pytest.mark.parametrize("asked", ["paspoort 2027", "w5", "照护", "pas", "poort"])
def test_a_question_does_not_find_half_words_or_half_the_words(put: Put, find: Find, asked: str) -> None:
    put(1, "Paspoort aanvragen in 2026 met W-4 护照")

    assert find(asked) == []


def test_the_words_may_be_spread_over_the_fields(put: Put, find: Find) -> None:
    put(1, "Paspoort", body="U kunt dit digitaal verlengen.")

    assert find("paspoort verlengen") == [1]


def test_every_language_has_its_own_stems_and_the_best_wins(put: Put, find: Find) -> None:
    put(1, "Paspoorten", language="nl")
    put(2, "Passports for children", language="en")
    put(3, "Ausweise", language="de")
    put(4, "Les demandes", language="fr")

    assert [find(query) for query in ("paspoort", "passport", "ausweis", "demande")] == [[1], [2], [3], [4]]


def test_a_word_of_two_languages_is_counted_once(put: Put, find: Find) -> None:
    put(1, "Test", language="nl")
    put(2, "Test", language="en")

    assert sorted(find("test test")) == [1, 2]


def test_a_filter_on_a_language_leaves_only_its_stems(put: Put, find: Find) -> None:
    put(1, "Die Banken", language="de", locale=1)
    put(2, "Bank", language="nl", locale=2)

    assert find("banken", filter=where("locale", 2)) == [2]
