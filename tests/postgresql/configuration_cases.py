"""How PostgreSQL treats the words of each language; run by test_postgresql.py on a real one."""

import pytest
from django.db import connection

from tests.factories import FaqPageFactory
from vraagbaak.finding.queries import search_faqs
from website.search_engines import make_text_search_configurations


def finds(language: str, text: str, query: str) -> bool:
    configuration = f"vraagbaak_{language}"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT to_tsvector(%s, %s) @@ plainto_tsquery(%s, %s)",
            [configuration, text, configuration, query],
        )
        return bool(cursor.fetchone()[0])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "text", "query"),
    [
        ("nl", "Twee paspoorten aanvragen", "paspoort aanvraag"),
        ("nl", "Een café beginnen", "cafe"),
        ("nl", "Een cafe beginnen", "café"),
        ("nl", "Financiële hulp", "financiele"),
        ("nl", "Hulp bij schulden", "de hulp van een schuld"),
        ("en", "Renewing passports", "renew a passport"),
        ("de", "Die Pässe verlängern", "passe verlangern"),
        ("fr", "Demander des pièces d’identité", "piece identite"),
    ],
)
def test_stems_accents_and_stop_words_are_treated(language: str, text: str, query: str) -> None:
    assert finds(language, text, query)


@pytest.mark.django_db
def test_making_the_configurations_again_changes_nothing() -> None:
    make_text_search_configurations(using="default")

    assert finds("nl", "Een café beginnen", "cafe")


@pytest.mark.django_db
def test_the_product_finds_another_form_without_the_accent(
    base: object, site: object, stranger: object
) -> None:
    FaqPageFactory(parent=base, title="Wat doen financiële regelingen?")

    found = search_faqs(query="financiele regeling", user=stranger, site=site)

    assert [page.title for page in found] == ["Wat doen financiële regelingen?"]
