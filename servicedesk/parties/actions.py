from typing import Any

from servicedesk.offices.models import Office
from servicedesk.parties.models import Party


def recognise_party(*, office: Office, name: str, email: str, user: Any = None) -> Party:
    """The party of this name and address, made when new. Both must match: an address may be shared.

    Who was made anonymous is not known any more, also when the name and address that took the place are typed.
    A portal user (`user`) is the party of the account, whatever name was typed.
    """
    address = email.strip().lower()
    if user is not None:
        return recognise_user(office=office, name=name, address=address, user=user)
    unerased = office.parties.filter(erased_at=None)
    known = unerased.filter(email=address, name__iexact=name.strip(), user=None).first()
    return known or Party.objects.create(office=office, name=name.strip(), email=address)


def recognise_user(*, office: Office, name: str, address: str, user: Any) -> Party:
    known = office.parties.filter(user=user, erased_at=None).first()
    if known and address and known.email != address:
        # The account has another address by now; answers go where the account says.
        known.email = address
        known.save(update_fields=["email"])
    return known or Party.objects.create(office=office, name=name.strip(), email=address, user=user)
