"""Questions as people ask them: content words count, and so does the field they are in."""

import pytest

from tests.vraagbaak.search.books import EVERYTHING, Find, Put, book_of
from vraagbaak.search.store import Store


def test_words_that_every_text_has_do_not_stand_in_the_way(put: Put, find: Find) -> None:
    put(1, "Paspoort aanvragen")

    assert find("waar kan ik een paspoort aanvragen?") == [1]


def test_a_question_of_only_common_words_is_still_looked_up(put: Put, find: Find) -> None:
    put(1, "Wat is dat")
    put(2, "Paspoort")

    assert find("wat is dat") == [1]


def test_a_word_in_the_title_counts_for_more(put: Put, find: Find) -> None:
    put(1, "Verhuizen", body="Neem uw paspoort mee.")
    put(2, "Paspoort", body="Hier leest u over verhuizen.")

    assert find("paspoort") == [2, 1]
    assert find("verhuizen") == [1, 2]


def test_a_rare_word_counts_for_more_than_a_common_one(put: Put, find: Find) -> None:
    for key in range(1, 6):
        put(key, "Belasting betalen")
    put(6, "Hondenpoep melden")

    assert find("belasting hondenpoep", "or")[0] == 6


def test_documents_with_all_words_come_before_those_with_some(put: Put, find: Find) -> None:
    put(1, "Zeldzaam zeldzaam zeldzaam")
    put(2, "Gewoon", body="woord " * 300 + "zeldzaam gewoon")
    for key in range(3, 9):
        put(key, "Gewoon")

    assert find("zeldzaam gewoon", "or")[:2] == [2, 1]


def put_noise(put_titles: Put) -> None:
    put_titles(
        "Hoe kan ik mijn adres wijzigen?",
        "Hoe kan ik mijn afval laten ophalen?",
        "Kan ik mijn hond laten registreren?",
        "Wat moet ik doen als ik ga trouwen?",
        "Waar kan ik mijn auto parkeren?",
        "Paspoort voor een kind",
    )


@pytest.mark.parametrize(
    "asked",
    [
        "hoe kan ik mijn paspoort",
        "Hoe kan ik mijn paspoort verlengen?",
        "wat moet ik doen als ik mijn paspoort kwijt ben",
        "waar kan ik een paspoort krijgen aub",
        "ik wil graag weten hoe ik een paspoort kan krijgen",
    ],
)
def test_question_words_do_not_drown_the_subject(put_titles: Put, find: Find, asked: str) -> None:
    put_noise(put_titles)

    assert find(asked, "or")[0] == 6


@pytest.mark.parametrize(
    ("language", "subject", "other", "asked"),
    [
        ("en", "Passport", "How can I change what I am?", "how can I get a passport please"),
        ("de", "Reisepass", "Wie kann ich mein Auto anmelden?", "wie kann ich einen Reisepass bekommen"),
        ("fr", "Passeport", "Comment puis-je changer mon adresse ?", "comment puis-je avoir un passeport"),
    ],
)
def test_other_languages_have_question_words_too(
    put: Put, find: Find, language: str, subject: str, other: str, asked: str
) -> None:
    put(1, subject, body="unum duo tres quattuor", language=language)
    put(2, other, language=language)

    assert find(asked, "or")[0] == 1


def test_a_question_of_twelve_words_finds_the_page_that_has_five_of_them(put: Put, find: Find) -> None:
    put(1, "Parkeren voor bewoners", body="Vergunning aanvragen voor een tweede auto")
    put(2, "Auto verkopen")
    put(3, "Vergunning voor een evenement in een park")
    asked = "vergunning parkeren tweede auto bewoners straat zonder meter dichtbij winkel gracht brug plein"

    assert find(asked, "or")[0] == 1


@pytest.mark.parametrize("asked", ["zeldzaam gewoon", "zeldzaam gewoon alledaags"])
def test_up_to_three_content_words_all_of_them_come_first(put: Put, find: Find, asked: str) -> None:
    put(1, "Zeldzaam zeldzaam zeldzaam zeldzaam")
    put(2, "Iets", body="woord " * 300 + "zeldzaam gewoon alledaags")
    for key in range(3, 12):
        put(key, "Gewoon alledaags")

    assert find(asked, "or")[0] == 2


def test_a_stop_word_finds_nothing_next_to_a_content_word(put: Put, find: Find) -> None:
    put(1, "Hoe kan ik dit doen?")
    put(2, "Paspoort")

    assert find("hoe kan ik een paspoort", "or") == [2]


def test_fields_weigh_in_the_order_of_their_boosts(store: Store, find: Find) -> None:
    filler = ("answer", "Antwoord met allerlei woorden van een pagina", 1.0)
    store.write(
        [
            book_of(1, ("question", "Titel", 4.0), ("answer", "Antwoord met het woord paspoort erin", 1.0)),
            book_of(2, ("question", "Titel", 4.0), ("tags", "paspoort", 1.5), filler),
            book_of(3, ("question", "Titel", 4.0), ("alternatives", "paspoort", 3.0), filler),
            book_of(4, ("question", "Paspoort", 4.0), filler),
        ]
    )

    assert find("paspoort", "or") == [4, 3, 2, 1]


EXACT = [
    "Wat kost een paspoort?",
    "wat kost een paspoort",
    "WAT KOST EEN PASPOORT!!!",
    "  Wat   kost een paspoort ",
    "«Wát kóst één paspoort»",
    "Wat kost een paspoort...?",
]


@pytest.mark.parametrize("asked", EXACT)
def test_the_very_question_comes_first(store: Store, find: Find, asked: str) -> None:
    store.write(
        [
            book_of(1, ("question", "Wat kost een paspoort?", 4.0), ("answer", "Lange tekst " * 200, 1.0)),
            book_of(2, ("question", "Paspoort: kost paspoort kost paspoort", 4.0)),
            book_of(3, ("question", "Wat kost een paspoort voor een kind?", 4.0)),
            book_of(4, ("question", "Paspoort", 4.0), ("answer", "Wat kost een paspoort paspoort", 1.0)),
        ]
    )

    assert find(asked, "or")[0] == 1


def test_the_very_question_may_be_an_alternative_phrasing(store: Store, find: Find) -> None:
    store.write(
        [
            book_of(1, ("question", "Leges", 4.0), ("alternatives", "Wat kost een paspoort?", 3.0)),
            book_of(2, ("question", "Paspoort: kost paspoort", 4.0)),
            book_of(3, ("question", "Wat kost een paspoort voor een kind?", 4.0)),
        ]
    )

    assert find("wat kost een paspoort", "or")[0] == 1


def test_a_question_comes_before_the_same_as_alternative_phrasing(store: Store, find: Find) -> None:
    asked = "Wat kost een paspoort?"
    store.write(
        [
            book_of(1, ("question", asked, 4.0)),
            book_of(2, ("question", "Leges", 4.0), ("alternatives", asked, 3.0)),
        ]
    )

    assert find(asked, "or") == [1, 2]


def test_the_very_question_comes_first_also_when_it_holds_only_common_words(
    put_titles: Put, find: Find
) -> None:
    put_titles("Wie zijn wij en wat doen wij?", "Wie zijn wij?", "Wij zijn wie wij zijn")

    assert find("wie zijn wij", "or")[0] == 2


def test_the_very_question_does_not_pass_the_filter(store: Store, find: Find) -> None:
    store.write([book_of(1, ("question", "Wat kost een paspoort?", 4.0))])
    store.write(drop=["library.book:1"])

    assert find("Wat kost een paspoort?", "or", filter=EVERYTHING) == []


@pytest.mark.parametrize("query", ["paspoort/rijbewijs", "titel:paspoort", "paspoort & rijbewijs"])
def test_signs_between_words_part_them(put: Put, find: Find, query: str) -> None:
    put(1, "Paspoort aanvragen")

    assert find(query, "or") == [1]
