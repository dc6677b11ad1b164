"""Whatever is typed: no error, and no more work than for a question."""

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings
from modelsearch.query import Fuzzy, Phrase

from tests.vraagbaak.search.books import Find, Put, book, did_you_mean, keys, searching, suggesting
from vraagbaak.search.lexicon import Lexicon
from vraagbaak.search.query_tree import MAX_WORDS
from vraagbaak.search.store import Store
from vraagbaak.search.view import View

BAD_QUERIES = [
    "AND OR NOT", "paspoort AND", "NOT", "title:paspoort", "paspoort^5", "paspoort~2", "[a TO z]", "{", "}",
    "*", "?", "pas*", "p?s", "+paspoort -rijbewijs", "((((", "))))", '"', '"paspoort', "“paspoort„", "'", "\\",
    "a", "é", "1", "护", "de het een", "hoe kan ik mijn", "wie wat waar", "???", "…", "。", " ", "\n\t", "",
    "\x00", "paspoort\x00rijbewijs", "\x1b[31m", "\x7f", "\ud800", "\u202e", "\ufeff", "a\u0301\u0301\u0301",
    "🎉", "👩‍👩‍👧‍👦", "كيف أحصل على جواز سفر", "如何申请护照", "как получить паспорт", "ฉันจะขอหนังสือเดินทาง",
    "'; DROP TABLE wagtailcore_page; --", "1 OR 1=1", "' UNION SELECT password FROM auth_user --",
    "/.*/", "^(a+)+$", "(?P<x>", "[[:alpha:]]", "%s%n", "{{7*7}}", "<script>alert(1)</script>", "../../etc/passwd",
    "x" * 10_000, "paspoort" * 1_250, "paspoort " * 1_200, '"' * 10_000, "(" * 10_000, "a-" * 5_000, "护" * 10_000,
    "'a" * 5_000, "\u0301" * 10_000, "ij" * 5_000, "1." * 5_000,
    " ".join(f"woord{number}" for number in range(2_000)),
    " ".join(["paspoortaanvraagverlenging", "verlengingpaspoortaanvraag"] * 200),
]  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store(tmp_path_factory.mktemp("bad") / "index")
    store.empty()
    store.write(
        [book(1, "Paspoort aanvragen", "De aanvraag van een paspoort"), book(2, "Rijbewijs verlengen")]
    )
    store.write([book(3, "Passport renewal", language="en"), book(4, "护照 جواز паспорт", language="fr")])
    return store


@pytest.mark.parametrize("query", BAD_QUERIES, ids=lambda query: ascii(query)[:20])
def test_no_query_is_too_strange(library: Store, query: str) -> None:
    for operator in ("and", "or"):
        assert set(keys(library, searching(query, operator))) <= {1, 2, 3, 4}
        assert set(keys(library, searching(Fuzzy(query, operator=operator)))) <= {1, 2, 3, 4}
        assert set(keys(library, suggesting(query, operator))) <= {1, 2, 3, 4}
    assert set(keys(library, searching(Phrase(query)))) <= {1, 2, 3, 4}
    assert isinstance(did_you_mean(library, query[:200]), str | None)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(query=st.text(max_size=60))
def test_nor_is_any_other_text(library: Store, query: str) -> None:
    for plan in (searching(query, "or"), searching(query), suggesting(query), suggesting(query, "and")):
        assert set(keys(library, plan)) <= {1, 2, 3, 4}
    assert isinstance(did_you_mean(library, query), str | None)


@pytest.mark.parametrize("query", ["???", "", " ", "\x00", "🎉", "((((", '"""', "' \" --"])
def test_a_query_without_words_finds_nothing(library: Store, query: str) -> None:
    assert (keys(library, searching(query, "or")), keys(library, suggesting(query))) == ([], [])


def test_operators_and_quotes_are_only_words(put: Put, find: Find) -> None:
    put(1, "Paspoort aanvragen")
    put(2, "Rijbewijs")

    assert find("paspoort NOT aanvragen", "or") == [1]
    assert find('"aanvragen paspoort', "and") == [1]
    assert find("+paspoort -aanvragen", "or") == [1]


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """Counts the posting lists that are read and the scans of a whole vocabulary."""
    done = {"postings": 0, "scans": 0}
    postings, near = View.postings, Lexicon.near

    def counted_postings(view: View, term: str) -> object:
        done["postings"] += 1
        return postings(view, term)

    def counted_near(lexicon: Lexicon, written: str, distance: int) -> object:
        done["scans"] += bool(distance)
        return near(lexicon, written, distance)

    monkeypatch.setattr(View, "postings", counted_postings)
    monkeypatch.setattr(Lexicon, "near", counted_near)
    return done


@pytest.mark.parametrize(
    "query", [query for query in BAD_QUERIES if len(query) > 1_000], ids=lambda q: q[:12]
)
def test_a_long_query_costs_as_much_as_its_first_words(
    store: Store, work: dict[str, int], query: str
) -> None:
    store.write([book(1, "Paspoort aanvragen", "De aanvraag van een paspoort")])

    keys(store, searching(query, "or"))

    assert work["postings"] <= MAX_WORDS * 8
    assert work["scans"] <= MAX_WORDS * 16


def test_only_the_first_words_of_a_long_query_are_looked_up(put: Put, find: Find) -> None:
    put(1, "een begin")
    words = [f"w{number}" for number in range(MAX_WORDS)]

    assert find(" ".join([*words[1:], "begin"]), "or") == [1]
    assert find(" ".join([*words, "begin"]), "or") == []
