from collections.abc import Iterable
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.bases.models import KnowledgeBase, Topic
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.knowledge.faqs.querysets import FaqPageQuerySet

RECENT_FAQS = 6


class HomePage(Page):
    """The front door of a site; the knowledge bases stand below it."""

    heading = models.CharField(
        _("heading"),
        max_length=255,
        blank=True,
        help_text=_("The words above the search field, such as “What can we help you with?”."),
    )
    intro = RichTextField(
        _("introduction"),
        blank=True,
        features=["bold", "italic", "link"],
        help_text=_("One or two sentences below the heading."),
    )

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["vraagbaak.KnowledgeBase"]
    private_page_options: list[str] = []
    template = "website/home/home.html"
    content_panels = [*Page.content_panels, FieldPanel("heading"), FieldPanel("intro")]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        bases = list(KnowledgeBase.objects.child_of(self).visible_to(request.user))
        topics = Topic.objects.descendant_of(self).visible_to(request.user).with_count_for(request.user)
        context["shelves"] = shelve(bases, topics)
        context["recent_faqs"] = self.recent_faqs(request.user)
        return context

    def recent_faqs(self, user: User) -> FaqPageQuerySet:
        """What was published last: a few, to be read at a glance."""
        faqs = FaqPage.objects.descendant_of(self).visible_to(user).with_place()
        return faqs.order_by("-last_published_at", "title")[:RECENT_FAQS]


def shelve(
    bases: Iterable[KnowledgeBase], topics: Iterable[Topic]
) -> list[tuple[KnowledgeBase, list[Topic]]]:
    """Each knowledge base with its own topics, in the order of the tree."""
    shelves: dict[str, list[Topic]] = {base.path: [] for base in bases}
    for topic in topics:
        # A topic may stand below a knowledge base that this visitor does not see.
        shelves.setdefault(topic.path[: -topic.steplen], []).append(topic)
    return [(base, shelves[base.path]) for base in bases]
