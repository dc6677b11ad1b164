"""The codes that were sent to an asker's address."""

from servicedesk.parties.email_verification.models import EmailVerification
from servicedesk.parties.holdings import Holding
from servicedesk.parties.models import Party


def erase(party: Party) -> None:
    if party.email:
        EmailVerification.objects.filter(office=party.office_id, email=party.email).delete()


HOLDING = Holding(room="email_verification", erase_party=erase)
