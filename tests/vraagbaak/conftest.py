from typing import Any

import pytest

from tests.factories import FaqPageFactory
from vraagbaak.models import FaqPage, KnowledgeBase


@pytest.fixture
def careful(base: Any) -> KnowledgeBase:
    """A knowledge base that requires approval."""
    KnowledgeBase.objects.filter(pk=base.pk).update(approval_required=True)
    return KnowledgeBase.objects.get(pk=base.pk)


@pytest.fixture
def draft(careful: Any, editor: Any) -> FaqPage:
    page: FaqPage = FaqPageFactory(parent=careful, live=False, owner=editor)
    page.save_revision(user=editor)
    return page
