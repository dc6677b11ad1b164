"""Offices, their teams, and the subjects that decide who handles what."""

from datetime import time

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.models import Site

from servicedesk.offices.choices import AskAccess
from servicedesk.offices.querysets import OfficeQuerySet
from vraagbaak.knowledge.bases.models import KnowledgeBase


class Office(models.Model):
    """A tenant: the organisation behind one public site."""

    site = models.OneToOneField(
        Site,
        verbose_name=_("site"),
        on_delete=models.CASCADE,
        related_name="office",
        help_text=_("The public site on which this office answers."),
    )
    name = models.CharField(_("name"), max_length=255, help_text=_("As it stands above mails and pages."))
    email = models.EmailField(_("e-mail address"), help_text=_("From which mails to askers are sent."))
    opens_at = models.TimeField(
        _("opens at"), default=time(9), help_text=_("Deadlines count from this hour.")
    )
    closes_at = models.TimeField(
        _("closes at"), default=time(17), help_text=_("Deadlines count up to this hour.")
    )
    ask_access = models.CharField(
        _("who may ask"),
        max_length=10,
        choices=AskAccess.choices,
        default=AskAccess.OPEN,
        help_text=_("Who may send a question from the site."),
    )
    closed_message = models.TextField(
        _("message while closed"),
        blank=True,
        help_text=_("What visitors read instead of the form while nobody may ask."),
    )
    takes_attachments = models.BooleanField(
        _("takes attachments"), default=True, help_text=_("Whether files may come with a question.")
    )
    demands_work = models.BooleanField(
        _("check for robots"),
        default=False,
        help_text=_(
            "The asker's browser makes a small sum, on this server alone. For when much spam comes in."
        ),
    )
    privacy_text = models.TextField(
        _("privacy text"),
        blank=True,
        help_text=_("Stands beside the form: what you do with what is asked, and how long you keep it."),
    )
    asks_consent = models.BooleanField(
        _("asks consent"),
        default=False,
        help_text=_("Whether an asker must agree with the privacy text before sending."),
    )
    close_after_days = models.PositiveSmallIntegerField(
        _("close after days"),
        default=14,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text=_("An answered question closes by itself when the asker says nothing for so many days."),
    )
    retention_days = models.PositiveSmallIntegerField(
        _("keep for days"),
        default=730,
        validators=[MinValueValidator(30), MaxValueValidator(7300)],
        help_text=_("So many days after it was closed, a question is made anonymous; the counts stay."),
    )
    number_patterns = models.TextField(
        _("client and case numbers"),
        blank=True,
        help_text=_(
            "One pattern on each line, with # for a digit and @ for a letter, such as Z-####-#####."
            " They are taken out of what is published."
        ),
    )
    own_details = models.TextField(
        _("details of the office itself"),
        blank=True,
        help_text=_(
            "One on each line: addresses, telephone numbers and account numbers that may be published."
        ),
    )

    objects = OfficeQuerySet.as_manager()

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """Agents who share a list of work."""

    office = models.ForeignKey(
        Office,
        verbose_name=_("office"),
        on_delete=models.CASCADE,
        related_name="teams",
        help_text=_("The office to which the team belongs."),
    )
    name = models.CharField(_("name"), max_length=255, help_text=_("As agents call it."))
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("members"),
        related_name="teams",
        blank=True,
        help_text=_("They see the questions of the team."),
    )

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["office", "name"], name="team_name_once_per_office")]

    def __str__(self) -> str:
        return self.name


class Subject(ClusterableModel, models.Model):
    """What a question is about; gives it a team, a handler, a deadline and a knowledge base (rule 10)."""

    office = models.ForeignKey(
        Office,
        verbose_name=_("office"),
        on_delete=models.CASCADE,
        related_name="subjects",
        help_text=_("The office that handles this subject."),
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="children",
        help_text=_("The wider subject to which this one belongs."),
    )
    name = models.CharField(_("name"), max_length=255, help_text=_("As askers and agents know it."))
    team = models.ForeignKey(
        Team,
        verbose_name=_("team"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="subjects",
        help_text=_("Gets the questions about this subject."),
    )
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("handler"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Gets the questions in person; usually left empty."),
    )
    answer_hours = models.PositiveSmallIntegerField(
        _("term in business hours"),
        default=16,
        validators=[MinValueValidator(1), MaxValueValidator(2000)],
        help_text=_("Within how many hours that the office is open the question is answered."),
    )
    knowledge_base = models.ForeignKey(
        KnowledgeBase,
        verbose_name=_("knowledge base"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("In which good answers about this subject are taken up."),
    )

    class Meta:
        verbose_name = _("subject")
        verbose_name_plural = _("subjects")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
