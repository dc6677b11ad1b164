"""Every search engine that one setting chooses gets its language treatment, and takes the product's searches."""

import json
from pathlib import Path
from typing import Any

import pytest
from modelsearch.backends.elasticsearchbase import ElasticsearchBaseSearchBackend
from modelsearch.utils import deep_update

from tests.factories import FaqPageFactory
from tests.lucene_engine import SearchBackend, Server
from vraagbaak.finding.queries import search_faqs, suggest_cards
from website.search_engines import OWN_ENGINE, TREATMENTS, Engine, index_settings

LUCENE_S_OWN = {"lowercase", "asciifolding"}


def engine(backend: str, **settings: Any) -> Engine:
    return Engine(backend=backend, language="nl", index_dir=Path("index"), **settings)


def merged(language: str, *, words: list[str] | None = None) -> dict[str, Any]:
    """The analysis that modelsearch sends when it makes an index."""
    ours = index_settings(language, words=words or [])
    options = {"URLS": [], "INDEX_SETTINGS": ours, "HOSTS": []}
    return dict(SearchBackend(options).settings["settings"]["analysis"])


def test_our_own_engine_gets_its_folder_language_and_synonyms() -> None:
    assert engine(OWN_ENGINE).options == {
        "BACKEND": OWN_ENGINE,
        "INDEX_DIR": "index",
        "DEFAULT_LANGUAGE": "nl",
        "SYNONYMS": "vraagbaak.finding.synonyms.provider.synonyms",
        "WORD_LIST": "",
    }


def test_the_database_s_engine_gets_the_configuration_of_the_language() -> None:
    name = "modelsearch.backends.database"

    assert engine(name).options == {"BACKEND": name, "SEARCH_CONFIG": "vraagbaak_nl"}


@pytest.mark.parametrize("module", ["opensearch2", "opensearch3", "elasticsearch8", "elasticsearch9"])
def test_lucene_s_engines_get_addresses_prefix_and_index_settings(module: str) -> None:
    options = engine(
        f"modelsearch.backends.{module}", urls=["https://zoek.example"], index_prefix="v_"
    ).options

    assert options == {
        "BACKEND": f"modelsearch.backends.{module}",
        "URLS": ["https://zoek.example"],
        "INDEX_PREFIX": "v_",
        "INDEX_SETTINGS": index_settings("nl", words=[]),
    }


def test_an_engine_we_do_not_know_gets_its_name_alone() -> None:
    assert engine("somewhere.else").options == {"BACKEND": "somewhere.else"}


@pytest.mark.parametrize("language", TREATMENTS)
def test_every_step_of_every_analyzer_is_known_to_lucene_or_defined(language: str) -> None:
    analysis = merged(language, words=["paspoort"])

    steps = {step for analyzer in analysis["analyzer"].values() for step in analyzer["filter"]}

    assert steps - LUCENE_S_OWN - set(analysis["filter"]) == set()


def test_dutch_is_folded_split_at_known_parts_and_stemmed_after_its_stop_words() -> None:
    analysis = merged("nl", words=["aanvraag", "paspoort"])

    assert analysis["analyzer"]["default"] == {
        "type": "custom",
        "tokenizer": "standard",
        "filter": ["lowercase", "asciifolding", "parts", "stop_words", "stems"],
    }
    assert analysis["filter"]["parts"]["word_list"] == ["aanvraag", "paspoort"]
    assert analysis["filter"]["stop_words"] == {"type": "stop", "stopwords": "_dutch_"}
    assert analysis["filter"]["stems"] == {"type": "stemmer", "language": "dutch"}


def test_french_loses_its_articles_before_anything_else() -> None:
    steps = merged("fr", words=["passeport"])["analyzer"]["default"]["filter"]

    assert steps == ["elided", "lowercase", "asciifolding", "stop_words", "stems"]


def test_beginnings_keep_what_modelsearch_says_but_for_the_accents() -> None:
    analysis = merged("nl")
    theirs = ElasticsearchBaseSearchBackend.settings["settings"]["analysis"]

    assert analysis["analyzer"]["edgengram_analyzer"] == {
        **theirs["analyzer"]["edgengram_analyzer"],
        "filter": ["lowercase", "folded_beside_original", "edgengram"],
    }
    assert analysis["filter"]["edgengram"] == theirs["filter"]["edgengram"]


def test_modelsearch_s_own_settings_are_not_changed_by_ours() -> None:
    before = deep_update({}, ElasticsearchBaseSearchBackend.settings)

    merged("nl")

    assert before == ElasticsearchBaseSearchBackend.settings


def test_the_words_of_compounds_come_from_a_file_with_one_on_each_line(tmp_path: Path) -> None:
    (tmp_path / "words").write_text("Paspoort\naanvraag\n\naanvraag\n", encoding="utf-8")

    options = engine("modelsearch.backends.opensearch3", word_list=tmp_path / "words").options

    filters = options["INDEX_SETTINGS"]["settings"]["analysis"]["filter"]
    assert filters["parts"]["word_list"] == ["aanvraag", "paspoort"]


@pytest.fixture
def lucene(settings: Any, site: Any) -> type[Server]:
    """The product on a Lucene engine, from here on."""
    options = engine("modelsearch.backends.opensearch3").options
    settings.WAGTAILSEARCH_BACKENDS = {"default": options | {"BACKEND": "tests.lucene_engine"}}
    Server.asked.clear()
    return Server


@pytest.mark.parametrize("way", [search_faqs, suggest_cards])
def test_a_lucene_engine_is_asked_in_its_language_and_its_order_is_kept(
    base: Any, topic: Any, site: Any, stranger: Any, dutch: Any, settings: Any, way: Any, request: Any
) -> None:
    first = FaqPageFactory(parent=topic, title="Hoe vraag ik een paspoort aan?")
    second = FaqPageFactory(parent=topic, title="Wat kost een paspoort?")
    lucene = request.getfixturevalue("lucene")
    lucene.hits[:] = [second.pk, first.pk]

    found = way(query="paspoort", user=stranger, site=site, locale=dutch, knowledge_base=base, topic=topic)

    assert [page.pk for page in found] == [second.pk, first.pk]
    assert [json.loads(json.dumps(body))["query"]["bool"]["filter"][1] for body in lucene.asked] == [
        {
            "bool": {
                "must": [
                    {"term": {"live_filter": True}},
                    {"terms": {"vraagbaak_faqpage__effective_audience_filter": ["everyone"]}},
                    {"prefix": {"path_filter": site.root_page.path}},
                    {"term": {"locale_id_filter": dutch.pk}},
                    {"term": {"vraagbaak_faqpage__knowledge_base_id_filter": base.pk}},
                    {"term": {"vraagbaak_faqpage__topic_id_filter": topic.pk}},
                ]
            }
        }
    ] * len(lucene.asked)
