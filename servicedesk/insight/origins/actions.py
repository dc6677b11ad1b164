from django.db import transaction

from servicedesk.insight.origins.wordings import known_phrasings
from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.faqs.models import AlternativePhrasing, FaqPage


class PhrasingKnownError(ValueError):
    """The page is found by these words already."""


@transaction.atomic
def add_phrasing(*, page: FaqPage, text: str, user: User) -> FaqPage:
    """Adds another phrasing to the newest draft of the page, in the editor's name; the public page stays as it is
    until somebody publishes it (rule 6). Raises PhrasingKnownError."""
    locked: FaqPage = FaqPage.objects.select_for_update(of=("self",)).get(pk=page.pk)
    if text.casefold() in {known.casefold() for known in known_phrasings(locked)}:
        raise PhrasingKnownError
    draft: FaqPage = locked.get_latest_revision_as_object()
    draft.alternatives.add(AlternativePhrasing(text=text))
    draft.save_revision(user=user, log_action=True)
    return draft
