import pytest

from vraagbaak.search.excerpts import excerpt

LONG = (
    "Inleiding zonder nieuws. " * 20 + "U kunt uw paspoorten hier verlengen. " + "Slot zonder nieuws. " * 20
)


def test_hits_are_marked_in_every_form_of_the_word() -> None:
    assert excerpt("Twee paspoorten voor één kind", "paspoort een", "nl") == [
        ("Twee ", False),
        ("paspoorten", True),
        (" voor één kind", False),
    ]


def test_a_long_text_is_cut_around_the_hits() -> None:
    pieces = excerpt(LONG, "paspoort verlengen", "nl", length=80)

    assert [text for text, hit in pieces if hit] == ["paspoorten", "verlengen"]
    assert (pieces[0], pieces[-1]) == (("…", False), ("…", False))
    assert len("".join(text for text, _ in pieces)) <= 82


def test_without_a_hit_the_excerpt_is_the_beginning() -> None:
    assert excerpt(LONG, "rijbewijs", "nl", length=30) == [("Inleiding zonder nieuws.", False), ("…", False)]


def test_text_is_left_as_it_is_for_the_template_to_escape() -> None:
    assert excerpt("<b>paspoort</b> & zo", "paspoort", "nl") == [
        ("<b>", False),
        ("paspoort", True),
        ("</b> & zo", False),
    ]


@pytest.mark.parametrize("query", ["", "?", "\x00", "x" * 10_000, "🎉"])
def test_a_strange_query_marks_nothing(query: str) -> None:
    assert excerpt("Paspoort aanvragen", query, "nl") == [("Paspoort aanvragen", False)]


@pytest.mark.parametrize("text", ["", "x" * 500, " "])
def test_a_strange_text_is_no_problem(text: str) -> None:
    assert len("".join(piece for piece, _ in excerpt(text, "paspoort", "nl", length=100))) <= 101


@pytest.mark.parametrize(
    ("text", "query", "language", "marked"),
    [
        ("Uw identite\u0301 en uw adres", "identité", "fr", ["identité"]),
        ("L'E\u0301tat paie", "état", "fr", ["État"]),
        ("L'État paie", "etat", "fr", ["État"]),
        ("Neem uw ID-kaart mee", "kaart", "nl", ["kaart"]),
        ("Hij heeft het gekocht", "gekocht", "nl", ["gekocht"]),
        ("请申请护照", "护照", "zh", ["请申请护照"]),
    ],
)
def test_words_are_marked_whatever_stands_before_them(
    text: str, query: str, language: str, marked: list[str]
) -> None:
    assert [piece for piece, is_hit in excerpt(text, query, language) if is_hit] == marked
