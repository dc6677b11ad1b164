"""Knowledge bases and the topics that divide them."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page, PageManager
from wagtail.search import index

from vraagbaak.audiences.choices import Audience
from vraagbaak.bases.querysets import KnowledgeBaseQuerySet, TopicQuerySet

INTERVAL_LIMITS = [MinValueValidator(1), MaxValueValidator(3650)]


class KnowledgeBase(Page):
    """A set of FAQ pages with an audience, defaults for review and the people who keep it."""

    intro = RichTextField(
        _("introduction"),
        blank=True,
        features=["bold", "italic", "link"],
        help_text=_("Shown above the topics: what can be found here, and for whom."),
    )
    audience = models.CharField(
        _("audience"),
        max_length=10,
        choices=Audience.choices,
        default=Audience.EVERYONE,
        help_text=_("Who may see this knowledge base. A page in it can be narrowed further, never widened."),
    )
    review_interval = models.PositiveSmallIntegerField(
        _("review interval in days"),
        default=365,
        validators=INTERVAL_LIMITS,
        help_text=_("After how many days an answer is looked at again, unless the page says otherwise."),
    )
    default_owner_person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("default owner (person)"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Owns new answers for which no owner was chosen."),
    )
    default_owner_group = models.ForeignKey(
        Group,
        verbose_name=_("default owner (group)"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Owns new answers when no person is chosen."),
    )

    objects = PageManager.from_queryset(KnowledgeBaseQuerySet)()

    parent_page_types = ["website.HomePage"]
    subpage_types = ["vraagbaak.Topic", "vraagbaak.FaqPage"]
    private_page_options: list[str] = []
    template = "vraagbaak/knowledge_base.html"
    content_panels = [*Page.content_panels, FieldPanel("intro")]
    settings_panels = [
        MultiFieldPanel(
            [
                FieldPanel("audience"),
                FieldPanel("review_interval"),
                FieldPanel("default_owner_person"),
                FieldPanel("default_owner_group"),
            ],
            heading=_("How this knowledge base is kept"),
        ),
        *Page.settings_panels,
    ]
    search_fields = [*Page.search_fields, index.SearchField("intro"), index.FilterField("audience")]

    class Meta:
        verbose_name = _("knowledge base")
        verbose_name_plural = _("knowledge bases")

    @property
    def interval(self) -> timedelta:
        return timedelta(days=self.review_interval)

    @property
    def topics(self) -> TopicQuerySet:
        return Topic.objects.child_of(self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["topics"] = self.topics.visible_to(request.user).with_count_for(request.user)
        context["faqs_without_topic"] = self.faqs.visible_to(request.user).filter(topic=None).by_question()
        return context


class Topic(Page):
    """Groups FAQ pages inside a knowledge base."""

    page_ptr = models.OneToOneField(
        Page,
        on_delete=models.CASCADE,
        parent_link=True,
        # Django's own choice, `topic`, would take the name that FaqPage needs.
        related_name="as_topic",
        help_text=_("The page in the tree."),
    )
    intro = RichTextField(
        _("introduction"),
        blank=True,
        features=["bold", "italic", "link"],
        help_text=_("One or two sentences above the questions of this topic."),
    )
    external_id = models.CharField(
        _("external id"),
        max_length=255,
        blank=True,
        db_index=True,
        editable=False,
        help_text=_("The name by which an import finds this topic again."),
    )

    objects = PageManager.from_queryset(TopicQuerySet)()

    parent_page_types = ["vraagbaak.KnowledgeBase"]
    subpage_types = ["vraagbaak.FaqPage"]
    private_page_options: list[str] = []
    template = "vraagbaak/topic.html"
    content_panels = [*Page.content_panels, FieldPanel("intro")]
    search_fields = [*Page.search_fields, index.SearchField("intro")]

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["faqs"] = self.faqs.visible_to(request.user).by_question()
        return context
