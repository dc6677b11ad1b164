"""A rule that can be forgotten: whatever leads to a question or its asker is exported and erased with it (rule 30)."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.core.checks import Error
from django.db.models import Model

from servicedesk.parties.holdings import holdings
from servicedesk.parties.models import Party
from servicedesk.questions.models import Answer, Question

LEADING_TO_AN_ASKER = (Party, Question, Answer)


def check_holdings(**kwargs: Any) -> list[Error]:
    """An error for each model with a relation to a question, an answer or a party that no room has registered."""
    registered = {model for holding in holdings() for model in holding.models}
    return [
        Error(
            f"{model._meta.label} leads to an asker, and no Holding names it.",
            hint="Give the room a Holding that exports and erases it, and list that in servicedesk.admin.holdings.",
            obj=model,
            id="servicedesk.E001",
        )
        for model in leading_to_an_asker(apps.get_models())
        if model not in registered
    ]


def leading_to_an_asker(models: Iterable[type[Model]]) -> list[type[Model]]:
    return [
        model
        for model in models
        if any(
            field.related_model in LEADING_TO_AN_ASKER for field in model._meta.get_fields() if field.concrete
        )
    ]
