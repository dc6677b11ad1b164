from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from tests.factories import FaqPageFactory
from vraagbaak.models import Digest
from vraagbaak.review.digests.choices import DigestReason
from website.background import tasks


@pytest.mark.django_db
def test_digest_that_waited_for_the_mail_server_is_sent_once(base: Any, editor: Any) -> None:
    today = timezone.localdate()
    page = FaqPageFactory(parent=base, review_on=today, owner_person=editor)
    earlier = timezone.now() - timedelta(minutes=1)
    digest = Digest.objects.create(user=editor, day=today, next_attempt_at=earlier)
    digest.brought.create(page=page, due_on=today, reason=DigestReason.OWNED)

    tasks.send_owed_review_digests.enqueue()
    tasks.send_owed_review_digests.enqueue()

    assert [message.to for message in mail.outbox] == [[editor.email]]
