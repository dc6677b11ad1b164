"""What a portal user typed and has not sent, kept here so that another device goes on with it."""

from datetime import datetime
from typing import Any

from servicedesk.asking.models import AskDraft
from servicedesk.offices.models import Office


def keep_draft(*, office: Office, user: Any, title: str, body: str, now: datetime) -> AskDraft | None:
    """The one draft of the user at this office; with nothing typed there is none."""
    if not (title.strip() or body.strip()):
        drop_draft(office=office, user=user)
        return None
    typed = {"title": title, "body": body, "changed_at": now}
    kept = AskDraft.objects.filter(office=office, user=user)
    # Typing goes on all the time, and begins once: most often one statement does.
    if not kept.update(**typed):
        AskDraft.objects.get_or_create(office=office, user=user, defaults=typed)
    return kept.first()


def draft_of(*, office: Office, user: Any) -> AskDraft | None:
    return AskDraft.objects.filter(office=office, user=user).first()


def drop_draft(*, office: Office, user: Any) -> int:
    """It was sent, answered or thrown away; how many there were."""
    deleted, _per_model = AskDraft.objects.filter(office=office, user=user).delete()
    return deleted


def forget_drafts(*, before: datetime) -> int:
    deleted, _per_model = AskDraft.objects.filter(changed_at__lt=before).delete()
    return deleted
