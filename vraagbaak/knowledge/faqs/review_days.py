"""Days on which a page may be reviewed."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LATEST = timedelta(days=3650)


def day_to_come(chosen: date | None, *, today: date) -> date | None:
    """The chosen day, which must lie after today and within ten years. Raises ValidationError."""
    if chosen and chosen <= today:
        raise ValidationError(_("Choose a day after today."))
    if chosen and chosen > today + LATEST:
        raise ValidationError(_("Choose a day within ten years."))
    return chosen
