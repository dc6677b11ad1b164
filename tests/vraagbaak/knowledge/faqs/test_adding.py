"""Pages that are added together are what each would be had Wagtail added and published it by itself."""

import json
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.db.models.signals import post_save, pre_save
from django.test.utils import CaptureQueriesContext
from treebeard.exceptions import PathOverflow
from wagtail.models import Page, PageLogEntry, PageViewRestriction, ReferenceIndex
from wagtail.signals import page_published, published

from vraagbaak.knowledge.audiences.choices import Audience
from vraagbaak.knowledge.faqs.adding import add_faqs
from vraagbaak.knowledge.faqs.models import TaggedFaq
from vraagbaak.knowledge.faqs.siblings import next_path
from vraagbaak.models import AlternativePhrasing, FaqPage, FaqTag

# What differs between two pages that stand beside each other, and between the moments at which they were made.
KEYS = {"id", "pk", "page", "page_ptr", "content_object", "path", "slug", "url_path", "translation_key"}
REVISIONS = {"latest_revision", "live_revision"}
MOMENTS = {"first_published_at", "last_published_at", "latest_revision_created_at"}
ITS_OWN = KEYS | REVISIONS | MOMENTS


def faq(
    base: Any, title: str = "Hoe laat?", *, topic: Any = None, tag: FaqTag | None = None, **values: Any
) -> Any:
    """A page that is not in the database yet, with something in its relations."""
    page = FaqPage(title=title, draft_title=title, slug="hoe-laat", locale=base.locale, **values)
    page.answer = json.dumps(
        [{"type": "text", "value": f'<p><a linktype="page" id="{base.pk}">Tien</a>.</p>'}]
    )
    page.alternatives = [AlternativePhrasing(text="Welk uur?"), AlternativePhrasing(text="Wanneer dan?")]
    page.tagged_items = [TaggedFaq(tag=tag)] if tag else []
    page.take_place(knowledge_base=base, topic=topic)
    # Only who knows of a review states one; what is published by hand counts as reviewed on that day.
    page.reviewed_on = date(2026, 1, 31)
    page.complete_owner_and_review_date()
    return page


def read_again(page: FaqPage) -> FaqPage:
    return FaqPage.objects.get(pk=page.pk)


def one_by_one(page: FaqPage, *, user: Any) -> FaqPage:
    page.slug = ""
    live = page.live
    (page.topic or page.knowledge_base).add_child(instance=page)
    revision = page.save_revision(user=user)
    if live:
        revision.publish(user=user)
    return read_again(page)


def together(page: FaqPage, *, user: Any) -> FaqPage:
    add_faqs(pages=[page], user=user)
    return read_again(page)


def without_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: without_keys(inner) for name, inner in value.items() if name not in ITS_OWN}
    return [without_keys(inner) for inner in value] if isinstance(value, list) else value


def everything(page: FaqPage) -> dict[str, Any]:
    """All that is stored about a page, but for what is its own."""
    names = {field.name for field in FaqPage._meta.concrete_fields} - ITS_OWN - {"answer"}
    # Each further save of one page logs again that it is restricted.
    entries = PageLogEntry.objects.filter(page=page).exclude(action="wagtail.view_restriction.edit")
    restrictions = PageViewRestriction.objects.filter(page=page)
    references = ReferenceIndex.objects.filter(object_id=str(page.pk)).order_by("model_path")
    return {
        "fields": {name: getattr(page, name) for name in names},
        "answer": without_keys(page.answer.raw_data[:]),
        "alternatives": list(page.alternatives.values_list("text", "sort_order")),
        "tags": sorted(page.tags.names()),
        "filled": sorted(name for name in REVISIONS | MOMENTS if getattr(page, name)),
        "latest is live": page.latest_revision == page.live_revision,
        "revisions": [
            (revision.user, revision.object_str, revision.content_type, revision.base_content_type)
            for revision in page.revisions.all()
        ],
        "log": list(
            entries.order_by("action").values_list(
                "action", "label", "user", "data", "uuid", "content_changed", "content_type"
            )
        ),
        "published revision is logged": entries.filter(revision=page.live_revision_id or 0).count(),
        "restrictions": [
            (restriction.restriction_type, sorted(group.name for group in restriction.groups.all()))
            for restriction in restrictions
        ],
        "references": list(
            references.values_list(
                "content_type", "base_content_type", "to_content_type", "to_object_id", "model_path"
            )
        ),
    }


@pytest.mark.parametrize("audience", Audience.values)
@pytest.mark.parametrize("live", [True, False])
def test_page_added_together_equals_one_added_by_wagtail(base, topic, manager, audience, live):
    tag = FaqTag.objects.create(name="tijd")
    values = {
        "topic": topic,
        "tag": tag,
        "live": live,
        "audience": audience,
        "owner": manager,
        "agent_note": "Let op.",
    }

    added, saved = together(faq(base, **values), user=manager), one_by_one(faq(base, **values), user=manager)

    assert everything(added) == everything(saved)
    assert (added.slug, saved.slug) == ("hoe-laat", "hoe-laat-2")
    assert added.get_parent().specific == topic
    assert added.url_path == f"{topic.url_path}hoe-laat/"


def test_first_revision_holds_what_the_page_holds(base, manager):
    page = together(faq(base, tag=FaqTag.objects.create(name="tijd")), user=manager)

    kept, now = page.latest_revision.content, page.serializable_data()
    assert json.loads(kept.pop("answer")) == json.loads(now.pop("answer"))
    assert [kept[name] for name in ("pk", "alternatives", "tagged_items")] == [
        now[name] for name in ("pk", "alternatives", "tagged_items")
    ]


def test_reference_index_is_what_wagtail_itself_would_make_of_the_page(base, topic, manager):
    page = together(faq(base, topic=topic, tag=FaqTag.objects.create(name="tijd")), user=manager)
    before = set(ReferenceIndex.objects.values_list("pk", flat=True))

    ReferenceIndex.create_or_update_for_object(page)

    assert set(ReferenceIndex.objects.values_list("pk", flat=True)) == before
    assert ReferenceIndex.get_references_to(base).filter(object_id=str(page.pk)).count() == 2


def test_pages_follow_their_siblings_in_a_sound_tree(base, topic, manager):
    one_by_one(faq(base, topic=topic), user=manager)

    pages = [faq(base, f"{number}?", topic=topic if number % 2 else None) for number in range(6)]
    add_faqs(pages=pages, user=manager)

    assert sum(map(len, Page.find_problems())) == 0
    assert list(topic.get_children().values_list("title", flat=True)) == ["Hoe laat?", "1?", "3?", "5?"]
    assert list(base.get_children().values_list("title", flat=True)) == ["Paspoort", "0?", "2?", "4?"]
    base.refresh_from_db()
    assert base.numchild == 4


def test_equal_slugs_are_numbered_from_what_siblings_have(base, topic, manager):
    one_by_one(faq(base), user=manager)
    one_by_one(faq(base), user=manager)

    pages = add_faqs(pages=[faq(base), faq(base, topic=topic), faq(base)], user=manager)

    assert [page.slug for page in pages] == ["hoe-laat-3", "hoe-laat", "hoe-laat-4"]


def test_numbered_slug_never_grows_too_long(base, manager):
    pages = [faq(base), faq(base)]
    for page in pages:
        page.slug = "x" * 255

    add_faqs(pages=pages, user=manager)

    assert [page.slug for page in pages] == ["x" * 255, "x" * 253 + "-2"]


def test_paths_carry_over_and_end():
    assert next_path("00010002", None) == "000100020001"
    assert next_path("00010002", "00010002000Z") == "000100020010"
    with pytest.raises(PathOverflow):
        next_path("00010002", "00010002ZZZZ")


def test_one_impossible_page_keeps_all_out(base, manager):
    first, second = faq(base, "1?"), faq(base, "2?")
    second.translation_key = first.translation_key

    with pytest.raises(IntegrityError):
        add_faqs(pages=[first, second], user=manager)

    assert not FaqPage.objects.exists()
    base.refresh_from_db()
    assert base.numchild == 0


def test_who_listens_to_wagtail_is_told_of_each_live_page(base, manager):
    heard = []

    def listen(sender: Any, instance: Any, revision: Any, **kwargs: Any) -> None:
        heard.append((instance.title, instance.pk, revision.pk == instance.latest_revision_id))

    pages = [faq(base, "1?"), faq(base, "2?", live=False)]
    for signal in (published, page_published):
        signal.connect(listen, sender=FaqPage)
    try:
        add_faqs(pages=pages, user=manager)
    finally:
        for signal in (published, page_published):
            signal.disconnect(listen, sender=FaqPage)

    assert heard == [("1?", pages[0].pk, True)] * 2


def test_no_receiver_waits_for_pages_that_are_saved_but_those_provided_for():
    """`add_faqs` sends no `pre_save` or `post_save`: do there what a new receiver does, then add it here."""
    names = {
        receiver.__name__
        for signal in (pre_save, post_save)
        for receivers in signal._live_receivers(FaqPage)
        for receiver in receivers
    }

    assert names == {
        "set_locale_on_new_instance",
        "restrict_saved_faq",
        "index_saved_faq",
        "update_reference_index_on_save",
    }


def queries(pages: list[FaqPage], settings: Any) -> tuple[int, int]:
    """How many inserts, and how many others."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    with CaptureQueriesContext(connection) as captured:
        add_faqs(pages=pages)
    inserts = [query for query in captured if query["sql"].startswith("INSERT")]
    return len(inserts), len(captured) - len(inserts)


def test_number_of_pages_does_not_change_the_number_of_queries(base, topic, settings):
    """But for inserts: SQLite takes no more than 999 values in one statement."""
    tag = FaqTag.objects.create(name="tijd")

    def some(count: int, audience: str) -> list[FaqPage]:
        return [faq(base, topic=topic, tag=tag, audience=audience) for _number in range(count)]

    queries(some(2, Audience.PORTAL), settings)
    few, many = (queries(some(count, Audience.PORTAL), settings) for count in (50, 100))

    assert few[1] == many[1] <= 15
    assert many[0] - few[0] <= 10
