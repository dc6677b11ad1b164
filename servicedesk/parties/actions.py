from typing import Any

from servicedesk.offices.models import Office
from servicedesk.parties.models import Party


def recognise_party(*, office: Office, name: str, email: str, user: Any = None) -> Party:
    """The party of this name and e-mail address, made when new. Both must match: people share addresses.

    A party that was made anonymous is never recognised, not even by the name and e-mail address that took their place.
    A portal user (`user`) is the party of the account, whatever name was typed.
    """
    email = email.strip().lower()
    if user is not None:
        return recognise_user(office=office, name=name, email=email, user=user)
    unerased = office.parties.filter(erased_at=None)
    known = unerased.filter(email=email, name__iexact=name.strip(), user=None).first()
    return known or Party.objects.create(office=office, name=name.strip(), email=email)


def recognise_user(*, office: Office, name: str, email: str, user: Any) -> Party:
    known = office.parties.filter(user=user, erased_at=None).first()
    if known and email and known.email != email:
        # The account has another e-mail address by now; answers go where the account says.
        known.email = email
        known.save(update_fields=["email"])
    return known or Party.objects.create(office=office, name=name.strip(), email=email, user=user)
