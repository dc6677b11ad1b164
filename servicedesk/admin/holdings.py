"""Which rooms hold something of a party, in the order in which it is exported and erased."""

from servicedesk.asking import holdings as asking
from servicedesk.attachments import holdings as attachments
from servicedesk.deflection import holdings as deflection
from servicedesk.desk.presence import holdings as presence
from servicedesk.earlier import holdings as earlier
from servicedesk.lifecycle import holdings as lifecycle
from servicedesk.mail import holdings as mail
from servicedesk.parties.email_verification import holdings as email_verification
from servicedesk.parties.holdings import register_holding
from servicedesk.questions import holdings as questions
from servicedesk.questions.sources import holdings as sources
from servicedesk.triage import holdings as triage

# The text of the question goes first: what names it elsewhere gets its new title.
ROOMS = (
    lifecycle,
    questions,
    sources,
    asking,
    attachments,
    mail,
    earlier,
    triage,
    presence,
    deflection,
    email_verification,
)


def register_holdings() -> None:
    for room in ROOMS:
        register_holding(room.HOLDING)
