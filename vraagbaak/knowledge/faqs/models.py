"""FAQ pages: question, answer, and what belongs to them."""

import json
from hashlib import sha256
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel, TitleFieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, PageManager
from wagtail.search import index

from vraagbaak.knowledge.approval.permissions import FaqPermissionTester
from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.audiences.choices import Audience
from vraagbaak.knowledge.bases.models import KnowledgeBase, Topic
from vraagbaak.knowledge.faqs.blocks import AnswerBlock
from vraagbaak.knowledge.faqs.editing import FaqPageForm, ReviewPanel
from vraagbaak.knowledge.faqs.ownership import OwnedPage
from vraagbaak.knowledge.faqs.querysets import FaqPageQuerySet


def without_ids(value: Any) -> Any:
    """A stream value without the ids of its blocks, which Wagtail's editor adds to blocks that had none."""
    if isinstance(value, dict):
        return {key: without_ids(each) for key, each in value.items() if key != "id"}
    return [without_ids(each) for each in value] if isinstance(value, list) else value


class FaqTag(TagBase):
    """A word by which editors group FAQ pages."""

    free_tagging = True

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")


class TaggedFaq(ItemBase):
    tag = models.ForeignKey(
        FaqTag,
        verbose_name=_("tag"),
        on_delete=models.CASCADE,
        related_name="tagged_faqs",
        help_text=_("The tag."),
    )
    content_object = ParentalKey(
        "vraagbaak.FaqPage",
        verbose_name=_("FAQ page"),
        on_delete=models.CASCADE,
        related_name="tagged_items",
        help_text=_("The page that bears the tag."),
    )


class FaqPage(OwnedPage):
    """A question and its answer. The title is the question; `knowledge_base`, `topic` and `effective_audience` are
    derived from the place in the tree whenever the page is saved or moved."""

    answer = StreamField(
        AnswerBlock(),
        verbose_name=_("answer"),
        blank=True,
        help_text=_("Begin with the answer itself, then the details."),
    )
    agent_note = models.TextField(
        _("note for agents"),
        blank=True,
        help_text=_("Markdown. Only agents see this, beside the answer; it is not searched by the public."),
    )
    audience = models.CharField(
        _("audience"),
        max_length=10,
        choices=Audience.choices,
        default=Audience.EVERYONE,
        help_text=_("Narrows who may see this page; it never becomes wider than its knowledge base."),
    )
    tags = ClusterTaggableManager(
        through=TaggedFaq,
        verbose_name=_("tags"),
        blank=True,
        help_text=_("Words by which editors group pages."),
    )
    external_id = models.CharField(
        _("external id"),
        max_length=255,
        blank=True,
        db_index=True,
        editable=False,
        help_text=_("The name by which an import finds this page again."),
    )
    import_fingerprint = models.CharField(
        _("import fingerprint"),
        max_length=64,
        blank=True,
        editable=False,
        help_text=_("Tells an import whether its row has changed since the last time."),
    )
    knowledge_base = models.ForeignKey(
        KnowledgeBase,
        verbose_name=_("knowledge base"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="faqs",
        help_text=_("The knowledge base in which the page stands."),
    )
    topic = models.ForeignKey(
        Topic,
        verbose_name=_("topic"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="faqs",
        help_text=_("The topic below which the page stands, if any."),
    )
    effective_audience = models.CharField(
        _("audience in effect"),
        max_length=10,
        choices=Audience.choices,
        default=Audience.AGENTS,
        editable=False,
        db_index=True,
        help_text=_("The narrowest of the page's audience and that of what it stands below."),
    )

    objects = PageManager.from_queryset(FaqPageQuerySet)()

    # Done by faqs/indexing.py, which can also index many pages at once.
    search_auto_update = False
    parent_page_types = ["vraagbaak.KnowledgeBase", "vraagbaak.Topic"]
    subpage_types: list[str] = []
    private_page_options: list[str] = []
    template = "vraagbaak/knowledge/faqs/faq_page.html"
    base_form_class = FaqPageForm
    exclude_fields_in_copy = [
        "external_id",
        "import_fingerprint",
        "review_on",
        "review_planned_on",
        "reviewed_on",
        "reviewed_content",
        "is_withdrawn",
        "views",
    ]

    content_panels = [
        TitleFieldPanel(
            "title", heading=_("Question"), help_text=_("The question as an asker would put it.")
        ),
        FieldPanel("answer"),
        InlinePanel("alternatives", heading=_("Alternative phrasings"), label=_("Alternative phrasing")),
        FieldPanel("tags"),
        InlinePanel("related_faqs", heading=_("Related pages"), label=_("Related page")),
        FieldPanel("agent_note"),
    ]
    settings_panels = [
        FieldPanel("audience"),
        MultiFieldPanel([FieldPanel("owner_person"), FieldPanel("owner_group")], heading=_("Owner")),
        MultiFieldPanel(
            [ReviewPanel(), FieldPanel("review_planned_on"), FieldPanel("review_interval")],
            heading=_("Review"),
        ),
        *Page.settings_panels,
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("title", boost=4),
        index.RelatedFields(
            "alternatives", [index.SearchField("text", boost=3), index.AutocompleteField("text")]
        ),
        index.RelatedFields("tags", [index.SearchField("name", boost=2)]),
        index.RelatedFields("topic", [index.SearchField("title", boost=1.5)]),
        index.SearchField("answer"),
        index.FilterField("knowledge_base"),
        index.FilterField("topic"),
        index.FilterField("effective_audience"),
        index.FilterField("external_id"),
    ]
    api_fields = [
        APIField("answer"),
        APIField("tags"),
        APIField("reviewed_on"),
        APIField("external_id"),
    ]

    class Meta:
        verbose_name = _("question and answer")
        verbose_name_plural = _("questions and answers")

    @property
    def question(self) -> str:
        return self.title

    @property
    def content_fingerprint(self) -> str:
        """Differs when the question, the answer or the note for agents does."""
        content = [self.title, without_ids(self.answer.get_prep_value()), self.agent_note]
        return sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()

    def permissions_for_user(self, user: User) -> FaqPermissionTester:
        return FaqPermissionTester(user, self)

    def save(self, *args: Any, **kwargs: Any) -> Any:
        if not kwargs.get("update_fields"):
            self.derive_place()
            self.complete_owner_and_review_date()
        return super().save(*args, **kwargs)

    def derive_place(self) -> None:
        """Sets knowledge base, topic and effective audience according to the place in the tree."""
        ancestors = [self.path[:end] for end in range(self.steplen, len(self.path), self.steplen)]
        self.take_place(
            knowledge_base=KnowledgeBase.objects.filter(path__in=ancestors).first(),
            topic=Topic.objects.filter(path__in=ancestors).first(),
        )

    def take_place(self, *, knowledge_base: KnowledgeBase | None, topic: Topic | None) -> None:
        """Sets what depends on the place, for callers that have just read or chosen it."""
        self.knowledge_base, self.topic = knowledge_base, topic
        self.effective_audience = Audience.narrowest(
            self.audience, knowledge_base.audience if knowledge_base else Audience.AGENTS
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["related"] = self.related_to(request.user)
        return context

    def related_to(self, user: User) -> FaqPageQuerySet:
        """The related pages that `user` may see, in the editor's order."""
        return (
            FaqPage.objects.visible_to(user)
            .filter(related_from__page=self)
            .order_by("related_from__sort_order")
        )


class AlternativePhrasing(Orderable):
    """Another wording of the question; it is searched, but not shown to the public."""

    page = ParentalKey(
        FaqPage,
        verbose_name=_("FAQ page"),
        on_delete=models.CASCADE,
        related_name="alternatives",
        help_text=_("The page that answers this wording too."),
    )
    text = models.CharField(
        _("phrasing"), max_length=255, help_text=_("The question in other words, as people type or say it.")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("alternative phrasing")
        verbose_name_plural = _("alternative phrasings")

    def __str__(self) -> str:
        return self.text


class RelatedFaq(Orderable):
    """Points from one FAQ page to another that its readers may need next."""

    page = ParentalKey(
        FaqPage,
        verbose_name=_("FAQ page"),
        on_delete=models.CASCADE,
        related_name="related_faqs",
        help_text=_("The page that points."),
    )
    related = models.ForeignKey(
        FaqPage,
        verbose_name=_("related page"),
        on_delete=models.CASCADE,
        related_name="related_from",
        help_text=_("The page pointed to; who may not see it does not see the link."),
    )

    panels = [PageChooserPanel("related", "vraagbaak.FaqPage")]

    class Meta(Orderable.Meta):
        verbose_name = _("related page")
        verbose_name_plural = _("related pages")

    def __str__(self) -> str:
        return str(self.related)
