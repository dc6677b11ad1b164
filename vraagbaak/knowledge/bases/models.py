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

from vraagbaak.knowledge.approval.permissions import ParentPermissionTester
from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.audiences.choices import Audience
from vraagbaak.knowledge.bases.choices import OverduePolicy
from vraagbaak.knowledge.bases.querysets import KnowledgeBaseQuerySet, TopicQuerySet

INTERVAL_LIMITS = [MinValueValidator(1), MaxValueValidator(3650)]
THRESHOLD_LIMITS = [MinValueValidator(1), MaxValueValidator(1000)]


class KnowledgeBase(Page):
    """A set of FAQ pages with an audience, review defaults, default owners and a manager."""

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
    manager = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("manager"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="managed_bases",
        help_text=_(
            "Is told of what stays overdue, and owns the pages of who has left. Empty: the managers of all "
            "knowledge bases."
        ),
    )
    overdue_policy = models.CharField(
        _("when a review is overdue"),
        max_length=10,
        choices=OverduePolicy.choices,
        default=OverduePolicy.NOTHING,
        help_text=_("What becomes of a page whose review is overdue."),
    )
    grace_days = models.PositiveSmallIntegerField(
        _("days of grace"),
        default=30,
        validators=[MaxValueValidator(3650)],
        help_text=_(
            "How many days after the first mail about it an overdue page is unpublished, if that was chosen above."
        ),
    )
    escalate_after_days = models.PositiveSmallIntegerField(
        _("escalate after days"),
        default=14,
        validators=INTERVAL_LIMITS,
        help_text=_("After how many days the manager is told of a page that is overdue."),
    )
    unhelpful_threshold = models.PositiveSmallIntegerField(
        _("readers whom it did not help"),
        default=5,
        validators=THRESHOLD_LIMITS,
        help_text=_("After how many votes “this did not help” a page is reviewed before its date."),
    )
    asked_anyway_threshold = models.PositiveSmallIntegerField(
        _("readers who asked anyway"),
        default=3,
        validators=THRESHOLD_LIMITS,
        help_text=_(
            "After how many readers who read a page and asked anyway it is reviewed before its date."
        ),
    )
    target_share = models.PositiveSmallIntegerField(
        _("target in percent"),
        default=95,
        validators=[MaxValueValidator(100)],
        help_text=_("What share of the pages should be in order; the chart on the front page shows it."),
    )
    approval_required = models.BooleanField(
        _("approval required"),
        default=False,
        help_text=_("A page is published only when it was approved in the workflow, whoever wrote it."),
    )

    objects = PageManager.from_queryset(KnowledgeBaseQuerySet)()

    parent_page_types = ["website.HomePage"]
    subpage_types = ["vraagbaak.Topic", "vraagbaak.FaqPage"]
    private_page_options: list[str] = []
    template = "vraagbaak/knowledge/bases/knowledge_base.html"
    content_panels = [*Page.content_panels, FieldPanel("intro")]
    settings_panels = [
        MultiFieldPanel(
            [
                FieldPanel("audience"),
                FieldPanel("manager"),
                FieldPanel("default_owner_person"),
                FieldPanel("default_owner_group"),
                FieldPanel("approval_required"),
            ],
            heading=_("How this knowledge base is kept"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("review_interval"),
                FieldPanel("target_share"),
                FieldPanel("overdue_policy"),
                FieldPanel("grace_days"),
                FieldPanel("escalate_after_days"),
                FieldPanel("unhelpful_threshold"),
                FieldPanel("asked_anyway_threshold"),
            ],
            heading=_("Review"),
        ),
        *Page.settings_panels,
    ]
    search_fields = [*Page.search_fields, index.SearchField("intro"), index.FilterField("audience")]

    class Meta:
        verbose_name = _("knowledge base")
        verbose_name_plural = _("knowledge bases")

    def permissions_for_user(self, user: User) -> ParentPermissionTester:
        return ParentPermissionTester(user, self)

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
        # Django's default, `topic`, would take the name that FaqPage needs.
        related_name="as_topic",
        help_text=_("The page in the tree."),
    )
    intro = RichTextField(
        _("introduction"),
        blank=True,
        features=["bold", "italic", "link"],
        help_text=_("One or two sentences above the questions of this topic."),
    )
    review_interval = models.PositiveSmallIntegerField(
        _("review interval in days"),
        null=True,
        blank=True,
        validators=INTERVAL_LIMITS,
        help_text=_("Of the pages of this topic. Empty: the interval of the knowledge base."),
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
    template = "vraagbaak/knowledge/bases/topic.html"
    content_panels = [*Page.content_panels, FieldPanel("intro")]
    settings_panels = [FieldPanel("review_interval"), *Page.settings_panels]
    search_fields = [*Page.search_fields, index.SearchField("intro")]

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def permissions_for_user(self, user: User) -> ParentPermissionTester:
        return ParentPermissionTester(user, self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["faqs"] = self.faqs.visible_to(request.user).by_question()
        return context
