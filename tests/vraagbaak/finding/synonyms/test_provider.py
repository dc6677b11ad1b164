"""The synonyms as every process has them: at once, and for the price of one query."""

import threading
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from vraagbaak.finding.synonyms import provider
from vraagbaak.finding.synonyms.choices import Direction
from vraagbaak.finding.synonyms.models import Synonym
from vraagbaak.finding.synonyms.provider import synonyms


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    provider._cache.clear()
    yield
    provider._cache.clear()


def test_language_without_synonyms_has_no_pairs(db: None) -> None:
    assert synonyms("nl") == ()


def test_both_ways_gives_both_pairs(synonym: Callable[..., Synonym]) -> None:
    synonym("roze pasje", "rijbewijs", Direction.TWO_WAY)

    assert synonyms("nl") == (("roze pasje", "rijbewijs"), ("rijbewijs", "roze pasje"))


def test_each_language_has_its_own(synonym: Callable[..., Synonym]) -> None:
    synonym("id", "identiteitskaart")
    synonym("id", "identity card", language="en")

    assert synonyms("nl") == (("id", "identiteitskaart"),)
    assert synonyms("en") == (("id", "identity card"),)


def test_the_same_object_comes_back_for_one_query(synonym: Callable[..., Synonym]) -> None:
    synonym("id", "identiteitskaart")
    before = synonyms("nl")

    with CaptureQueriesContext(connection) as queries:
        after = synonyms("nl")

    assert after is before
    assert len(queries) == 1


def test_change_in_another_language_keeps_the_object(synonym: Callable[..., Synonym]) -> None:
    synonym("id", "identiteitskaart")
    before = synonyms("nl")
    synonym("id", "identity card", language="en")

    assert synonyms("nl") is before


def create(made: Synonym) -> None:
    Synonym.objects.create(written="pas", means="paspoort", direction=Direction.ONE_WAY, language="nl")


def save(made: Synonym) -> None:
    made.means = "ID-kaart"
    made.save()


def delete(made: Synonym) -> None:
    made.delete()


def update(made: Synonym) -> None:
    Synonym.objects.update(means="ID-kaart")


def delete_all(made: Synonym) -> None:
    Synonym.objects.all().delete()


def bulk_create(made: Synonym) -> None:
    new = Synonym(written="pas", means="paspoort", direction=Direction.ONE_WAY, language="nl")
    Synonym.objects.bulk_create([new])


def bulk_update(made: Synonym) -> None:
    made.means = "ID-kaart"
    Synonym.objects.bulk_update([made], ["means"])


def move_to_english(made: Synonym) -> None:
    made.language = "en"
    made.save()


NEW = ("pas", "paspoort")
OLD, CHANGED = ("id", "identiteitskaart"), ("id", "ID-kaart")


@pytest.mark.parametrize(
    ("change", "pairs"),
    [
        (create, (OLD, NEW)),
        (save, (CHANGED,)),
        (delete, ()),
        (update, (CHANGED,)),
        (delete_all, ()),
        (bulk_create, (OLD, NEW)),
        (bulk_update, (CHANGED,)),
        (move_to_english, ()),
    ],
)
def test_every_way_of_changing_is_seen(synonym: Callable[..., Synonym], change: Any, pairs: Any) -> None:
    made = synonym(*OLD)
    synonyms("nl")

    change(made)

    assert synonyms("nl") == pairs


def test_change_that_is_rolled_back_leaves_nothing(synonym: Callable[..., Synonym]) -> None:
    synonym(*OLD)
    with transaction.atomic():
        synonym(*NEW)
        within = synonyms("nl")
        transaction.set_rollback(True)

    assert within == (OLD, NEW)
    assert synonyms("nl") == (OLD,)


@pytest.mark.django_db(transaction=True)
def test_change_by_another_process_is_seen(synonym: Callable[..., Synonym]) -> None:
    """A connection of its own that goes past all our code stands for the other process."""
    made = synonym(*OLD)
    synonyms("nl")

    def change() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE vraagbaak_synonym SET means = 'ID-kaart' WHERE id = %s", [made.pk])
            cursor.execute(
                "UPDATE vraagbaak_synonymversion SET token = %s WHERE language = 'nl'", [uuid4().hex]
            )
        connection.close()

    other = threading.Thread(target=change)
    other.start()
    other.join()

    assert synonyms("nl") == (CHANGED,)


@pytest.mark.django_db(transaction=True)
def test_threads_that_find_a_change_share_one_object(synonym: Callable[..., Synonym]) -> None:
    synonym(*OLD)
    found: list[Any] = []
    at_once = threading.Barrier(8)

    def look() -> None:
        at_once.wait()
        found.append(synonyms("nl"))
        connection.close()

    threads = [threading.Thread(target=look) for _each in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 8
    assert len({id(each) for each in found}) == 1
