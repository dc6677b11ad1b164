"""Who owns a page and when it is reviewed: fields of the page itself, of which no revision has its own value."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.audiences.choices import GroupName
from vraagbaak.knowledge.bases.choices import OverduePolicy
from vraagbaak.knowledge.bases.models import INTERVAL_LIMITS

UNVERSIONED_FIELDS = (
    "owner_person_id",
    "owner_group_id",
    "review_interval",
    "review_planned_on",
    "review_on",
    "reviewed_on",
    "reviewed_content",
    "is_withdrawn",
    "views",
)


def is_active(user: User | None) -> bool:
    return bool(user and user.is_active)


class OwnedPage(Page):
    """A page with an owner and a review date, which are changed by the form and by the actions of reviews."""

    owner_person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("owner (person)"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="owned_faqs",
        help_text=_("Who answers for the content. Empty: the owner of the knowledge base."),
    )
    owner_group = models.ForeignKey(
        Group,
        verbose_name=_("owner (group)"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="owned_faqs",
        help_text=_("The group that answers for the content, when no person is chosen."),
    )
    review_interval = models.PositiveSmallIntegerField(
        _("review interval in days"),
        null=True,
        blank=True,
        validators=INTERVAL_LIMITS,
        help_text=_("Empty: the interval of the topic, else that of the knowledge base."),
    )
    review_planned_on = models.DateField(
        _("review on a set date"),
        null=True,
        blank=True,
        help_text=_("For what changes on a known day, such as a tariff. Empty: follows from the interval."),
    )
    review_on = models.DateField(
        _("next review on"),
        null=True,
        editable=False,
        db_index=True,
        help_text=_("When the page is due for review: by its date, or by signals before it."),
    )
    reviewed_on = models.DateField(
        _("last reviewed on"),
        null=True,
        editable=False,
        help_text=_("When somebody last saw that the answer was right."),
    )
    reviewed_content = models.CharField(
        _("reviewed content"),
        max_length=64,
        blank=True,
        editable=False,
        help_text=_("Tells whether a publication changes the content; empty until the first."),
    )
    is_withdrawn = models.BooleanField(
        _("withdrawn"),
        default=False,
        editable=False,
        help_text=_("Whether it was taken from the public; publishing it again then counts as a review."),
    )
    views = models.PositiveIntegerField(
        _("views"),
        default=0,
        editable=False,
        help_text=_("How often the page was read in the last 90 days, as of this morning."),
    )

    class Meta:
        abstract = True

    knowledge_base: Any
    topic: Any
    changed_unversioned_fields: Sequence[str] = ()

    @property
    def interval(self) -> timedelta:
        """Time between reviews: that of the page, else of its topic, else of its knowledge base (rule 1)."""
        if self.review_interval:
            return timedelta(days=self.review_interval)
        if self.topic and self.topic.review_interval:
            return timedelta(days=self.topic.review_interval)
        return self.knowledge_base.interval if self.knowledge_base else timedelta(days=365)

    @property
    def last_checked_on(self) -> date:
        """The date of the last review, else of the first publication, else today."""
        return self.reviewed_on or timezone.localdate(self.first_published_at)

    def next_review(self, *, after: date) -> date:
        """When a page that was reviewed on the day `after` is due again: on the set date if that is later."""
        if self.review_planned_on and self.review_planned_on > after:
            return self.review_planned_on
        return after + self.interval

    def reschedule(self, *, today: date) -> None:
        """Gives a page that is in order the review date that follows from its interval and set date.

        One that is due, or has to be changed, keeps its date: only a review changes that.
        """
        if self.review_on and self.review_on > today and not self.review_tasks.open().exists():
            self.review_on = max(self.next_review(after=self.last_checked_on), today)

    def with_content_json(self, content: Any) -> Self:
        """Takes the unversioned fields from the page, not from the revision: no draft brings old values back.

        They are read again, since somebody may have reviewed the page after this object was loaded.
        """
        page: Self = super().with_content_json(content)
        current = type(self)._default_manager.filter(pk=self.pk).values(*UNVERSIONED_FIELDS).first() or {}
        for name, value in current.items():
            setattr(page, name, value)
        return page

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """What the form changed in unversioned fields takes effect at once."""
        changed, self.changed_unversioned_fields = self.changed_unversioned_fields, ()
        if changed and self.pk:
            type(self)._default_manager.filter(pk=self.pk).update(
                **{name: getattr(self, name) for name in changed}
            )
        return super().save_revision(*args, **kwargs)

    def complete_owner_and_review_date(self) -> None:
        """A page has an owner and a review date; what is empty comes from the knowledge base (rule 1)."""
        if not (self.owner_person_id or self.owner_group_id):
            self.owner_person, self.owner_group = self.default_owner
        if not self.review_on:
            self.review_on = self.next_review(after=self.last_checked_on)

    @property
    def default_owner(self) -> tuple[Any, Group | None]:
        """A person or a group: of the knowledge base, else the creator of the page, else the managers."""
        base = self.knowledge_base
        if base and is_active(base.default_owner_person):
            return base.default_owner_person, None
        if base and base.default_owner_group:
            return None, base.default_owner_group
        if is_active(self.owner):
            return self.owner, None
        if base and is_active(base.manager):
            return base.manager, None
        return None, Group.objects.filter(name=GroupName.MANAGERS).first()

    @property
    def shows_overdue(self) -> bool:
        """Whether readers are told that the review is overdue, which the knowledge base decides (rule 4)."""
        wanted = self.knowledge_base and self.knowledge_base.overdue_policy == OverduePolicy.BANNER
        return bool(wanted and self.review_on and self.review_on < timezone.localdate())

    @property
    def content_owner(self) -> Any:
        """The owning person, else the group; `owner` is Wagtail's name for who created the page."""
        return self.owner_person or self.owner_group

    @property
    def content_owner_name(self) -> str:
        person = self.owner_person
        return (person.get_full_name() or person.get_username()) if person else str(self.owner_group or "")
