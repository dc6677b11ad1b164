"""The options of each search engine that SEARCH_BACKEND may name, with the same linguistic analysis.

Our own engine analyses each page in its own language. The others have one analyser for all texts of an index: that of
`language`.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import NotSupportedError, ProgrammingError, connections, transaction

from vraagbaak.search.analysis import read_words

logger = logging.getLogger(__name__)

OWN_ENGINE = "vraagbaak.search.backend"
SYNONYMS = "vraagbaak.finding.synonyms.provider.synonyms"
SHORTEST_COMPOUND = 8
SHORTEST_PART = 4
FRENCH_ARTICLES = ["l", "m", "t", "qu", "n", "s", "j", "d", "c", "jusqu", "quoiqu", "lorsqu", "puisqu"]


@dataclass(frozen=True)
class Treatment:
    """What PostgreSQL and Lucene call the language, by which both find their stemmer and stop words."""

    name: str
    compounds: bool = False
    elided: tuple[str, ...] = ()


TREATMENTS = {
    "nl": Treatment("dutch", compounds=True),
    "en": Treatment("english"),
    "de": Treatment("german", compounds=True),
    "fr": Treatment("french", elided=tuple(FRENCH_ARTICLES)),
}


@dataclass(frozen=True, kw_only=True)
class Engine:
    """What the settings say about searching, whichever engine is used."""

    backend: str
    language: str
    index_dir: Path
    urls: Iterable[str] = ()
    index_prefix: str = ""
    word_list: Path | None = None

    @property
    def options(self) -> dict[str, Any]:
        """For WAGTAILSEARCH_BACKENDS. An engine that we do not know gets no options."""
        module = self.backend.rpartition(".")[2]
        if self.backend == OWN_ENGINE:
            specific = {
                "INDEX_DIR": str(self.index_dir),
                "DEFAULT_LANGUAGE": self.language,
                "SYNONYMS": SYNONYMS,
                "WORD_LIST": str(self.word_list or ""),
            }
        elif module == "database":
            specific = {"SEARCH_CONFIG": configuration_name(self.language)}
        elif module.startswith(("opensearch", "elasticsearch")):
            specific = self.lucene_options
        else:
            specific = {}
        return {"BACKEND": self.backend, **specific}

    @property
    def lucene_options(self) -> dict[str, Any]:
        return {
            "URLS": list(self.urls),
            "INDEX_PREFIX": self.index_prefix,
            "INDEX_SETTINGS": index_settings(
                self.language, words=sorted(read_words(str(self.word_list))) if self.word_list else []
            ),
        }


def index_settings(language: str, *, words: list[str]) -> dict[str, Any]:
    """What modelsearch merges into the settings of an OpenSearch or Elasticsearch index.

    Fields for which no analyser is named get the one called `default`. modelsearch has the engine only split what is
    being typed into words, with their accents; so beginnings are indexed both with and without accents.
    """
    treatment = TREATMENTS[language]
    filters: dict[str, Any] = {
        "folded_beside_original": {"type": "asciifolding", "preserve_original": True},
        "stop_words": {"type": "stop", "stopwords": f"_{treatment.name}_"},
        "stems": {"type": "stemmer", "language": treatment.name},
    }
    steps = ["lowercase", "asciifolding", "stop_words", "stems"]
    if treatment.elided:
        filters["elided"] = {"type": "elision", "articles_case": True, "articles": list(treatment.elided)}
        steps.insert(0, "elided")
    if treatment.compounds and words:
        filters["parts"] = decompounder(words)
        steps.insert(steps.index("stop_words"), "parts")
    analyzers = {
        "default": {"type": "custom", "tokenizer": "standard", "filter": steps},
        "edgengram_analyzer": {"filter": ["lowercase", "folded_beside_original", "edgengram"]},
    }
    return {"settings": {"analysis": {"analyzer": analyzers, "filter": filters}}}


def decompounder(words: list[str]) -> dict[str, Any]:
    """Indexes the known parts of a compound too. Needs no file on the engine's machine, as hyphenation would."""
    return {
        "type": "dictionary_decompounder",
        "word_list": words,
        "min_word_size": SHORTEST_COMPOUND,
        "min_subword_size": SHORTEST_PART,
        "only_longest_match": True,
    }


def configuration_name(language: str) -> str:
    return f"vraagbaak_{language}"


def make_text_search_configurations(*, using: str, **kwargs: Any) -> None:
    """Creates those that PostgreSQL lacks: its own for the language, with accents folded first."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT cfgname FROM pg_ts_config")
        present = {name for (name,) in cursor.fetchall()}
        missing = [language for language in TREATMENTS if configuration_name(language) not in present]
        folds = bool(missing) and can_fold_accents(using)
        for language in missing:
            cursor.execute(configuration_sql(language, folds=folds))


def can_fold_accents(using: str) -> bool:
    """Whether the extension `unaccent` is there, or can be installed by the owner of the database."""
    try:
        with transaction.atomic(using), connections[using].cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS unaccent")
    except (ProgrammingError, NotSupportedError) as error:
        logger.warning("PostgreSQL's search will not fold accents: %s", error)
        return False
    return True


def configuration_sql(language: str, *, folds: bool = True) -> str:
    """Words of ASCII letters have no accents, and keep the mapping of the language's own configuration."""
    name, treatment = configuration_name(language), TREATMENTS[language]
    create = f"CREATE TEXT SEARCH CONFIGURATION {name} (COPY = {treatment.name})"
    if not folds:
        return create
    mapping = f"ALTER MAPPING FOR word, hword, hword_part WITH unaccent, {treatment.name}_stem"
    return f"{create}; ALTER TEXT SEARCH CONFIGURATION {name} {mapping}"
