"""The cleaned copy by which agents find what was asked and answered before."""

from servicedesk.earlier.actions import forget_earlier
from servicedesk.earlier.models import EarlierQuestion
from servicedesk.parties.holdings import Holding

HOLDING = Holding(
    room="earlier",
    models=(EarlierQuestion,),
    erase_question=lambda question, now: forget_earlier(questions=[question]),
)
