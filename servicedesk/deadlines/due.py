"""Until when a question should be answered."""

from datetime import datetime

from servicedesk.deadlines.business_hours import add_business_hours
from servicedesk.offices.models import Office, Subject

USUAL_ANSWER_HOURS: int = Subject._meta.get_field("answer_hours").default
"""The term of a question without a subject."""


def due_moment(*, office: Office, subject: Subject | None, start: datetime) -> datetime:
    """When the term of a question that begins to count at `start` has passed, in business hours of the office."""
    hours = subject.answer_hours if subject else USUAL_ANSWER_HOURS
    return add_business_hours(start=start, hours=hours, opens_at=office.opens_at, closes_at=office.closes_at)
