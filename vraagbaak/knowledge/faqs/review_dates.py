"""Which dates may be chosen for a review."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MAX_AHEAD = timedelta(days=3650)


def clean_review_date(chosen: date | None, *, today: date) -> date | None:
    """The chosen date, which must be after today and within ten years. Raises ValidationError."""
    if chosen and chosen <= today:
        raise ValidationError(_("Choose a day after today."))
    if chosen and chosen > today + MAX_AHEAD:
        raise ValidationError(_("Choose a day within ten years."))
    return chosen
