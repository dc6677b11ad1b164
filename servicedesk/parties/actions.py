from servicedesk.offices.models import Office
from servicedesk.parties.models import Party


def recognise_party(*, office: Office, name: str, email: str) -> Party:
    """The party of this name and address, made when new. Both must match: an address may be shared."""
    address = email.strip().lower()
    known = office.parties.filter(email=address, name__iexact=name.strip()).first()
    return known or Party.objects.create(office=office, name=name.strip(), email=address)
