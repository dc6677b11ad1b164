"""Listens to Wagtail: those who wait for a page are told when it is published."""

from typing import Any

from django.utils import timezone
from wagtail.signals import page_published

from servicedesk.triage.notifying import tell_about
from vraagbaak.knowledge.faqs.adding import are_added_together
from vraagbaak.knowledge.faqs.models import FaqPage


def connect() -> None:
    page_published.connect(tell_of_published_faq, sender=FaqPage)


def tell_of_published_faq(*, instance: FaqPage, **kwargs: Any) -> None:
    """A page that is planned for later is announced too, and is not public yet."""
    if instance.live and not are_added_together():
        tell_about(page=instance, now=timezone.now())
