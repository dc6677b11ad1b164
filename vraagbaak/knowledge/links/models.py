"""The URLs to which answers link, each once, and which pages link to them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.knowledge.links.choices import LinkState


class Link(models.Model):
    """A URL outside the product; written only by `links/actions.py` and `links/link_verdicts.py`."""

    url = models.TextField(_("address"), help_text=_("Where the link leads, without the part after #."))
    fingerprint = models.CharField(
        _("fingerprint"), max_length=64, unique=True, help_text=_("SHA-256 of the address, in hexadecimals.")
    )
    host = models.CharField(
        _("host"), max_length=255, db_index=True, help_text=_("One host is asked one thing at a time.")
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=LinkState.choices,
        default=LinkState.UNCHECKED,
        help_text=_("What the last check told."),
    )
    reason = models.CharField(
        _("reason"), max_length=200, blank=True, help_text=_("Why it fails or cannot be judged.")
    )
    checked_at = models.DateTimeField(
        _("checked at"), null=True, help_text=_("When it was last checked; empty when never.")
    )
    next_check_on = models.DateField(
        _("next check on"),
        db_index=True,
        help_text=_("Not checked before this day; claimed by moving it on."),
    )
    failing_since = models.DateField(
        _("failing since"), null=True, help_text=_("The first day of the failures in a row, if it fails.")
    )
    failed_days = models.PositiveSmallIntegerField(
        _("failed days"), default=0, help_text=_("On how many different days in a row the check failed.")
    )
    pages = models.ManyToManyField(
        FaqPage,
        verbose_name=_("FAQ pages"),
        through="LinkUse",
        related_name="links",
        help_text=_("The published pages whose answer links to it."),
    )

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")

    def __str__(self) -> str:
        return self.url


class LinkUse(models.Model):
    """That the published answer of a page links to a URL."""

    link = models.ForeignKey(
        Link,
        verbose_name=_("link"),
        on_delete=models.CASCADE,
        related_name="uses",
        help_text=_("Where it leads."),
    )
    page = models.ForeignKey(
        FaqPage,
        verbose_name=_("FAQ page"),
        on_delete=models.CASCADE,
        related_name="link_uses",
        help_text=_("The page whose answer holds the link."),
    )

    class Meta:
        verbose_name = _("use of a link")
        verbose_name_plural = _("uses of links")
        constraints = [models.UniqueConstraint(fields=["link", "page"], name="link_once_per_page")]

    def __str__(self) -> str:
        return f"{self.page}: {self.link}"
