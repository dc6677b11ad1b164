"""Who looked at a question, which is over when there is nothing left to look at."""

from servicedesk.desk.presence.models import Presence
from servicedesk.parties.holdings import Holding

HOLDING = Holding(
    room="presence",
    models=(Presence,),
    erase_question=lambda question, now: Presence.objects.filter(question=question).delete(),
)
