"""The product on a real PostgreSQL: with PostgreSQL's own search, and with ours. Each in a pytest of its own."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.serving.postgres import Cluster, private_cluster
from website.search_engines import configuration_sql

pytestmark = pytest.mark.long
ROOT = Path(__file__).parents[2]
MANUAL = ROOT / "docs/search.md"
DATABASE_SEARCH = "modelsearch.backends.database"
ON_DATABASE_SEARCH = [
    "tests/postgresql/configuration_cases.py",
    "tests/vraagbaak/finding/test_queries.py",
    "tests/website/public/search/test_views.py",
    "tests/website/public/asking/test_suggestion_views.py",
    "tests/website/public/asking/test_question_views.py::TestDetails",
    "tests/website/api/test_reading.py",
]
ON_OUR_SEARCH = ["tests/vraagbaak/exchange/test_import.py", "tests/website/background/test_tasks.py"]
REVIEWS = [
    "tests/vraagbaak/review/page_views",
    "tests/vraagbaak/review/history",
    "tests/vraagbaak/review/daily",
    "tests/vraagbaak/review/digests/test_tasks.py",
    "tests/vraagbaak/review/reviews/test_actions.py::TestTwoReviewers",
    "tests/vraagbaak/review/reviews/test_actions.py::test_of_two_reviewers_at_the_same_moment_one_is_told",
    "tests/vraagbaak/review/reviews/test_report.py::test_ordered_by_views_times_days_overdue",
]
LOOP = ["tests/servicedesk/deflection"]
RACES = [
    "tests/servicedesk/promotion/test_races.py",
    "tests/servicedesk/triage/test_race.py",
]
# The ways in which an import writes, and one page of each kind of task.
WRITING = "everything_in or second_run or moves_the or translated or sound or refuses or at_once or pruned"
# Our engine answers with what a list shows, for which another asks the database; and each ranks in its own way.
OURS_ALONE = "not quer and not best_first"


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with private_cluster() as cluster:
        yield cluster


def run_pytest(cluster: Cluster, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "--quiet", "-W", "ignore", *arguments]
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "TEST_"))}
    return subprocess.run(
        command,
        env={**clean, "TEST_DATABASE_URL": cluster.url("vraagbaak"), **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_finds_imports_and_takes_questions_with_postgresql_s_own_search(cluster: Cluster) -> None:
    run = run_pytest(cluster, *ON_DATABASE_SEARCH, "-k", OURS_ALONE, SEARCH_BACKEND=DATABASE_SEARCH)

    assert run.returncode == 0, run.stdout[-8000:] + run.stderr[-2000:]


def test_imports_reviews_counts_and_decides_at_once_with_our_own_search(cluster: Cluster) -> None:
    """In one pytest, since each takes seconds to begin; of the imports those that write in a way of their own."""
    chosen = f"not (exchange or background) or ({WRITING})"

    run = run_pytest(cluster, *ON_OUR_SEARCH, *REVIEWS, *LOOP, *RACES, "-k", chosen)

    assert run.returncode == 0, run.stdout[-8000:] + run.stderr[-2000:]


def documented_sql() -> list[str]:
    """The pieces of SQL in the manual: of the configuration, and of its synonyms."""
    return re.findall(r"^```sql\n(.*?)^```$", MANUAL.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def test_the_documented_sql_folds_stems_and_takes_synonyms(cluster: Cluster) -> None:
    """With the file of synonyms that PostgreSQL brings as a sample, in the place of the operator's."""
    configuration, synonyms = documented_sql()
    synonyms = synonyms.replace("'vraagbaak_nl'", "'synonym_sample'")
    ask = ["psql", "--dbname", "documented", "--no-psqlrc", "-At", "-v", "ON_ERROR_STOP=1"]
    cluster.create_database("documented")

    cluster.run(*ask, "-c", configuration, "-c", synonyms)

    assert cluster.run(
        *ask, "-c", "SELECT to_tsvector('vraagbaak_nl', 'De cafés en gogle, één regeling')"
    ) == ("'cafes':2 'googl':4 'regel':6\n")


def test_the_documented_sql_is_what_migrating_does() -> None:
    configuration, _synonyms = documented_sql()
    ours = f"CREATE EXTENSION IF NOT EXISTS unaccent; {configuration_sql('nl')};"

    assert " ".join(configuration.split()) == ours
