"""What an import does to a knowledge base: once, again, partly, and not at all."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Site

from tests import factories
from vraagbaak.exchange.actions import ImportResult, import_rows
from vraagbaak.exchange.import_targets import NoTargetError
from vraagbaak.exchange.rows import BadRow, FaqRow
from vraagbaak.knowledge.audiences.choices import Audience
from vraagbaak.models import AlternativePhrasing, FaqPage, FaqTag, KnowledgeBase, Topic

pytestmark = pytest.mark.django_db


def row(external_id: str = "a", **changes: Any) -> FaqRow:
    values = {
        "number": 1,
        "external_id": external_id,
        "language": "nl",
        "question": f"Vraag {external_id}?",
        "answer": "<p>Antwoord.</p>",
        "answer_format": "html",
    }
    return FaqRow(**(values | changes))


@pytest.fixture
def run(site, base):
    def run_import(*rows: FaqRow | BadRow, **options: Any) -> ImportResult:
        options.setdefault("knowledge_base_slug", base.slug)
        return import_rows(rows=rows, site=site, **options)

    return run_import


def counts(result: ImportResult) -> tuple[int, int, int, int]:
    return result.created, result.updated, result.unchanged, len(result.bad)


def content_counts() -> list[int]:
    return [model.objects.count() for model in (Page, FaqPage, FaqTag, PageLogEntry)]


def test_row_becomes_a_page_with_everything_in_it(run, base):
    result = run(
        row(
            topic="Reizen",
            tags=("paspoort", "Reizen"),
            alternatives=("Wat is a?",),
            audience=Audience.PORTAL,
            agent_note="Let op.",
            review_days=30,
            last_reviewed_on=date(2026, 1, 31),
        ),
        publish=True,
    )

    page = FaqPage.objects.get()
    assert counts(result) == (1, 0, 0, 0)
    assert (page.title, page.live, page.slug) == ("Vraag a?", True, "vraag-a")
    assert page.answer.raw_data[0]["value"] == "<p>Antwoord.</p>"
    assert (page.knowledge_base, page.topic.title, page.get_parent().specific) == (base, "Reizen", page.topic)
    assert page.topic.live
    assert sorted(page.tags.names()) == ["Reizen", "paspoort"]
    assert [alternative.text for alternative in page.alternatives.all()] == ["Wat is a?"]
    assert (page.audience, page.effective_audience, page.agent_note) == ("portal", "portal", "Let op.")
    assert (page.reviewed_on, page.review_on) == (date(2026, 1, 31), date(2026, 3, 2))
    assert (page.has_unpublished_changes, page.revisions.count()) == (False, 1)


def test_without_publish_pages_and_topics_are_drafts(run):
    run(row(topic="Reizen"))

    page = FaqPage.objects.get()
    assert (page.live, page.topic.live, page.revisions.count()) == (False, False, 1)


def test_imported_page_always_has_an_owner_and_a_review_date(run, base, editor):
    run(row("a"), row("b"), publish=True)
    KnowledgeBase.objects.filter(pk=base.pk).update(default_owner_person=editor)
    run(row("c"), publish=True)

    by_editors, _other, by_default = FaqPage.objects.order_by("external_id")
    assert by_editors.owner_group.name == "Redacteuren"
    assert (by_default.owner_person, by_default.owner_group) == (editor, None)
    assert not FaqPage.objects.filter(review_on=None).exists()


def test_changed_row_that_states_its_last_review_keeps_it(run, base):
    run(row("a", last_reviewed_on=date(2026, 1, 31), review_days=30), publish=True)
    run(row("a", question="Anders?", last_reviewed_on=date(2026, 2, 1), review_days=30), publish=True)

    page = FaqPage.objects.get()
    assert (page.reviewed_on, page.review_on) == (date(2026, 2, 1), date(2026, 3, 3))


def test_changed_row_that_states_no_review_counts_as_one(run, base):
    run(row("a", last_reviewed_on=date(2026, 1, 31)), publish=True)
    run(row("a", question="Anders?"), publish=True)

    page = FaqPage.objects.get()
    assert (page.reviewed_on, page.reviews.get().outcome) == (timezone.localdate(), "changed")


def test_imported_page_without_a_review_is_due_a_term_after_the_import(run, base):
    run(row("a"), publish=True)
    page = FaqPage.objects.get()
    assert (page.reviewed_on, page.review_on) == (None, timezone.localdate() + timedelta(days=365))


def test_second_run_changes_nothing_and_says_so(run):
    rows = [row("a", topic="T", tags=("x",)), row("b", topic="T", alternatives=("y",))]
    run(*rows, publish=True)
    before = content_counts()

    result = run(*rows, publish=True)

    assert counts(result) == (0, 0, 2, 0)
    assert content_counts() == before


def test_second_run_changes_the_one_row_that_changed(run):
    run(row("a"), row("b"), publish=True)

    result = run(row("a"), row("b", question="Anders?", number=7), publish=True)

    assert counts(result) == (0, 1, 1, 0)
    assert list(FaqPage.objects.order_by("external_id").values_list("title", flat=True)) == [
        "Vraag a?",
        "Anders?",
    ]
    assert FaqPage.objects.get(external_id="b").slug == "vraag-b"


def test_changed_row_becomes_a_draft_above_the_live_page(run):
    run(row(), publish=True)

    first, again = run(row(question="Nieuw?")), run(row(question="Nieuw?"))

    page = FaqPage.objects.get()
    assert (counts(first), counts(again)) == ((0, 1, 0, 0), (0, 0, 1, 0))
    assert (page.title, page.live, page.has_unpublished_changes) == ("Vraag a?", True, True)
    assert page.get_latest_revision_as_object().title == "Nieuw?"


def test_draft_that_was_never_live_is_published_by_a_later_run_with_publish(run):
    run(row(topic="T"))

    result = run(row(topic="T"), publish=True)

    page = FaqPage.objects.get()
    assert counts(result) == (0, 1, 0, 0)
    assert page.live


def test_page_that_an_editor_took_down_stays_down(run):
    run(row(), publish=True)
    FaqPage.objects.get().unpublish()

    result = run(row(), publish=True)

    assert counts(result) == (0, 0, 1, 0)
    assert not FaqPage.objects.get().live


def test_row_that_is_a_draft_in_the_file_is_not_published(run):
    run(row(status="draft"), publish=True)

    assert not FaqPage.objects.get().live


def test_what_an_editor_added_survives_an_update(run):
    run(row(alternatives=("een",)), publish=True)
    page = FaqPage.objects.get()
    page.agent_note = "Van de redactie"
    page.alternatives.add(AlternativePhrasing(text="met de hand"))
    page.save_revision().publish()

    run(row(alternatives=("een", "twee"), question="Nieuw?"), publish=True)

    page = FaqPage.objects.get()
    assert page.agent_note == "Van de redactie"
    assert [alternative.text for alternative in page.alternatives.all()] == ["een", "met de hand", "twee"]


def test_locked_page_is_left_as_it_is_and_reported(run):
    run(row(), publish=True)
    FaqPage.objects.update(locked=True)

    result = run(row(question="Nieuw?", number=5), publish=True)

    assert result.bad == [BadRow(5, "the page is locked by an editor and was left as it is.")]
    assert FaqPage.objects.get().title == "Vraag a?"


def test_changed_topic_moves_the_page_when_it_is_published(run):
    run(row("a", topic="Oud"), row("b", topic="Oud"), publish=True)

    run(row("a", topic="Nieuw"), publish=True)
    run(row("b", topic="Nieuw"))

    assert dict(FaqPage.objects.values_list("external_id", "topic__title")) == {"a": "Nieuw", "b": "Oud"}
    assert FaqPage.objects.get(external_id="a").get_parent().title == "Nieuw"
    assert sum(map(len, FaqPage.find_problems())) == 0


def test_topic_that_editors_renamed_is_recognised(run):
    run(row("a", topic="Reizen"), publish=True)
    Topic.objects.update(title="Op reis")

    run(row("b", topic="reizen"), row("c", topic="op reis"), publish=True)

    assert Topic.objects.get().get_children().count() == 3


def test_bad_row_leaves_nothing_behind_and_does_not_stop_the_others(run):
    nothing_left = row("b", topic="Alleen hier", tags=("alleen-hier",), answer="<script>x</script>", number=2)

    result = run(row("a"), nothing_left, BadRow(3, "stuk."), row("d"), publish=True)

    assert counts(result) == (2, 0, 0, 2)
    assert result.bad == [
        BadRow(2, "nothing is left of the answer once it is made safe."),
        BadRow(3, "stuk."),
    ]
    assert (Topic.objects.count(), FaqTag.objects.count()) == (0, 0)


def test_bad_row_does_not_lose_the_topic_of_rows_around_it(run):
    bad = row("b", topic="T", answer="<script>x</script>")

    run(row("a", topic="T"), bad, row("c", topic="T"), publish=True)

    assert Topic.objects.get().get_children().count() == 2


def test_strict_imports_nothing_and_reports_every_bad_row(run):
    before = content_counts()
    bad = row("b", answer="<script>x</script>", number=2)

    result = run(row("a", topic="T"), bad, row("c"), BadRow(4, "stuk."), strict=True, publish=True)

    assert counts(result) == (0, 0, 0, 2)
    assert [bad.number for bad in result.bad] == [2, 4]
    assert content_counts() == before


def test_strict_imports_all_when_all_is_good(run):
    assert counts(run(row("a"), row("b"), strict=True)) == (2, 0, 0, 0)
    assert FaqPage.objects.count() == 2


def test_dry_run_says_what_would_happen_and_changes_nothing(run):
    run(row("a"), row("b"), publish=True)
    before = content_counts()
    rows = [row("a"), row("b", question="Nieuw?"), row("c", topic="T"), row("d", answer="<p></p>", number=4)]

    result = run(*rows, publish=True, dry_run=True)

    assert counts(result) == (1, 1, 1, 1)
    assert content_counts() == before


def test_missing_knowledge_base_is_made_only_when_asked(site, home):
    options = {"rows": [row()], "site": site, "knowledge_base_slug": "vragen-van-leden"}
    with pytest.raises(NoTargetError, match="no knowledge base “vragen-van-leden” on this site"):
        import_rows(**options)
    assert counts(import_rows(**options, create=True, dry_run=True)) == (1, 0, 0, 0)
    assert not KnowledgeBase.objects.exists()

    import_rows(**options, create=True, publish=True)

    base = KnowledgeBase.objects.get()
    assert (base.title, base.slug, base.live) == ("Vragen van leden", "vragen-van-leden", True)
    assert (base.get_parent().specific, base.faqs.count()) == (home, 1)


def test_knowledge_base_of_another_site_is_not_found(site, base):
    other = factories.HomePageFactory(parent=Page.get_first_root_node(), locale=base.locale)
    other_site = Site.objects.create(hostname="ander", root_page=other)

    with pytest.raises(NoTargetError):
        import_rows(rows=[row()], site=other_site, knowledge_base_slug=base.slug)


def test_other_language_goes_below_the_translated_knowledge_base_and_is_linked(run, base, site):
    rows = [
        row("irma-nl-1", topic="Vragen"),
        row("irma-en-1", language="en", question="Question?", topic="Questions"),
        row("x", translation_key="k"),
        row("y", language="en", translation_key="k"),
        row("irma-en-2", language="en", question="Only English?", topic="Questions"),
    ]

    result = run(*rows, create=True, publish=True)

    english = base.get_translations().get()
    dutch_page, english_page = (FaqPage.objects.get(external_id=f"irma-{code}-1") for code in ("nl", "en"))
    assert counts(result) == (5, 0, 0, 0)
    assert english.locale.language_code == "en"
    assert (english.live, english.get_parent().translation_key) == (True, site.root_page.translation_key)
    assert english_page.knowledge_base == english
    assert list(dutch_page.get_translations()) == [english_page]
    assert list(dutch_page.topic.get_translations()) == [english_page.topic]
    assert FaqPage.objects.get(external_id="x").get_translations().get().external_id == "y"
    assert FaqPage.objects.get(external_id="irma-en-2").topic == english_page.topic
    assert counts(run(*rows, publish=True)) == (0, 0, 5, 0)
    assert sum(map(len, Page.find_problems())) == 0


def test_other_language_without_a_place_is_a_bad_row(run):
    result = run(row("a"), row("b", language="en", number=2))

    assert counts(result) == (1, 0, 0, 1)
    assert result.bad == [BadRow(2, "the knowledge base has no translation in “en”; --create makes it.")]


def test_two_rows_of_one_language_never_claim_the_same_translation(run):
    assert counts(run(row("faq-nl-1"), row("faq-1"), row("b", translation_key="faq-1"))) == (3, 0, 0, 0)


@pytest.mark.parametrize("question", ["???", "👋", "مرحبا", "x" * 255, "</title><script>alert(1)</script>"])
def test_any_question_gets_a_page_with_a_slug_of_its_own(run, question):
    assert counts(run(row("a", question=question), row("b", question=question), publish=True))[0] >= 1
    assert FaqPage.objects.first().title == question
    assert FaqPage.objects.first().slug


def test_same_tag_in_other_capitals_is_the_same_tag(run):
    run(row("a", tags=("Paspoort",)), row("b", tags=("paspoort", "PASPOORT")))

    assert list(FaqTag.objects.values_list("name", flat=True)) == ["Paspoort"]


def test_tree_stays_sound_and_pages_are_siblings_in_order(run):
    run(*(row(str(number), topic=f"T{number % 3}") for number in range(40)), publish=True)

    assert sum(map(len, Page.find_problems())) == 0
    assert [page.specific.external_id for page in Topic.objects.get(title="T1").get_children()][:3] == [
        "1",
        "4",
        "7",
    ]


def queries(work: Any, but: str = "SAVEPOINT") -> int:
    with CaptureQueriesContext(connection) as captured:
        work()
    statements = [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"]]
    return len([statement for statement in statements if not statement.startswith(but)])


def test_unchanged_rows_cost_no_queries_of_their_own(run):
    rows = [row(str(number)) for number in range(30)]
    run(*rows)

    assert queries(lambda: run(*rows[:1])) == queries(lambda: run(*rows)) == 2


def test_a_hundred_new_pages_cost_no_more_queries_than_fifty(run, settings):
    """But for inserts, of which SQLite needs some more since it takes 999 values at a time."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    rows = [row(str(number), topic="T", tags=("a", "b"), alternatives=("c",)) for number in range(151)]
    run(*rows[:1], publish=True)

    few = queries(lambda: run(*rows[1:51], publish=True), but="INSERT")
    many = queries(lambda: run(*rows[51:], publish=True), but="INSERT")

    assert few == many <= 15


def test_row_that_the_database_refuses_fails_alone(run, monkeypatch):
    monkeypatch.setattr(FaqPage._meta.get_field("review_interval"), "validators", [])
    rows = [row(str(number), topic="T", tags=(f"tag {number}",), number=number) for number in range(12)]
    rows[7] = row("7", topic="Alleen hier", number=7, tags=("alleen-hier",), review_days=-1)

    result = run(*rows, BadRow(12, "stuk."), publish=True)

    assert counts(result) == (11, 0, 0, 2)
    assert [bad.number for bad in result.bad] == [7, 12]
    assert list(FaqPage.objects.order_by("path").values_list("external_id", flat=True)) == [
        str(number) for number in range(12) if number != 7
    ]
    assert (Topic.objects.count(), FaqTag.objects.count()) == (1, 11)
    assert sum(map(len, Page.find_problems())) == 0


def test_same_question_many_times_over_gets_numbered_slugs(run):
    run(*(row(str(number), question="Hoe laat?") for number in range(3)))
    run(*(row(str(number), question="Hoe laat?") for number in range(5)))

    assert list(FaqPage.objects.order_by("path").values_list("slug", flat=True)) == [
        "hoe-laat",
        "hoe-laat-2",
        "hoe-laat-3",
        "hoe-laat-4",
        "hoe-laat-5",
    ]


def test_imported_pages_are_found_at_once(run, stranger):
    run(
        row("a", question="Waar vraag ik een paspoort aan?"),
        row("b", question="Concept paspoort?"),
        publish=True,
    )
    FaqPage.objects.get(external_id="b").unpublish()

    found = FaqPage.objects.visible_to(stranger).search("paspoort")

    assert [page.external_id for page in found] == ["a"]
